"""Looking through the texts of a window: a manual, the differences of a history, any page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QScrollArea, QTextEdit, QWidget

from casearchive.ui.find.target import Place, Target, paint, places_of
from casearchive.ui.look import Look

_ABOVE = 0.3  # of a view's height, that is left above a hit that is gone to


class TextsTarget(Target):
    """All texts that `fields` gives, from the first to the last."""

    def __init__(
        self, look: Look, fields: Callable[[], Sequence[QTextEdit]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._look, self._fields = look, fields
        self._found: list[tuple[QTextEdit, list[Place]]] = []
        self._at = 0

    def find(self, text: str) -> None:
        """Mark all hits and look at the first."""
        for field, _places in self._alive():
            paint(self._look, field, [])
        fields = self._fields() if text.strip() else ()
        found = [(field, places_of(field, text)) for field in fields]
        self._found = [(field, places) for field, places in found if places]
        self._at = 0
        self._show()

    def step(self, by: int) -> None:
        """Look at the next hit, in whichever text it stands."""
        if total := self._total():
            self._at = (self._at + by) % total
            self._show()

    def selected(self) -> str:
        """Return what is selected in one of the texts."""
        cursors = (field.textCursor() for field in self._fields())
        return next((text for one in cursors if (text := one.selectedText())), "")

    def _alive(self) -> list[tuple[QTextEdit, list[Place]]]:
        return [one for one in self._found if shiboken6.isValid(one[0])]

    def _total(self) -> int:
        return sum(len(places) for _field, places in self._alive())

    def _show(self) -> None:
        left = self._at
        for field, places in self._alive():
            here = 0 <= left < len(places)
            paint(self._look, field, places, left if here else -1)
            if here:
                reveal(field, places[left][0])
            left -= len(places)
        total = self._total()
        self.changed.emit(self._at + 1 if total else 0, total, True)


def reveal(field: QTextEdit, position: int) -> None:
    """Scroll to a place, in the field and in whatever the field scrolls in."""
    cursor = QTextCursor(field.document())
    cursor.setPosition(position)
    bar, room = field.verticalScrollBar(), field.viewport().height()
    place = field.cursorRect(cursor)
    if place.top() < 0 or place.bottom() > room:
        bar.setValue(bar.value() + round(place.top() - room * _ABOVE))
        place = field.cursorRect(cursor)
    outer = field.parentWidget()
    while outer is not None:
        if isinstance(outer, QScrollArea) and (inside := outer.widget()) is not None:
            at = field.viewport().mapTo(inside, place.center())
            outer.ensureVisible(at.x(), at.y(), 40, 90)
        outer = outer.parentWidget()


def texts_on(page: QWidget) -> list[QTextEdit]:
    """Return the texts in sight on a page, from top to bottom."""
    fields = [field for field in page.findChildren(QTextEdit) if field.isVisible()]
    return sorted(fields, key=lambda field: field.mapTo(page, field.rect().topLeft()).y())
