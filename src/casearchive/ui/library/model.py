"""The shelves as one flat list: headings, smart lists, shelves with counts, packs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from casearchive.i18n import _
from casearchive.services.labels import label
from casearchive.services.library.browsing import Shelf
from casearchive.ui.look.tokens import theme_icon

if TYPE_CHECKING:
    from casearchive.services.library.browsing import CollectionRow
    from casearchive.services.searching.saved_searches import SavedSearch
    from casearchive.services.views import PackRow

AnyIndex = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
ENTRY = Qt.ItemDataRole.UserRole
FOLDED = ("province", "year", "tag")  # at the first start: the lists that grow long
DEEPEST = 8  # folders in folders that are shown; deeper ones only crowd the edge
MOST = 12  # values of one group; a group with more shows the largest
Counts = Mapping[str, Sequence[tuple[str, int]]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line. A heading has neither shelf nor pack; `theme` gives the icon its hue."""

    text: str
    icon: str = ""
    count: int | None = None
    shelf: Shelf | None = None
    pack: str = ""
    theme: str = ""
    group: str = ""
    folded: bool = False
    depth: int = 0  # of a folder that lies in another
    holds: bool = False  # whether other folders lie in it
    action: str = ""  # the key of the command the line stands for

    @property
    def is_heading(self) -> bool:
        """Whether the line only heads a group."""
        return self.shelf is None and not self.pack and not self.action

    @property
    def folder(self) -> str:
        """The id of the folder the line stands for, or an empty text."""
        return self.shelf.value if self.shelf and self.shelf.kind == "collection" else ""


class LibraryModel(QAbstractListModel):
    """All lines. Empty groups are left out; folded ones keep their heading."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []
        self._counts: Counts = {}
        self._packs: Sequence[PackRow] = ()
        self._searches: Sequence[SavedSearch] = ()
        self._folders: Sequence[CollectionRow] | None = None  # not told yet
        self.writable = True
        self._found: dict[str, int] = {}  # cases of a smart list, by its id, where known
        self.folded: set[str] = set(FOLDED)

    def show(self, counts: Counts | None = None, packs: Sequence[PackRow] | None = None) -> None:
        """Take new counts or packs; what is not given stays as it was."""
        self._counts = self._counts if counts is None else counts
        self._packs = self._packs if packs is None else packs
        self._set(list(self._entries_now()))

    def show_folders(self, folders: Sequence[CollectionRow]) -> None:
        """Take the folders there are."""
        self._folders = folders
        self.show()

    def show_searches(self, searches: Sequence[SavedSearch]) -> None:
        """Take the smart lists; their counts wait until they are told."""
        typed = {search.id: search.typed for search in self._searches}
        same = {search.id for search in searches if typed.get(search.id) == search.typed}
        self._found = {key: number for key, number in self._found.items() if key in same}
        self._searches = searches
        self.show()

    def show_found(self, found: Mapping[str, int]) -> None:
        """Take how many cases smart lists hold, by their ids; others keep their numbers."""
        self._found |= found
        self.show()

    def _entries_now(self) -> Iterator[Entry]:
        yield from _head(self._counts)
        yield from self._folders_now()
        if self._searches:
            yield Entry(_("智能列表"), group="search", folded="search" in self.folded)
            if "search" not in self.folded:
                for search in self._searches:
                    shelf = Shelf("search", search.id)
                    yield Entry(search.name, "bookmark", self._found.get(search.id), shelf)
        yield from _shelves(self._counts, self.folded)
        yield from _packs(self._packs, self.folded)

    def _folders_now(self) -> Iterator[Entry]:
        if self._folders is None or (not self._folders and not self.writable):
            return
        yield Entry(_("文件夹"), group="collection", folded="collection" in self.folded)
        if "collection" in self.folded:
            return
        inside: dict[str, list[CollectionRow]] = {}
        for row in self._folders:
            inside.setdefault(row.parent, []).append(row)
        counts = dict(self._counts.get("collection", ()))
        yield from self._folders_in("", 0, inside, counts)
        if self.writable and not self._folders:
            yield Entry(_("新建文件夹…"), "folder-new", action="new_folder")

    def _folders_in(
        self,
        parent: str,
        depth: int,
        inside: Mapping[str, Sequence[CollectionRow]],
        counts: Mapping[str, int],
    ) -> Iterator[Entry]:
        for row in inside.get(parent, ()):
            folded, holds = row.id in self.folded, row.id in inside
            shelf = Shelf("collection", row.id)
            yield Entry(
                row.name,
                "folder",
                counts.get(row.id),
                shelf,
                depth=depth,
                holds=holds,
                folded=folded,
            )
            if holds and not folded and depth < DEEPEST:
                yield from self._folders_in(row.id, depth + 1, inside, counts)

    def _set(self, entries: list[Entry]) -> None:
        if [_key(entry) for entry in entries] == [_key(entry) for entry in self._entries]:
            self._entries = entries
            if entries:
                self.dataChanged.emit(self.index(0), self.index(len(entries) - 1))
            return
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def fold(self, group: str) -> None:
        """Hide a group's lines, or show them again."""
        self.folded ^= {group}
        self.show()

    def entry(self, row: int) -> Entry:
        """Return a line."""
        return self._entries[row]

    def row_of(self, shelf: Shelf | None = None, pack: str = "") -> int:
        """Return the row of a shelf or pack, -1 if it is not there."""
        for row, entry in enumerate(self._entries):
            if not entry.is_heading and entry.shelf == shelf and entry.pack == pack:
                return row
        return -1

    def search_at(self, index: AnyIndex) -> str:
        """Return the id of the smart list of a line; empty where it is another thing."""
        shelf = self._entries[index.row()].shelf if index.isValid() else None
        return shelf.value if shelf and shelf.kind == "search" else ""

    # --- what Qt asks ----------------------------------------------------------------------------

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if entry.is_heading and entry.group:
                told = _("{name}，已收起") if entry.folded else _("{name}，已展开")
                return told.format(name=entry.text)
            if entry.count is None:
                return entry.text
            return _("{name}，{count} 个").format(name=entry.text, count=entry.count)
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:  # noqa: D102
        if not index.isValid():
            return super().flags(index)
        entry = self._entries[index.row()]
        if entry.is_heading or entry.action:
            return Qt.ItemFlag.ItemIsEnabled
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if entry.folder and self.writable else flags


