"""The list of cases: every id in memory, the rows read a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from casearchive.i18n import _
from casearchive.services.browsing import CaseRow

if TYPE_CHECKING:
    from casearchive.services.finding import Hit

AnyIndex = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
LISTED = Qt.ItemDataRole.UserRole
PAGE = 100  # rows read at once
PAGES_KEPT = 20

ReadRows = Callable[[Sequence[str]], Mapping[str, CaseRow]]


@dataclass(frozen=True, slots=True)
class Listed:
    """What one line shows. `row` is None for a case that has just gone."""

    row: CaseRow | None
    hit: Hit | None


class CasesModel(QAbstractListModel):
    """Ids come from outside; rows by `read_rows`; hits of a search are asked for when seen."""

    hits_wanted = Signal(object)  # a list of ids

    def __init__(self, read_rows: ReadRows, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read_rows = read_rows
        self._ids: Sequence[str] = ()
        self._pages: dict[int, list[CaseRow | None]] = {}
        self._hits: dict[str, Hit | None] | None = None
        self._unseen: list[str] = []
        self._ask = QTimer(self, singleShot=True, interval=0)
        self._ask.timeout.connect(self._ask_for_hits)

    @property
    def ids(self) -> Sequence[str]:
        """All ids, in the order of the list."""
        return self._ids

    def show(self, ids: Sequence[str], *, searching: bool = False) -> None:
        """Show these cases; when they only continue what is shown, the rest is added to it."""
        had = len(self._ids)
        going_on = not searching and self._hits is None and 0 < had <= len(ids)
        if going_on and list(ids[:had]) == list(self._ids):
            if had < len(ids):
                self._pages.pop(had // PAGE, None)
                self.beginInsertRows(NOWHERE, had, len(ids) - 1)
                self._ids = ids
                self.endInsertRows()
            return
        self.beginResetModel()
        self._ids = ids
        self._pages.clear()
        self._hits = {} if searching else None
        self._unseen.clear()
        self.endResetModel()

    def take_hits(self, hits: Mapping[str, Hit]) -> None:
        """Take where the search's words stand in cases that were asked for."""
        if self._hits is not None and self._ids:
            self._hits.update(hits)
            self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))

    def forget_rows(self) -> None:
        """Read the rows anew when they are next seen: cases were changed."""
        self._pages.clear()
        if self._hits is not None:
            self._hits.clear()
        if self._ids:
            self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))

    def row_of(self, case_id: str) -> int:
        """Return the row of a case, -1 if it is not listed."""
        try:
            return self._ids.index(case_id)
        except ValueError:
            return -1

    def listed(self, number: int) -> Listed:
        """Return what a line shows."""
        page = number // PAGE
        if page not in self._pages:
            part = self._ids[page * PAGE : (page + 1) * PAGE]
            rows = self._read_rows(part)
            if len(self._pages) >= PAGES_KEPT:
                del self._pages[next(iter(self._pages))]
            self._pages[page] = [rows.get(case_id) for case_id in part]
        return Listed(self._pages[page][number % PAGE], self._hit(self._ids[number]))

    def _hit(self, case_id: str) -> Hit | None:
        if self._hits is None:
            return None
        if case_id not in self._hits:
            self._hits[case_id] = None  # asked for once
            self._unseen.append(case_id)
            self._ask.start()
        return self._hits[case_id]

    def _ask_for_hits(self) -> None:
        wanted, self._unseen = self._unseen, []
        self.hits_wanted.emit(wanted)

    # --- what Qt asks ----------------------------------------------------------------------------

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102
        if not index.isValid():
            return None
        if role == LISTED:
            return self.listed(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            row = self.listed(index.row()).row
            return row.title if row else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            row = self.listed(index.row()).row
            told = _("{title}，{place}，更新于 {date}")
            return row and told.format(title=row.title, place=row.place, date=row.updated_at[:10])
        return None
