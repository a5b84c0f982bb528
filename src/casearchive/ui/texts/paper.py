"""A text to be looked at, with passages marked in the look's colours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QMouseEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from casearchive.ui.look import Look

_THIN, _FAINT = 70, 22  # the alpha of a ground that hints, of 255; of one that hardly does


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage [start, end) in code points.

    `tone` is ``faint``, ``hint``, ``check``, ``lost`` or ``strong``.
    """

    start: int
    end: int
    tone: str
    key: str = ""


class Sheet(QPlainTextEdit):
    """Shows a text that is not typed in. `clicked` with the key of the mark under the mouse."""

    clicked = Signal(str)

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._marks: Sequence[Mark] = ()
        self._wide: list[int] = []  # places of the characters that Qt counts as two
        self._shown = ""
        self.setReadOnly(True)
        self.setAccessibleName(name)
        self.setFont(look.font(14))
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(16)
        look.changed.connect(self._paint_marks)

    def show_text(self, text: str, marks: Sequence[Mark]) -> None:
        """Show a text with its marks; the same text keeps its place."""
        if text != self._shown:
            place = self.verticalScrollBar().value()
            self._shown = text
            self._wide = [at for at, one in enumerate(text) if one > "\uffff"]
            self.setPlainText(text)
            self.verticalScrollBar().setValue(place)
        self._marks = marks
        self._paint_marks()

    def look_at(self, start: int, end: int) -> None:
        """Bring a passage into the middle of the page, once it has been laid out."""
        cursor = self._cursor(start, end)
        cursor.setPosition(cursor.selectionStart())
        self.setTextCursor(cursor)
        QTimer.singleShot(0, self, self.centerCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell which mark was clicked."""
        super().mouseReleaseEvent(event)
        if self.textCursor().hasSelection():
            return
        place = self.cursorForPosition(event.position().toPoint()).position()
        for mark in reversed(self._marks):
            first, last = self._place(mark.start), self._place(mark.end)
            if mark.key and first <= place <= max(last, first + 1):
                self.clicked.emit(mark.key)
                return

    def _place(self, at: int) -> int:
        return at + sum(1 for wide in self._wide if wide < at)

    def _cursor(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        last = self.document().characterCount() - 1
        cursor.setPosition(min(self._place(start), last))
        cursor.setPosition(min(self._place(end), last), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _paint_marks(self) -> None:
        selections = []
        for mark in self._marks:
            if mark.start == mark.end:
                continue
            selection = QTextEdit.ExtraSelection()
            selection.cursor = self._cursor(mark.start, mark.end)
            selection.format = self._format(mark.tone)
            selections.append(selection)
        self.setExtraSelections(selections)

    def _format(self, tone: str) -> QTextCharFormat:
        look, result = self._look, QTextCharFormat()
        match tone:
            case "strong":
                result.setBackground(look.colour("accent"))
                result.setForeground(look.colour("on_accent"))
            case "lost":
                result.setBackground(look.colour("mark"))
                result.setForeground(look.colour("on_mark"))
            case "check":
                result.setBackground(_thin(look.colour("warning")))
            case "faint":
                result.setBackground(_thin(look.colour("accent"), _FAINT))
            case _:
                result.setBackground(_thin(look.colour("accent")))
        return result


def _thin(colour: QColor, alpha: int = _THIN) -> QColor:
    colour.setAlpha(alpha)
    return colour
