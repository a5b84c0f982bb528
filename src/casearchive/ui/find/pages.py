"""Looking through the pages of a PDF, a few at a time, so that nothing stands still meanwhile."""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import QTimer

from casearchive.services.searching.within import places_in
from casearchive.ui.find.target import Target
from casearchive.ui.packs.preview import PdfPreview
from casearchive.ui.packs.proof.page_view import PageMark

_SLICE = 0.012  # seconds at a time


class PagesTarget(Target):
    """The pages of a preview. The text of a page is read when it is first looked through."""

    def __init__(self, preview: PdfPreview) -> None:
        super().__init__(preview)
        self._preview = preview
        self._text = ""
        self._hits: list[PageMark] = []
        self._at = 0
        self._next = 0  # the page to be looked through next
        self._on = QTimer(self, interval=0)
        self._on.timeout.connect(self._go_on)
        preview.sheets.replaced.connect(self._begin_again)

    def find(self, text: str) -> None:
        """Begin to look through the pages, from the first on."""
        self._text = text.strip()
        self._hits, self._at, self._next = [], 0, 0
        self._preview.view.show_marks([], 0)
        if self._text:
            self._on.start()
        else:
            self._on.stop()
        self.changed.emit(0, 0, not self._text)

    def step(self, by: int) -> None:
        """Look at the next hit."""
        if self._hits:
            self._at = (self._at + by) % len(self._hits)
            self._show(go=True)

    def _begin_again(self) -> None:
        """Look through the pages that took the place of those before."""
        at = self._at
        if self._text:
            self.find(self._text)
            self._at = at

    def _go_on(self) -> None:
        sheets, until = self._preview.sheets, monotonic() + _SLICE
        first = not self._hits
        while self._next < sheets.count and monotonic() < until:
            text = sheets.text(self._next)
            for start, end in places_in(text, self._text):
                areas = sheets.areas(self._next, start, end - start)
                if areas:
                    self._hits.append(PageMark(self._next, tuple(areas)))
            self._next += 1
        if self._next >= sheets.count:
            self._on.stop()
        self._show(go=first and bool(self._hits))

    def _show(self, *, go: bool) -> None:
        self._at = min(self._at, max(0, len(self._hits) - 1))
        self._preview.view.show_marks(self._hits, self._at)
        if go:
            self._preview.view.go_to_mark(self._hits[self._at])
        done = not self._on.isActive()
        self.changed.emit(self._at + 1 if self._hits else 0, len(self._hits), done)
