"""Copies of an archive that are known to be good before they count."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from casearchive.errors import ArchiveCannotBeUsed, reason_of
from casearchive.i18n import _
from casearchive.progress import Progress, silent
from casearchive.storage.archive.connection import connect, file_uri
from casearchive.storage.archive.head import SUFFIX, attachments_folder, read_head

_STEP = 256  # pages (1 MB) that a copy in passing takes while it holds up whoever saves
_PAUSE = 0.05  # seconds it waits for somebody who is just saving
_TRIES = 20  # times it begins anew
_COUNTER = (24, 4)  # where in the file SQLite counts its changes, and bytes of it
STAMP = "%Y%m%d-%H%M%S"  # of local time, in the names


class BackupFailed(ArchiveCannotBeUsed):
    """The copy could not be made or did not hold what the archive holds; it was removed."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(
            _("备份到“{folder}”没有成功：{reason}。档案本身没有变动，请换一个位置再试。").format(
                folder=folder, reason=reason
            )
        )


class ArchiveIsBeingWritten(BackupFailed):
    """Others wrote so much meanwhile that a copy in passing did not come to its end."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, _("档案一直在写入"))


def change_counter(path: Path) -> int:
    """Return a number that rises with every change of whatever the archive holds.

    It is SQLite's own (file format, 1.3.8); 0 where it cannot be read.
    """
    with suppress(OSError), path.open("rb") as file:
        file.seek(_COUNTER[0])
        return int.from_bytes(file.read(_COUNTER[1]), "big")
    return 0


def backup_archive(
    path: Path,
    folder: Path,
    progress: Progress = silent,
    *,
    mark: str = "",
    in_passing: bool = False,
) -> Path:
    """Copy the archive at `path`, attachments included, into `folder`; return the copy's path.

    The copy is taken by SQLite's own backup (consistent while others write), verified (identity,
    integrity, row counts), synced and only then given its name, in which `mark` says whether
    somebody asked for it. `in_passing` it holds up nobody who saves meanwhile. Raises BackupFailed,
    then also ArchiveIsBeingWritten.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        target = _free_name(folder, f"{path.stem}-{mark}" if mark else path.stem)
        with _part(target) as part:
            if in_passing:
                _copy_in_passing(path, part, folder, progress)
            else:
                _copy(path, part)
            _verify(path, part)
            sync(part)
            part.replace(target)
        _copy_files(attachments_folder(path), attachments_folder(target), progress)
        sync_folder(folder)
    except OSError as error:
        raise BackupFailed(folder, reason_of(error)) from error
    except sqlite3.Error as error:
        raise BackupFailed(folder, str(error)) from error
    return target


def _free_name(folder: Path, stem: str) -> Path:
    stamp = datetime.now().astimezone().strftime(STAMP)
    name = f"{stem}-{stamp}"
    number = 1
    while (target := folder / f"{name}{SUFFIX}").exists():
        number += 1
        name = f"{stem}-{stamp}-{number}"
    return target


@contextmanager
def _part(target: Path) -> Iterator[Path]:
    part = target.with_name(f".{target.name}.{uuid4().hex[:8]}.part")
    try:
        yield part
    finally:
        with suppress(OSError):  # where even the folder is none, nothing lies there
            part.unlink()


def _copy(path: Path, part: Path) -> None:
    """Copy at once, which holds up whoever saves until the copy is there."""
    with _both(path, part) as (source, copy):
        source.backup(copy, pages=-1)


def _copy_in_passing(path: Path, part: Path, folder: Path, progress: Progress) -> None:
    """Copy step by step, from the beginning again whenever somebody has written in between.

    A slow stick would hold up whoever saves for a minute. As steps may never come to an end, it is
    given up after some times.
    """
    left, begun_anew = 0, 0

    def stepped(_status: int, remaining: int, total: int) -> None:
        nonlocal left, begun_anew
        begun_anew += 0 < left <= remaining
        left = remaining
        if begun_anew > _TRIES:
            raise ArchiveIsBeingWritten(folder)
        progress(total - remaining, total)

    with _both(path, part) as (source, copy):
        source.backup(copy, pages=_STEP, progress=stepped, sleep=_PAUSE)


@contextmanager
def _both(path: Path, part: Path) -> Iterator[tuple[sqlite3.Connection, sqlite3.Connection]]:
    """Give the archive, and the file that it is copied into, for as long as the block lasts."""
    source = connect(path, read_only=True)
    try:
        copy = sqlite3.connect(file_uri(part, "rwc"), uri=True)
        try:
            yield source, copy
        finally:
            copy.close()
    finally:
        source.close()


def _verify(path: Path, part: Path) -> None:
    """Raise sqlite3.DatabaseError unless `part` is a sound archive with the rows of `path`."""
    read_head(part)
    copy = connect(part, read_only=True)
    try:
        (answer,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
        if answer != "ok":
            raise sqlite3.DatabaseError(answer)
        counts = row_counts(copy)
    finally:
        copy.close()
    if not counts["archive_fact"]:
        raise sqlite3.DatabaseError(path.name)


def row_counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Return how many rows each table holds."""
    names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    count = 'SELECT count(*) FROM "{}"'
    return {name: connection.execute(count.format(name)).fetchone()[0] for (name,) in names}


def _copy_files(source: Path, target: Path, progress: Progress) -> None:
    files = sorted(file for file in source.rglob("*") if file.is_file() and file.suffix != ".part")
    for done, file in enumerate(files):
        progress(done, len(files))
        place = target / file.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(file, place)
        sync(place)


def sync(path: Path) -> None:
    """Wait until the file's bytes are on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the folder's names are on the disk; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
