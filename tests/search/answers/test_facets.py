"""Facets count what a scan of the documents counts, whatever was added, removed and chosen."""

import sqlite3
from collections.abc import Collection, Iterator, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casearchive.errors import WorkWasCancelled
from casearchive.search.answers.cache import FilterCache
from casearchive.search.answers.facets import count_facets, narrowed
from casearchive.search.answers.rowset import flags_of, read_rowset, rows_in, rowset_of
from casearchive.search.answers.sets import all_rows
from casearchive.search.documents import Document
from casearchive.search.results import FacetCount
from casearchive.search.store import filters
from casearchive.search.store.blocks import BLOCK

PLACES = ("甲省", "甲省/乙市", "甲省/乙市/丙村", "甲省-旧", "甲省-旧/乙市", "丁省/a")
NAMES = ("theme", "tag", "year", "place", "province")
some_values = {
    name: st.lists(st.sampled_from(["甲", "乙", "丙", "2019", "2020", ""]), max_size=3)
    for name in NAMES
} | {"place": st.lists(st.sampled_from(PLACES), max_size=4)}


@st.composite
def documents(draw: st.DrawFn) -> Document:
    values = draw(st.fixed_dictionaries({}, optional=some_values))
    if "place" in values:
        values["place"] = sorted(ways(set(values["place"])))
    return Document(key="", title="", filters={name: tuple(v) for name, v in values.items()})


rows_apart = st.integers(1, 5) | st.integers(BLOCK - 1, BLOCK + 1)
archives = st.dictionaries(rows_apart, documents(), max_size=6)


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    connection = a_table()
    yield connection
    connection.close()


def a_table() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    for statement in filters.TABLES:
        connection.execute(statement)
    return connection


def a_cache(archive: Mapping[int, Document]) -> FilterCache:
    connection = a_table()
    for row, document in archive.items():
        filters.add(connection, row, document)
    return FilterCache(connection)


def tagged(*tags: str) -> Document:
    return Document(key="", title="", filters={"tag": tags})


def contents(connection: sqlite3.Connection) -> list[object]:
    return connection.execute("SELECT * FROM filter_rows ORDER BY 1, 2, 3").fetchall()


def having(archive: Mapping[int, Document], name: str, values: Collection[str]) -> set[int]:
    return {r for r, d in archive.items() if not set(values).isdisjoint(d.filters.get(name, ()))}


@given(st.lists(st.integers(0, 300)))
def test_a_row_set_holds_its_rows(rows: list[int]) -> None:
    rowset = rowset_of(iter(rows))
    assert list(rows_in(rowset)) == sorted(set(rows))
    assert rowset.bit_count() == len(set(rows))
    flags = flags_of(rowset, 400)
    assert [row for row in range(400) if flags[row]] == sorted(set(rows))


def test_a_row_set_is_read_from_a_query(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE VIRTUAL TABLE words USING fts5(word)")
    connection.executemany("INSERT INTO words(rowid, word) VALUES (?,?)", [(3, "a"), (9, "a b")])
    query = "SELECT rowid AS row FROM words WHERE words MATCH ?"
    assert read_rowset(connection, query, "a") == rowset_of([3, 9])
    assert read_rowset(connection, query, "c") == 0


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(rows_apart, documents() | st.none()), max_size=12))
def test_a_changed_table_is_the_table_made_at_once(
    steps: list[tuple[int, Document | None]],
) -> None:
    changed, archive = a_table(), dict[int, Document]()
    for row, document in steps:
        old = archive.pop(row, None)
        if document:
            archive[row] = document
        if old and document:
            filters.change(changed, row, old, document)
        elif old:
            filters.remove(changed, row, old)
        elif document:
            filters.add(changed, row, document)
    fresh = a_cache(archive).connection
    assert contents(changed) == contents(fresh)
    assert filters.every_row(changed) == rowset_of(archive)
    for name in NAMES:
        values = {v for d in archive.values() for v in d.filters.get(name, ())}
        assert filters.values_of(changed, name) == sorted(values, key=str.encode)
        for value in values:
            assert filters.rows_of(changed, name, value) == rowset_of(
                having(archive, name, {value})
            )
    filters.clear(changed)
    assert contents(changed) == []
    changed.close()
    fresh.close()


def test_a_list_of_rows_becomes_a_bitmap_and_a_list_again(connection: sqlite3.Connection) -> None:
    rows = range(1, 3000)
    seen = set()
    for row in rows:
        filters.add(connection, row, tagged("茶"))
        if row % 100 == 0 or 500 < row < 520:
            assert filters.rows_of(connection, "tag", "茶") == rowset_of(range(1, row + 1))
        seen.add(len(connection.execute("SELECT rows FROM filter_rows").fetchone()[0]))
    assert max(seen) == BLOCK // 8
    for row in rows:
        filters.remove(connection, row, tagged("茶"))
        if row % 100 == 0 or 500 < 3000 - row < 520:
            assert filters.rows_of(connection, "tag", "茶") == rowset_of(range(row + 1, 3000))
    assert contents(connection) == []


def test_taking_away_what_is_not_there_changes_nothing(connection: sqlite3.Connection) -> None:
    filters.add(connection, 1, tagged("茶"))
    before = contents(connection)
    filters.remove(connection, 2, tagged("茶", "椒"))
    assert contents(connection) == before


