"""The tables of the index, and how a connection to them behaves."""

import json
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from casearchive.errors import ArchiveCannotBeUsed, CaseArchiveError, WorkWasCancelled
from casearchive.i18n import _
from casearchive.search.text.fold import FOLD_VERSION

APPLICATION_ID = 0x43415349  # "CASI"

# Contentless: the index need not hold a second text beside `documents`. `case_text` answers
# whether, `case_head` how well; bm25 wants detail=full (a contentless table with detail=column or
# none ranks everything 0 without a word). Weights: code, title, place, tags, facets.
_TABLES = (
    "CREATE TABLE documents (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, code TEXT NOT NULL,"
    " title TEXT NOT NULL, place TEXT NOT NULL, tags TEXT NOT NULL, filters TEXT NOT NULL,"
    " updated TEXT NOT NULL, labels TEXT NOT NULL,"
    " folded BLOB NOT NULL, body BLOB NOT NULL)",
    "CREATE TABLE facets (name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (name, value))"
    " WITHOUT ROWID",
    "CREATE TABLE state (archive_id TEXT NOT NULL, sequence INTEGER NOT NULL, stamp TEXT NOT NULL)",
    "INSERT INTO state VALUES ('', 0, '')",
    "CREATE VIRTUAL TABLE case_head USING fts5(code, title, place, tags, facets,"
    " content='', tokenize='ascii')",
    "INSERT INTO case_head(case_head, rank) VALUES ('rank', 'bm25(10, 10, 6, 8, 0)')",
    "CREATE VIRTUAL TABLE case_text USING fts5(tokens,"
    " content='', tokenize='ascii', detail=none, columnsize=0)",
)


class IndexIsDamaged(CaseArchiveError):
    """The index file does not read as it was written; it is thrown away and made anew."""

    exit_code = 4

    def __init__(self) -> None:
        super().__init__(_("检索索引已损坏，需要重新建立；案例本身不受影响。"))


class IndexCannotBeKept(ArchiveCannotBeUsed):
    """The place for the index file cannot be read or written."""


def create_tables(connection: sqlite3.Connection) -> None:
    """Make an empty database an empty index."""
    with transaction(connection):
        for statement in _TABLES:
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


def _shape(connection: sqlite3.Connection) -> set[tuple[str, str, str | None]]:
    return set(connection.execute("SELECT type, name, sql FROM sqlite_master"))


def _own_shape() -> set[tuple[str, str, str | None]]:
    connection = sqlite3.connect(":memory:")
    try:
        create_tables(connection)
        return _shape(connection)
    finally:
        connection.close()


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Keep all changes made inside or none of them; inside another one, be a part of that."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.commit()
    except BaseException:
        connection.rollback()
        raise


@contextmanager
def snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    """Let all reading inside see one state, whatever another connection writes meanwhile."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.rollback()


@contextmanager
def told_in_sentences() -> Iterator[None]:
    """Turn what SQLite raises into errors of ours; SQL errors of our own making stay as they are.

    A damaged file raises DatabaseError proper, so SQLite's own code decides, not the class.
    """
    try:
        yield
    except (zlib.error, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise IndexIsDamaged from error
    except sqlite3.DatabaseError as error:
        name = getattr(error, "sqlite_errorname", "")
        if name.startswith("SQLITE_INTERRUPT"):
            raise WorkWasCancelled from error
        if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) or "decode to UTF-8" in str(error):
            raise IndexIsDamaged from error
        if name.startswith(_PLACE_TROUBLE):
            raise IndexCannotBeKept(
                _("检索索引无法读写（{reason}）。请检查磁盘空间和缓存文件夹的权限。").format(
                    reason=error
                )
            ) from error
        raise


_PLACE_TROUBLE = (
    "SQLITE_BUSY",
    "SQLITE_CANTOPEN",
    "SQLITE_FULL",
    "SQLITE_IOERR",
    "SQLITE_LOCKED",
    "SQLITE_PERM",
    "SQLITE_READONLY",
)
