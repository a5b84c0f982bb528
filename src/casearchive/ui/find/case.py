"""Looking through the case that is read."""

from __future__ import annotations

from casearchive.ui.find.target import Target
from casearchive.ui.reader.holding import bare
from casearchive.ui.reader.view import ReaderView


class ReaderTarget(Target):
    """A case that is read: its own hits, in place of those of the search."""

    def __init__(self, view: ReaderView) -> None:
        super().__init__(view)
        self._view = view
        view.hits.changed.connect(lambda at, total: self.changed.emit(at, total, True))

    def find(self, text: str) -> None:
        """Mark all hits and look at the first; without a text those of the search again."""
        self._view.find_here(text)

    def step(self, by: int) -> None:
        """Look at the next hit."""
        self._view.hits.step(by)

    def selected(self) -> str:
        """Return what is selected in the case."""
        return bare(self._view.textCursor().selectedText())
