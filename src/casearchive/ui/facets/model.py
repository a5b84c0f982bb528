"""The lines of the facets as Qt asks for them, kept steady while the counts change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from casearchive.i18n import _
from casearchive.ui.facets.lines import STEADY, Line, Opened, lines

if TYPE_CHECKING:
    from casearchive.services.searching.finding import FacetCount, Facets

AnyIndex = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
LINE = Qt.ItemDataRole.UserRole
Chosen = Mapping[str, Sequence[str]]


class FacetsModel(QAbstractListModel):
    """Counts come from outside; what is folded and what is shown whole is kept here."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []
        self._counts: dict[str, Sequence[FacetCount]] = {}
        self._chosen: Chosen = {}
        self._seen: dict[str, dict[str, None]] = {}
        self._opened = Opened()
        self.estimated = False

    @property
    def chosen(self) -> Chosen:
        """The values chosen, by facet."""
        return self._chosen

    @property
    def has_counts(self) -> bool:
        """Whether anything was counted yet."""
        return bool(self._counts)

    def show(self, facets: Facets, chosen: Chosen) -> None:
        """Show counts; `chosen` are the values that narrow the list."""
        self._counts = {name: self._steady(name, list(v)) for name, v in facets.values.items()}
        self._chosen = chosen
        self._make()

    def choose(self, chosen: Chosen) -> None:
        """Check other values at once; their counts are on the way."""
        self._chosen = chosen
        self._make()

    def forget(self) -> None:
        """Forget which values there were: another shelf is shown."""
        self._seen.clear()

    def tell_estimate(self, on: bool) -> None:
        """Say that the counts are estimates, or that they are exact."""
        if on != self.estimated:
            self.estimated = on
            if self._lines:
                self.dataChanged.emit(self.index(0), self.index(len(self._lines) - 1))

    def fold(self, facet: str) -> None:
        """Hide the values of a facet, or show them again."""
        self._opened = Opened(self._opened.folded ^ {facet}, self._opened.whole)
        self._make()

    def unfold(self, facet: str) -> None:
        """Show all values of a facet, or again only the first few."""
        self._opened = Opened(self._opened.folded, self._opened.whole ^ {facet})
        self._make()

    def line(self, row: int) -> Line:
        """Return a line."""
        return self._lines[row]

    def row_of(self, facet: str, value: str) -> int:
        """Return the row of a value, or of a facet's heading with an empty one; -1 if not there."""
        for row, line in enumerate(self._lines):
            if (line.facet, line.value) == (facet, value) and not line.more:
                return row
        return -1

    def _steady(self, name: str, counts: list[FacetCount]) -> Sequence[FacetCount]:
        """Keep the values of a short facet in the order they were first seen in."""
        if name not in STEADY or not counts:
            return counts
        seen = self._seen.setdefault(name, {})
        seen.update(dict.fromkeys(one.value for one in counts))
        known = {one.value: one for one in counts}
        empty = type(counts[0])
        return [known.get(value) or empty(value, 0) for value in seen]

    def _make(self) -> None:
        made = lines(self._counts, self._chosen, self._opened)
        same = [_key(line) for line in made] == [_key(line) for line in self._lines]
        if same:
            self._lines = made
            if made:
                self.dataChanged.emit(self.index(0), self.index(len(made) - 1))
            return
        self.beginResetModel()
        self._lines = made
        self.endResetModel()

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
            return self._spoken(line)
        if role == Qt.ItemDataRole.CheckStateRole and line.value:
            state = Qt.CheckState
            return (state.Checked if line.chosen else state.Unchecked).value
        return None

    def _spoken(self, line: Line) -> str:
        if not line.value:
            return line.text
        told = _("{name}，约 {count} 个") if self.estimated else _("{name}，{count} 个")
        text = told.format(name=line.text, count=line.count)
        return _("{text}，已选").format(text=text) if line.chosen else text


def _key(line: Line) -> tuple[str, str, int, bool]:
    return line.facet, line.value, line.more, line.folded