def _key(entry: Entry) -> tuple[str, Shelf | None, str]:
    return entry.text, entry.shelf, f"{entry.pack}{entry.depth}{entry.holds}{entry.folded}"


def _head(counts: Counts) -> Iterator[Entry]:
    yield Entry(_("资料库"))
    for kind, text, icon in (
        ("all", _("全部案例"), "cases"),
        ("recent", _("最近阅读"), "clock"),
        ("starred", _("收藏"), "star"),
        ("unread", _("未读"), "unread"),
        ("draft", _("草稿"), "draft"),
        ("trash", _("回收站"), "trash"),
    ):
        number = sum(count for _value, count in counts.get(kind, ()))
        yield Entry(text, icon, number, Shelf(kind))


def _shelves(counts: Counts, folded: set[str]) -> Iterator[Entry]:
    for kind, text, icon in (
        ("theme", _("主题"), ""),
        ("industry", _("产业"), "industry"),
        ("province", _("省份"), "place"),
        ("year", _("年份"), "calendar"),
        ("tag", _("标签"), "tag"),
    ):
        values = [pair for pair in counts.get(kind, ()) if pair[1]][:MOST]
        if values:
            yield Entry(text, group=kind, folded=kind in folded)
        if kind not in folded:
            yield from (_shelf(kind, value, number, icon) for value, number in values)


def _packs(packs: Sequence[PackRow], folded: set[str]) -> Iterator[Entry]:
    if packs:
        yield Entry(_("材料包"), group="pack", folded="pack" in folded)
        if "pack" not in folded:
            yield from (Entry(row.name, "pack", row.cases, pack=row.id) for row in packs)


def _shelf(kind: str, value: str, number: int, icon: str) -> Entry:
    if kind == "theme":
        shown, picture = label(kind, value), theme_icon(value)
        return Entry(shown, picture, number, Shelf(kind, value), theme=value)
    return Entry(label(kind, value), icon, number, Shelf(kind, value))
