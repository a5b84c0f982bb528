"""Ranking: the rows a query tree matches, best first, without ever sorting the whole archive.

First come the cases whose head (code, title, place, tags) matches, by bm25; then the others by
how densely they hold the words, the last added first among equals. A common word is as fast as a
rare one, for whoever takes the first page stops there.
"""

import sqlite3
from collections.abc import Iterator

from casearchive.errors import WorkWasCancelled
from casearchive.search.answers.cache import FilterCache
from casearchive.search.answers.matching import NOTHING, matching_rows, passes
from casearchive.search.answers.plan import (
    excludes,
    head_expression,
    residue,
    text_expression,
)
from casearchive.search.answers.rowset import flags_of
from casearchive.search.language.nodes import Node
from casearchive.search.text.tokens import DENSITY
from casearchive.search.work import Cancelled, never

# bm25 reads every match before it gives the first: with more, titles lead, the last added first.
_MOST_RANKED = 1000

_BY_RANK = "SELECT rowid FROM case_head WHERE case_head MATCH ? ORDER BY rank, rowid DESC"
_BY_TITLE = "SELECT rowid FROM case_head WHERE case_head MATCH ? ORDER BY rowid DESC"
_BY_TEXT = "SELECT rowid FROM case_text WHERE case_text MATCH ? ORDER BY rowid DESC"
_MANY_HEADS = "SELECT rowid FROM case_head WHERE case_head MATCH ? LIMIT 1 OFFSET ?"


def ranked_rows(
    connection: sqlite3.Connection, tree: Node, cancelled: Cancelled = never
) -> Iterator[int]:
    """Yield the row of every matching document once, best first; texts are read on the way.

    :raises WorkWasCancelled: once `cancelled` says so
    """
    seen: set[int] = set()
    for row, unchecked in _candidates(connection, tree):
        if cancelled():
            raise WorkWasCancelled
        if row not in seen:
            seen.add(row)
            if passes(connection, row, unchecked):
                yield row


def all_ranked_rows(cache: FilterCache, tree: Node, cancelled: Cancelled = never) -> list[int]:
    """Return the row of every matching document, best first.

    :raises WorkWasCancelled: once `cancelled` says so
    """
    matching = matching_rows(cache, tree, cancelled)
    found: dict[int, None] = {}
    flags, left = bytearray(flags_of(matching)), matching.bit_count()
    length = len(flags)
    for row, _unchecked in _candidates(cache.connection, tree):
        if row < length and flags[row]:
            flags[row] = 0
            found[row] = None
            left -= 1
            if not left:
                break
    return list(found)


def _candidates(connection: sqlite3.Connection, tree: Node) -> Iterator[tuple[int, Node]]:
    """Yield rows with what is to be checked of them, the best first, the later ones again."""
    rest = residue(tree)
    if expression := head_expression(tree):
        # The head alone does not tell what must not stand in a case, nor its figures.
        unchecked = tree if excludes(tree) or rest != NOTHING else NOTHING
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
