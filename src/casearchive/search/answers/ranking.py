"""Ranking: the rows a query tree matches, best first, without ever sorting the whole archive.

First come the cases whose head (code, title, place, tags) matches, by bm25; then the others by
how densely they hold the words, the last added first among equals. A common word is as fast as a
rare one, for whoever takes the first page stops there.
"""

import sqlite3
from collections.abc import Callable, Iterator
from typing import TypeAlias

from casearchive.errors import WorkWasCancelled
from casearchive.search.answers.plan import (
    excludes,
    head_expression,
    is_exact,
    is_ranked,
    matches,
    text_expression,
)
from casearchive.search.language.parse import Node
from casearchive.search.store.stored import read_text
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
    for row, certain in _candidates(connection, tree):
        if cancelled():
            raise WorkWasCancelled
        if row not in seen:
            seen.add(row)
            if certain or matches(tree, read_text(connection, row)):
                yield row


def count_rows(connection: sqlite3.Connection, tree: Node, cancelled: Cancelled = never) -> int:
    """Return how many documents match."""
    if is_exact(tree):
        count: int = connection.execute(_COUNT, (text_expression(tree),)).fetchone()[0]
        return count
    return sum(1 for _row in _unranked_rows(connection, tree, cancelled))


def _unranked_rows(
    connection: sqlite3.Connection, tree: Node, cancelled: Cancelled
) -> Iterator[int]:
    for row in _rows(connection, _BY_TEXT, text_expression(tree)):
        if cancelled():
            raise WorkWasCancelled
        if matches(tree, read_text(connection, row)):
            yield row


def _candidates(connection: sqlite3.Connection, tree: Node) -> Iterator[tuple[int, bool]]:
    """Yield rows with whether they match for certain, the best first, the later ones again."""
    exact = is_exact(tree)
    if is_ranked(tree):
        certain = exact and not excludes(tree)
        for row in _head_rows(connection, tree):
            yield row, certain
    marks = (*(mark for mark, _least in DENSITY), "")
    for expression in dict.fromkeys(text_expression(tree, mark) for mark in marks):
        for row in _rows(connection, _BY_TEXT, expression):
            yield row, exact


def _head_rows(connection: sqlite3.Connection, tree: Node) -> Iterator[int]:
    expression = head_expression(tree)
    if connection.execute(_MANY_HEADS, (expression, _MOST_RANKED)).fetchone():
        return _rows(connection, _BY_TITLE, head_expression(tree, ("code", "title")))
    return _rows(connection, _BY_RANK, expression)


def _rows(connection: sqlite3.Connection, query: str, expression: str) -> Iterator[int]:
    for (row,) in connection.execute(query, (expression,)):
        yield row
