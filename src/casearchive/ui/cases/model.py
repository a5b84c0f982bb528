"""The list of cases: every id in memory, the rows read a page at a time, headings between them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
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

from casearchive.errors import CaseArchiveError
from casearchive.i18n import _, run_on
from casearchive.services.library.browsing import CaseRow

if TYPE_CHECKING:
    from casearchive.services.searching.finding import Hit

AnyIndex = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
LISTED = Qt.ItemDataRole.UserRole
PAGE = 40  # rows read at once
PAGES_KEPT = 50
_NEAR = 12  # rows from an edge of a page, where the page beyond is read ahead

ReadRows = Callable[[Sequence[str]], Mapping[str, CaseRow]]


@dataclass(frozen=True, slots=True)
class Listed:
    """What one line shows of a case. `row` is None for a case that has just gone."""

    row: CaseRow | None
    hit: Hit | None
    starred: bool = False
    read: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """The line over a group: its name, and how many cases follow; None while that is unknown."""

    name: str
    count: int | None
    start: int  # how many cases stand before it


class CasesModel(QAbstractListModel):
    """Ids come from outside; rows by `read_rows`; hits of a search are asked for when seen.

    A *row* is a line of the list, headings among them; a *number* counts cases alone.
    """

    hits_wanted = Signal(object)  # a list of ids
    failed = Signal(str)  # the rows cannot be read: the sentence to show

    def __init__(self, read_rows: ReadRows, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read_rows = read_rows
        self._ids: Sequence[str] = ()
        self._headings: Sequence[Heading] = ()
        self._heading_rows: list[int] = []
        self._pages: dict[int, list[CaseRow | None]] = {}
        self._hits: dict[str, Hit | None] | None = None
        self._unseen: list[str] = []
        self._starred: frozenset[str] = frozenset()
        self._read_through: frozenset[str] = frozenset()
        self._next = 0  # the page to be read ahead
        self._unreadable = False
        self._ahead = QTimer(self, singleShot=True, interval=0)
        self._ahead.timeout.connect(self._read_ahead)
        self._ask = QTimer(self, singleShot=True, interval=0)
        self._ask.timeout.connect(self._ask_for_hits)

    # --- what is listed --------------------------------------------------------------------------

    @property
    def ids(self) -> Sequence[str]:
        """All ids, in the order of the list."""
        return self._ids

    @property
    def heading_rows(self) -> Sequence[int]:
        """The rows that are headings, from the top."""
        return self._heading_rows

    def show(
        self,
        ids: Sequence[str],
        headings: Sequence[Heading] = (),
        *,
        searching: bool = False,
        going_on: bool = False,
    ) -> None:
        """Show these cases; when they only continue what is shown, the rest is added to it.

        `searching` wants the hits of every case that is seen; `going_on` says that the question
        is still the same, so that the hits that are known stay good.
        """
        going_on = going_on or not (searching or self._hits is not None)
        if going_on and self._continues(ids, headings):
            self._add(ids, headings)
            return
        self.beginResetModel()
        self._take(ids, headings)
        self._pages.clear()
        self._unseen.clear()
        if not (going_on and searching and self._hits is not None):
            self._hits = {} if searching else None
        self.endResetModel()

    def _continues(self, ids: Sequence[str], headings: Sequence[Heading]) -> bool:
        had, places = len(self._ids), [(one.name, one.start) for one in self._headings]
        return (
            0 < had <= len(ids)
            and bool(self._headings) == bool(headings)
            and [(one.name, one.start) for one in headings[: len(places)]] == places
            and list(ids[:had]) == list(self._ids)
            and not any(one.start < had for one in headings[len(places) :])
        )

    def _add(self, ids: Sequence[str], headings: Sequence[Heading]) -> None:
        had, rows = len(self._ids), self.rowCount()
        more = len(ids) + len(headings) - rows
        if more:
            self.beginInsertRows(NOWHERE, rows, rows + more - 1)
            self._take(ids, headings)
            self._pages.pop(had // PAGE, None)  # read again while rows were announced, perhaps
            self.endInsertRows()
        else:
            self._take(ids, headings)
        for row in self._heading_rows:
            if row < rows:
                self.dataChanged.emit(self.index(row), self.index(row))

    def _take(self, ids: Sequence[str], headings: Sequence[Heading]) -> None:
        self._ids, self._headings = ids, headings
        self._heading_rows = [one.start + before for before, one in enumerate(headings)]

    def take_rows(self, rows: Mapping[str, CaseRow]) -> None:
        """Take the rows of the first page, which somebody has read already."""
        self._pages[0] = [rows.get(case_id) for case_id in self._ids[:PAGE]]

    def take_hits(self, hits: Mapping[str, Hit]) -> None:
        """Take where the search's words stand in cases that were asked for."""
        if self._hits is not None and self._ids:
            self._hits.update(hits)
            self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))

    def forget_rows(self) -> None:
        """Read the rows anew when they are next seen: cases were changed."""
        self._pages.clear()
        if self._hits is not None:
            self._hits.clear()
        if self._ids:
            self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))

    def read_missing(self) -> None:
        """Show again what could not be read: its place may be back."""
        if self._unreadable and self._ids:
            self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))

    # --- rows ------------------------------------------------------------------------------------

    def row_of(self, case_id: str) -> int:
        """Return the row of a case, -1 if it is not listed."""
        try:
            number = self._ids.index(case_id)
        except ValueError:
            return -1
        starts = [one.start for one in self._headings]
        return number + bisect_right(starts, number)

    def id_at(self, row: int) -> str:
        """Return the id of the case in a row, empty for a heading."""
        return "" if self.heading(row) else self._ids[self._number(row)]

    def heading(self, row: int) -> Heading | None:
        """Return the heading in a row, None for a case."""
        place = bisect_left(self._heading_rows, row)
        if place < len(self._heading_rows) and self._heading_rows[place] == row:
            return self._headings[place]
        return None

    def case_near(self, row: int, step: int) -> int:
        """Return the nearest row with a case from `row` on in the direction of `step`, or -1."""
        row = max(0, min(row, self.rowCount() - 1))
        while 0 <= row < self.rowCount():
            if not self.heading(row):
                return row
            row += 1 if step >= 0 else -1
        return -1

    def listed(self, row: int) -> Listed:
        """Return what the line of a case shows."""
        number = self._number(row)
        page, place = divmod(number, PAGE)
        self._read_page(page)
        if place in (_NEAR, PAGE - _NEAR):
            self._next = page + (1 if place > _NEAR else -1)
            self._ahead.start()
        case_id = self._ids[number]
        return Listed(
            self._pages[page][number % PAGE] if page in self._pages else None,
            self._hit(case_id),
            case_id in self._starred,
            case_id in self._read_through,
        )

    def _read_page(self, page: int) -> None:
        """Read the rows of a page, unless they are there.

        Where they cannot be read now, that is told once; the lines stay blank until they can.
        """
        if page not in self._pages:
            part = self._ids[page * PAGE : (page + 1) * PAGE]
            try:
                rows = self._read_rows(part)
            except CaseArchiveError as error:  # painting asks, and nothing may fail there
                if not self._unreadable:
                    self._unreadable = True
                    self.failed.emit(error.message)
                return
            self._unreadable = False
            if len(self._pages) >= PAGES_KEPT:
                del self._pages[next(iter(self._pages))]
            self._pages[page] = [rows.get(case_id) for case_id in part]

    def _read_ahead(self) -> None:
        """Read the page that scrolling comes to next, between two frames."""
        if 0 <= self._next * PAGE < len(self._ids):
            self._read_page(self._next)

    @property
    def starred(self) -> frozenset[str]:
        """The cases this user has starred, listed or not."""
        return self._starred

    def show_own(self, own: tuple[frozenset[str], frozenset[str]]) -> None:
        """Take which cases this user has starred, and which they have read."""
        if own != (self._starred, self._read_through):
            self._starred, self._read_through = own
            if rows := self.rowCount():
                self.dataChanged.emit(self.index(0), self.index(rows - 1))

    def hit_of(self, case_id: str) -> Hit | None:
        """Return where the search's words stand in a case, where that is known already."""
        return (self._hits or {}).get(case_id)

    def _number(self, row: int) -> int:
        return row - bisect_left(self._heading_rows, row)

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
        if wanted:
            self.hits_wanted.emit(wanted)

    # --- what Qt asks ----------------------------------------------------------------------------

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self._ids) + len(self._headings)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:  # noqa: D102
        if index.isValid() and self.heading(index.row()):
            return Qt.ItemFlag.ItemIsEnabled
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102
        if not index.isValid():
            return None
        if heading := self.heading(index.row()):
            return _of_heading(heading, role)
        if role == LISTED:
            return self.listed(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            row = self.listed(index.row()).row
            return row.title if row else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _told(self.listed(index.row()))
        return None


def _told(listed: Listed) -> str | None:
    """Return a case in words, for those who hear the list."""
    row = listed.row
    if row is None:
        return None
    told = _("{title}，{place}，更新于 {date}")
    text = told.format(title=row.title, place=row.place, date=row.updated_at[:10])
    own = [row.figure] if row.figure else []
    own += [_("已收藏")] if listed.starred else []
    own += [] if listed.read else [_("未读")]
    return run_on([text, *own])


def _of_heading(heading: Heading, role: int) -> object:
    if role == LISTED:
        return heading
    if role == Qt.ItemDataRole.DisplayRole:
        return heading.name
    if role == Qt.ItemDataRole.AccessibleTextRole and heading.count is not None:
        return _("{name}，{count} 个").format(name=heading.name, count=heading.count)
    return heading.name if role == Qt.ItemDataRole.AccessibleTextRole else None
