"""Ranking: the rows a query tree matches, best first, without ever sorting the whole archive.

First come the cases whose head (code, title, place, tags) matches, by bm25; then the others by
how densely they hold the words, the last added first among equals. Of several words the rare ones
decide: 资金 stands in most cases, 断头路 in those about a road. A common word is as fast as a rare
one, for whoever takes the first page stops there.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from casearchive.errors import WorkWasCancelled
from casearchive.search.answers.cache import FilterCache
from casearchive.search.answers.matching import (
    NOTHING,
    matching_rows,
    passes,
)
from casearchive.search.answers.plan import (
    head_expression,
    is_exact_in_head,
    ranked_terms,
    residue,
    text_expression,
)
from casearchive.search.answers.rowset import flags_of, rows_down, rowset_of
from casearchive.search.answers.sets import all_rows, answering
from casearchive.search.language.nodes import Node, Term
from casearchive.search.store.postings import rows_with
from casearchive.search.text.tokens import DENSITY, term_tokens
from casearchive.search.work import Cancelled, never

# bm25 reads every match before it gives the first: with more, titles lead, the last added first.
_MOST_RANKED = 1000
_FEW = 2000  # rows that are read in the time in which thirty are asked for one by one
_MUCH = 4  # times as many cases: a word that does not tell what a case is about

_BY_RANK = "SELECT rowid FROM case_head WHERE case_head MATCH ? ORDER BY rank, rowid DESC"
_BY_TITLE = "SELECT rowid FROM case_head WHERE case_head MATCH ? ORDER BY rowid DESC"
_BY_TEXT = "SELECT rowid FROM case_text WHERE case_text MATCH ? ORDER BY rowid DESC"
_SOME_BY_TEXT = "SELECT rowid FROM case_text WHERE case_text MATCH ? LIMIT ?"
_ONE_BY_TEXT = "SELECT 1 FROM case_text WHERE case_text MATCH ? AND rowid = ?"
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
    left = matching_rows(cache, tree, cancelled)
    found = []
    if expression := head_expression(tree):
        flags = bytearray(flags_of(left, all_rows(cache).bit_length()))
        for row in _head_rows(cache.connection, tree, expression):
            if flags[row]:
                found.append(row)
                flags[row] = 0
        left &= ~rowset_of(found)
    for expression in _tiers(cache, tree)[:-1]:
        if cancelled():
            raise WorkWasCancelled
        if left:
            rows = left & answering(cache, expression)
            found += rows_down(rows)
            left ^= rows
    return [*found, *rows_down(left)]


def _candidates(cache: FilterCache, tree: Node) -> Iterator[tuple[int, Node]]:
    """Yield rows with what is to be checked of them, the best first, the later ones again."""
    connection, rest = cache.connection, residue(tree)
    if expression := head_expression(tree):
        heads: Iterable[int] = _head_rows(connection, tree, expression)
        exact = is_exact_in_head(tree)
        if not exact and rest == NOTHING:
            heads, exact = _standing(connection, heads, text_expression(tree)), True
        for row in heads:
            yield row, NOTHING if exact else tree
    for expression in _tiers(cache, tree):
        for row in _rows(connection, _BY_TEXT, expression):
            yield row, rest


def _standing(
    connection: sqlite3.Connection, rows: Iterable[int], expression: str
) -> Iterator[int]:
    """Yield those of the rows that answer an expression over ``case_text``."""
    few = {row for (row,) in connection.execute(_SOME_BY_TEXT, (expression, _FEW + 1))}
    if len(few) <= _FEW:
        yield from filter(few.__contains__, rows)
        return
    for row in rows:
        if connection.execute(_ONE_BY_TEXT, (expression, row)).fetchone():
            yield row


def _tiers(cache: FilterCache, tree: Node) -> list[str]:
    """Return the expressions for those that hold the words most densely, then less, then at all."""
    rare = _rarest(cache, ranked_terms(tree))
    marks = (*(mark for mark, _least in DENSITY), "")
    return list(dict.fromkeys(text_expression(tree, mark, rare) for mark in marks))


def _rarest(cache: FilterCache, terms: Sequence[Term]) -> list[Term]:
    """Return the rarest of the words, and those that are not much commoner."""
    if len(terms) < 2:
        return list(terms)
    counts = [
        min((_rarity(cache, token) for token in term_tokens(term.text)), default=0)
        for term in terms
    ]
    most = _MUCH * min(counts)
    return [term for term, count in zip(terms, counts, strict=True) if count <= most]


def _rarity(cache: FilterCache, token: str) -> int:
    """Return how many rows have a token; to count 100,000 takes a millisecond."""
    return cache.keep(("rarity", token), lambda: rows_with(cache.connection, token))


def _head_rows(connection: sqlite3.Connection, tree: Node, expression: str) -> Iterator[int]:
    if connection.execute(_MANY_HEADS, (expression, _MOST_RANKED)).fetchone():
        return _rows(connection, _BY_TITLE, head_expression(tree, ("code", "title")))
    return _rows(connection, _BY_RANK, expression)


def _rows(connection: sqlite3.Connection, query: str, expression: str) -> Iterator[int]:
    for (row,) in connection.execute(query, (expression,)):
        yield row
