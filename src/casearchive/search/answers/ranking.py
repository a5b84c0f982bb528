"""Ranking: the rows a query tree matches, best first, without ever sorting the whole archive.

First come the cases whose head (code, title, place, tags) matches, by bm25; then the others by
how densely they hold the words, the last added first among equals. A common word is as fast as a
rare one, for whoever takes the first page stops there.
"""

import sqlite3
from collections.abc import Callable, Collection, Iterator
from functools import cached_property
from typing import TypeAlias

from casearchive.errors import WorkWasCancelled
from casearchive.search.answers.plan import (
    excludes,
    head_expression,
    is_exact,
    matches,
    residue,
    text_expression,
)
from casearchive.search.language.nodes import Every, Node
from casearchive.search.store.stored import StoredText, read_text
from casearchive.search.text.tokens import DENSITY

Cancelled: TypeAlias = Callable[[], bool]

# bm25 reads every match before it gives the first: with more, titles lead, the last added first.
_MOST_RANKED = 1000

_BY_RANK = "SELECT rowid FROM case_head WHERE case_head MATCH ? ORDER BY rank, rowid DESC"
_BY_TITLE = "SELECT rowid FROM case_head WHERE case_head MATCH ? ORDER BY rowid DESC"
_BY_TEXT = "SELECT rowid FROM case_text WHERE case_text MATCH ? ORDER BY rowid DESC"
_MANY_HEADS = "SELECT rowid FROM case_head WHERE case_head MATCH ? LIMIT 1 OFFSET ?"
_COUNT = "SELECT count(*) FROM case_text WHERE case_text MATCH ?"


def never() -> bool:
    """Cancel nothing: the default where nobody can."""
    return False


def ranked_rows(
    connection: sqlite3.Connection, tree: Node, cancelled: Cancelled = never
) -> Iterator[int]:
    """Yield the row of every matching document once, best first.

    :raises WorkWasCancelled: once `cancelled` says so
    """
    seen: set[int] = set()
    for row, unchecked in _candidates(connection, tree):
        if cancelled():
            raise WorkWasCancelled
        if row not in seen:
            seen.add(row)
            if _passes(connection, row, unchecked):
                yield row


def unranked_rows(
    connection: sqlite3.Connection, tree: Node, cancelled: Cancelled = never
) -> Iterator[int]:
    """Yield the row of every matching document once, in any order."""
    rows, rest = rows_to_check(connection, tree)
    if rest is None:
        yield from rows
        return
    for row in rows:
        if cancelled():
            raise WorkWasCancelled
        if _passes(connection, row, rest):
            yield row


def rows_to_check(connection: sqlite3.Connection, tree: Node) -> tuple[list[int], Node | None]:
    """Return every row that may match, the last first, and what is to be checked of each."""
    query = connection.execute(_BY_TEXT, (text_expression(tree),))
    return [row for (row,) in query.fetchall()], None if is_exact(tree) else residue(tree)


def count_rows(connection: sqlite3.Connection, tree: Node, cancelled: Cancelled = never) -> int:
    """Return how many documents match."""
    if is_exact(tree):
        count: int = connection.execute(_COUNT, (text_expression(tree),)).fetchone()[0]
        return count
    return sum(1 for _row in unranked_rows(connection, tree, cancelled))


def _passes(connection: sqlite3.Connection, row: int, unchecked: Node) -> bool:
    if unchecked == _NOTHING:
        return True
    return matches(unchecked, _Unread(connection, row))


_NOTHING = Every(())


class _Unread:
    """A row whose text is read when a node first asks for it."""

    def __init__(self, connection: sqlite3.Connection, row: int) -> None:
        self._connection = connection
        self.row = row

    def holds(self, piece: str, field: str = "") -> bool:
        """Say whether a folded piece stands in the text, or in one field of the head."""
        return self._text.holds(piece, field)

    def filter_values(self, name: str) -> Collection[str]:
        """Return the values the filter `name` has."""
        return self._text.filter_values(name)

    @cached_property
    def _text(self) -> StoredText:
        return read_text(self._connection, self.row)


def _candidates(connection: sqlite3.Connection, tree: Node) -> Iterator[tuple[int, Node]]:
    """Yield rows with what is to be checked of them, the best first, the later ones again."""
    rest = residue(tree)
    if expression := head_expression(tree):
        # The head alone does not tell what must not stand in a case, nor its figures.
        unchecked = tree if excludes(tree) or rest != _NOTHING else _NOTHING
        for row in _head_rows(connection, tree, expression):
            yield row, unchecked
    marks = (*(mark for mark, _least in DENSITY), "")
    for expression in dict.fromkeys(text_expression(tree, mark) for mark in marks):
        for row in _rows(connection, _BY_TEXT, expression):
            yield row, rest


def _head_rows(connection: sqlite3.Connection, tree: Node, expression: str) -> Iterator[int]:
    if connection.execute(_MANY_HEADS, (expression, _MOST_RANKED)).fetchone():
        return _rows(connection, _BY_TITLE, head_expression(tree, ("code", "title")))
    return _rows(connection, _BY_RANK, expression)


def _rows(connection: sqlite3.Connection, query: str, expression: str) -> Iterator[int]:
    for (row,) in connection.execute(query, (expression,)):
        yield row
