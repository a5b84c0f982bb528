"""An open archive: what every use case is handed first."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from casearchive.errors import ArchiveCannotBeUsed
from casearchive.settings import Settings
from casearchive.storage.archive.connection import connect
from casearchive.storage.archive.faults import (
    ArchiveIsOutOfReach,
    ArchiveIsReadOnly,
    is_of_our_making,
    translate,
)
from casearchive.storage.archive.head import ArchiveHead, attachments_folder
from casearchive.storage.safekeeping.window_lock import WindowLock

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session as DatabaseSession


class Archive:
    """One archive file, open for reading or for reading and writing.

    Cheap to make: SQLAlchemy is imported when the first use case needs whole cases. Usable from
    any thread: each use case has its own connection. `read_only_reason` is a sentence or empty.
    """

    def __init__(
        self,
        head: ArchiveHead,
        settings: Settings,
        *,
        read_only_reason: str = "",
        lock: WindowLock | None = None,
    ) -> None:
        self.path: Path = head.path
        self.archive_id: str = head.archive_id
        self.settings = settings
        self.read_only_reason = read_only_reason
        self._lock = lock

    @property
    def read_only(self) -> bool:
        """Whether nothing can be saved."""
        return bool(self.read_only_reason)

    @property
    def name(self) -> str:
        """The archive's name: that of its file."""
        return self.path.stem

    @property
    def files(self) -> Path:
        """The folder of the attachments."""
        return attachments_folder(self.path)

    @property
    def index_path(self) -> Path:
        """The search index of this archive on this computer."""
        return self.settings.index_folder / f"{self.archive_id}.index"

    @cached_property
    def engine(self) -> Engine:
        """SQLAlchemy's engine on the file."""
        from casearchive.storage.archive.engine import make_engine  # noqa: PLC0415 - after the first paint

        return make_engine(self.path, read_only=self.read_only)

    @contextmanager
    def rows(self) -> Iterator[sqlite3.Connection]:
        """Give a plain read-only connection for one look at lists and counts."""
        with self._in_reach(), closing(connect(self.path, read_only=True)) as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[DatabaseSession]:
        """Give a session for one look at whole entities. Raises ArchiveIsOutOfReach."""
        from casearchive.storage.unit_of_work import reading  # noqa: PLC0415 - after the first paint

        with self._in_reach(), reading(self.engine) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[DatabaseSession]:
        """Give a session whose work is one transaction.

        Raises ArchiveIsReadOnly and ArchiveIsOutOfReach.
        """
        from casearchive.storage.unit_of_work import unit_of_work  # noqa: PLC0415 - see above

        if self.read_only:
            raise ArchiveIsReadOnly
        with self._in_reach(), unit_of_work(self.engine) as session:
            yield session

    @contextmanager
    def _in_reach(self) -> Iterator[None]:
        """Tell in a sentence what keeps the file from being read, first of all that it is gone."""
        try:
            yield
        except (sqlite3.DatabaseError, ArchiveCannotBeUsed) as error:
            if not os.path.exists(self.path):  # noqa: PTH110 - False, too, where the disk fails
                raise ArchiveIsOutOfReach(self.path) from error
            if isinstance(error, ArchiveCannotBeUsed) or is_of_our_making(error):
                raise
            raise translate(error) from error

    def close(self) -> None:
        """Give back the file and the right to write to it."""
        if "engine" in self.__dict__:
            self.engine.dispose()
        if self._lock:
            self._lock.release()
