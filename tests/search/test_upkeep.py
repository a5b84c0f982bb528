"""However an index came to hold its documents, it is the index of those documents."""

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casearchive.errors import WorkWasCancelled
from casearchive.search.documents import Document, IndexedFigure, IndexedSection, IndexState
from casearchive.search.index import SearchIndex

texts = st.text("辣椒村茶a1 ，。\ud800\ufdd3", max_size=20)
cases = st.builds(
    Document,
    key=st.integers(0, 3).map(str),
    title=texts,
    place=texts,
    tags=st.lists(texts, max_size=2).map(tuple),
    filters=st.dictionaries(st.just("theme"), st.lists(texts, max_size=2).map(tuple)),
    sections=st.lists(st.builds(IndexedSection, label=texts, text=texts), max_size=2).map(tuple),
    updated=st.sampled_from(["2024", "2025"]),
    figures=st.lists(
        st.builds(
            IndexedFigure,
            st.sampled_from(["集体经济收入", "土地"]),
            st.integers(0, 9).map(float),
            st.just(9.0),
            st.sampled_from(["万元", "亩", ""]),
        ),
        max_size=2,
    ).map(tuple),
)
changes = st.lists(st.lists(cases, max_size=3) | st.sets(st.integers(0, 3).map(str)), max_size=8)


def a_case(key: str, title: str = "", text: str = "") -> Document:
    return Document(key=key, title=title, sections=(IndexedSection("正文", text),))


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    yield connection
    connection.close()


def contents(connection: sqlite3.Connection) -> list[object]:
    """Return every token with the documents it stands in, and every row; checks the tables too."""
    found: list[object] = []
    for table in ("case_head", "case_text"):
        connection.execute(f"INSERT INTO {table}({table}) VALUES ('integrity-check')")
        connection.execute(
            f"CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, {table}, instance)"
        )
        found += connection.execute(
            "SELECT d.key, v.term, v.col FROM temp.vocabulary v LEFT JOIN documents d"
            " ON d.id = v.doc ORDER BY 1, 2, 3"
        ).fetchall()
        connection.execute("DROP TABLE temp.vocabulary")
    query = "SELECT key, updated, code, title, place, tags, folded, details, body FROM documents"
    query += " JOIN folded_texts USING (id)"
    found += connection.execute(query + " ORDER BY key").fetchall()
    query = "SELECT d.key, f.* FROM figures f JOIN documents d ON d.id = f.row ORDER BY 1, 2, 3, 4"
    found += [row[:-1] for row in connection.execute(query)]
    return found


@settings(max_examples=150, deadline=None)
@given(changes)
def test_a_changed_index_is_the_index_built_at_once(steps: list[list[Document] | set[str]]) -> None:
    kept: dict[str, Document] = {}
    changed, fresh = sqlite3.connect(":memory:"), sqlite3.connect(":memory:")
    index = SearchIndex(changed)
    for step in steps:
        if isinstance(step, set):
            index.remove(step)
            kept = {key: case for key, case in kept.items() if key not in step}
        else:
            index.add(step)
            for case in step:
                kept[case.key] = case
    rebuilt = SearchIndex(fresh)
    rebuilt.rebuild(kept.values())
    assert contents(changed) == contents(fresh)
    for typed in ("辣", "椒村", "辣椒村", "a1", "-茶", "标题:茶", "主题:椒", "土地>3", "收入:1-5"):
        assert index.keys_matching(typed) == rebuilt.keys_matching(typed)
    changed.close()
    fresh.close()


def test_rebuilding_replaces_everything_and_tells_how_far_it_is(
    connection: sqlite3.Connection,
) -> None:
    index = SearchIndex(connection)
    index.add([a_case("old", "辣椒")])
    told: list[tuple[int, int]] = []
    state = IndexState("archive", 7, "2024-05-01")
    index.rebuild(
        [a_case("a", "茶"), a_case("b", "茶"), a_case("a", "竹")],
        total=3,
        state=state,
        progress=lambda done, total: told.append((done, total)),
    )
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert index.state == state
    assert index.keys_matching("辣椒") == ()
    assert index.keys_matching("茶") == ("b",)
    assert set(index.keys()) == {"a", "b"}


def test_a_rebuild_is_searched_while_it_grows_and_says_that_it_is_not_done(
    connection: sqlite3.Connection,
) -> None:
    found: list[int] = []

    def look(done: int, total: int, /) -> None:
        if done == 150:
            found.append(index.count("茶"))
        if done == 250:
            raise WorkWasCancelled

    index = SearchIndex(connection)
    index.add([a_case("old", "辣椒")])
    index.set_state(IndexState("archive", 1))
    cases = [a_case(str(number), "茶") for number in range(300)]
    with pytest.raises(WorkWasCancelled):
        index.rebuild(cases, state=IndexState("archive", 2), progress=look)
    assert found == [150]
    assert index.state.archive_id == ""
    assert (index.count("茶"), index.count("辣椒")) == (200, 0)
    index.rebuild(cases, state=IndexState("archive", 2))
    assert index.state == IndexState("archive", 2)
    assert index.count("茶") == 300


def test_of_two_rebuilds_the_later_one_is_the_index(connection: sqlite3.Connection) -> None:
    def begin_another(done: int, total: int, /) -> None:
        if done == 101:
            connection.commit()  # as between two steps
            index.rebuild([a_case("later", "茶")], state=IndexState("archive", 3))
            connection.execute("BEGIN")

    index = SearchIndex(connection)
    with pytest.raises(WorkWasCancelled):
        cases = [a_case(str(number), "茶") for number in range(250)]
        index.rebuild(cases, state=IndexState("archive", 2), progress=begin_another)
    assert index.state == IndexState("archive", 3)


def test_changes_in_one_transaction_are_kept_or_lost_together(
    connection: sqlite3.Connection,
) -> None:
    index = SearchIndex(connection)
    with pytest.raises(ZeroDivisionError), index.transaction():
        index.add([a_case("a", "辣椒")])
        index.set_state(IndexState("archive", 5))
        assert index.keys_matching("辣椒") == ("a",)
        _ = 1 / 0
    assert index.keys() == {}
    assert index.state == IndexState()


def test_what_was_added_is_told_with_its_stamp(connection: sqlite3.Connection) -> None:
    index = SearchIndex(connection)
    index.add([Document(key="a", title="", updated="2024"), Document(key="b", title="")])
    assert index.keys() == {"a": "2024", "b": ""}
    index.remove(["a", "never there"])
    assert index.keys() == {"b": ""}


def test_filter_values_are_known_by_name(connection: sqlite3.Connection) -> None:
    index = SearchIndex(connection)
    filters = {"theme": ("产业 * 振兴", "x'"), "year": ("2023",)}
    index.add([Document(key="a", title="", filters=filters)])
    assert index.filter_values("theme") == ("x'", "产业 * 振兴")
    assert index.keys_matching("", filters={"theme": ["x'", "另外"]}) == ("a",)
    assert index.keys_matching("", filters={"theme": ["x'"], "year": ["2024"]}) == ()
    assert index.keys_matching("", filters={"theme": []}) == ()
    assert index.keys_matching("") == ()


def test_a_hundred_thousand_characters_without_a_break(connection: sqlite3.Connection) -> None:
    index = SearchIndex(connection)
    index.add([a_case("long", "椒" * 100_000, "茶" * 100_000 + "尾巴" + "\0" * 1000)])
    (hit,) = index.search("茶尾巴")
    assert hit.snippet[slice(*hit.marks[0])] == "茶尾巴"
    index.add([a_case("long", "短")])
    assert index.keys_matching("茶") == ()
