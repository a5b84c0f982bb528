"""How an item of the pack is painted: a card with its grip, number, theme and title."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from casearchive.i18n import _
from casearchive.services.views import PackItemView
from casearchive.ui.lists.ordering import ENTRY, AnyIndex, Entry
from casearchive.ui.lists.painting import Pen, mirrored
from casearchive.ui.look import Look
from casearchive.ui.packs.contents.kinds import ICONS, item_detail, item_title

HEIGHT = 50
GRIP = 16
DOT = 8
TAG_PADDING = 8


class CardDelegate(QStyledItemDelegate):
    """Paints the items; `lost` holds the ids of cases that are no longer on the shelves."""

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self.lost: frozenset[str] = frozenset()
        self.codes: Mapping[str, str] = {}  # of cases that only these tell apart
        self.movable = True

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Return one height for all."""
        del option, index
        return QSize(120, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint one card."""
        entry: Entry = index.data(ENTRY)
        item = entry.payload
        if not isinstance(item, PackItemView):
            return
        card = QRectF(option.rect).adjusted(12.5, 3.5, -12.5, -3.5)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option, card)
        room = card.adjusted(10, 0, -12, 0)
        pen = Pen(painter, self._look, mirrored(option, card))
        ratio = painter.device().devicePixelRatioF()
        if self.movable:
            self._paint_picture(pen, "grip", room, "text3", ratio)
            room.setLeft(room.left() + GRIP + 6)
        pen.line(str(index.row() + 1), room, self._look.font(12), self._look.colour("text3"))
        room.setLeft(room.left() + 22)
        if item.kind == "case":
            self._paint_dot(
                painter, item, pen.place(QRectF(room.left(), room.top(), GRIP, room.height()))
            )
        else:
            self._paint_picture(pen, ICONS.get(item.kind, "document"), room, "text2", ratio)
        room.setLeft(room.left() + GRIP + 6)
        if item.case_id in self.lost:
            room.setRight(self._paint_warning(painter, pen, room) - 8)
        if detail := item_detail(item, self.codes.get(item.case_id, "")):
            room.setRight(self._paint_detail(pen, detail, room) - 8)
        pen.line(item_title(item), room, self._look.font(13), self._look.colour("text"))
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, card: QRectF) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        edge = "accent" if chosen else "border" if over else "hairline"
        painter.setPen(self._look.colour(edge))
        painter.setBrush(self._look.colour("selected" if chosen else "raised"))
        painter.drawRoundedRect(card, 8, 8)

    def _paint_dot(self, painter: QPainter, item: PackItemView, room: QRectF) -> None:
        """Paint the colour of the case's theme."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.hue(item.theme))
        middle = room.center()
        painter.drawEllipse(QRectF(middle.x() - DOT / 2, middle.y() - DOT / 2, DOT, DOT))

    def _paint_picture(self, pen: Pen, name: str, room: QRectF, colour: str, ratio: float) -> None:
        picture = self._look.pixmap(name, colour, GRIP, ratio)
        pen.picture(picture, QPointF(int(room.left()), int(room.center().y()) - GRIP // 2), GRIP)

    def _paint_detail(self, pen: Pen, detail: str, room: QRectF) -> float:
        """Paint what is particular at the right, and return where it begins."""
        font = self._look.font(11)
        width = QFontMetricsF(font).horizontalAdvance(detail)
        at = QRectF(room.right() - width - 1, room.top(), width + 2, room.height())
        pen.line(detail, at, font, self._look.colour("text3"))
        return at.left()

    def _paint_warning(self, painter: QPainter, pen: Pen, room: QRectF) -> float:
        """Say that the case is gone, at the right, and return where the saying begins."""
        words, font = _("已在回收站"), self._look.font(11)
        painter.setFont(font)
        width = painter.fontMetrics().horizontalAdvance(words) + 2 * TAG_PADDING
        tag = QRectF(room.right() - width, room.center().y() - 10, width, 20)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("alert"))
        place = pen.place(tag)
        painter.drawRoundedRect(place, 10, 10)
        painter.setPen(self._look.colour("warning"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
        return tag.left()
