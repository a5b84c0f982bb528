"""The outline at the left of the form: its parts, and a dot where one of them needs a look."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from casearchive.ui.lists.ordering import AnyIndex
from casearchive.ui.look import Look

HEIGHT = 38
ICON = 18
DOT = 7
ICON_NAME = Qt.ItemDataRole.UserRole
FAULTY = Qt.ItemDataRole.UserRole + 1


class Outline(QListWidget):
    """The parts of the form. `chosen` (row) when another part is to be shown."""

    chosen = Signal(int)

    def __init__(self, look: Look, parts: list[tuple[str, str]]) -> None:
        """Take the parts as (icon, title)."""
        super().__init__()
        self.setItemDelegate(_PartDelegate(look, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for icon, title in parts:
            item = QListWidgetItem(title)
            item.setData(ICON_NAME, icon)
            item.setToolTip(title)
            self.addItem(item)
        self.currentRowChanged.connect(self.chosen)
        look.changed.connect(self.viewport().update)

    def mark(self, row: int, *, faulty: bool) -> None:
        """Put the dot to a part, or take it away."""
        self.item(row).setData(FAULTY, faulty)


class _PartDelegate(QStyledItemDelegate):
    def __init__(self, look: Look, parent: QListWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        del option, index
        return QSize(120, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = QRectF(option.rect).adjusted(8, 1, -8, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(self._look.colour("selected" if chosen else "hover"))
            painter.drawRoundedRect(ground, 8, 8)
        room = ground.toRect().adjusted(10, 0, -10, 0)

        def mirrored(part: QRect) -> QRect:
            return QStyle.visualRect(option.direction, room, part)

        ratio = painter.device().devicePixelRatioF()
        tint = "accent" if chosen else "text2"
        picture = self._look.pixmap(index.data(ICON_NAME), tint, ICON, ratio)
        top = room.center().y() - ICON // 2 + 1
        painter.drawPixmap(mirrored(QRect(room.left(), top, ICON, ICON)).topLeft(), picture)
        if index.data(FAULTY):
            painter.setBrush(self._look.colour("danger"))
            at = QRect(room.right() - DOT, room.center().y() - DOT // 2 + 1, DOT, DOT)
            painter.drawEllipse(QRectF(mirrored(at)))
        painter.setFont(self._look.font(13, bold=chosen))
        painter.setPen(self._look.colour("accent" if chosen else "text"))
        words = mirrored(room.adjusted(ICON + 10, 0, -DOT - 4, 0))
        shown = painter.fontMetrics().elidedText(
            index.data(), Qt.TextElideMode.ElideRight, words.width()
        )
        side = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft)
        painter.drawText(words, int(side | Qt.AlignmentFlag.AlignVCenter), shown)
        painter.restore()
