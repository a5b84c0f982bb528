"""The only wiring: this user's settings, the archive asked for, the language."""

import os
from pathlib import Path

from casearchive.errors import ArchiveCannotBeUsed, InputIsInvalid
from casearchive.i18n import _
from casearchive.progress import Progress, silent
from casearchive.services.archive import Archive
from casearchive.services.opening import open_archive, open_sample
from casearchive.settings import Settings

ARCHIVE_VARIABLE = "CASEARCHIVE_ARCHIVE"


class NoArchiveWasNamed(InputIsInvalid):
    """A command needs an archive and none was named or opened before."""

    def __init__(self) -> None:
        super().__init__(
            _("还没有档案。请用 --archive 指定，或先运行 casearchive new 路径 --sample。")
        )


def named_archive(named: Path | None, settings: Settings) -> Path | None:
    """Return which archive is meant: the one named, CASEARCHIVE_ARCHIVE's, the last opened."""
    if named is not None:
        return named
    if variable := os.environ.get(ARCHIVE_VARIABLE):
        return Path(variable)
    return settings.last_archive()


def open_for_command(named: Path | None, settings: Settings, *, read_only: bool) -> Archive:
    """Open the archive a command works on. Raises NoArchiveWasNamed and what opening raises."""
    path = named_archive(named, settings)
    if path is None:
        raise NoArchiveWasNamed
    return open_archive(path, settings, read_only=read_only)


def open_for_window(named: Path | None, settings: Settings, progress: Progress = silent) -> Archive:
    """Open the archive the window starts with: the one meant, or this user's sample archive."""
    path = named_archive(named, settings)
    if path is None:
        return open_sample(settings, window=True, progress=progress)
    return open_archive(path, settings, window=True, progress=progress)


def open_for_start(
    named: Path | None, settings: Settings, progress: Progress = silent
) -> tuple[Archive, str]:
    """Open the archive a start without a word shows, and say what there is to be told of it.

    Where the one opened last cannot be had, a window opens all the same, on the sample: whoever
    starts by an icon sees no terminal. The other one stays the one to begin with next time.
    """
    last = settings.remembered_archive()
    if named is not None or os.environ.get(ARCHIVE_VARIABLE) or last is None:
        return open_for_window(named, settings, progress), ""
    told = _("上次的档案“{path}”找不到：可能在没有插上的盘里，或移到了别处。").format(path=last)
    try:
        if settings.last_archive():
            return open_archive(last, settings, window=True, progress=progress), ""
    except ArchiveCannotBeUsed as error:
        if last == settings.sample_archive:
            raise
        told = error.message
    archive = open_sample(settings, window=True, progress=progress)
    settings.remember_archive(last)
    return archive, told + _("现在打开的是示例档案。")
