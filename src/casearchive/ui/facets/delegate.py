"""How a line of the facets is painted: a box to check, the value, its count."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from casearchive.i18n import _
from casearchive.ui.facets.lines import Line
from casearchive.ui.facets.model import LINE, FacetsModel
from casearchive.ui.library.delegate import arrow
from casearchive.ui.lists.painting import Pen, mirrored, paint_box, paint_ground
from casearchive.ui.look import Look

_LINE, _HEADING = 30, 36
_BOX = 15
_INDENT = 16  # pixels a place stands right of the one it lies in


class FacetsDelegate(QStyledItemDelegate):
    """Headings as in the library; values with a box, those without a case pale."""

    def __init__(self, look: Look, model: FacetsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._model = model
        self._plain, self._bold = look.font(13), look.font(13, bold=True)
        self._heading, self._count = look.font(12, bold=True), look.font(12)

    def sizeHint(  # noqa: D102
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        line: Line = index.data(LINE)
        return QSize(160, _HEADING if line.is_heading else _LINE)

    def paint(  # noqa: D102
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        line: Line = index.data(LINE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        option.state &= ~QStyle.StateFlag.State_Selected  # the box says what is chosen
        card = QRectF(option.rect).adjusted(10, 1, -10, -1)
        if not line.is_heading:
            paint_ground(painter, self._look, option, card, 8)
        if line.is_heading:
            self._paint_heading(painter, option, line)
        elif line.more:
            room = card.adjusted(12 + _BOX + 9, 0, -12, 0)
            pen = Pen(painter, self._look, mirrored(option, card))
            pen.line(line.text, room, self._count, self._look.colour("accent"))
        else:
            self._paint_value(painter, option, line, card)
        painter.restore()

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, line: Line) -> None:
        room = QRectF(option.rect).adjusted(20, 9, -20, 0)
        pen = Pen(painter, self._look, mirrored(option, room))
        width = pen.line(line.text, room, self._heading, self._look.colour("text3"))
        by_keys = QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_KeyboardFocusChange
        focused = (option.state & by_keys) == by_keys
        if line.folded or focused or option.state & QStyle.StateFlag.State_MouseOver:
            name = arrow(option, folded=line.folded)
            colour = "accent" if focused else "text3"
            picture = self._look.pixmap(name, colour, 14, _ratio(option))
            pen.picture(picture, QPointF(room.left() + width + 5, room.center().y() - 7), 14)

    def _paint_value(
        self, painter: QPainter, option: QStyleOptionViewItem, line: Line, card: QRectF
    ) -> None:
        look, pen = self._look, Pen(painter, self._look, mirrored(option, card))
        left = card.left() + 12 + line.depth * _INDENT
        box = QRectF(left, round(card.center().y() - _BOX / 2), _BOX, _BOX)
        paint_box(painter, pen.place(box), on=line.chosen)
        number = f"{line.count:,}"
        if self._model.estimated and line.count:
            number = _("约 {count}").format(count=number)
        width = QFontMetricsF(self._count).horizontalAdvance(number)
        corner = QRectF(card.right() - 12 - width, card.top(), width + 1, card.height())
        pen.line(number, corner, self._count, look.colour("text3"))
        room = card.adjusted(box.right() + 9 - card.left(), 0, -22 - width, 0)
        ink = look.colour("text" if line.count or line.chosen else "text3")
        pen.line(line.text, room, self._bold if line.chosen else self._plain, ink)


def _ratio(option: QStyleOptionViewItem) -> float:
    return option.widget.devicePixelRatioF() if option.widget else 1.0
