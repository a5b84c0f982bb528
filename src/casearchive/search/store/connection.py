"""How a connection to the index behaves: transactions, snapshots, errors in sentences."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import zstandard

from casearchive.errors import ArchiveCannotBeUsed, CaseArchiveError, WorkWasCancelled
from casearchive.i18n import _


class IndexIsDamaged(CaseArchiveError):
    """The index file does not read as it was written; it is thrown away and made anew."""

    exit_code = 4

    def __init__(self) -> None:
        super().__init__(_("检索索引已损坏，需要重新建立；案例本身不受影响。"))


class IndexCannotBeKept(ArchiveCannotBeUsed):
    """The place for the index file cannot be read or written."""

    def __init__(self, message: str = "") -> None:
        told = _("检索索引无法读写。请检查磁盘空间和缓存文件夹的权限。")
        super().__init__(message or told)


class IndexIsBusy(IndexCannotBeKept):
    """Another connection holds the file for itself, longer than was waited for."""

    def __init__(self) -> None:
        super().__init__(_("检索索引正被另一个程序占用。请稍后再试。"))


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
    except (zstandard.ZstdError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise IndexIsDamaged from error
    except sqlite3.DatabaseError as error:
        name = getattr(error, "sqlite_errorname", "")
        if name.startswith("SQLITE_INTERRUPT"):
            raise WorkWasCancelled from error
        if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) or "decode to UTF-8" in str(error):
            raise IndexIsDamaged from error
        if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_PROTOCOL")):
            raise IndexIsBusy from error
        if name.startswith("SQLITE_FULL"):
            raise IndexCannotBeKept(_("磁盘已满，检索索引写不下。请腾出一些空间。")) from error
        if name.startswith(_PLACE_TROUBLE):
            raise IndexCannotBeKept from error
        raise


_PLACE_TROUBLE = (
    "SQLITE_CANTOPEN",
    "SQLITE_IOERR",
    "SQLITE_PERM",
    "SQLITE_READONLY",
)
