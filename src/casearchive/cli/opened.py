"""The archive that a command works on, open as long as it works."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

from casearchive.bootstrap import open_for_command
from casearchive.cli.output import TerminalProgress
from casearchive.services.archive import Archive
from casearchive.settings import Settings

Command: TypeAlias = Callable[[argparse.Namespace, Settings], int | None]


@contextmanager
def opened(
    options: argparse.Namespace, settings: Settings, *, read_only: bool
) -> Iterator[Archive]:
    """Give the archive that the options mean. Raises what opening raises."""
    archive = open_for_command(options.archive, settings, read_only=read_only)
    try:
        yield archive
    finally:
        archive.close()


@contextmanager
def working(
    options: argparse.Namespace, settings: Settings, what: str, *, read_only: bool
) -> Iterator[tuple[Archive, TerminalProgress]]:
    """Give the archive for long work, and where to tell how far `what` is."""
    with opened(options, settings, read_only=read_only) as archive, TerminalProgress(what) as told:
        yield archive, told
