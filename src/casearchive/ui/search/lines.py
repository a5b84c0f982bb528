"""The lines of the list below the search field, and how they are painted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from casearchive.i18n import _, listed
from casearchive.ui.lists.painting import Pen, Span, from_first_mark, mirrored, paint_ground
from casearchive.ui.look import Look
from casearchive.ui.look.tokens import theme_icon

AnyIndex = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
LINE = Qt.ItemDataRole.UserRole
HEIGHT, _HEADING = 34, 30
_ICON, _COUNT, _GAP = 16, 46, 14  # pixels
_SIDE = 0.42  # where the second column begins, as a part of the width
_ICONS = {
    "title": "document",
    "place": "place",
    "tag": "tag",
    "industry": "industry",
    "indicator": "figures",
    "word": "search",
    "recent": "clock",
    "saved": "bookmark",
    "clear": "close",
}


_INKS = {"clear": "text2", "note": "text2"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `note` says what it is, `value` is what choosing it means to the bar.

    `kind` is a suggestion's kind, or ``recent``, ``saved``, ``clear``, ``example``, ``heading``,
    ``note`` (told, not to be chosen). `icon` takes the place of the kind's; `off` is a thing that
    cannot be chosen now.
    """

    kind: str
    text: str
    note: str = ""
    count: int | None = None
    marks: tuple[Span, ...] = ()
    value: object = None
    icon: str = ""
    off: bool = False

    @property
    def is_heading(self) -> bool:
        """Whether the line only heads others."""
        return self.kind == "heading"

    @property
    def can_be_chosen(self) -> bool:
        """Whether anything comes of choosing the line."""
        return self.kind not in ("heading", "note") and not self.off

    @property
    def spoken(self) -> str:
        """The line as a screen reader says it."""
        cases = "" if self.count is None else _("{count} 条").format(count=f"{self.count:,}")
        return listed([part for part in (self.text, self.note, cases) if part])


class LinesModel(QAbstractListModel):
    """A few lines, replaced as a whole."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lines: Sequence[Line] = ()

    def show(self, lines: Sequence[Line]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()

    @property
    def lines(self) -> Sequence[Line]:
        """The lines there are."""
        return self._lines

    # --- what Qt asks ----------------------------------------------------------------------------

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.spoken
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:  # noqa: D102
        if index.isValid() and not self._lines[index.row()].can_be_chosen:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)


class LinesDelegate(QStyledItemDelegate):
    """Icon, text with what answers the typing marked, what it is, how many cases."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._text, self._small = look.font(13), look.font(12)
        self._heading = look.font(12, bold=True)

    def sizeHint(self, _option: QStyleOptionViewItem, index: AnyIndex) -> QSize:  # noqa: D102
        line: Line = index.data(LINE)
        return QSize(200, _HEADING if line.is_heading else HEIGHT)

    def paint(  # noqa: D102
        self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line: Line = index.data(LINE)
        room = QRectF(option.rect)
        pen = Pen(painter, self._look, mirrored(option, room))
        if line.is_heading:
            room = room.adjusted(14, 4, -14, 0)
            pen.line(line.text, room, self._heading, self._look.colour("text3"))
        else:
            paint_ground(painter, self._look, option, room.adjusted(2, 1, -2, -1), 7)
            room = room.adjusted(14, 0, -14, 0)
            if line.kind == "example":
                self._paint_example(pen, line, room)
            else:
                ratio = option.widget.devicePixelRatioF() if option.widget else 1.0
                self._paint_icon(pen, line, room, ratio)
                self._paint_line(pen, line, room.adjusted(_ICON + 10, 0, 0, 0))
        painter.restore()

    def _paint_icon(self, pen: Pen, line: Line, room: QRectF, ratio: float) -> None:
        look = self._look
        colour = look.hue(line.text) if line.kind == "theme" else look.colour("text3")
        name = theme_icon(line.text) if line.kind == "theme" else _ICONS.get(line.kind, "search")
        name = line.icon or name
        picture = look.pixmap(name, colour, _ICON, ratio)
        pen.picture(picture, QPointF(room.left(), room.center().y() - _ICON / 2), _ICON)

    def _paint_line(self, pen: Pen, line: Line, room: QRectF) -> None:
        look = self._look
        small, quiet = QFontMetricsF(self._small), look.colour("text3")
        if line.count is not None:
            number = f"{line.count:,}"
            width = small.horizontalAdvance(number)
            pen.line(number, _right(room, width), self._small, quiet)
            room.setRight(room.right() - max(width + _GAP, _COUNT))
        if line.note:
            width = small.horizontalAdvance(line.note)
            pen.line(line.note, _right(room, width), self._small, quiet)
            room.setRight(room.right() - width - _GAP)
        ink = look.colour("text3" if line.off else _INKS.get(line.kind, "text"))
        text, marks = from_first_mark(line.text, line.marks, self._text, room.width())
        pen.line(text, room, self._text, ink, marks=marks)

    def _paint_example(self, pen: Pen, line: Line, room: QRectF) -> None:
        look = self._look
        middle = room.left() + room.width() * _SIDE
        left, right = QRectF(room), QRectF(room)
        left.setRight(middle - _GAP)
        right.setLeft(middle)
        pen.line(line.text, left, self._text, look.colour("accent"))
        pen.line(line.note, right, self._small, look.colour("text3"))


def _right(room: QRectF, width: float) -> QRectF:
    """Return the right end of a room, with a pixel to spare lest the text be cut."""
    return QRectF(room.right() - width, room.top(), width + 1, room.height())
