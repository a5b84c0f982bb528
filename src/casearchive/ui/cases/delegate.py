"""How a case is painted in the list: title and date, theme and abstract or the words found."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from casearchive.i18n import named
from casearchive.services.labels import label
from casearchive.services.library.browsing import CaseRow
from casearchive.ui.cases.model import LISTED, Heading, Listed
from casearchive.ui.lists.painting import Pen, chip_width, from_first_mark, mirrored, paint_ground
from casearchive.ui.look import Look

HEIGHT, HEADING = 72, 40
_CHIP = 20
_NAMED = 0.45  # of the line, at most, for the name of the section a hit is in


class CaseDelegate(QStyledItemDelegate):
    """Two lines on a rounded card."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._title, self._heading = look.font(14, bold=True), look.font(12.5, bold=True)
        self.columns: frozenset[str] = frozenset()  # what else is shown: keys of the head's menu
        self._text, self._small, self._chip = look.font(13), look.font(12), look.font(11.5)

    def sizeHint(  # noqa: D102
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(260, HEIGHT)

    def paint(  # noqa: D102
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        listed: Listed | Heading = index.data(LISTED)
        if isinstance(listed, Heading):
            frame = mirrored(option, QRectF(option.rect))
            self._paint_heading(Pen(painter, self._look, frame), painter, listed, option)
            return
        if listed.row is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QRectF(option.rect).adjusted(8, 2, -8, -2)
        paint_ground(painter, self._look, option, card, 9)
        inner = card.adjusted(14, 10, -12, -10)
        first = QRectF(inner.left(), inner.top(), inner.width(), 22)
        second = QRectF(inner.left(), inner.top() + 27, inner.width(), 22)
        ratio = option.widget.devicePixelRatioF() if option.widget else 1.0
        pen = Pen(painter, self._look, mirrored(option, card))
        self._paint_title(pen, painter, listed, first, ratio)
        self._paint_text(pen, listed, listed.row, second)
        painter.restore()

    def _paint_heading(
        self, pen: Pen, painter: QPainter, heading: Heading, option: QStyleOptionViewItem
    ) -> None:
        """Paint a group's name and count, and a hairline from there to the edge."""
        look, room = self._look, QRectF(option.rect)
        line = room.adjusted(22, 12, -20, -2)
        number = f"{heading.count:,}" if heading.count is not None else ""
        width = QFontMetricsF(self._small).horizontalAdvance(number)
        name = line.adjusted(0, 0, -width - 28, 0)
        taken = pen.line(heading.name, name, self._heading, look.colour("text2"))
        after = line.adjusted(taken + 8, 0, 0, 0)
        pen.line(number, after, self._small, look.colour("text3"))
        painter.setPen(look.colour("hairline"))
        left = after.left() + width + (10 if number else 2)
        rule = pen.place(QRectF(left, line.center().y(), line.right() - left, 0))
        painter.drawLine(rule.topLeft(), rule.topRight())

    def _paint_title(
        self, pen: Pen, painter: QPainter, listed: Listed, room: QRectF, ratio: float
    ) -> None:
        look, row = self._look, listed.row
        if row is None:
            return
        told = row.figure or short_date(row.updated_at)
        ink = "accent" if any(map(str.isdigit, row.figure)) else "text3"
        width = min(room.width() / 2, QFontMetricsF(self._small).horizontalAdvance(told))
        corner = QRectF(room.right() - width - 1, room.top(), width + 2, room.height())
        pen.line(told, corner, self._small, look.colour(ink))
        taken = width + 12
        signs = [("draft", "warning")] if row.status == "草稿" else []
        signs += [("star-full", "warning")] if listed.starred else []
        for icon, ink in signs:
            at = QPointF(room.right() - taken - 9, room.center().y() - 7)
            pen.picture(look.pixmap(icon, ink, 14, ratio), at, 14)
            taken += 20
        if not listed.read:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent"))
            dot = QRectF(room.left() - 10.5, room.center().y() - 2.5, 5, 5)
            painter.drawEllipse(pen.place(dot))
        marks = listed.hit.title_marks if listed.hit else ()
        title = room.adjusted(0, 0, -taken, 0)
        pen.line(row.title, title, self._title, look.colour("text"), marks=marks)

    def _paint_text(self, pen: Pen, listed: Listed, row: CaseRow, room: QRectF) -> None:
        look, left = self._look, room.left()
        if shown := self._shown_columns(row):
            width = min(
                room.width() * 0.55, QFontMetricsF(self._small).horizontalAdvance(shown) + 1
            )
            corner = QRectF(room.right() - width, room.top(), width, room.height())
            pen.line(shown, corner, self._small, look.colour("text3"))
            room = room.adjusted(0, 0, -width - 10, 0)
        if row.themes:
            word = row.themes[0]
            text = label("theme", word)
            width = chip_width(text, self._chip)
            chip = QRectF(left, room.center().y() - _CHIP / 2, width, _CHIP)
            pen.chip(word, text, chip, self._chip)
            left += width + 9
        hit = listed.hit
        if hit and hit.snippet:
            if hit.section:
                most = (room.right() - left) * _NAMED  # the found words matter more than where
                part = QRectF(left, room.top(), most, room.height())
                left += pen.line(named(hit.section, ""), part, self._text, look.colour("text3"))
            room.setLeft(left)
            ink = look.colour("text2")
            text, marks = from_first_mark(hit.snippet, hit.marks, self._text, room.width())
            pen.line(text, room, self._text, ink, marks=marks)
            return
        room.setLeft(left)
        text = row.abstract or row.place
        pen.line(text, room, self._text, look.colour("text2"))

    def _shown_columns(self, row: CaseRow) -> str:
        """Return what the user wants to see of a case besides, in the order of the menu."""
        values = {
            "code": row.code,
            "status": label("status", row.status),
            "kind": label("kind", row.kind),
            "industry": label("industry", row.industry) if row.industry else "",
            "period": row.period,
            "place": row.place,
        }
        return " · ".join(text for key, text in values.items() if key in self.columns and text)


def short_date(moment: str) -> str:
    """Return month and day of this year's moments, else year and month; of this computer's zone.

    `moment` is ISO 8601 in UTC, as the archive keeps it.
    """
    try:
        when = datetime.fromisoformat(moment).astimezone()
    except ValueError:
        return moment[:10]
    this_year = when.year == datetime.now().astimezone().year
    return when.strftime("%m/%d" if this_year else "%Y/%m")
