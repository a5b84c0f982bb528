"""Which rows have which value of which filter, ready to be cut with one another and counted.

The rows of a value are kept in blocks of 32,768, so that a save rewrites no more than 4 KB for each
value. A block is a list of its rows (two bytes each) until a bitmap is as short as the list: most
of the 50,000 villages have one case.
"""

import sqlite3
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias

from casearchive.search.documents import Document

TABLES = (
    "CREATE TABLE filter_rows (name TEXT NOT NULL, value TEXT NOT NULL, block INTEGER NOT NULL,"
    " rows BLOB NOT NULL, PRIMARY KEY (name, value, block)) WITHOUT ROWID",
)

BLOCK = 1 << 15  # rows
_BITMAP = BLOCK >> 3  # bytes; a list is always shorter
_FEW = 128  # rows that are looked up one by one as fast as a bitmap is cut with another

# What has no name of its own in a document; typed names hold no space.
EVERY_ROW = "every row"
FIRST = "first {}"  # the first value of a filter that may have several: groups do not overlap
_GROUPED = ("province", "theme")

Members: TypeAlias = "int | array[int]"  # a row set, or a list of a few rows

_READ = "SELECT rows FROM filter_rows WHERE (name, value, block) = (?,?,?)"
_INSERT = "INSERT INTO filter_rows (rows, name, value, block) VALUES (?,?,?,?)"
_UPDATE = "UPDATE filter_rows SET rows = ? WHERE (name, value, block) = (?,?,?)"
_DELETE = "DELETE FROM filter_rows WHERE (name, value, block) = (?,?,?)"
_OF_VALUE = "SELECT value, block, rows FROM filter_rows WHERE name = ? AND value = ? ORDER BY block"
_OF_NAME = "SELECT value, block, rows FROM filter_rows WHERE name = ? ORDER BY value, block"
_VALUES = "SELECT DISTINCT value FROM filter_rows WHERE name = ? ORDER BY value"
_NEXT = "SELECT value FROM filter_rows WHERE name = ? AND value {} ? ORDER BY value LIMIT 1"


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
    rows = 0
    for _value, block, packed in connection.execute(_OF_VALUE, (name, value)):
        rows |= _bits(packed) << block * BLOCK
    return rows


def every_row(connection: sqlite3.Connection) -> int:
    """Return the set of all rows."""
    return rows_of(connection, EVERY_ROW, "")


def members_of(connection: sqlite3.Connection, name: str) -> dict[str, Members]:
    """Return the rows of every value of a filter, the values in order."""
    found = connection.execute(_OF_NAME, (name,))
    return {value: _members(blocks) for value, blocks in groupby(found, itemgetter(0))}


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
            children[value] = _members(connection.execute(_OF_VALUE, (name, value)))
        # "0" follows the slash
        comparison, bound = (">=", f"{before}{step}0") if deeper else (">", value)
    return children


def size(members: Members) -> int:
    """Return how many rows there are."""
    return members.bit_count() if isinstance(members, int) else len(members)


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
        connection.execute(write, (_with(packed, place), name, value, block))


def _strike(connection: sqlite3.Connection, row: int, pairs: Iterable[tuple[str, str]]) -> None:
    block, place = divmod(row, BLOCK)
    for name, value in pairs:
        if packed := _without(_packed_rows(connection, name, value, block), place):
            connection.execute(_UPDATE, (packed, name, value, block))
        else:
            connection.execute(_DELETE, (name, value, block))


def _packed_rows(connection: sqlite3.Connection, name: str, value: str, block: int) -> bytes:
    found = connection.execute(_READ, (name, value, block)).fetchone()
    return found[0] if found else b""


def _with(packed: bytes, place: int) -> bytes:
    if len(packed) == _BITMAP:
        bitmap = bytearray(packed)
        bitmap[place >> 3] |= 1 << (place & 7)
        return bytes(bitmap)
    rows = array("H", packed)
    at = bisect_left(rows, place)
    if rows[at : at + 1] != array("H", [place]):
        rows.insert(at, place)
    return rows.tobytes() if len(rows) * 2 < _BITMAP else _bitmap(rows)


def _without(packed: bytes, place: int) -> bytes:
    if len(packed) == _BITMAP:
        bitmap = bytearray(packed)
        bitmap[place >> 3] &= ~(1 << (place & 7))
        bits = int.from_bytes(bitmap, "little")
        return bytes(bitmap) if bits.bit_count() * 2 >= _BITMAP else _list(bits).tobytes()
    rows = array("H", packed)
    if place in rows:
        rows.remove(place)
    return rows.tobytes()


def _bitmap(rows: Iterable[int]) -> bytes:
    bitmap = bytearray(_BITMAP)
    for place in rows:
        bitmap[place >> 3] |= 1 << (place & 7)
    return bytes(bitmap)


def _list(bits: int) -> "array[int]":
    return array("H", (place for place, bit in enumerate(reversed(f"{bits:b}")) if bit == "1"))


def _bits(packed: bytes) -> int:
    bitmap = packed if len(packed) == _BITMAP else _bitmap(array("H", packed))
    return int.from_bytes(bitmap, "little")


def _members(blocks: Iterable[tuple[str, int, bytes]]) -> Members:
    parts = [(block, packed) for _value, block, packed in blocks]
    if sum(len(packed) for _block, packed in parts) <= _FEW * 2:
        return array(
            "I", (block * BLOCK + place for block, packed in parts for place in array("H", packed))
        )
    rows = 0
    for block, packed in parts:
        rows |= _bits(packed) << block * BLOCK
    return rows
