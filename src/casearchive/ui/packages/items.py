"""The list of what a package would do: entities in groups, each with what is chosen for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

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
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from casearchive.i18n import _
from casearchive.services.labels import kind_word
from casearchive.services.packages.comparing import GROUPS
from casearchive.services.packages.previewing import ItemView, group_word
from casearchive.ui.lists.painting import Pen, mirrored, paint_ground
from casearchive.ui.look import Look
from casearchive.ui.widgets import plain_tip

ROW = Qt.ItemDataRole.UserRole
AnyIndex = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
_LINE, _HEADING, _ICON = 46, 36, 16
_ICONS = {
    "cases": "document",
    "briefing_packs": "pack",
    "places": "place",
    "sources": "book",
    "tags": "tag",
    "lecturers": "users",
    "collections": "folder-open",
    "saved_searches": "search",
}


class ItemsModel(QAbstractListModel):
    """Headings (strings) and items; `state` says in a word what is chosen for an item."""

    def __init__(self, state: Callable[[ItemView], str], parent: QObject) -> None:
        super().__init__(parent)
        self._state = state
        self._rows: list[str | ItemView] = []

    def show(self, items: Sequence[ItemView]) -> None:
        """Show these items, by group."""
        self.beginResetModel()
        self._rows = []
        for group in GROUPS:
            members = [item for item in items if item.group == group]
            if members:
                heading = _("{group}（{count}）")
                self._rows.append(heading.format(group=group_word(group), count=len(members)))
                self._rows += members
        self.endResetModel()

    def item(self, row: int) -> ItemView | None:
        """Return the item of a row, None for a heading."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, ItemView) else None

    def first(self) -> int:
        """Return the first row that is an item, -1 where there is none."""
        rows = range(len(self._rows))
        return next((row for row in rows if isinstance(self._rows[row], ItemView)), -1)

    def touch(self, row: int) -> None:
        """Say that what is chosen for a row has changed."""
        index = self.index(row)
        self.dataChanged.emit(index, index)

    # --- what Qt asks ----------------------------------------------------------------------------

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the row, its title, or how it is read aloud."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row if isinstance(row, str) else f"{row.title} {self._state(row)}"
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, ItemView):
            return plain_tip(row.title)
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Let items be chosen, headings not."""
        if self.item(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def state_of(self, item: ItemView) -> str:
        """Return the word for what is chosen."""
        return self._state(item)


class ItemsDelegate(QStyledItemDelegate):
    """Icon, title, kind and code below; at the right what is chosen."""

    def __init__(self, look: Look, model: ItemsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._model = look, model
        self._plain, self._small = look.font(13), look.font(12)
        self._bold = look.font(12, bold=True)

    def sizeHint(self, _option: QStyleOptionViewItem, index: AnyIndex) -> QSize:  # noqa: D102
        return QSize(160, _HEADING if isinstance(index.data(ROW), str) else _LINE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:  # noqa: D102
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row = index.data(ROW)
        if isinstance(row, str):
            room, frame = QRectF(option.rect).adjusted(20, 8, -20, 0), QRectF(option.rect)
            pen = Pen(painter, self._look, mirrored(option, frame))
            pen.line(row, room, self._bold, self._look.colour("text3"))
        else:
            self._paint_item(painter, option, row)
        painter.restore()

    def _paint_item(self, painter: QPainter, option: QStyleOptionViewItem, item: ItemView) -> None:
        look = self._look
        card = QRectF(option.rect).adjusted(10, 1, -10, -1)
        paint_ground(painter, look, option, card, 8)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        ratio = option.widget.devicePixelRatioF() if option.widget else 1.0
        tone = "warning" if item.group == "conflict" else "accent" if chosen else "text2"
        picture = look.pixmap(_ICONS.get(item.kind, "list"), tone, _ICON, ratio)
        pen = Pen(painter, look, mirrored(option, card))
        pen.picture(picture, QPointF(card.left() + 12, card.top() + 8), _ICON)
        word = self._model.state_of(item)
        width = QFontMetricsF(self._small).horizontalAdvance(word)
        upper = QRectF(card.left() + 38, card.top() + 3, card.width() - 58 - width, 20)
        lower = QRectF(card.left() + 38, card.top() + 23, card.width() - 50, 17)
        corner = QRectF(card.right() - 12 - width, upper.top(), width + 1, 20)
        pen.line(word, corner, self._small, look.colour("text3"))
        pen.line(item.title, upper, self._plain, look.colour("text"))
        below = f"{kind_word(item.kind)}  {item.code}".strip()
        pen.line(below, lower, self._small, look.colour("text3"))
