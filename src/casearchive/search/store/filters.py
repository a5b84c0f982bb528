"""Which rows have which value of which filter, ready to be cut with one another and counted.

The rows of a value are kept in blocks, so that a save rewrites no more than 4 KB for each value.
"""

import sqlite3
from array import array
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from itertools import groupby
from operator import itemgetter

from casearchive.search.documents import Document
from casearchive.search.store.blocks import (
    BLOCK,
    count_places,
    row_bits,
    rows_listed,
    with_place,
    without_place,
)

TABLES = (
    "CREATE TABLE filter_rows (name TEXT NOT NULL, value TEXT NOT NULL, block INTEGER NOT NULL,"
    " rows BLOB NOT NULL, PRIMARY KEY (name, value, block)) WITHOUT ROWID",
)

_FEW = 128  # rows that are looked up one by one as fast as a bitmap is cut with another

_ONE_BY_ONE = 2000  # values looked up one by one as fast as those of 50,000 are read

# What has no name of its own in a document; typed names hold no space.
EVERY_ROW = "every row"
FIRST = "first {}"  # the first value of a filter that may have several: groups do not overlap
_GROUPED = ("province", "theme")

_READ = "SELECT rows FROM filter_rows WHERE (name, value, block) = (?,?,?)"
_INSERT = "INSERT INTO filter_rows (rows, name, value, block) VALUES (?,?,?,?)"
_UPDATE = "UPDATE filter_rows SET rows = ? WHERE (name, value, block) = (?,?,?)"
_DELETE = "DELETE FROM filter_rows WHERE (name, value, block) = (?,?,?)"
_OF_VALUE = "SELECT block, rows FROM filter_rows WHERE name = ? AND value = ? ORDER BY block"
_OF_NAME = "SELECT value, block, rows FROM filter_rows WHERE name = ? ORDER BY value, block"
_VALUES = "SELECT DISTINCT value FROM filter_rows WHERE name = ? ORDER BY value"
_NEXT = "SELECT value FROM filter_rows WHERE name = ? AND value {} ? ORDER BY value LIMIT 1"


class Members:
    """The rows that have one value, unpacked when they are first looked at.

    Of the values of a facet most are never looked at, for few cases have them.
    """

    def __init__(self, blocks: Sequence[tuple[int, bytes]]) -> None:
        self._blocks = blocks
        self.size = sum(count_places(packed) for _block, packed in blocks)

    @cached_property
    def rows(self) -> "int | array[int]":
        """A list of the rows where they are few, else a row set."""
        return rows_listed(self._blocks) if self.size <= _FEW else row_bits(self._blocks)

    def __sizeof__(self) -> int:
        """Return about how many bytes it takes, unpacked."""
        highest = (self._blocks[-1][0] + 1) * BLOCK // 8 if self._blocks else 0
        packed = sum(len(packed) for _block, packed in self._blocks)
        return 500 + packed + (self.size * 4 if self.size <= _FEW else highest)


def add(connection: sqlite3.Connection, row: int, document: Document) -> None:
    """Note the filter values of a document in a row that has none."""
    _note(connection, row, _pairs(document))


def remove(connection: sqlite3.Connection, row: int, document: Document) -> None:
    """Take the filter values of a document away again; a value that no row has is gone."""
    _strike(connection, row, _pairs(document))


def change(connection: sqlite3.Connection, row: int, old: Document, new: Document) -> None:
    """Replace the filter values of a row by those of another document: mostly there is nothing."""
    before, after = _pairs(old), _pairs(new)
    _strike(connection, row, before - after)
    _note(connection, row, after - before)


def clear(connection: sqlite3.Connection) -> None:
    """Forget all filter values."""
    connection.execute("DELETE FROM filter_rows")


def values_of(connection: sqlite3.Connection, name: str) -> list[str]:
    """Return the values that the rows have of a filter, in order."""
    return [value for (value,) in connection.execute(_VALUES, (name,))]


def rows_of(connection: sqlite3.Connection, name: str, value: str) -> int:
    """Return the set of the rows that have a value of a filter."""
    return row_bits(connection.execute(_OF_VALUE, (name, value)).fetchall())


def rows_of_any(connection: sqlite3.Connection, name: str, values: Collection[str]) -> int:
    """Return the set of the rows that have any of the values; of very many, all are read."""
    if len(values) <= _ONE_BY_ONE:
        return row_bits(
            [block for value in values for block in connection.execute(_OF_VALUE, (name, value))]
        )
    wanted = frozenset(values)
    found = connection.execute(_OF_NAME, (name,))
    return row_bits([(block, packed) for value, block, packed in found if value in wanted])


def every_row(connection: sqlite3.Connection) -> int:
    """Return the set of all rows."""
    return rows_of(connection, EVERY_ROW, "")


def members_of(connection: sqlite3.Connection, name: str) -> dict[str, Members]:
    """Return the rows of every value of a filter, the values in order."""
    found = connection.execute(_OF_NAME, (name,))
    return {
        value: Members([(block, packed) for _value, block, packed in blocks])
        for value, blocks in groupby(found, itemgetter(0))
    }


def children_of(connection: sqlite3.Connection, name: str, parent: str) -> dict[str, Members]:
    """Return the rows of the values one step below `parent` in a tree of paths, in order.

    The top is ``""``; steps are parted by a slash. Everything below a child is skipped at one go.
    """
    before = f"{parent}/" if parent else ""
    children: dict[str, Members] = {}
    comparison, bound = ">", before
    while found := connection.execute(_NEXT.format(comparison), (name, bound)).fetchone():
        value: str = found[0]
        if not value.startswith(before):
            break
        step, _slash, deeper = value[len(before) :].partition("/")
        if value == before + step:
            blocks = connection.execute(_OF_VALUE, (name, value)).fetchall()
            children[value] = Members(blocks)
        # "0" follows the slash
        comparison, bound = (">=", f"{before}{step}0") if deeper else (">", value)
    return children


def _pairs(document: Document) -> set[tuple[str, str]]:
    pairs = {(name, value) for name, values in document.filters.items() for value in values}
    for name in _GROUPED:
        pairs |= {(FIRST.format(name), value) for value in document.filters.get(name, ())[:1]}
    return pairs | {(EVERY_ROW, "")}


def _note(connection: sqlite3.Connection, row: int, pairs: Iterable[tuple[str, str]]) -> None:
    block, place = divmod(row, BLOCK)
    for name, value in pairs:
        packed = _packed_rows(connection, name, value, block)
        # Writing over a bitmap in its place takes half as long as replacing its row.
        write = _UPDATE if packed else _INSERT
        connection.execute(write, (with_place(packed, place), name, value, block))


def _strike(connection: sqlite3.Connection, row: int, pairs: Iterable[tuple[str, str]]) -> None:
    block, place = divmod(row, BLOCK)
    for name, value in pairs:
        if packed := without_place(_packed_rows(connection, name, value, block), place):
            connection.execute(_UPDATE, (packed, name, value, block))
        else:
            connection.execute(_DELETE, (name, value, block))


def _packed_rows(connection: sqlite3.Connection, name: str, value: str, block: int) -> bytes:
    found = connection.execute(_READ, (name, value, block)).fetchone()
    return found[0] if found else b""
