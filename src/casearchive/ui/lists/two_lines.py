"""Rows of a list that are a title over a detail, painted in one place for all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QRectF, QSize
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from casearchive.ui.lists.ordering import ENTRY, AnyIndex
from casearchive.ui.lists.painting import Pen, mirrored, paint_ground
from casearchive.ui.look import Look

_TITLE, _DETAIL, _PAD, _ASIDE = 20, 18, 12, 8  # pixels


@dataclass(frozen=True, slots=True)
class Words:
    """What a row says; `aside` stands small after the title, `fault` in place of the detail."""

    title: str
    detail: str = ""
    aside: str = ""
    fault: str = ""


class TwoLines(QStyledItemDelegate):
    """Asks `words` what a row's entry says.

    `side` is how far the ground stays from the edges, `widest` where it ends at the latest, in
    pixels; `bold` titles are bold always, others where `accent` says so and the row is chosen.
    """

    def __init__(
        self,
        look: Look,
        parent: QObject,
        words: Callable[[Any], Words],
        *,
        height: int = 54,
        side: int = 8,
        widest: int = 0,
        bold: bool = False,
        accent: bool = False,
    ) -> None:
        super().__init__(parent)
        self._look, self._words = look, words
        self._height, self._side, self._widest = height, side, widest
        self._accent = accent
        size = 14 if bold else 13
        self._title, self._detail = look.font(size, bold=bold), look.font(size - 1)
        self._chosen = look.font(size, bold=True) if accent else self._title

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Return one height for all."""
        del option, index
        return QSize(160, self._height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint ground, title and detail; a title alone stands in the middle."""
        words = self._words(index.data(ENTRY))
        look, frame = self._look, QRectF(option.rect).adjusted(self._side, 1, -self._side, -1)
        card = QRectF(frame)
        if self._widest:
            card.setWidth(min(card.width(), self._widest))
        chosen = self._accent and bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = Pen(painter, look, mirrored(option, frame))
        paint_ground(painter, look, option, pen.place(card), 8)
        room = card.adjusted(_PAD, 0, -_PAD, 0)
        below = words.fault or words.detail
        if below:
            top = card.center().y() - (_TITLE + _DETAIL) / 2
            room = QRectF(room.left(), top, room.width(), _TITLE)
            low = QRectF(room.left(), room.bottom(), room.width(), _DETAIL)
            pen.line(below, low, self._detail, look.colour("danger" if words.fault else "text3"))
        font = self._chosen if chosen else self._title
        pen.line(words.title, room, font, look.colour("accent" if chosen else "text"))
        if words.aside:
            self._paint_aside(pen, words, room, font)
        painter.restore()

    def _paint_aside(self, pen: Pen, words: Words, room: QRectF, font: QFont) -> None:
        taken = QFontMetricsF(font).horizontalAdvance(words.title) + _ASIDE
        if taken < room.width():
            after = room.adjusted(taken, 0, 0, 0)
            pen.line(words.aside, after, self._look.font(11), self._look.colour("text3"))
