"""Painting lines of text in lists: cut to fit, with the hits marked, and chips."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QPainter,
    QPalette,
    QPen,
    QPixmap,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyleOption, QStyleOptionViewItem, QTreeView

from casearchive.ui.lists.ordering import AnyIndex
from casearchive.ui.look import Look
from casearchive.ui.utf16 import units

Span = tuple[int, int]
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\u202a-\u202e\u2066-\u2069\ufb1d-\ufefc]")
_ROUND = 3.0
_CHIP_PADDING = 7.0
_PALE = 150  # of 255: the edge of a box is quieter than words
_TICK = ((3.8, 8.4), (7.0, 11.4), (12.2, 4.8))  # pixels from the corner of a box
_ARROW = 14  # pixels
_BEFORE_MARK = 5  # letters


class Pen:
    """Draws text into rooms: vertically centred on capital height, flush left.

    With a `frame` everything is mirrored within it: rooms are given as for left to right.
    """

    def __init__(self, painter: QPainter, look: Look, frame: QRectF | None = None) -> None:
        self._painter = painter
        self._look = look
        self._frame = frame

    def place(self, room: QRectF) -> QRectF:
        """Return where a room lies, mirrored where the frame is."""
        if self._frame is None:
            return room
        left = self._frame.left() + self._frame.right() - room.right()
        return QRectF(left, room.top(), room.width(), room.height())

    def picture(self, picture: QPixmap, at: QPointF, size: float) -> None:
        """Draw a square picture whose corner is given as for left to right."""
        room = self.place(QRectF(at.x(), at.y(), size, size))
        self._painter.drawPixmap(room.topLeft(), picture)

    def line(
        self, text: str, room: QRectF, font: QFont, colour: QColor, *, marks: Sequence[Span] = ()
    ) -> float:
        """Draw one line, cut with … where it does not fit, and return the width it took."""
        painter, metrics = self._painter, QFontMetricsF(font)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # as the text begins
        text = " ".join(text.splitlines()) if "\n" in text else text
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        width = metrics.horizontalAdvance(shown)
        place = self.place(QRectF(room.left(), room.top(), width, room.height()))
        start = QPointF(place.left(), _baseline(room, metrics))
        painter.setFont(font)
        kept = len(shown) - 1 if shown != text else len(shown)
        spans = [(first, min(last, kept)) for first, last in marks if first < kept]
        if spans and _RIGHT_TO_LEFT.search(shown):
            painter.setPen(colour)
            self._laid_out(shown, spans, start, font)
            return width
        for span in spans:
            self._mark(metrics, shown, span, start)
        painter.setPen(colour)
        painter.drawText(start, shown)
        painter.setPen(self._look.colour("on_mark"))
        for first, last in spans:  # once more, in the colour that can be read on the mark
            at = start + QPointF(metrics.horizontalAdvance(shown[:first]), 0)
            painter.drawText(at, shown[first:last])
        return width

    def _mark(self, metrics: QFontMetricsF, text: str, span: Span, start: QPointF) -> None:
        left = metrics.horizontalAdvance(text[: span[0]])
        width = metrics.horizontalAdvance(text[span[0] : span[1]])
        self._ground(metrics, start + QPointF(left, 0), width)

    def _ground(self, metrics: QFontMetricsF, start: QPointF, width: float) -> None:
        em = metrics.ascent() * 0.86  # the ascent of Chinese faces leaves room above the strokes
        height = em + metrics.descent() * 0.6 + 3
        ground = QRectF(start.x() - 1, start.y() - em - 2, width + 2, height)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._look.colour("mark"))
        self._painter.drawRoundedRect(ground, _ROUND, _ROUND)

    def _laid_out(self, text: str, spans: Sequence[Span], start: QPointF, font: QFont) -> None:
        """Draw a line in which letters run the other way: only a layout knows their places."""
        metrics = QFontMetricsF(font)
        layout = QTextLayout(text, font)
        option = QTextOption()
        option.setTextDirection(self._painter.layoutDirection())
        layout.setTextOption(option)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(metrics.horizontalAdvance(text) + 2)
        layout.endLayout()
        ink = QTextCharFormat()
        ink.setForeground(self._look.colour("on_mark"))
        inked = []
        pen = self._painter.pen()
        for first, last in (map(units, (text[:first], text[:last])) for first, last in spans):
            for run in line.glyphRuns(first, last - first):
                box = run.boundingRect()
                self._ground(metrics, start + QPointF(box.left(), 0), box.width())
            piece = QTextLayout.FormatRange()
            piece.start, piece.length, piece.format = first, last - first, ink
            inked.append(piece)
        self._painter.setPen(pen)
        layout.draw(self._painter, start - QPointF(0, line.ascent()), inked)

    def chip(self, word: str, text: str, room: QRectF, font: QFont) -> None:
        """Draw a theme's chip filling `room`; `word` gives the colour, `text` is what it says."""
        room = self.place(room)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._look.chip_ground(word))
        self._painter.drawRoundedRect(room, room.height() / 2, room.height() / 2)
        self._painter.setFont(font)
        self._painter.setPen(self._look.hue(word))
        at = QPointF(room.left() + _CHIP_PADDING, _baseline(room, QFontMetricsF(font)))
        self._painter.drawText(at, text)


