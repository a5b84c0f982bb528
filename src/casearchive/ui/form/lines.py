"""How a line of a board is painted: its number, its title, a dot where something is wrong."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from casearchive.ui.look import Look
from casearchive.ui.ordering import ENTRY, AnyIndex, Entry

HEIGHT = 42
NUMBER_WIDTH = 26
DOT = 7


class LineDelegate(QStyledItemDelegate):
    """Paints entries; those whose key is in `faulty` get the dot."""

    def __init__(self, look: Look, faulty: Collection[str], parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self._faulty = faulty

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Return one height for all."""
        del option, index
        return QSize(120, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint number, title and dot."""
        entry: Entry = index.data(ENTRY)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = QRectF(option.rect).adjusted(8, 1, -8, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.colour("selected" if chosen else "hover"))
            painter.drawRoundedRect(ground, 8, 8)
        room = ground.toRect().adjusted(10, 0, -10, 0)
        centre = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setPen(self._look.colour("accent" if chosen else "text3"))
        painter.setFont(self._look.font(12))
        painter.drawText(
            QRect(room.topLeft(), QSize(NUMBER_WIDTH, room.height())), centre, str(index.row() + 1)
        )
        if entry.key in self._faulty:
            self._paint_dot(painter, room)
        font = self._look.font(13, bold=chosen)
        painter.setFont(font)
        painter.setPen(self._look.colour("text"))
        words = room.adjusted(NUMBER_WIDTH, 0, -DOT - 6 if entry.key in self._faulty else 0, 0)
        shown = painter.fontMetrics().elidedText(
            entry.title, Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, centre | Qt.TextFlag.TextSingleLine, shown)
        painter.restore()

    def _paint_dot(self, painter: QPainter, room: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("danger"))
        top = room.center().y() - DOT / 2 + 1
        painter.drawEllipse(QRectF(room.right() - DOT, top, DOT, DOT))
