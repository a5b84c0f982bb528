"""Orders and groups are what sorting all cases by hand gives."""

import sqlite3
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casearchive.search.answers.cache import FilterCache
from casearchive.search.answers.ordering import grouped_rows, ordered_rows
from casearchive.search.answers.rowset import rowset_of
from casearchive.search.documents import Document, IndexedFigure
from casearchive.search.results import Group
from casearchive.search.store import figures, filters, orders
from casearchive.search.store.orders import sort_key

texts = st.text("甲乙安重长aZ019 《，\u0649", max_size=4)
words = st.lists(st.sampled_from(["贵州", "安徽", "a", ""]), max_size=2).map(tuple)
numbers = st.sampled_from([0.0, 1.0, 2.5, 170.0, float("inf")])
documents = st.builds(
    Document,
    key=st.just(""),
    title=texts,
    code=texts,
    place=texts,
    updated=st.sampled_from(["2024", "2025", "2026"]),
    filters=st.fixed_dictionaries({}, optional={"province": words, "theme": words}),
    figures=st.lists(
        st.builds(
            lambda low, high: IndexedFigure("收入", min(low, high), max(low, high), "元"),
            numbers,
            numbers,
        ),
        max_size=2,
    ).map(tuple),
)
archives = st.dictionaries(st.integers(1, 9), documents, max_size=7)
PARTS = (filters, orders, figures)
GROUPS = st.sampled_from([("place", "province"), ("theme", "theme")])


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    connection = some_tables()
    yield connection
    connection.close()


def some_tables() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    for part in PARTS:
        for statement in part.TABLES:
            connection.execute(statement)
    return connection


def add(connection: sqlite3.Connection, archive: dict[int, Document]) -> None:
    for row, document in archive.items():
        for part in PARTS:
            part.add(connection, row, document)


def stated(document: Document) -> float:
    """Return the largest number stated; of “170 and more” that is 170."""
    return max(
        (f.low if f.high == float("inf") else f.high for f in document.figures), default=-1.0
    )


@settings(max_examples=80, deadline=None)
@given(archives, st.sets(st.integers(1, 9)))
def test_orders_are_those_of_sorting(archive: dict[int, Document], found: set[int]) -> None:
    connection = some_tables()
    add(connection, archive)
    cache = FilterCache(connection)
    rows = sorted(found & set(archive))

    def order(name: str) -> list[int]:
        return list(ordered_rows(cache, rowset_of(rows), name))

    newest = sorted(rows, key=lambda row: (archive[row].updated, row), reverse=True)
    assert order("updated") == newest
    assert order("title") == sorted(rows, key=lambda row: sort_key(archive[row].title))
    assert order("code") == sorted(rows, key=lambda row: sort_key(archive[row].code))
    assert order("place") == sorted(rows, key=lambda row: sort_key(archive[row].place))
    assert order("outcome:无") == newest
    silent = [row for row in newest if not archive[row].figures]
    telling = [row for row in rows if archive[row].figures]
    largest = sorted(telling, key=lambda row: -stated(archive[row]))
    assert order("outcome:收入") == largest + silent
    connection.close()


@settings(max_examples=60, deadline=None)
@given(archives, archives)
def test_changed_orders_are_the_orders_made_at_once(
    before: dict[int, Document], after: dict[int, Document]
) -> None:
    changed, fresh = some_tables(), some_tables()
    add(changed, before)
    add(fresh, after)
    for row in {*before, *after}:
        match before.get(row), after.get(row):
            case (Document() as old, Document() as new):
                orders.change(changed, row, old, new)
            case (Document() as old, None):
                orders.remove(changed, row, old)
            case (None, Document() as new):
                orders.add(changed, row, new)
    query = "SELECT * FROM sort_keys ORDER BY 1, 2, 3"
    assert changed.execute(query).fetchall() == fresh.execute(query).fetchall()
    orders.clear(changed)
    assert not changed.execute(query).fetchall()
    changed.close()
    fresh.close()


@settings(max_examples=80, deadline=None)
@given(archives.flatmap(lambda a: st.tuples(st.just(a), st.permutations(sorted(a)))), GROUPS)
def test_groups_are_stretches_of_the_list(
    listed: tuple[dict[int, Document], list[int]], names: tuple[str, str]
) -> None:
    archive, ordered = listed
    group, name = names
    connection = some_tables()
    add(connection, archive)

    def first(row: int) -> str:
        return next(iter(archive[row].filters.get(name, ())), "")

    rows, groups = grouped_rows(FilterCache(connection), ordered, group)
    assert rows == sorted(ordered, key=lambda row: sort_key(first(row)))
    assert sum(group.count for group in groups) == len(rows)
    for group_found in groups:
        stretch = rows[group_found.start : group_found.start + group_found.count]
        assert {first(row) for row in stretch} == {group_found.name}
    assert all(one.start + one.count == other.start for one, other in pairwise(groups))
    assert [g.name for g in groups] == sorted({first(r) for r in rows}, key=sort_key)
    connection.close()


def test_texts_are_ordered_as_in_a_dictionary() -> None:
    wanted = [
        "A村",
        "安徽",
        "安徽省",
        "案例2",
        "案例10",
        "《北京》",
        "北京市",
        "贵州省",
        "乐山",
        "浙江",
    ]
    assert sorted(["", *reversed(wanted)], key=sort_key) == [*wanted, ""]
    assert "".join(sorted("里李里李", key=sort_key)) in ("李李里里", "里里李李")
    assert sort_key("Ａ１０") == sort_key("a10")
    assert sort_key("２村") < sort_key("十村")


def test_money_and_per_cent_are_not_compared(connection: sqlite3.Connection) -> None:
    def stating(number: float, unit: str) -> Document:
        return Document(key="", title="", figures=(IndexedFigure("收入", number, number, unit),))

    add(
        connection,
        {
            1: stating(90, "%"),
            2: stating(3, "万元"),
            3: stating(70, "元"),
            4: stating(95, "%"),
            5: stating(1, "亿元"),
        },
    )
    rows = ordered_rows(FilterCache(connection), rowset_of(range(1, 6)), "outcome:收入")
    assert list(rows) == [5, 2, 3, 4, 1]


def test_a_list_grouped_by_theme_counts_every_case_once(connection: sqlite3.Connection) -> None:
    def about(*themes: str) -> Document:
        return Document(key="", title="", filters={"theme": themes})

    add(
        connection,
        {1: about("组织", "产业"), 2: about("产业"), 3: about(), 4: about("产业", "组织")},
    )
    rows, groups = grouped_rows(FilterCache(connection), [4, 3, 2, 1], "theme")
    assert rows == [4, 2, 1, 3]
    assert groups == (Group("产业", 0, 2), Group("组织", 2, 1), Group("", 3, 1))
