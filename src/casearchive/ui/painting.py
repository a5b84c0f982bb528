"""Painting lines of text in lists: cut to fit, with the hits marked, and chips."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from casearchive.ui.look import Look

Span = tuple[int, int]
_ROUND = 3.0
_CHIP_PADDING = 7.0
_BEFORE_MARK = 5  # letters


class Pen:
    """Draws text into rooms: vertically centred on capital height, flush left."""

    def __init__(self, painter: QPainter, look: Look) -> None:
        self._painter = painter
        self._look = look

    def line(
        self, text: str, room: QRectF, font: QFont, colour: QColor, *, marks: Sequence[Span] = ()
    ) -> float:
        """Draw one line, cut with … where it does not fit, and return the width it took."""
        painter, metrics = self._painter, QFontMetricsF(font)
        text = " ".join(text.splitlines()) if "\n" in text else text
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        start = QPointF(room.left(), _baseline(room, metrics))
        painter.setFont(font)
        kept = len(shown) - 1 if shown != text else len(shown)
        spans = [(first, min(last, kept)) for first, last in marks if first < kept]
        for span in spans:
            self._mark(metrics, shown, span, start)
        painter.setPen(colour)
        painter.drawText(start, shown)
        painter.setPen(self._look.colour("on_mark"))
        for first, last in spans:  # once more, in the colour that can be read on the mark
            at = start + QPointF(metrics.horizontalAdvance(shown[:first]), 0)
            painter.drawText(at, shown[first:last])
        return metrics.horizontalAdvance(shown)

    def _mark(self, metrics: QFontMetricsF, text: str, span: Span, start: QPointF) -> None:
        left = start.x() + metrics.horizontalAdvance(text[: span[0]])
        width = metrics.horizontalAdvance(text[span[0] : span[1]])
        em = metrics.ascent() * 0.86  # the ascent of Chinese faces leaves room above the strokes
        ground = QRectF(left - 1, start.y() - em - 2, width + 2, em + metrics.descent() * 0.6 + 3)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._look.colour("mark"))
        self._painter.drawRoundedRect(ground, _ROUND, _ROUND)

    def chip(self, word: str, text: str, room: QRectF, font: QFont) -> None:
        """Draw a theme's chip filling `room`; `word` gives the colour, `text` is what it says."""
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._look.chip_ground(word))
        self._painter.drawRoundedRect(room, room.height() / 2, room.height() / 2)
        self._painter.setFont(font)
        self._painter.setPen(self._look.hue(word))
        at = QPointF(room.left() + _CHIP_PADDING, _baseline(room, QFontMetricsF(font)))
        self._painter.drawText(at, text)


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
