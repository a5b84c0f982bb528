"""Matching: the exact rows of a query, and the likely ones where there is no time to read them."""

import sqlite3
from collections.abc import Collection
from functools import cached_property

from casearchive.search.answers.cache import FilterCache
from casearchive.search.answers.checking import (
    heads_holding,
    left_open,
    read_and_checked,
    words_apart,
)
from casearchive.search.answers.plan import is_exact, matches, residue, text_expression
from casearchive.search.answers.rowset import RowSet
from casearchive.search.answers.sets import all_rows, answering, filtered, is_filter
from casearchive.search.language.nodes import Any, Every, Node, Not, Term
from casearchive.search.store.stored import StoredText, read_text
from casearchive.search.work import Cancelled, never

NOTHING = Every(())  # left to be checked of a row that matches for certain

_FEW = 200  # rows that are read in less time than a key is pressed


def likely_rows(cache: FilterCache, tree: Node) -> tuple[RowSet, Node]:
    """Return every row that may match, and what is to be checked of these rows.

    The rows are all that do match, and some that hold the pieces of a word apart.
    """
    parts = tree.parts if isinstance(tree, Every) else (tree,)
    words = Every(tuple(part for part in parts if not is_filter(part)))
    rows = answering(cache, text_expression(words)) if words.parts else all_rows(cache)
    for part in parts:
        if is_filter(part):
            rows &= filtered(cache, part)
    rest = residue(words)
    if isinstance(rest, Every) and len(rest.parts) == 1:
        rest = rest.parts[0]
    return rows, rest


def matching_rows(cache: FilterCache, tree: Node, cancelled: Cancelled = never) -> RowSet:
    """Return every row that matches.

    Texts are read only where the index cannot tell, once for each row.

    :raises WorkWasCancelled: once `cancelled` says so
    """
    likely, rest = likely_rows(cache, tree)
    if rest == NOTHING:
        return likely
    return cache.keep(("matching", tree), lambda: _read(cache, rest, likely, cancelled))


def quick_rows(cache: FilterCache, tree: Node) -> tuple[RowSet, bool]:
    """Return the matching rows, or the likely ones where that takes long, and whether it is so."""
    likely, rest = likely_rows(cache, tree)
    if rest == NOTHING or cache.knows(("matching", tree)) or likely.bit_count() <= _FEW:
        return matching_rows(cache, tree), True
    return likely, False


def passes(connection: sqlite3.Connection, row: int, unchecked: Node) -> bool:
    """Say whether a row stands the check of what its tokens left open."""
    return unchecked == NOTHING or matches(unchecked, _Unread(connection, row))


def _read(cache: FilterCache, node: Node, rows: RowSet, cancelled: Cancelled) -> RowSet:
    """Return those of the rows that match, by their texts where the index cannot tell."""
    certain, likely = _bounds(cache, node, rows)
    return certain | read_and_checked(cache, node, likely & ~certain, cancelled)


def _bounds(cache: FilterCache, node: Node, rows: RowSet) -> tuple[RowSet, RowSet]:
    """Return those of the rows that match for certain, and those that may.

    What lies between is to be read. So no text is read twice, however many words ask for it, and
    what must not stand in a case is looked for only where it may stand.
    """
    match node:
        case Term(_text, ""):
            return _bounds(cache, Every((node,)), rows)
        case Term():
            likely = rows & answering(cache, text_expression(node))
            found = likely if is_exact(node) else heads_holding(cache, [node], likely)[0]
            return found, found
        case Not(part):
            certain, likely = _bounds(cache, part, rows)
            return rows & ~likely, rows & ~certain
        case Every(parts):
            words, others = words_apart(parts)
            likely = rows & answering(cache, text_expression(words)) if words.parts else rows
            certain = likely
            if unsure := left_open(words):  # of several, one look at the heads tells with the texts
                certain = heads_holding(cache, unsure, likely)[0] if len(unsure) == 1 else 0
            for part in others:
                inside, likely = _bounds(cache, part, likely)
                certain &= inside
            return certain, likely
        case Any(parts):
            certain = likely = 0
            for part in parts:
                inside, about = _bounds(cache, part, rows & ~certain)
                certain, likely = certain | inside, likely | about
            return certain, likely
        case _:
            found = rows & filtered(cache, node)
            return found, found


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
