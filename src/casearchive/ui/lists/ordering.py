"""Lists whose order is the user's: by dragging, by Alt+↑ and Alt+↓, by buttons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from casearchive.i18n import _
from casearchive.ui.widgets import plain_tip

MIME = "application/x-casearchive-row"
ENTRY = Qt.ItemDataRole.UserRole
AnyIndex = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: `key` tells it from the others, `payload` is for whoever paints it."""

    key: str
    title: str
    payload: object = None


class OrderModel(QAbstractListModel):
    """Entries in an order. A drop moves nothing itself but asks for it.

    `move_asked` (row, to): the entry of `row` is to become the entry of row `to`.
    """

    move_asked = Signal(int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []
        self.movable = True

    def show(self, entries: Sequence[Entry]) -> None:
        """Become `entries`, in steps that let views keep the selection on what is still there."""
        wanted = {entry.key for entry in entries}
        for row in reversed(range(len(self._entries))):
            if self._entries[row].key not in wanted:
                self.beginRemoveRows(NOWHERE, row, row)
                del self._entries[row]
                self.endRemoveRows()
        here = {entry.key for entry in self._entries}
        for row, entry in enumerate(entries):
            if entry.key not in here:
                place = min(row, len(self._entries))
                self.beginInsertRows(NOWHERE, place, place)
                self._entries.insert(place, entry)
                self.endInsertRows()
        self._put_in_order(list(entries))

    def _put_in_order(self, entries: list[Entry]) -> None:
        if [entry.key for entry in entries] != [entry.key for entry in self._entries]:
            self.layoutAboutToBeChanged.emit()
            place = {entry.key: row for row, entry in enumerate(entries)}
            before = self.persistentIndexList()
            after = [self.index(place[self._entries[index.row()].key]) for index in before]
            self._entries = entries
            self.changePersistentIndexList(before, after)
            self.layoutChanged.emit()
        self._entries = entries
        if entries:
            self.dataChanged.emit(self.index(0), self.index(len(entries) - 1))

    # --- what Qt asks ----------------------------------------------------------------------------

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        """Return how many entries there are."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the entry, its title, or how it is read aloud."""
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(entry.title)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            told = _("第 {number} 项：{title}")
            return told.format(number=index.row() + 1, title=entry.title)
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Let entries be dragged, and dropped between others."""
        flags = super().flags(index)
        if not self.movable:
            return flags
        # An entry takes no drop itself: things land between two of them.
        if index.isValid():
            return flags | Qt.ItemFlag.ItemIsDragEnabled
        return flags | Qt.ItemFlag.ItemIsDropEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        """Allow to move, not to copy."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Take nothing from outside."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Carry the key of the entry."""
        data = QMimeData()
        data.setData(MIME, QByteArray(self._entries[indexes[0].row()].key.encode()))
        return data

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: AnyIndex
    ) -> bool:
        """Ask for the move. Always False: with True the view would remove the row it came from."""
        del action, column, parent
        dragged = bytes(data.data(MIME).data()).decode(errors="replace")
        rows = [number for number, entry in enumerate(self._entries) if entry.key == dragged]
        gap = row if row >= 0 else len(self._entries)
        if rows and gap not in (rows[0], rows[0] + 1):
            self.move_asked.emit(rows[0], gap - 1 if gap > rows[0] else gap)
        return False


class OrderList(QListView):
    """A list put in order by hand.

    `move_asked` (row, to) comes from dragging and from Alt+↑ and Alt+↓, `remove_asked` (row) from
    Delete, `current_changed` (row, -1 for none) whenever another entry becomes the current one.
    """

    move_asked = Signal(int, int)
    remove_asked = Signal(int)
    current_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries = OrderModel(self)
        self.entries.move_asked.connect(self.move_asked)
        self.setModel(self.entries)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._tell_current)
        self._on("Alt+Up", lambda: self.nudge(-1))
        self._on("Alt+Down", lambda: self.nudge(1))
        self._on("Delete", self._ask_removal)

    def _on(self, keys: str, do: object) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(do)

    @property
    def row(self) -> int:
        """The current row, -1 for none."""
        return self.currentIndex().row()

    def choose(self, row: int) -> None:
        """Make a row the current one; a row that does not exist leaves things as they are."""
        if 0 <= row < self.entries.rowCount():
            self.setCurrentIndex(self.entries.index(row))

    def nudge(self, by: int) -> None:
        """Ask to move the current entry `by` rows."""
        to = self.row + by
        if self.entries.movable and self.row >= 0 and 0 <= to < self.entries.rowCount():
            self.move_asked.emit(self.row, to)

    def _ask_removal(self) -> None:
        if self.entries.movable and self.row >= 0:
            self.remove_asked.emit(self.row)

    def _tell_current(self, current: QModelIndex) -> None:
        self.current_changed.emit(current.row())
