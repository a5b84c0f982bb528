"""Copies of attached files, for other programs to show and for people to keep elsewhere.

The file beside the archive is never handed out: a program that writes to it would change what the
archive vouches for.
"""

from __future__ import annotations

import shutil
import stat
import time
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from casearchive.errors import ArchiveCannotBeUsed, InputIsInvalid, NothingWasFound, reason_of
from casearchive.i18n import _
from casearchive.progress import Progress, silent
from casearchive.services.archive import Archive
from casearchive.services.attachments.media_types import may_open
from casearchive.storage.attachments import copy_hashed, stored_file
from casearchive.storage.files import FileCannotBeWritten, safe_name

_SHOWN_FOR = 24 * 3600  # s; copies that are older are removed at the next opening


class AttachedFileIsMissing(NothingWasFound):
    """The archive names the file, but it does not lie beside it."""

    def __init__(self, name: str) -> None:
        message = _("附件“{name}”的文件不在档案旁边的文件夹里。请从备份恢复，或重新添加。")
        super().__init__(message.format(name=name))


class AttachedFileIsDamaged(ArchiveCannotBeUsed):
    """The file beside the archive is not what was attached any more."""

    def __init__(self, name: str) -> None:
        message = _("附件“{name}”的内容与校验值不符，没有打开。请从备份恢复。")
        super().__init__(message.format(name=name))


class KindIsNotOpened(InputIsInvalid):
    """A file of this kind could run; it is only saved where the user says."""

    def __init__(self, name: str) -> None:
        message = _("为安全起见，“{name}”这类文件不直接打开。请另存后再处理。")
        super().__init__(message.format(name=name))


def name_of_copy(name: str) -> str:
    """Return the name a copy of an attached file goes by: its own, as far as that is safe."""
    return safe_name(name)


def open_copy(archive: Archive, sha256: str, name: str, progress: Progress = silent) -> Path:
    """Return a read-only copy of an attached file, under its own name, for a program to show.

    Raises KindIsNotOpened and what :func:`save_copy` raises.
    """
    name = name_of_copy(name)
    if not may_open(name):
        raise KindIsNotOpened(name)
    folder = archive.settings.opened_folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        target = folder / uuid4().hex / name
        target.parent.mkdir(mode=0o700)
    except OSError as error:
        raise FileCannotBeWritten(folder, reason_of(error)) from error
    save_copy(archive, sha256, target, progress)
    target.chmod(stat.S_IRUSR)  # so that nobody takes the copy for the archive's own
    return target


def save_copy(archive: Archive, sha256: str, target: Path, progress: Progress = silent) -> None:
    """Copy an attached file to `target`; what lies there is replaced in one step.

    Raises AttachedFileIsMissing, AttachedFileIsDamaged, FileCannotBeWritten.
    """
    source = stored_file(archive.files, sha256)
    if not source.is_file():
        raise AttachedFileIsMissing(target.name)
    part = target.with_name(f"{sha256[:16]}.part")
    try:
        if copy_hashed(source, part, progress) != sha256:
            raise AttachedFileIsDamaged(target.name)
        part.replace(target)
    except OSError as error:
        raise FileCannotBeWritten(target, reason_of(error)) from error
    finally:
        with suppress(OSError):
            part.unlink()


def _sweep(folder: Path) -> None:
    """Remove the copies of other days; one that is still open stays for the next time."""
    oldest = time.time() - _SHOWN_FOR
    for old in folder.iterdir():
        with suppress(OSError):
            if old.stat().st_mtime < oldest:
                for file in old.iterdir():
                    file.chmod(stat.S_IRUSR | stat.S_IWUSR)  # Windows keeps what is read-only
                shutil.rmtree(old)
