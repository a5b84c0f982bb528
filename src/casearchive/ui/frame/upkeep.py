"""Keeping the window in step with the archive: what is read anew when something was changed."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from casearchive.errors import CaseArchiveError
from casearchive.services.archive import Archive
from casearchive.services.library import browsing
from casearchive.ui.library.model import Counts
from casearchive.ui.start import later
from casearchive.ui.tasks import Change

if TYPE_CHECKING:
    from casearchive.ui.frame.window import MainWindow

_OWN = ("recent", "starred", "unread", "collection")  # shelves that change without any case


class Upkeep(QObject):
    """Made before the first list is read, so that no change after it is missed."""

    def __init__(self, window: MainWindow, archive: Archive) -> None:
        super().__init__(window)
        self._window, self._archive = window, archive
        self._mark = browsing.change_mark(archive)

    def read_all(self) -> None:
        """Read what stands around the list for the first time."""
        window = self._window
        self.count()
        window.personal.read()
        window.folders.read()
        self._read_packs()
        window.searching.saved.read()

    def look(self) -> None:
        """Look whether another program has changed the archive meanwhile, or taken it away."""
        try:
            changed = browsing.change_mark(self._archive) != self._mark
        except CaseArchiveError as error:
            self._window.catalogue.failed.emit(error.message)
            return
        if changed:
            self.take(Change("archive"))
        else:
            self._window.catalogue.model.read_missing()

    def take(self, change: Change) -> None:
        """Read anew what a change concerns."""
        window, kind = self._window, change.kind
        everything = kind == "archive"
        if everything or kind == "cases":
            with suppress(CaseArchiveError):  # the list is read anew just now, and says it
                self._mark = browsing.change_mark(self._archive)
            window.catalogue.reread()
            window.reader.read_again()
        elif kind in ("study", "collections") and window.catalogue.shelf.kind in _OWN:
            window.catalogue.refresh()
        if everything or kind in ("cases", "collections", "study"):
            self.count()
        if everything or kind == "collections":
            window.folders.read()
        if everything or kind == "study":
            window.personal.read()
        if everything or kind == "searches":
            window.searching.saved.read()
        if everything or kind == "packs":
            self._read_packs()

    def count(self) -> None:
        """Count the shelves: at 100,000 cases two seconds, hence on a worker."""
        self._window.tasks.run(browsing.library_counts, self._archive, on_done=self._show_counts)

    def _show_counts(self, counts: Counts) -> None:
        self._window.library.show_counts(counts)
        self._window.status.show_count(sum(number for _value, number in counts.get("all", ())))

    def _read_packs(self) -> None:
        show = self._window.library.show_packs
        self._window.tasks.run(later.list_packs, self._archive, on_done=show)