def mirrored(option: QStyleOption, frame: QRectF) -> QRectF | None:
    """Return the frame where the option's widget is read from right to left, else None."""
    return frame if option.direction is Qt.LayoutDirection.RightToLeft else None


def paint_ground(
    painter: QPainter, look: Look, option: QStyleOptionViewItem, card: QRectF, radius: float
) -> None:
    """Paint the ground of a line that is chosen or hovered, and the keyboard's ring."""
    chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    if chosen or option.state & QStyle.StateFlag.State_MouseOver:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("selected" if chosen else "hover"))
        painter.drawRoundedRect(card, radius, radius)
    by_keys = QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_KeyboardFocusChange
    if (option.state & by_keys) == by_keys:
        painter.setPen(QPen(look.colour("accent"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


def branch_arrow(*, mirrored: bool, folded: bool) -> str:
    """Return the icon before what can be folded: folded it points where reading goes."""
    return ("chevron-left" if mirrored else "chevron-right") if folded else "chevron-down"


def paint_branch(
    painter: QPainter, look: Look, tree: QTreeView, rect: QRect, index: AnyIndex
) -> None:
    """Paint the arrow before a row of a tree that holds rows; `rect` is the row's branch."""
    if not tree.model().hasChildren(index):
        return
    mirrored_ = tree.isRightToLeft()
    name = branch_arrow(mirrored=mirrored_, folded=not tree.isExpanded(index))
    place = QRect(0, rect.top(), tree.indentation(), rect.height())
    if mirrored_:
        place.moveLeft(rect.left())
    else:
        place.moveRight(rect.right())
    at = QRect(0, 0, _ARROW, _ARROW)
    at.moveCenter(place.center())
    painter.drawPixmap(at.topLeft(), look.pixmap(name, "text3", _ARROW, tree.devicePixelRatioF()))


def paint_box(painter: QPainter, box: QRectF, *, on: bool) -> None:
    """Paint a box to tick, 16 pixels square, in the colours of the look in force.

    A style's own is lost in the dark, and a widget with a style sheet has a palette of its own.
    """
    roles, palette = QPalette.ColorRole, QGuiApplication.palette()
    edge = palette.color(roles.Accent if on else roles.PlaceholderText)
    edge.setAlpha(255 if on else _PALE)
    painter.setBrush(palette.color(roles.Accent if on else roles.Base))
    painter.setPen(edge)
    painter.drawRoundedRect(box, 4, 4)
    if on:
        painter.setPen(round_pen(palette.color(roles.HighlightedText), 1.8))
        painter.drawPolyline([box.topLeft() + QPointF(x, y) for x, y in _TICK])


def round_pen(colour: QColor, width: float) -> QPen:
    """Return a pen with round ends and corners."""
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def from_first_mark(
    text: str, marks: Sequence[Span], font: QFont, width: float
) -> tuple[str, tuple[Span, ...]]:
    """Return `text` with its marks, begun later where the first mark would be cut off at `width`.

    A few letters stay before the mark, so that it is read in its words.
    """
    metrics = QFontMetricsF(font)
    if not marks or metrics.horizontalAdvance(f"{text[: marks[0][1]]}……") <= width:
        return text, tuple(marks)
    skipped = max(0, marks[0][0] - _BEFORE_MARK)
    moved = tuple((first - skipped + 1, last - skipped + 1) for first, last in marks)
    return "…" + text[skipped:], moved


def chip_width(text: str, font: QFont) -> float:
    """Return how wide a chip of this text is."""
    return QFontMetricsF(font).horizontalAdvance(text) + 2 * _CHIP_PADDING


def _baseline(room: QRectF, metrics: QFontMetricsF) -> float:
    return room.center().y() + (metrics.ascent() - metrics.descent()) / 2
