"""Ctrl+F, wherever one is: what it finds on which page, and what F3 goes on with."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from casearchive.ui.commands.commands import Commands
from casearchive.ui.frame.pages import Pages
from casearchive.ui.look import Look
from casearchive.ui.reader.pane import ReaderPane
from casearchive.ui.start import afterpages

if TYPE_CHECKING:
    from casearchive.ui.find.bar import FindBar

_STEPS = ("next_hit", "last_hit")


class FindAnywhere(QObject):
    """Opens the bar of the page in sight.

    In the case that is read it finds in the case; pressed once more, in the archive. On the form,
    the composer, the import and every other page with texts it finds there. `search` puts the
    cursor into the archive's own search field, from the list and where there is no text;
    `take_focus` puts it into the list.
    """

    def __init__(
        self,
        look: Look,
        pages: Pages,
        reader: ReaderPane,
        commands: Commands,
        *,
        search: Callable[[], object],
        take_focus: Callable[[], object],
    ) -> None:
        super().__init__(pages)
        self._look, self._pages, self._reader = look, pages, reader
        self._commands, self._search, self._take_focus = commands, search, take_focus
        self._bars: dict[QWidget, FindBar] = {}
        pages.switched.connect(self._leave_others)
        pages.switched.connect(self._come_back)

    def find(self) -> None:
        """Find where one is."""
        bar = self._bar()
        if bar is None:
            self._search()
        elif self._pages.browsing and bar.isVisible() and bar.field.hasFocus():
            bar.leave()
            self._search()
        else:
            bar.open(bar.target.selected())
            self._commands.enable(_STEPS, True)

    def step(self, by: int) -> None:
        """Go to the next hit of the bar that is open, else of what was searched for."""
        bar = self._bars.get(self._key())
        if bar is not None and bar.isVisible():
            bar.step(by)
        else:
            self._reader.view.hits.step(by)

    def _key(self) -> QWidget:
        page = self._pages.currentWidget()
        return self._reader.view if self._pages.browsing or page is None else page

    def _bar(self) -> FindBar | None:
        page = self._key()
        known = self._bars.get(page)
        if self._pages.browsing:
            is_finding = known is not None and known.field.hasFocus()
            if not (is_finding or self._is_reading()):
                return None
        if known is None:
            known = afterpages.make_find_bar(self._look, self._pages, self._reader, page)
            if known is None:
                return None
            self._bars[page] = known
            page.destroyed.connect(lambda: self._bars.pop(page, None))
            known.closed.connect(self._closed)
        return known

    def _closed(self) -> None:
        self._commands.enable(_STEPS, bool(self._reader.view.hits.places))
        if self._pages.browsing:
            self._reader.view.setFocus()

    def _is_reading(self) -> bool:
        """Whether the case is what one has gone to, by a click or by key."""
        view = self._reader.view
        focus = view.window().focusWidget()
        inside = focus is view or (isinstance(focus, QWidget) and view.isAncestorOf(focus))
        return inside and view.isVisible() and view.case is not None

    def _come_back(self) -> None:
        """Have the keyboard at the list again: nobody has gone to the case that is shown."""
        if self._pages.browsing and self._is_reading():
            self._take_focus()

    def _leave_others(self) -> None:
        for page, bar in self._bars.items():
            if page is not self._key():
                bar.leave()
