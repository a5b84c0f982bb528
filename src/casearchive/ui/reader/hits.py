"""Where the words searched for stand in the case that is read: all marked, one looked at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from casearchive.services.attachments.media_types import file_section
from casearchive.ui.find.target import places_of
from casearchive.ui.look import Look
from casearchive.ui.reader.holding import JOINER, bare, places_held
from casearchive.ui.start import later
from casearchive.ui.utf16 import units

Place: TypeAlias = tuple[int, int]  # from, to: units of Qt's, from the document's beginning
_ABOVE = 0.3  # of the view's height, that is left above a hit that is gone to


class Hits(QObject):
    """Marks the hits in a text and goes from one to the next."""

    changed = Signal(int, int)  # the number of the one looked at, from 1, and how many there are
    moved = Signal()  # the places are others: whoever shows them beside the text, shows them anew

    def __init__(self, view: QTextEdit, look: Look) -> None:
        super().__init__(view)
        self._view = view
        self._look = look
        self._places: list[Place] = []
        self._at = 0

    @property
    def places(self) -> list[Place]:
        """Where all hits stand."""
        return self._places

    @property
    def at(self) -> int:
        """Which of them is looked at."""
        return self._at

    def find(self, typed: str, section: str = "", *, go: bool, to_the_letter: bool = False) -> None:
        """Mark what matches; with `go` look at the first hit of a section, or of all.

        A query marks what it would find; `to_the_letter` it is no query but a text.

        Where nothing matches, the section itself is looked at: an attached file only has its name
        here. Without `go` nothing is scrolled: the hit that was looked at stays so where it still
        is one, else it is the first in sight.
        """
        before = self._places[self._at] if self._places else (-1, -1)
        found = places_of(self._view, typed) if to_the_letter else _places(self._view, typed)
        self._places = list(found) if typed else []
        self._at = self._places.index(before) if before in self._places else self._in_sight()
        if go and self._places:
            self._at = self._first_in(section)
            self._show(self._places[self._at][0], keep_top=True)
        elif go and (start := _start_of(self._view, section)):
            self._show(start, keep_top=True)
        self._paint()

    def step(self, by: int) -> None:
        """Look at the next hit, or at the one before; behind the last comes the first."""
        if self._places:
            self._at = (self._at + by) % len(self._places)
            self._show(self._places[self._at][0])
            self._paint()

    def bring_into_sight(self) -> None:
        """Look at a hit that is in sight; where none is, scroll to the one looked at."""
        if self._places:
            if not self._sees(self._places[self._at][0]):
                self._at = self._in_sight()
            self._show(self._places[self._at][0])
            self._paint()

    def _in_sight(self) -> int:
        """Return the number of the first hit in sight or below; where none is, of the first."""
        top = self._view.cursorForPosition(QPoint(0, 0)).position()
        numbers = (number for number, place in enumerate(self._places) if place[0] >= top)
        return next(numbers, 0)

    def _sees(self, position: int) -> bool:
        cursor = QTextCursor(self._view.document())
        cursor.setPosition(position)
        place = self._view.cursorRect(cursor)
        return place.top() >= 0 and place.bottom() <= self._view.viewport().height()

    def _first_in(self, section: str) -> int:
        start = _start_of(self._view, section)
        return next((n for n, place in enumerate(self._places) if place[0] >= start), 0)

    def _show(self, position: int, *, keep_top: bool = False) -> None:
        """Scroll to a place that cannot be seen; `keep_top` does so from the top of the text."""
        bar, view = self._view.verticalScrollBar(), self._view
        if keep_top:
            bar.setValue(0)
        if not self._sees(position):
            cursor = QTextCursor(view.document())
            cursor.setPosition(position)
            room = view.viewport().height()
            bar.setValue(bar.value() + round(view.cursorRect(cursor).top() - room * _ABOVE))

    def _paint(self) -> None:
        plain, strong = (_format(self._look, *names) for names in _COLOURS)
        marks: list[QTextEdit.ExtraSelection] = []
        for number, (start, end) in enumerate(self._places):
            mark = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self._view.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            mark.cursor, mark.format = cursor, strong if number == self._at else plain
            marks.append(mark)
        self._view.setExtraSelections(marks)
        self.moved.emit()
        self.changed.emit(self._at + 1 if self._places else 0, len(self._places))


_COLOURS = (("mark", "on_mark"), ("accent", "on_accent"))


def _format(look: Look, ground: str, ink: str) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setBackground(look.colour(ground))
    form.setForeground(look.colour(ink))
    return form


def _blocks(view: QTextEdit) -> Iterator[QTextBlock]:
    block = view.document().begin()
    while block.isValid():
        yield block
        block = block.next()


def _places(view: QTextEdit, typed: str) -> Iterator[Place]:
    """Yield what matches in the whole text; Qt too counts one between two blocks."""
    text = "\n".join(block.text() for block in _blocks(view))
    places = places_held(text) if JOINER in text else None
    counted = at = 0
    for start, end in later.marks_in(bare(text), typed):
        if places:
            start, end = places[start], places[end - 1] + 1  # noqa: PLW2901 - of the held text
        first = at + units(text[counted:start])
        counted, at = end, first + units(text[start:end])
        yield first, at


def _start_of(view: QTextEdit, section: str) -> int:
    """Return where a section begins, 0 where there is none of that name."""
    if not section:
        return 0
    for block in _blocks(view):
        head = block.text().partition("　")[0]
        if section in (head, file_section(head)):
            return block.position()
    return 0
