"""However the terms were counted, they are those of the documents there are."""

import sqlite3
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casearchive.search.documents import Document
from casearchive.search.store import terms
from casearchive.search.store.terms import COMMON, LABEL, TITLE, answering, commonest
from casearchive.search.text.fold import settle

words = st.text("重辣椒村aG1 ，\"'“\0\ufdd3", max_size=4) | st.text(max_size=3).map(settle)
pairs = st.tuples(st.sampled_from(["title", "place", "tag"]), words)
documents = st.builds(
    lambda found: Document(key="", title="", terms=(("theme", "产业振兴"), *found)),
    st.lists(pairs, max_size=4),
)
ROWS = 2 * COMMON
steps = st.lists(st.tuples(st.integers(1, ROWS), st.none() | documents), max_size=4 * ROWS)


def empty() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    for statement in terms.TABLES:
        connection.execute(statement)
    return connection


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    connection = empty()
    yield connection
    connection.close()


def contents(connection: sqlite3.Connection) -> list[object]:
    """Return every term with its count and its grams; checks the tables too."""
    found: list[object] = [connection.execute("SELECT kind, word, cases FROM terms").fetchall()]
    for table in terms.NAMES:
        connection.execute(f"INSERT INTO {table}({table}) VALUES ('integrity-check')")
        connection.execute(f"CREATE VIRTUAL TABLE temp.grams USING fts5vocab(main, {table}, row)")
        in_all = connection.execute("SELECT term, doc FROM temp.grams").fetchall()
        connection.execute("DROP TABLE temp.grams")
        query = f"SELECT t.kind, t.word FROM {table} JOIN terms t ON t.id = {table}.rowid"
        found += [
            (
                gram,
                count,
                sorted(connection.execute(f"{query} WHERE {table} MATCH ?", (f'"{gram}"',))),
            )
            for gram, count in in_all
        ]
    return [sorted(part) if isinstance(part, list) else part for part in found]


def filled(kept: Sequence[Document]) -> sqlite3.Connection:
    connection = empty()
    for row, document in enumerate(kept, 1):
        terms.add(connection, row, document)
    return connection


@settings(max_examples=60, deadline=None)
@given(steps)
def test_changed_terms_are_those_of_what_is_left(
    changes: list[tuple[int, Document | None]],
) -> None:
    changed = empty()
    kept: dict[int, Document] = {}
    for row, document in changes:
        old = kept.pop(row, None)
        if old and document:
            terms.change(changed, row, old, document)
        elif old:
            terms.remove(changed, row, old)
        elif document:
            terms.add(changed, row, document)
        if document:
            kept[row] = document
    fresh = filled(list(kept.values()))
    assert contents(changed) == contents(fresh)
    terms.clear(changed)
    assert contents(changed) == contents(empty())
    changed.close()
    fresh.close()


def test_a_term_is_counted_once_a_case_and_forgotten_with_the_last(
    connection: sqlite3.Connection,
) -> None:
    twice = Document(key="", title="", terms=(("tag", "辣椒"), ("tag", "辣椒"), ("tag", " ")))
    once = Document(key="", title="", terms=(("tag", "辣椒"), ("place", "辣椒")))
    terms.add(connection, 1, twice)
    terms.add(connection, 2, once)
    assert commonest(connection, ["tag"], 9) == [("tag", "辣椒", 2)]
    assert commonest(connection, ["place", "tag"], 1) == [("tag", "辣椒", 2)]
    terms.remove(connection, 1, twice)
    terms.remove(connection, 2, once)
    assert contents(connection) == [[]]


def test_common_terms_stand_apart(connection: sqlite3.Connection) -> None:
    document = Document(key="", title="", terms=(("tag", "辣椒"), ("title", "辣椒")))
    for row in range(1, COMMON):
        terms.add(connection, row, document)
    assert answering(connection, f'"{LABEL}c辣椒"', common=True, limit=9) == []
    terms.add(connection, COMMON, document)
    found = answering(connection, f'"{LABEL}c辣椒"', common=True, limit=9)
    assert found == [("tag", "辣椒", COMMON)]
    found = answering(connection, f'"{LABEL}c辣椒" OR "{TITLE}c辣椒"', kinds=["title"], limit=9)
    assert found == [("title", "辣椒", COMMON)]
    terms.remove(connection, COMMON, document)
    assert answering(connection, f'"{LABEL}c辣椒"', common=True, limit=9) == []


def test_nothing_is_committed(connection: sqlite3.Connection) -> None:
    document = Document(key="", title="", terms=(("tag", "辣椒"),))
    connection.execute("BEGIN")
    terms.add(connection, 1, document)
    terms.remove(connection, 1, document)
    terms.add(connection, 1, document)
    terms.clear(connection)
    assert connection.in_transaction
    connection.rollback()
    assert contents(connection) == [[]]
