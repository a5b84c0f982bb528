"""A plain list for a view: rows that are replaced as a whole, and how each of them reads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from casearchive.ui.lists.ordering import ENTRY, NOWHERE, AnyIndex
from casearchive.ui.widgets import plain_tip

Row = TypeVar("Row")


class RowsModel(QAbstractListModel, Generic[Row]):
    """Holds the rows. `title` is what stands there, `aloud` how it is read, `tip` says more."""

    def __init__(
        self,
        parent: QObject,
        title: Callable[[Row], str],
        *,
        aloud: Callable[[Row], str] | None = None,
        tip: Callable[[Row], str] | None = None,
    ) -> None:
        super().__init__(parent)
        self.rows: Sequence[Row] = ()
        self._told = {
            Qt.ItemDataRole.DisplayRole: title,
            Qt.ItemDataRole.AccessibleTextRole: aloud or title,
        }
        self._tip = tip

    def show(self, rows: Sequence[Row]) -> None:
        """Become these rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the row itself, or what is told of it."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ENTRY:
            return row
        if role == Qt.ItemDataRole.ToolTipRole and self._tip:
            return plain_tip(self._tip(row))
        told = self._told.get(Qt.ItemDataRole(role))
        return told(row) if told else None
