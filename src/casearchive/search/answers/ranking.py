"""Ranking: the rows a query tree matches, best first, without ever sorting the whole archive.

First come the cases whose head (code, title, place, tags) matches, by bm25; then the others by
how densely they hold the words, the last added first among equals. Of several words the rare ones
decide: 资金 stands in most cases, 断头路 in those about a road. A common word is as fast as a rare
one, for whoever takes the first page stops there.
"""

import sqlite3
from collections.abc import Iterator, Sequence

from casearchive.errors import WorkWasCancelled
from casearchive.search.answers.cache import FilterCache
from casearchive.search.answers.matching import NOTHING, matching_rows, passes
from casearchive.search.answers.plan import (
    excludes,
    head_expression,
    ranked_terms,
    residue,
    text_expression,
)
from casearchive.search.answers.rowset import flags_of
from casearchive.search.language.nodes import Node, Term
from casearchive.search.store.postings import rows_with
from casearchive.search.text.tokens import DENSITY, term_tokens
from casearchive.search.work import Cancelled, never

# bm25 reads every match before it gives the first: with more, titles lead, the last added first.
_MOST_RANKED = 1000
_MUCH = 4  # times as many cases: a word that does not tell what a case is about

_BY_RANK = "SELECT rowid FROM case_head WHERE case_head MATCH ? ORDER BY rank, rowid DESC"
_BY_TITLE = "SELECT rowid FROM case_head WHERE case_head MATCH ? ORDER BY rowid DESC"
_BY_TEXT = "SELECT rowid FROM case_text WHERE case_text MATCH ? ORDER BY rowid DESC"
_MANY_HEADS = "SELECT rowid FROM case_head WHERE case_head MATCH ? LIMIT 1 OFFSET ?"


def ranked_rows(cache: FilterCache, tree: Node, cancelled: Cancelled = never) -> Iterator[int]:
    """Yield the row of every matching document once, best first; texts are read on the way.

    :raises WorkWasCancelled: once `cancelled` says so
    """
    seen: set[int] = set()
    for row, unchecked in _candidates(cache, tree):
        if cancelled():
            raise WorkWasCancelled
        if row not in seen:
            seen.add(row)
            if passes(cache.connection, row, unchecked):
                yield row


def all_ranked_rows(cache: FilterCache, tree: Node, cancelled: Cancelled = never) -> list[int]:
    """Return the row of every matching document, best first.

    :raises WorkWasCancelled: once `cancelled` says so
    """
    matching = matching_rows(cache, tree, cancelled)
    found: dict[int, None] = {}
    flags, left = bytearray(flags_of(matching)), matching.bit_count()
    length = len(flags)
    for row, _unchecked in _candidates(cache, tree):
        if row < length and flags[row]:
            flags[row] = 0
            found[row] = None
            left -= 1
            if not left:
                break
    return list(found)


def _candidates(cache: FilterCache, tree: Node) -> Iterator[tuple[int, Node]]:
    """Yield rows with what is to be checked of them, the best first, the later ones again."""
    connection, rest = cache.connection, residue(tree)
    if expression := head_expression(tree):
        # The head alone does not tell what must not stand in a case, nor its figures.
        unchecked = tree if excludes(tree) or rest != NOTHING else NOTHING
        for row in _head_rows(connection, tree, expression):
            yield row, unchecked
    rare = _rarest(cache, ranked_terms(tree))
    marks = (*(mark for mark, _least in DENSITY), "")
    for expression in dict.fromkeys(text_expression(tree, mark, rare) for mark in marks):
        for row in _rows(connection, _BY_TEXT, expression):
            yield row, rest


def _rarest(cache: FilterCache, terms: Sequence[Term]) -> list[Term]:
    """Return the rarest of the words, and those that are not much commoner."""
    counts = [_rarity(cache, term) for term in terms]
    most = _MUCH * min(counts, default=0)
    return [term for term, count in zip(terms, counts, strict=True) if count <= most]


def _rarity(cache: FilterCache, term: Term) -> int:
    """Return how many rows hold the rarest piece of a word."""

    def look() -> int:
        tokens = term_tokens(term.text)
        return min((rows_with(cache.connection, token) for token in tokens), default=0)

    return cache.keep(("rarity", term.text), look)


def _head_rows(connection: sqlite3.Connection, tree: Node, expression: str) -> Iterator[int]:
    if connection.execute(_MANY_HEADS, (expression, _MOST_RANKED)).fetchone():
        return _rows(connection, _BY_TITLE, head_expression(tree, ("code", "title")))
    return _rows(connection, _BY_RANK, expression)


def _rows(connection: sqlite3.Connection, query: str, expression: str) -> Iterator[int]:
    for (row,) in connection.execute(query, (expression,)):
        yield row
