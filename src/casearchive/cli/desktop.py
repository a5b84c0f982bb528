"""Opening the window, the commonest start of all: nothing is imported here but for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

from casearchive.bootstrap import open_for_start, open_for_window
from casearchive.cli.display import has_display
from casearchive.cli.output import TerminalProgress, say
from casearchive.errors import ArchiveCannotBeUsed
from casearchive.i18n import _
from casearchive.settings import Settings

if TYPE_CHECKING:
    import argparse

    from casearchive.ui.frame.window import MainWindow

# ruff: noqa: PLC0415

_ENDING = ".casearchive"


def read_start(arguments: Sequence[str]) -> SimpleNamespace | None:
    """Return the options where nothing but the window is asked for, None for all other words.

    A short cut: to learn of forty commands and their options takes argparse a tenth of the time in
    which the window is painted.
    """
    archive: Path | None = None
    said = list(arguments)
    if "--archive" in said[:-1]:
        place = said.index("--archive")
        archive = Path(said[place + 1])
        del said[place : place + 2]
    elif len(said) == 1 and said[0].lower().endswith(_ENDING):
        archive = Path(said.pop())  # as a file manager calls it for a file that is opened
    if said not in ([], ["open"]) or str(archive).startswith("-"):
        return None
    return SimpleNamespace(run=open_window, archive=archive, json=False, debug=False)


def open_window(options: argparse.Namespace, settings: Settings) -> int:
    """Open the window; where there is no display, do the main job unattended."""
    if not has_display():
        return _unattended(options, settings)
    return show_window(options, settings)


def show_window(
    options: argparse.Namespace | SimpleNamespace,
    settings: Settings,
    about_to_show: Callable[[MainWindow], object] | None = None,
) -> int:
    """Show the window until it is closed; `about_to_show` is given it before."""
    from casearchive.ui.start.guard import why_not_to_start
    from casearchive.ui.start.haste import in_haste

    if problem := why_not_to_start():
        raise ArchiveCannotBeUsed(problem)
    with in_haste():
        from casearchive.ui.start.app import run
    with TerminalProgress(_("准备档案")) as progress:
        archive, told = open_for_start(options.archive, settings, progress)
    try:
        return run(archive, settings, about_to_show, told)
    finally:
        archive.close()


def _unattended(options: argparse.Namespace, settings: Settings) -> int:
    from casearchive.services.unattended import show_the_road

    say(_("没有图形显示，无法打开窗口；下面不用窗口走一遍同样的流程。"))
    with TerminalProgress(_("准备档案")) as progress:
        archive = open_for_window(options.archive, settings, progress)
    try:
        for line in show_the_road(archive, settings.documents):
            say(line)
    finally:
        archive.close()
    return 0
