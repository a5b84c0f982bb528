"""The tables of the index, all of them, and how its file is known."""

import sqlite3
from functools import cache

from casearchive.search.store import (
    figures,
    filters,
    orders,
    packing,
    pieces,
    postings,
    stored,
    terms,
)
from casearchive.search.store.connection import transaction
from casearchive.search.text.fold import FOLD_VERSION

APPLICATION_ID = 0x43415349  # "CASI"

# What is kept of each case, each in a module of its own with TABLES and the same
# four functions: add, remove, change and clear.
PARTS = (postings, filters, orders, figures, terms)

_STATE = (
    "CREATE TABLE state (archive_id TEXT NOT NULL, sequence INTEGER NOT NULL, stamp TEXT NOT NULL)",
    "INSERT INTO state VALUES ('', 0, '')",
)


def create_tables(connection: sqlite3.Connection) -> None:
    """Make an empty database an empty index, unless another connection has just done so."""
    with transaction(connection):
        if not is_empty(connection):
            return
        for tables in (
            _STATE,
            packing.TABLES,
            pieces.TABLES,
            stored.TABLES,
            *(part.TABLES for part in PARTS),
        ):
            for statement in tables:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {FOLD_VERSION}")


def is_empty(connection: sqlite3.Connection) -> bool:
    """Say whether the database has no tables at all."""
    return not connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()


def is_index(connection: sqlite3.Connection) -> bool:
    """Say whether the database is an index of this version, table for table."""
    identity = tuple(
        connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("application_id", "user_version")
    )
    return identity == (APPLICATION_ID, FOLD_VERSION) and _shape(connection) == _own_shape()


def _shape(connection: sqlite3.Connection) -> frozenset[tuple[str, str, str | None]]:
    return frozenset(connection.execute("SELECT type, name, sql FROM sqlite_master"))


@cache
def _own_shape() -> frozenset[tuple[str, str, str | None]]:
    connection = sqlite3.connect(":memory:")
    try:
        create_tables(connection)
        return _shape(connection)
    finally:
        connection.close()
