"""The numbers the cases state, to be asked for by indicator and range."""

import sqlite3
from collections.abc import Iterable
from decimal import Decimal

from casearchive.search.documents import Document
from casearchive.search.language.quantities import Quantities, in_base_units, unit_of
from casearchive.search.text.fold import fold

TABLES = (
    "CREATE TABLE figures (indicator TEXT NOT NULL, low REAL NOT NULL, high REAL NOT NULL,"
    " factor REAL NOT NULL, kind TEXT NOT NULL, row INTEGER NOT NULL)",
    "CREATE INDEX figures_by_value ON figures (indicator, high, low, kind, factor, row)",
    "CREATE INDEX figures_by_row ON figures (row)",
)
_ADD = "INSERT INTO figures VALUES (?,?,?,?,?,?)"


def add(connection: sqlite3.Connection, row: int, document: Document) -> None:
    """Keep the figures of a document, in base units with the factor of the unit they stand in."""
    for figure in document.figures:
        kind, factor = unit_of(fold(figure.unit))
        low, high = (
            in_base_units(Decimal(repr(number)), factor) for number in (figure.low, figure.high)
        )
        connection.execute(_ADD, (figure.indicator, low, high, float(factor), kind, row))


def remove(connection: sqlite3.Connection, row: int, document: Document) -> None:
    """Forget the figures of a document."""
    del document
    connection.execute("DELETE FROM figures WHERE row = ?", (row,))


def change(connection: sqlite3.Connection, row: int, old: Document, new: Document) -> None:
    """Keep other figures in the row."""
    if old.figures != new.figures:
        remove(connection, row, old)
        add(connection, row, new)


def clear(connection: sqlite3.Connection) -> None:
    """Forget all figures."""
    connection.execute("DELETE FROM figures")


def indicators(connection: sqlite3.Connection) -> list[str]:
    """Return the indicators there are figures of, in order."""
    query = "SELECT DISTINCT indicator FROM figures ORDER BY indicator"
    return [name for (name,) in connection.execute(query)]


def indicators_named(connection: sqlite3.Connection, name: str) -> list[str]:
    """Return the indicators that a folded name means.

    Those called so, else those whose name holds it, else those it abbreviates as one does in
    Chinese, by leaving characters out: 人均收入 for 村民人均可支配收入.
    """
    known = {indicator: fold(indicator) for indicator in indicators(connection)}
    for fits in (str.__eq__, str.__contains__, _is_shortened):
        if found := [indicator for indicator, folded in known.items() if fits(folded, name)]:
            return found
    return []


def rows_between(
    connection: sqlite3.Connection, names: Iterable[str], wanted: Quantities
) -> frozenset[int]:
    """Return the rows that state a figure of one of the indicators touching the range."""
    by = "factor" if wanted.as_written else "1"
    query = (
        f"SELECT row FROM figures WHERE indicator = ? AND high / {by} >= ? AND low / {by} <= ?"  # noqa: S608
        " AND (? = '' OR kind = ?)"
    )
    bounds = (wanted.low, wanted.high, wanted.kind, wanted.kind)
    return frozenset(row for name in names for (row,) in connection.execute(query, (name, *bounds)))


def _is_shortened(whole: str, short: str) -> bool:
    letters = iter(whole)
    return len(short) > 1 and all(letter in letters for letter in short)
