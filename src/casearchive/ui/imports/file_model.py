"""The files of an import as a tree: each with the drafts it proposes below it.

A view asks for what it shows and nothing more: a thousand files are listed as quickly as ten.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QObject, Qt, Signal

from casearchive.i18n import _
from casearchive.services.importing.candidates import Candidate
from casearchive.ui.lists.ordering import NOWHERE, AnyIndex
from casearchive.ui.look import Look

NAME, STATE = 0, 1  # columns
_MOST_ROWS = 500  # of a table that are listed; the mapping shows what is wrong with the others
_ICONS = {"xlsx": "figures", "csv": "figures", "photo": "eye", "pasted": "copy", "json": "archive"}
_ICONS["package"] = "pack"
_Role = Qt.ItemDataRole
_NOTHING = Qt.ItemFlag.NoItemFlags
_LISTED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable  # asked for every row at once
_TICKED = _LISTED | Qt.ItemFlag.ItemIsUserCheckable


class FileModel(QAbstractItemModel):
    """Lists candidates; an index of a draft keeps the row of its file, plus one, as its id.

    `wanted_changed` comes when somebody has ticked a file, or taken its tick away.
    """

    wanted_changed = Signal()

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._candidates: list[Candidate] = []
        self._titles: list[list[str] | None] = []  # of the drafts, read when first asked for

    def show(self, candidates: Sequence[Candidate]) -> None:
        """List other candidates."""
        self.beginResetModel()
        self._candidates = list(candidates)
        self._titles = [None] * len(self._candidates)
        self.endResetModel()

    @property
    def candidates(self) -> Sequence[Candidate]:
        """What is listed."""
        return self._candidates

    def refresh(self, candidate: Candidate) -> None:
        """Read anew what a candidate would become."""
        row = self.row_of(candidate)
        if row < 0:
            return
        there, now = len(self.titles(row)), _titles_of(candidate)
        above = self.index(row, NAME)
        if there:
            self.beginRemoveRows(above, 0, there - 1)
            self._titles[row] = []
            self.endRemoveRows()
        if now:
            self.beginInsertRows(above, 0, len(now) - 1)
            self._titles[row] = now
            self.endInsertRows()
        self.dataChanged.emit(above, self.index(row, STATE))

    def row_of(self, candidate: Candidate | None) -> int:
        """Return the row of a candidate, -1 where it is not listed."""
        rows = (row for row, one in enumerate(self._candidates) if one is candidate)
        return next(rows, -1)

    def candidate(self, index: AnyIndex) -> Candidate | None:
        """Return the candidate that a row is, or that its draft belongs to."""
        if not index.isValid():
            return None
        return self._candidates[index.internalId() - 1 if index.internalId() else index.row()]

    def number(self, index: AnyIndex) -> int:
        """Return the number of a draft in its file, -1 for the file itself."""
        return index.row() if index.isValid() and index.internalId() else -1

    def titles(self, row: int) -> list[str]:
        """Return the titles of the drafts of a file."""
        titles = self._titles[row]
        if titles is None:
            titles = self._titles[row] = _titles_of(self._candidates[row])
        return titles

    # --- what Qt asks ----------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: AnyIndex = NOWHERE) -> Any:
        """Return the index of a file, or of a draft below it."""
        if not self.hasIndex(row, column, parent):
            return NOWHERE
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: AnyIndex = NOWHERE) -> Any:
        """Return the file of a draft."""
        if not index.isValid() or not index.internalId():
            return NOWHERE
        return self.createIndex(index.internalId() - 1, NAME, 0)

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        """Return how many files there are, or drafts below one."""
        if not parent.isValid():
            return len(self._candidates)
        if parent.internalId() or parent.column() != NAME:
            return 0
        return len(self.titles(parent.row()))

    def columnCount(self, parent: AnyIndex = NOWHERE) -> int:
        """Return that each has a name and a state."""
        del parent
        return 2

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        """Return what stands above the columns."""
        if role == _Role.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return (_("文件和草稿"), _("情况"))[section]
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Say that a file can be ticked unless it is refused."""
        if not index.isValid():
            return _NOTHING
        if index.internalId() or index.column() != NAME:
            return _LISTED
        return _LISTED if self._candidates[index.row()].refusal else _TICKED

    def data(self, index: AnyIndex, role: int = _Role.DisplayRole) -> object:
        """Return what a file is called, what will become of it, and its picture."""
        candidate = self.candidate(index)
        if candidate is None:
            return None
        number = self.number(index)
        if number >= 0:
            return self._of_draft(index.internalId() - 1, number, index.column(), role)
        if index.column() == STATE:
            return self._of_state(candidate, role)
        if role == _Role.DisplayRole:
            return candidate.name
        if role == _Role.CheckStateRole and not candidate.refusal:
            wanted = Qt.CheckState.Checked if candidate.wanted else Qt.CheckState.Unchecked
            return wanted.value
        if role == _Role.DecorationRole:
            bad = candidate.refusal and candidate.kind != "package"
            return self._look.icon("warning" if bad else _ICONS.get(candidate.kind, "document"))
        return None

    def setData(self, index: AnyIndex, value: Any, role: int = _Role.EditRole) -> bool:
        """Take a file in, or leave it out."""
        candidate = self.candidate(index)
        if role != _Role.CheckStateRole or candidate is None or self.number(index) >= 0:
            return False
        candidate.wanted = Qt.CheckState(value) is Qt.CheckState.Checked
        self.dataChanged.emit(index, self.index(index.row(), STATE))
        self.wanted_changed.emit()
        return True

    def _of_draft(self, row: int, number: int, column: int, role: int) -> object:
        if column == NAME and role == _Role.DisplayRole:
            return self.titles(row)[number]
        if column == NAME and role == _Role.DecorationRole:
            return self._look.icon("draft")
        return None

    def _of_state(self, candidate: Candidate, role: int) -> object:
        if role == _Role.DisplayRole:
            return state_of(candidate)
        if role == _Role.ForegroundRole and candidate.refusal:
            return self._look.colour("warning")
        return None


def _titles_of(candidate: Candidate) -> list[str]:
    if candidate.uses_rows:
        return [row.title for row in candidate.good_rows[:_MOST_ROWS]]
    return [draft.title for draft in candidate.drafts]


def state_of(candidate: Candidate) -> str:
    """Return in a few words what will become of a candidate."""
    if candidate.kind == "package":
        return _("交换包")
    if candidate.refusal:
        return _("不能导入")
    if candidate.same and not candidate.wanted:
        return _("{day} 导入过").format(day=candidate.same)
    wrong = len(candidate.rows) - len(candidate.good_rows) if candidate.uses_rows else 0
    text = _("{count} 个案例").format(count=candidate.count)
    if wrong:
        text = _("{count} 个案例，{wrong} 行有错").format(count=candidate.count, wrong=wrong)
    return text
