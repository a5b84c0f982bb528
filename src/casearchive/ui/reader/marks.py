"""The reader's own highlights in the text that is shown: found again, coloured, pointed at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from casearchive.ui.look import Look
from casearchive.ui.reader.holding import JOINER, bare, places_held
from casearchive.ui.reader.pages import PART, TIP
from casearchive.ui.study import work
from casearchive.ui.study.colours import mark_colour
from casearchive.ui.utf16 import characters, units

if TYPE_CHECKING:
    from casearchive.services.study.studying import Mark, Study

Passage = tuple[str, str, int, int]  # part, the part's text, from, to: characters of that text


@dataclass(frozen=True, slots=True)
class Shown:
    """A mark on the page: from and to are units of Qt's from the document's beginning."""

    mark: Mark
    start: int
    end: int
    exact: bool


class _Part:
    """One part of the case as it stands on the page: its bare text, and where its blocks begin."""

    def __init__(self) -> None:
        self.text = ""
        self._blocks: list[tuple[int, int, str]] = []  # character, unit of Qt's, text

    def add(self, text: str, position: int) -> None:
        if self._blocks:
            self.text += "\n"
        self._blocks.append((len(self.text), position, text))
        self.text += bare(text)

    def unit(self, character: int) -> int:
        """Return Qt's position of a character of the part's text."""
        start, position, text = next(b for b in reversed(self._blocks) if b[0] <= character)
        within = character - start
        return position + units(text[: places_held(text)[within] if JOINER in text else within])

    def character(self, unit: int) -> int:
        """Return the character of the part's text at, or next behind, a position of Qt's."""
        behind = len(self.text)
        for start, position, text in reversed(self._blocks):
            if unit >= position:
                within = characters(text, unit - position)
                return min(behind, start + len(bare(text[:within])))
            behind = start
        return 0


class Marks(QObject):
    """Colours a reader's marks in a text."""

    changed = Signal()  # other marks are shown

    def __init__(self, view: QTextEdit, look: Look) -> None:
        super().__init__(view)
        self._view, self._look = view, look
        self._study: Study | None = None
        self._parts: dict[str, _Part] = {}
        self.shown: tuple[Shown, ...] = ()

    def take(self, study: Study | None) -> None:
        """Take the marks of a case; they show with the next :meth:`apply`."""
        self._study = study

    def apply(self) -> None:
        """Colour the marks in the text that has just been set."""
        self._parts = self._read_parts()
        self.shown = tuple(self._placed()) if self._study and self._study.marks else ()
        for one in self.shown:
            cursor = QTextCursor(self._view.document())
            cursor.setPosition(one.start)
            cursor.setPosition(one.end, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(self._format(one.mark))
        self.changed.emit()

    def at(self, position: int) -> Shown | None:
        """Return the mark at a place, the shortest where several lie over each other."""
        found = [one for one in self.shown if one.start <= position <= one.end]
        return min(found, key=lambda one: one.end - one.start, default=None)

    def selected(self, cursor: QTextCursor) -> list[Passage]:
        """Return what is selected, cut at the borders of the case's parts."""
        passages: list[Passage] = []
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        for name, part in self._parts.items():
            first, last = part.character(start), part.character(end)
            while first < last and part.text[first].isspace():
                first += 1
            while last > first and part.text[last - 1].isspace():
                last -= 1
            if first < last:
                passages.append((name, part.text, first, last))
        return passages

    def go_to(self, mark_id: str) -> None:
        """Bring a mark into view and put the cursor there."""
        for one in self.shown:
            if one.mark.id == mark_id:
                cursor = QTextCursor(self._view.document())
                cursor.setPosition(one.start)
                self._view.setTextCursor(cursor)
                bar, top = self._view.verticalScrollBar(), self._view.cursorRect(cursor).top()
                bar.setValue(bar.value() + top - self._view.viewport().height() // 3)

    def _placed(self) -> Sequence[Shown]:
        texts = {name: part.text for name, part in self._parts.items()}
        if self._study is None:
            return ()
        return [
            Shown(
                one.mark,
                self._parts[one.part].unit(one.start),
                self._parts[one.part].unit(one.end),
                one.exact,
            )
            for one in work.place_marks(self._study, texts).placed
        ]

    def _read_parts(self) -> dict[str, _Part]:
        parts: dict[str, _Part] = {}
        block = self._view.document().begin()
        while block.isValid():
            name = block.blockFormat().property(PART)
            if isinstance(name, str) and block.text():
                parts.setdefault(name, _Part()).add(block.text(), block.position())
            block = block.next()
        return parts

    def _format(self, mark: Mark) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setBackground(mark_colour(self._look, mark.colour))
        if mark.note:
            form.setProperty(TIP, mark.note)
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            form.setUnderlineColor(self._look.colour("accent"))
        return form
