"""How a line of the library is painted."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from casearchive.ui.library.model import ENTRY, Entry
from casearchive.ui.lists.painting import Pen, branch_arrow, mirrored, paint_ground
from casearchive.ui.look import Look
from casearchive.ui.widgets.labels import plain_tip

_LINE, _HEADING = 33, 38
_ICON = 17
_STEP = 14  # pixels a folder in a folder stands further in


class LibraryDelegate(QStyledItemDelegate):
    """Icon, name, count; the chosen line on a rounded ground."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._plain, self._bold = look.font(13), look.font(13, bold=True)
        self._heading, self._count = look.font(12, bold=True), look.font(12)

    def sizeHint(  # noqa: D102
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        entry: Entry = index.data(ENTRY)
        return QSize(160, _HEADING if entry.is_heading else _LINE)

    def paint(  # noqa: D102
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        entry: Entry = index.data(ENTRY)
        if entry.is_heading:
            self._paint_heading(painter, option, entry)
        else:
            self._paint_entry(painter, option, entry)
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Tell the whole name where it does not fit."""
        entry = index.data(ENTRY)
        if event.type() is not QEvent.Type.ToolTip or entry is None or entry.is_heading:
            return super().helpEvent(event, view, option, index)
        chosen = view.selectionModel().isSelected(index)
        metrics = QFontMetricsF(self._bold if chosen else self._plain)
        room = self._name_room(_card(option), entry)
        cut = metrics.horizontalAdvance(entry.text) > room.width()
        QToolTip.showText(event.globalPos(), plain_tip(entry.text) if cut else "", view)
        return True

    def _name_room(self, card: QRectF, entry: Entry) -> QRectF:
        width = QFontMetricsF(self._count).horizontalAdvance(_number(entry))
        return card.adjusted(38 + entry.depth * _STEP, 0, -22 - width, 0)

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, entry: Entry) -> None:
        room = QRectF(option.rect).adjusted(20, 10, -20, 0)
        colour = self._look.colour("text3")
        pen = Pen(painter, self._look, mirrored(option, QRectF(option.rect)))
        width = pen.line(entry.text, room, self._heading, colour)
        if entry.folded or (entry.group and option.state & QStyle.StateFlag.State_MouseOver):
            name = arrow(option, folded=entry.folded)
            ratio = option.widget.devicePixelRatioF() if option.widget else 1.0
            picture = self._look.pixmap(name, "text3", 14, ratio)
            pen.picture(picture, QPointF(room.left() + width + 5, room.center().y() - 7), 14)

    def _paint_entry(self, painter: QPainter, option: QStyleOptionViewItem, entry: Entry) -> None:
        look = self._look
        card = _card(option)
        step = entry.depth * _STEP
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        paint_ground(painter, look, option, card, 8)
        colour = look.hue(entry.theme) if entry.theme else look.colour("text2")
        if chosen and not entry.theme:
            colour = look.colour("accent")
        pen = Pen(painter, look, mirrored(option, card))
        ratio = option.widget.devicePixelRatioF() if option.widget else 1.0
        picture = look.pixmap(entry.icon, colour, _ICON, ratio)
        at = QPointF(card.left() + 12 + step, card.center().y() - _ICON / 2)
        pen.picture(picture, at, _ICON)
        if entry.holds:
            name = arrow(option, folded=entry.folded)
            picture = look.pixmap(name, "text3", 12, ratio)
            pen.picture(picture, QPointF(card.left() - 1 + step, card.center().y() - 6), 12)
        number = _number(entry)
        width = QFontMetricsF(self._count).horizontalAdvance(number)
        corner = QRectF(card.right() - 12 - width, card.top(), width + 1, card.height())
        pen.line(number, corner, self._count, look.colour("text3"))
        room = self._name_room(card, entry)
        font = self._bold if chosen else self._plain
        ink = look.colour("accent") if chosen else look.colour("text")
        pen.line(entry.text, room, font, ink)


def _card(option: QStyleOptionViewItem) -> QRectF:
    return QRectF(option.rect).adjusted(10, 1, -10, -1)


def _number(entry: Entry) -> str:
    return f"{entry.count:,}" if entry.count else ""


def arrow(option: QStyleOptionViewItem, *, folded: bool) -> str:
    """Return the icon of a group's arrow: folded it points where reading goes."""
    right_to_left = option.direction is Qt.LayoutDirection.RightToLeft
    return branch_arrow(mirrored=right_to_left, folded=folded)
