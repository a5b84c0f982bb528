"""Matching: the exact rows of a query, and the likely ones where there is no time to read them."""

import sqlite3
from collections.abc import Callable, Collection
from functools import cached_property, reduce
from operator import and_, or_

from casearchive.errors import WorkWasCancelled
from casearchive.search.answers.cache import FilterCache
from casearchive.search.answers.plan import (
    HEAD_FIELDS,
    is_exact,
    matches,
    residue,
    text_expression,
)
from casearchive.search.answers.rowset import RowSet, flags_of, read_rowset, rows_in, rowset_of
from casearchive.search.language.nodes import Any, Choice, Every, Node, Not, Rows, Term
from casearchive.search.store.filters import every_row, rows_of
from casearchive.search.store.stored import StoredText, encoded, read_bodies, read_text, stands_in
from casearchive.search.work import Cancelled, never

NOTHING = Every(())  # left to be checked of a row that matches for certain

_ROWS = "SELECT rowid AS row FROM case_text WHERE case_text MATCH ?"
_FEW = 200  # rows that are read in less time than a key is pressed


def all_rows(cache: FilterCache) -> RowSet:
    """Return the set of every row there is."""
    return cache.keep(("every row",), lambda: every_row(cache.connection))


def answering(cache: FilterCache, expression: str) -> RowSet:
    """Return every row that answers an expression over ``case_text``."""
    key = ("answering", expression)
    return cache.keep(key, lambda: read_rowset(cache.connection, _ROWS, expression))


def likely_rows(cache: FilterCache, tree: Node) -> tuple[RowSet, Node]:
    """Return every row that may match, and what is to be checked of these rows.

    The rows are all that do match, and some that hold the pieces of a word apart.
    """
    parts = tree.parts if isinstance(tree, Every) else (tree,)
    words = Every(tuple(part for part in parts if not _is_filter(part)))
    rows = answering(cache, text_expression(words)) if words.parts else all_rows(cache)
    for part in parts:
        if _is_filter(part):
            rows &= _filtered(cache, part)
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
    return cache.keep(("matching", tree), lambda: _within(cache, rest, likely, cancelled))


def quick_rows(cache: FilterCache, tree: Node) -> tuple[RowSet, bool]:
    """Return the matching rows, or the likely ones where that takes long, and whether it is so."""
    likely, rest = likely_rows(cache, tree)
    if rest == NOTHING or cache.knows(("matching", tree)) or likely.bit_count() <= _FEW:
        return matching_rows(cache, tree), True
    return likely, False


def passes(connection: sqlite3.Connection, row: int, unchecked: Node) -> bool:
    """Say whether a row stands the check of what its tokens left open."""
    return unchecked == NOTHING or matches(unchecked, _Unread(connection, row))


def _is_filter(node: Node) -> bool:
    """Say whether a node asks for values and numbers alone, whose rows the index keeps."""
    match node:
        case Choice() | Rows():
            return True
        case Not(part):
            return _is_filter(part)
        case Every(parts) | Any(parts):
            return all(map(_is_filter, parts))
        case _:
            return False


def _filtered(cache: FilterCache, node: Node) -> RowSet:
    match node:
        case Choice(name, values):
            return reduce(or_, (_having(cache, name, value) for value in values), 0)
        case Rows(rows):
            return rows
        case Not(part):
            return all_rows(cache) & ~_filtered(cache, part)
        case Every(parts):
            return reduce(and_, (_filtered(cache, part) for part in parts), all_rows(cache))
        case Any(parts):
            return reduce(or_, (_filtered(cache, part) for part in parts), 0)
        case _:
            raise TypeError("it is no filter")


def _having(cache: FilterCache, name: str, value: str) -> RowSet:
    return cache.keep(("having", name, value), lambda: rows_of(cache.connection, name, value))


def _within(cache: FilterCache, node: Node, rows: RowSet, cancelled: Cancelled) -> RowSet:
    """Return those of the rows that match: what is certain first, then those left by their texts.

    What must not stand in a case is looked for only where it may stand.
    """
    match node:
        case Term():
            likely = rows & answering(cache, text_expression(node))
            return likely if is_exact(node) else _reading(cache, node, likely, cancelled)
        case Not(part):
            return rows & ~_within(cache, part, rows, cancelled)
        case Every(parts):
            words = Every(tuple(part for part in parts if isinstance(part, Term)))
            if words.parts:
                rows &= answering(cache, text_expression(words))
            if not is_exact(words):
                rows = _reading(cache, words, rows, cancelled)
            for part in parts:
                rows = rows if isinstance(part, Term) else _within(cache, part, rows, cancelled)
            return rows
        case Any(parts):
            found = 0
            for part in sorted(parts, key=is_exact, reverse=True):
                found |= _within(cache, part, rows & ~found, cancelled)
            return found
        case _:
            return rows & _filtered(cache, node)


def _reading(cache: FilterCache, node: Node, rows: RowSet, cancelled: Cancelled) -> RowSet:
    """Return those of the rows whose texts hold a word, or every one of some words."""
    stands, found = _check(cache, node, rows.bit_length()), []
    for row, body in read_bodies(cache.connection, rows_in(rows)):
        if cancelled():
            raise WorkWasCancelled
        if stands(row, body):
            found.append(row)
    return rowset_of(found)


def _check(cache: FilterCache, node: Node, length: int) -> Callable[[int, bytes], bool]:
    """Return what says of a row with its body whether it matches, made ready for thousands of them.

    A head is read only where the index says that it may hold the word.
    """
    connection = cache.connection
    match node:
        case Term(text, ""):
            in_head = Any(tuple(Term(text, field) for field in HEAD_FIELDS))
            heads = flags_of(answering(cache, text_expression(in_head)), length)
            piece = encoded(text)
            return lambda row, body: (
                stands_in(piece, body)
                or bool(heads[row] and read_text(connection, row).head_holds(text))
            )
        case Every(parts):
            checks = [_check(cache, part, length) for part in parts]
            return lambda row, body: all(check(row, body) for check in checks)
        case _:
            return lambda row, _body: matches(node, read_text(connection, row))


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
