"""How a line of a board is painted: its number, its title, a dot where something is wrong."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QObject, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from casearchive.ui.lists.ordering import ENTRY, AnyIndex, Entry
from casearchive.ui.lists.painting import Pen, mirrored
from casearchive.ui.look import Look

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
        room, faulty = ground.adjusted(10, 0, -10, 0), entry.key in self._faulty
        pen = Pen(painter, self._look, mirrored(option, ground))
        colour = self._look.colour("accent" if chosen else "text3")
        pen.line(str(index.row() + 1), room, self._look.font(12), colour)
        if faulty:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.colour("danger"))
            top = room.center().y() - DOT / 2
            painter.drawEllipse(pen.place(QRectF(room.right() - DOT, top, DOT, DOT)))
        words = room.adjusted(NUMBER_WIDTH, 0, -DOT - 6 if faulty else 0, 0)
        pen.line(entry.title, words, self._look.font(13, bold=chosen), self._look.colour("text"))
        painter.restore()