@settings(max_examples=300, deadline=None)
@given(
    archives,
    st.sets(rows_apart),
    st.dictionaries(
        st.sampled_from(NAMES), st.sets(st.sampled_from(["甲", "2020", "无", *PLACES]))
    ),
    st.sets(st.sampled_from([*PLACES, "甲省/乙市/丙村/丁"])),
    st.integers(1, 3),
)
def test_facets_count_what_a_scan_counts(
    archive: dict[int, Document],
    found: set[int],
    chosen: dict[str, set[str]],
    expanded: set[str],
    limit: int,
) -> None:
    cache = a_cache(archive)
    counted = count_facets(
        cache,
        rowset_of(found),
        chosen,
        names=("theme", "tag", "year", "place"),
        expanded=expanded,
        limit=limit,
    )
    for name, counts in counted.items():
        base = found.intersection(
            archive, *(having(archive, n, v) for n, v in chosen.items() if v and n != name)
        )
        own = chosen.get(name, set())
        for count in counts:
            assert count.count == len(base & having(archive, name, {count.value}))
            assert count.chosen == (count.value in own)
        expect = by_scan(archive, base, name, own, expanded, limit)
        assert [count.value for count in counts] == expect
    narrow = found.intersection(archive, *(having(archive, n, v) for n, v in chosen.items() if v))
    assert narrowed(cache, rowset_of(found) & all_rows(cache), chosen) == rowset_of(narrow)
    cache.connection.close()


def by_scan(
    archive: dict[int, Document],
    base: set[int],
    name: str,
    own: set[str],
    expanded: set[str],
    limit: int,
) -> list[str]:
    """Return the values to be listed, in their order."""
    values = {v for d in archive.values() for v in d.filters.get(name, ())} | own

    def rank(value: str) -> tuple[int, int, bytes]:
        rows = having(archive, name, {value})
        return -len(base & rows), -len(rows), value.encode()

    def shown(values: Collection[str], kept: Collection[str], most: int) -> list[str]:
        ordered = sorted(values, key=rank)
        present = [value for value in ordered if rank(value)[0]][:most]
        return [value for value in ordered if value in present or value in kept]

    def below(parent: str) -> Iterator[str]:
        branch = {way for way in ways(values) if way.rpartition("/")[0] == parent}
        for path in shown(branch, ways(own), 99):
            yield path
            if path in ways(own | expanded):
                yield from below(path)

    if name == "place":
        return list(below(""))
    listed = shown(values, own, limit if name == "tag" else 99)
    return sorted(listed, reverse=True) if name == "year" else listed


def ways(paths: set[str]) -> set[str]:
    """Return the paths and all above them."""
    steps = [path.split("/") for path in paths]
    return {"/".join(s[:end]) for s in steps for end in range(1, len(s) + 1)}


@pytest.mark.parametrize("path", ["", "/", "//", "甲省/", "/甲省", "甲省//乙市", "甲/" * 9999])
def test_odd_paths_are_counted_like_others(path: str) -> None:
    cache = a_cache({1: Document(key="", title="", filters={"place": (path, "甲省")})})
    counted = count_facets(cache, 2, {"place": (path,)}, names=("place",), expanded=(path, "甲省"))
    assert FacetCount("甲省", 1) in counted["place"]
    cache.connection.close()


def test_a_choice_does_not_narrow_its_own_facet() -> None:
    archive = {
        1: Document(key="", title="", filters={"theme": ("产业",), "year": ("2019",)}),
        2: Document(key="", title="", filters={"theme": ("产业",), "year": ("2021",)}),
        3: Document(key="", title="", filters={"theme": ("组织",), "year": ("2021",)}),
    }
    cache = a_cache(archive)
    chosen = {"theme": ("组织",), "tag": ()}
    counted = count_facets(cache, all_rows(cache), chosen, names=("theme", "year"))
    assert counted["theme"] == (FacetCount("产业", 2), FacetCount("组织", 1, chosen=True))
    assert counted["year"] == (FacetCount("2021", 1),)
    cache.connection.close()


def test_what_is_kept_is_dropped_when_any_connection_changes_the_index(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    path = tmp_path_factory.mktemp("index") / "index"
    own, other = (sqlite3.connect(path, isolation_level=None) for _ in range(2))
    for statement in filters.TABLES:
        own.execute(statement)
    cache = FilterCache(own)

    def tags() -> list[tuple[str, int]]:
        counted = count_facets(cache, 0b1110, {}, names=("tag",))
        return [(count.value, count.count) for count in counted["tag"]]

    assert tags() == []
    filters.add(own, 1, tagged("茶"))
    assert tags() == [("茶", 1)]
    filters.add(other, 2, tagged("茶"))
    assert tags() == [("茶", 2)]
    own.execute("BEGIN")
    filters.clear(own)
    own.execute("ROLLBACK")
    assert tags() == [("茶", 2)]
    own.close()
    other.close()


def test_a_cache_keeps_no_more_than_its_budget(connection: sqlite3.Connection) -> None:
    cache = FilterCache(connection, budget=250)
    cache.refresh()
    made = []

    def make(name: str) -> bytes:
        def read() -> bytes:
            made.append(name)
            return bytes(60)

        return cache.keep((name,), read)

    for name in ("a", "b", "a", "c", "a", "b"):
        make(name)
    assert made == ["a", "b", "c", "b"]


def test_counting_stops_when_it_is_cancelled() -> None:
    cache = a_cache({1: tagged("茶")})
    with pytest.raises(WorkWasCancelled):
        count_facets(cache, 2, {}, cancelled=lambda: True)
    cache.connection.close()
