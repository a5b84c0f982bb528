"""Make an archive, or open one: recognised, brought up to date, for writing or reading."""

from __future__ import annotations

import re
from pathlib import Path

from casearchive.i18n import _
from casearchive.progress import Progress, silent
from casearchive.resources import resource_path
from casearchive.services.archive import Archive
from casearchive.settings import Settings
from casearchive.storage.archive.connection import is_writable
from casearchive.storage.archive.faults import ArchiveIsOlder
from casearchive.storage.archive.head import SCHEMA_VERSION, SUFFIX, ArchiveHead, read_head
from casearchive.storage.safekeeping.window_lock import WindowLock

_ENDING = re.compile(r"\.[A-Za-z0-9]{1,12}")  # a dot in a Chinese name begins no ending


def open_archive(
    path: Path,
    settings: Settings,
    *,
    read_only: bool = False,
    window: bool = False,
    progress: Progress = silent,
) -> Archive:
    """Open the archive at `path` and remember it as the last one.

    With `window` the right to write is one window's: the next gets the archive read-only with the
    reason. An older schema is migrated after a verified backup. Raises the errors of
    :func:`casearchive.storage.archive.head.read_head`; a refused file is left untouched.
    """
    path = path.absolute()
    head = read_head(path)
    reason = _("按要求以只读方式打开。") if read_only else ""
    if not reason and not is_writable(path):
        reason = _(
            "文件或所在的文件夹不可写，档案以只读方式打开。要改，请复制到自己的文件夹再打开。"
        )
    lock = None
    if window and not reason:
        lock, reason = _take_lock(path)
    if head.schema_version < SCHEMA_VERSION:
        if reason:
            raise ArchiveIsOlder(path)
        try:
            head = _migrated(path, progress)
        except BaseException:
            if lock:
                lock.release()  # or the next attempt would take us for another window
            raise
    settings.remember_archive(path)
    return Archive(head, settings, read_only_reason=reason, lock=lock)


def _take_lock(path: Path) -> tuple[WindowLock | None, str]:
    lock = WindowLock(path)
    if lock.acquire():
        return lock, ""
    owner = lock.owner() or _("未知")
    message = _(
        "这个档案已在另一个窗口中打开（{owner}），此窗口以只读方式打开。"
        "要在这里改，请关掉那个窗口，再打开一次。"
    )
    return None, message.format(owner=owner)


def _migrated(path: Path, progress: Progress) -> ArchiveHead:
    from casearchive.storage.archive.migrate import migrate  # noqa: PLC0415 - Alembic costs 0.1 s
    from casearchive.storage.safekeeping.backup import backup_archive  # noqa: PLC0415 - rare and heavy

    backup_archive(path, path.parent / f"{path.stem}.backups", progress)
    migrate(path, SCHEMA_VERSION)
    return read_head(path)


def create_archive(
    path: Path, settings: Settings, *, sample: bool = False, progress: Progress = silent
) -> Archive:
    """Make an archive at `path`, with the sample cases if asked, and open it.

    A name without an ending gets ``.casearchive``. Raises PathIsTaken.
    """
    from casearchive.services.vocabulary import load_built_in_terms  # noqa: PLC0415 - heavy
    from casearchive.storage.archive.making import create_archive as create_file  # noqa: PLC0415

    if not _ENDING.fullmatch(path.suffix):
        path = path.with_name(path.name + SUFFIX)
    create_file(path.absolute())
    try:
        archive = open_archive(path, settings, progress=progress)
        load_built_in_terms(archive)
        if sample:
            fill_with_sample(archive, progress)
    except BaseException:
        path.unlink(missing_ok=True)  # a half-filled archive is of no use to anybody
        raise
    return archive


def fill_with_sample(archive: Archive, progress: Progress = silent) -> None:
    """Import the shipped sample by the road users' own files take; nobody's step to be undone."""
    from casearchive.services.exchange.exchanging import import_json  # noqa: PLC0415 - heavy

    import_json(archive, [resource_path("sample", "sample.json")], progress, is_a_step=False)


def open_sample(
    settings: Settings, *, window: bool = False, progress: Progress = silent
) -> Archive:
    """Open this user's sample archive, making it at the first start."""
    path = settings.sample_archive
    if not path.exists():
        create_archive(path, settings, sample=True, progress=progress).close()
    return open_archive(path, settings, window=window, progress=progress)
