"""Matching: the exact rows of a query, and the likely ones where there is no time to read them."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property

from casearchive.errors import WorkWasCancelled
from casearchive.search.answers.cache import FilterCache
from casearchive.search.answers.plan import is_exact, matches, residue, text_expression
from casearchive.search.answers.rowset import RowSet, read_rowset, rows_in, rowset_of
from casearchive.search.language.nodes import Every, Node, Not, Rows
from casearchive.search.store.stored import StoredText, read_text, read_texts
from casearchive.search.work import Cancelled, never

NOTHING = Every(())  # left to be checked of a row that matches for certain

_ROWS = "SELECT rowid AS row FROM case_text WHERE case_text MATCH ?"
_COUNT = "SELECT count(*) FROM case_text WHERE case_text MATCH ?"
_FEW = 200  # rows that are read in less time than a key is pressed


def likely_rows(cache: FilterCache, tree: Node) -> RowSet:
    """Return every row that may match: all that do, and some that hold the pieces apart."""
    key = ("likely", tree)
    return cache.keep(key, lambda: read_rowset(cache.connection, _ROWS, text_expression(tree)))


def matching_rows(cache: FilterCache, tree: Node, cancelled: Cancelled = never) -> RowSet:
    """Return every row that matches; where texts have to be read for it, they are read once.

    :raises WorkWasCancelled: once `cancelled` says so
    """
    likely, rest = _without_rows(likely_rows(cache, tree), residue(tree))
    if rest == NOTHING:
        return likely
    return cache.keep(
        ("matching", tree),
        lambda: rowset_of(list(_passing(cache.connection, rows_in(likely), rest, cancelled))),
    )


def quick_rows(cache: FilterCache, tree: Node) -> tuple[RowSet, bool]:
    """Return the matching rows, or the likely ones where that takes long, and whether it is so."""
    likely, rest = _without_rows(likely_rows(cache, tree), residue(tree))
    if rest == NOTHING or cache.knows(("matching", tree)) or likely.bit_count() <= _FEW:
        return matching_rows(cache, tree), True
    return likely, False


def count_rows(cache: FilterCache, tree: Node, cancelled: Cancelled = never) -> int:
    """Return how many rows match."""
    if is_exact(tree):
        found = cache.connection.execute(_COUNT, (text_expression(tree),)).fetchone()
        return int(found[0])
    return matching_rows(cache, tree, cancelled).bit_count()


def passes(connection: sqlite3.Connection, row: int, unchecked: Node) -> bool:
    """Say whether a row stands the check of what its tokens left open."""
    return unchecked == NOTHING or matches(unchecked, _Unread(connection, row))


def _without_rows(likely: RowSet, rest: Node) -> tuple[RowSet, Node]:
    """Return the rows cut by those a range or a choice means, and what else is to be checked."""
    left: list[Node] = []
    for part in rest.parts if isinstance(rest, Every) else (rest,):
        match part:
            case Rows(rows):
                likely &= rows
            case Not(Rows(rows)):
                likely &= ~rows
            case _:
                left.append(part)
    return likely, Every(tuple(left))


def _passing(
    connection: sqlite3.Connection, rows: Iterable[int], rest: Node, cancelled: Cancelled
) -> Iterator[int]:
    for text in read_texts(connection, rows):
        if cancelled():
            raise WorkWasCancelled
        if matches(rest, text):
            yield text.row


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
