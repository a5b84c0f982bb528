"""Sets of rows as whole numbers: bit 7 says whether row 7 is in the set.

Cutting, joining and counting such sets is one operation of the interpreter each (``&``, ``|``,
``& ~``, ``int.bit_count``): some microseconds for 100,000 rows, which are 12.5 KB.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import compress, count
from typing import TypeAlias

RowSet: TypeAlias = int

_PRESENT = ord("1")
_as_flags = bytes.maketrans(b"01", b"\0\1")


def rowset_of(rows: Iterable[int]) -> RowSet:
    """Return the set of the rows, which are 0 or more, in any order."""
    rows = rows if isinstance(rows, list) else list(rows)
    # Text in base 2 is the fastest way into a number; its last digit is bit 0.
    digits = bytearray(b"0") * (max(rows, default=0) + 1)
    for row in rows:
        digits[~row] = _PRESENT
    return int(digits, 2)


def read_rowset(connection: sqlite3.Connection, query: str, *parameters: str | int) -> RowSet:
    """Return the rows that a query selects as its column ``row``."""
    return rowset_of(read_rows(connection, query, *parameters))


def read_rows(connection: sqlite3.Connection, query: str, *parameters: str | int) -> list[int]:
    """Return the rows that a query selects as its column ``row``, in its order.

    One long text instead of many result rows: half the time.
    """
    gathered = f"SELECT group_concat(row) FROM ({query})"  # noqa: S608 - a query of our own
    rows = connection.execute(gathered, parameters).fetchone()[0]
    return json.loads(f"[{rows}]") if rows else []


def flags_of(rows: RowSet, length: int = 0) -> bytes:
    """Return a byte for each row, from 0 on: 1 where it is in the set; `length` or more bytes."""
    flags = format(rows, "b").encode("ascii")[::-1].translate(_as_flags)
    return flags.ljust(length, b"\0")


def rows_down(rows: RowSet) -> Iterator[int]:
    """Yield the rows in descending order."""
    flags = format(rows, "b").encode("ascii").translate(_as_flags)
    return compress(range(len(flags) - 1, -1, -1), flags)


def rows_in(rows: RowSet) -> Iterator[int]:
    """Yield the rows in ascending order."""
    return compress(count(), flags_of(rows))
