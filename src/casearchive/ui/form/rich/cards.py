"""Cards in place of what cannot be shown: a picture that is not there, a stretch of source."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPen

from casearchive.i18n import _
from casearchive.services.cases.body_texts import Kept
from casearchive.ui.look import Look
from casearchive.ui.reader.picture_stock import SHARP

_WIDTH, _PICTURE_HEIGHT, _LINE = 420, 72, 20  # px
_MOST_LINES, _LONGEST = 8, 60
_PADDING = 12


def missing_card(look: Look, *, coming: bool) -> QImage:
    """Return a card for a picture that is being loaded, or whose file is not there."""
    told = _("正在载入图片……") if coming else _("〔图〕附件里没有这张图片")
    return _card(look, [told], QSize(_WIDTH, _PICTURE_HEIGHT), "text3")


def kept_card(look: Look, kept: Kept) -> QImage:
    """Return a card with a stretch of source that is kept as it was typed."""
    lines = [line[:_LONGEST] for line in kept.source.splitlines()]
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], "……"]
    lines = [_("原样保留（在源文本里改）"), *lines]
    return _card(look, lines, QSize(_WIDTH, _LINE * len(lines) + 2 * _PADDING), "text2")


def _card(look: Look, lines: list[str], size: QSize, colour: str) -> QImage:
    image = QImage(size * SHARP, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(SHARP)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(look.colour("window"))
    painter.setPen(QPen(look.colour("border"), 1, Qt.PenStyle.DashLine))
    painter.drawRoundedRect(QRectF(0.5, 0.5, size.width() - 1, size.height() - 1), 8, 8)
    top = (size.height() - _LINE * len(lines)) / 2
    for number, line in enumerate(lines):
        painter.setFont(look.font(12))
        painter.setPen(look.colour("text3" if number == 0 else colour))
        room = QRectF(_PADDING, top + number * _LINE, size.width() - 2 * _PADDING, _LINE)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, line)
    painter.end()
    return image
