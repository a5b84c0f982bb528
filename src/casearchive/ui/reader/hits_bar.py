"""The slim bar below a case in which words were found, and the ticks on its scroll bar."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QScrollBar, QTextEdit, QWidget

from casearchive.i18n import _
from casearchive.ui.commands.commands import Commands
from casearchive.ui.look import Look
from casearchive.ui.reader.hits import Hits
from casearchive.ui.widgets import IconButton, label, surface

_HEIGHT = 38
_TICK = 3  # pixels a tick is high
_EDGE = 4  # pixels the ticks keep from both ends
_PALE = 130  # of 255: a tick that is not looked at


class HitsBar(QWidget):
    """Says which hit is looked at, and of how many; hidden where there is no hit or no case."""

    def __init__(self, look: Look, commands: Commands, hits: Hits) -> None:
        super().__init__()
        foot = surface("foot")
        self.setFixedHeight(_HEIGHT)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(foot)
        self.text = label(look, pixels=12, tone="second")
        row = QHBoxLayout(foot)
        row.setContentsMargins(20, 0, 16, 0)
        row.setSpacing(2)
        row.addStretch(1)
        row.addWidget(self.text)
        row.addSpacing(6)
        for key in ("last_hit", "next_hit"):
            button = IconButton(look, commands.icon(key), "")
            button.setFixedSize(28, 28)
            button.follow(commands[key])
            row.addWidget(button)
        hits.changed.connect(self._show)
        self._total, self._reading = 0, False
        self.hide()

    def serve(self, reading: bool) -> None:
        """Show the bar only while a case is read, not a page in its place."""
        self._reading = reading
        self.setVisible(reading and bool(self._total))

    def _show(self, number: int, total: int) -> None:
        text = _("第 {number} / {total} 处").format(number=f"{number:,}", total=f"{total:,}")
        self.text.setText(text)
        self._total = total
        self.setVisible(self._reading and bool(total))


class MarkedScrollBar(QScrollBar):
    """A scroll bar with a small tick wherever a hit stands in the text."""

    def __init__(self, look: Look, view: QTextEdit) -> None:
        super().__init__(view)
        self._look = look
        self._view = view
        self._hits: Hits | None = None
        self._heights: list[tuple[float, bool]] | None = None  # 0 to 1; whether it is looked at

    def follow(self, hits: Hits) -> None:
        """Show the places of these hits."""
        self._hits = hits
        hits.moved.connect(self._forget)
        self.rangeChanged.connect(self._forget)

    def _forget(self) -> None:
        self._heights = None
        self.update()

    def _measured(self) -> list[tuple[float, bool]]:
        """Return how far down in the text the hits stand; one for each tick there is room for."""
        hits, length = self._hits, self.maximum() + self.pageStep()
        if hits is None or length <= 0:
            return []
        cursor, top = QTextCursor(self._view.document()), self.value()
        ticks: dict[int, tuple[float, bool]] = {}
        for number, (start, _end) in enumerate(hits.places):
            cursor.setPosition(start)
            share = (self._view.cursorRect(cursor).center().y() + top) / length
            place, looked_at = round(share * self.height() / _TICK), number == hits.at
            if looked_at or place not in ticks:
                ticks[place] = (share, looked_at)
        return list(ticks.values())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ticks over the bar."""
        super().paintEvent(event)
        if self._hits is None or not self._hits.places:
            return
        if self._heights is None:
            self._heights = self._measured()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for share, looked_at in self._heights:
            colour = self._look.colour("accent" if looked_at else "warning")
            colour.setAlpha(255 if looked_at else _PALE)
            painter.setBrush(colour)
            top = _EDGE + share * (self.height() - 2 * _EDGE)
            painter.drawRoundedRect(QRectF(3, top - _TICK / 2, self.width() - 6, _TICK), 1.5, 1.5)
        painter.end()
