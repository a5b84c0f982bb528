"""One mark, or one question, as a card beside the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from casearchive.i18n import _
from casearchive.ui.form.inputs import TextInput
from casearchive.ui.look import Look
from casearchive.ui.study.colours import mark_colour
from casearchive.ui.widgets import IconButton, label

if TYPE_CHECKING:
    from casearchive.services.study.studying import Mark
    from casearchive.services.views import QuestionView

_RESTS = 900  # milliseconds after the last key before a note is kept
_QUOTE = 90  # characters of a quote that are shown


class KeptText(TextInput):
    """A text that is kept when it rests, and when it is left."""

    kept = Signal(str)

    def __init__(self, look: Look, name: str, placeholder: str, text: str, lines: int = 1) -> None:
        super().__init__(lines, placeholder)
        self.setFont(look.font(13))
        self.setAccessibleName(name)
        self.set_value(text)
        self._told = text
        self._rest = QTimer(self, singleShot=True, interval=_RESTS)
        self._rest.timeout.connect(self.keep)
        self.edited.connect(self._rest.start)
        self.edited.connect(lambda: QTimer.singleShot(0, self, self._fit))

    def keep(self) -> None:
        """Tell what stands there now, if it is something new."""
        self._rest.stop()
        if self.value() != self._told:
            self._told = self.value()
            self.kept.emit(self._told)

    def renew(self, text: str) -> None:
        """Show what is kept now, unless something else is just being written here."""
        if self.value() == self._told and text != self._told:
            self._told = text
            if self.value().rstrip() != text:  # what is kept has no blanks at its end
                self.set_value(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Grow with lines that break at another width."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._fit)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep what was written when the cursor goes elsewhere."""
        super().focusOutEvent(event)
        self.keep()


class MarkCard(QFrame):
    """A quote in its colour, the note beside it; a click goes to the place in the text."""

    chosen = Signal(str)  # the mark's id
    noted = Signal(object, str)  # the Mark, its new note
    removed = Signal(object)

    def __init__(self, look: Look, mark: Mark, *, hint: str = "", writable: bool = True) -> None:
        super().__init__()
        self._look, self.mark = look, mark
        self.setProperty("surface", "card")
        self.setAccessibleName(_("标注：{quote}").format(quote=_short(mark.quote)))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._quote = label(look, _short(mark.quote), 12.5, tone="second", wrap=True)
        self._quote.installEventFilter(self)
        self.note = KeptText(look, _("批注"), _("写批注…"), mark.note)
        self.note.kept.connect(lambda text: self.noted.emit(self.mark, text))
        self.note.setVisible(writable)
        remove = IconButton(look, "close", _("去掉这条标注"))
        remove.setFixedSize(24, 24)
        remove.clicked.connect(lambda: self.removed.emit(self.mark))
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self._quote, 1)
        head.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 10, 8, 10)
        column.setSpacing(8)
        column.addLayout(head)
        if hint:
            column.addWidget(label(look, hint, 12, tone="warning", wrap=True))
        column.addWidget(self.note)
        look.changed.connect(self.update)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let a click on the quote go to the text."""
        if watched is self._quote and event.type() is QEvent.Type.MouseButtonRelease:
            self.chosen.emit(self.mark.id)
        return super().eventFilter(watched, event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to the place in the text."""
        super().mouseReleaseEvent(event)
        self.chosen.emit(self.mark.id)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the colour of the mark at the edge where reading begins."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._look.colour("border"))
        painter.setBrush(mark_colour(self._look, self.mark.colour))
        right = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = self.width() - 13 if right else 6
        painter.drawRoundedRect(QRectF(left, 9, 7, self.height() - 18), 3.5, 3.5)
        painter.end()


class QuestionCard(QWidget):
    """A question of the case, and the reader's own answer to it."""

    answered = Signal(str, str, str)  # the question's id, its stem, the answer

    def __init__(self, look: Look, number: int, question: QuestionView, answer: str) -> None:
        super().__init__()
        stem: QLabel = label(look, f"{number}. {question.stem}", 13, wrap=True)
        name = _("对第 {number} 题的回答").format(number=number)
        self.text = KeptText(look, name, _("写下你的回答…"), answer, 2)
        self.text.kept.connect(lambda text: self.answered.emit(question.id, question.stem, text))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(6)
        column.addWidget(stem)
        column.addWidget(self.text)


def _short(quote: str) -> str:
    line = " ".join(quote.split())
    return line if len(line) <= _QUOTE else f"{line[: _QUOTE - 1]}…"
