"""However an index came to hold its documents, it is the index of those documents."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casearchive.errors import WorkWasCancelled
from casearchive.search.documents import Document, IndexedFigure, IndexedSection, IndexState
from casearchive.search.files import open_index
from casearchive.search.index import SearchIndex
from casearchive.search.store.packing import unpacked

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
    for row in connection.execute(query + " ORDER BY key"):  # a save packs less hard
        found.append((*row[:-3], *(unpacked(connection, packed) for packed in row[-3:])))
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


def test_saves_on_several_threads_make_the_index_of_a_rebuild(tmp_path: Path) -> None:
    """With as many cases as it takes to pack by a dictionary and to know common pieces."""
    body = "村民合作社种辣椒，产业振兴带动增收。" * 4
    cases = {str(n): a_case(str(n), f"第{n}村", f"{body}第{n}年。") for n in range(120)}
    kept, fresh = tmp_path / "kept", tmp_path / "fresh"
    with closing(open_index(kept)) as index:
        index.rebuild(cases.values())

    def save(numbers: range) -> None:
        with closing(open_index(kept)) as index:
            for n in numbers:
                text = f"{body[:20]}火龙果{n}亩{body[20:]}第{n}年。"
                cases[str(n)] = a_case(str(n), f"第{n}村", text if n % 3 else "")
                index.add([cases[str(n)]])

    threads = [Thread(target=save, args=(range(start, 12, 2),)) for start in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with closing(open_index(fresh)) as index:
        index.rebuild(cases.values())
    with closing(sqlite3.connect(kept)) as one, closing(sqlite3.connect(fresh)) as other:
        assert contents(one) == contents(other)
        assert one.execute("SELECT pieces FROM common_pieces").fetchone()[0]
