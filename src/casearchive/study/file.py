"""The file of one archive's layer: SQLite in this user's own folder, so read-only archives take it.

It needs the standard library alone: what is starred or unread is listed before the first paint.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from casearchive.errors import ArchiveCannotBeUsed
from casearchive.i18n import _
from casearchive.study.entries import KINDS, Entry, Mark, Row, read_entry

VERSION = 1
_BUSY_SECONDS = 5.0
_SCHEMA = """
CREATE TABLE IF NOT EXISTS entry (
    kind TEXT NOT NULL, key TEXT NOT NULL, case_id TEXT NOT NULL, row TEXT NOT NULL,
    PRIMARY KEY (kind, key)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS entry_by_case ON entry (case_id, kind);
"""


class LayerCannotBeUsed(ArchiveCannotBeUsed):
    """The file of a reader's notes cannot be read or written; the archive is untouched."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            _("不能读写您的学习笔记“{path}”：{reason}。请检查磁盘空间和权限。").format(
                path=path, reason=reason
            )
        )


class StudyFile:
    """The entries of one archive's layer. Every call is a transaction of its own."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def of_case(self, case_id: str) -> list[Entry]:
        """Return everything about one case."""
        return list(self._read(case_id=case_id))

    def of_kind(self, kind: str) -> list[Entry]:
        """Return all entries of a kind."""
        return list(self._read(kind=kind))

    def all(self) -> list[Entry]:
        """Return everything."""
        return list(self._read())

    def row(self, kind: str, key: Iterable[str]) -> Row | None:
        """Return one entry's row, None where there is none."""
        found = list(self._read(kind=kind, key=_key(key)))
        return found[0].row() if found else None

    def put(self, entries: Iterable[Entry]) -> None:
        """Keep entries, each in place of the one with its key. Raises LayerCannotBeUsed."""
        self.change((entry.KIND, entry.key, entry.row()) for entry in entries)

    def change(self, changes: Iterable[tuple[str, tuple[str, ...], Row | None]]) -> None:
        """Set rows by kind and key, or delete them where the row is None; all or nothing."""
        with self._writing() as connection:
            for kind, key, row in changes:
                if row is None:
                    sql = "DELETE FROM entry WHERE kind = ? AND key = ?"
                    connection.execute(sql, (kind, _key(key)))
                else:
                    entry = read_entry(kind, row)
                    text = json.dumps(entry.row(), ensure_ascii=False)
                    values = (kind, _key(entry.key), _case_of(entry), text)
                    connection.execute("INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?)", values)

    def _read(self, **values: str) -> Iterator[Entry]:
        if not self.path.is_file():
            return
        try:
            with closing(self._connect()) as connection:
                sql = "SELECT kind, row FROM entry WHERE {} ORDER BY kind, key"
                where = " AND ".join(f"{name} = ?" for name in values) or "1"
                found = connection.execute(sql.format(where), tuple(values.values())).fetchall()
        except sqlite3.Error as error:
            raise LayerCannotBeUsed(self.path, str(error)) from error
        for kind, text in found:
            if kind in KINDS:  # a newer program may keep more
                yield read_entry(kind, json.loads(text))

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with closing(self._connect()) as connection:
                connection.executescript(_SCHEMA)
                connection.execute(f"PRAGMA user_version = {VERSION}")
                connection.execute("BEGIN IMMEDIATE")
                try:
                    yield connection
                except BaseException:
                    connection.execute("ROLLBACK")
                    raise
                connection.execute("COMMIT")
        except (sqlite3.Error, OSError) as error:
            raise LayerCannotBeUsed(self.path, str(error)) from error

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=_BUSY_SECONDS, isolation_level=None)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA trusted_schema = OFF")
        return connection


def _key(key: Iterable[str]) -> str:
    return "\x1f".join(key)


def _case_of(entry: Entry) -> str:
    return entry.case_id if isinstance(entry, Mark) else entry.key[0]
