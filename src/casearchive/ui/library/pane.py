"""The library pane: the name of the program, the menu, the shelves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from casearchive.i18n import _
from casearchive.services.library.browsing import Shelf
from casearchive.ui.library.model import Counts, LibraryModel
from casearchive.ui.library.view import LibraryView
from casearchive.ui.look import Look
from casearchive.ui.widgets import BAR, ElidedLabel, MenuButton

if TYPE_CHECKING:
    from casearchive.services.library.browsing import CollectionRow
    from casearchive.services.searching.saved_searches import SavedSearch
    from casearchive.services.views import PackRow


class LibraryPane(QWidget):
    """Emits what was chosen: a shelf with its name, or a pack's id; what a smart list is to do."""

    shelf_chosen = Signal(object, str)  # Shelf, its name as shown
    pack_chosen = Signal(str)
    search_menu_asked = Signal(str, QPoint)  # a smart list's id, where on the screen
    search_rename_asked = Signal(str)
    search_delete_asked = Signal(str)
    folder_menu_asked = Signal(str, QPoint)  # a folder's id, or empty for the place of all
    folder_rename_asked = Signal(str)
    folder_delete_asked = Signal(str)
    pack_menu_asked = Signal(str, QPoint)  # a pack's id, where on the screen
    pack_rename_asked = Signal(str)
    pack_delete_asked = Signal(str)
    folder_moved = Signal(str, str)  # a folder's id, that of the one it was dropped on
    dropped = Signal(str, str, list)  # cases on a line: kind of shelf or "pack", its id, their ids
    acted = Signal(str)  # the key of a command a line stands for

    def __init__(self, look: Look, menu: QMenu) -> None:
        super().__init__()
        self._look = look
        self.setProperty("surface", "sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = LibraryModel(self)
        self.model.show()
        self.view = LibraryView(look, self.model)
        self.view.selectionModel().currentChanged.connect(self._choose)
        self.view.clicked.connect(self._click)
        self.view.customContextMenuRequested.connect(self._ask_menu)
        self.view.rename_asked.connect(self.search_rename_asked)
        self.view.delete_asked.connect(self.search_delete_asked)
        self.view.folder_rename_asked.connect(self.folder_rename_asked)
        self.view.folder_delete_asked.connect(self.folder_delete_asked)
        self.view.pack_rename_asked.connect(self.pack_rename_asked)
        self.view.pack_delete_asked.connect(self.pack_delete_asked)
        self.view.dropped.connect(self.dropped)
        self.view.folder_moved.connect(self.folder_moved)
        self.pages = QStackedWidget()  # the shelves; the window puts other things in their place
        self.pages.addWidget(self.view)
        self._chosen: tuple[Shelf | None, str] = (Shelf(), "")
        self._quiet = False
        self.mark_shelf(Shelf())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 8)
        column.setSpacing(0)
        column.addWidget(self._head(menu))
        column.addWidget(self.pages, 1)
        self.setMinimumWidth(190)

    def _head(self, menu: QMenu) -> QWidget:
        head = QWidget()
        head.setFixedHeight(BAR)
        row = QHBoxLayout(head)
        row.setContentsMargins(20, 0, 10, 0)
        row.setSpacing(10)
        self._mark = QLabel()
        self.menu = MenuButton(self._look, "menu", _("菜单"), menu)
        row.addWidget(self._mark)
        row.addWidget(ElidedLabel(self._look, _("案例档案"), 16, bold=True), 1)
        row.addWidget(self.menu)
        self._look.changed.connect(self._tint)
        self._tint()
        return head

    def show_counts(self, counts: Counts) -> None:
        """Show how many cases each shelf holds."""
        self._keep_choice(lambda: self.model.show(counts=counts))

    def show_packs(self, packs: Sequence[PackRow]) -> None:
        """Show the packs there are."""
        self._keep_choice(lambda: self.model.show(packs=packs))

    def show_searches(self, searches: Sequence[SavedSearch]) -> None:
        """Show the saved searches as smart lists."""
        self._keep_choice(lambda: self.model.show_searches(searches))

    def show_folders(self, folders: Sequence[CollectionRow]) -> None:
        """Show the folders of cases."""
        self._keep_choice(lambda: self.model.show_folders(folders))

    def show_search_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many cases smart lists hold, by their ids."""
        self._keep_choice(lambda: self.model.show_found(counts))

    def name_of_pack(self, pack: str) -> str:
        """Return how a pack is called; empty where it is not listed."""
        row = self.model.row_of(pack=pack)
        return self.model.entry(row).text if row >= 0 else ""

    @property
    def shelf(self) -> Shelf | None:
        """The shelf that is chosen; None while it is a pack."""
        return self._chosen[0]

    @property
    def pack(self) -> str:
        """The id of the pack that is open; empty while it is a shelf."""
        return self._chosen[1]

    def open_pack(self, pack: str) -> None:
        """Open a pack as if it had been clicked."""
        self._go(self.model.row_of(pack=pack))

    def choose_shelf(self, shelf: Shelf) -> None:
        """Choose a shelf as if it had been clicked."""
        self._go(self.model.row_of(shelf))

    def choose_pack(self, pack: str) -> None:
        """Mark a pack as the one that is open, without asking for it."""
        self._chosen = (None, pack)
        self._keep_choice(lambda: None)

    def mark_shelf(self, shelf: Shelf) -> None:
        """Mark a shelf as the one that is shown, without asking for it."""
        self._chosen = (shelf, "")
        self._keep_choice(lambda: None)

    def _keep_choice(self, change: Callable[[], None]) -> None:
        self._quiet = True
        change()
        shelf, pack = self._chosen
        self._go(self.model.row_of(shelf, pack))
        self._quiet = False

    def _go(self, row: int) -> None:
        if row >= 0:
            self.view.setCurrentIndex(self.model.index(row))
        else:
            self.view.clearSelection()

    def _choose(self, current: QModelIndex) -> None:
        if self._quiet or not current.isValid():
            return
        entry = self.model.entry(current.row())
        if entry.is_heading or entry.action:
            return
        self._chosen = (entry.shelf, entry.pack)
        if entry.pack:
            self.pack_chosen.emit(entry.pack)
        else:
            self.shelf_chosen.emit(entry.shelf, entry.text)

    def _click(self, index: QModelIndex) -> None:
        """Fold a group; ask again for what is chosen already, to come back to it."""
        entry = self.model.entry(index.row())
        if entry.group:
            self._keep_choice(lambda: self.model.fold(entry.group))
        elif entry.action:
            self.acted.emit(entry.action)
        elif entry.holds and self.view.arrow_pressed(index):
            self._keep_choice(lambda: self.model.fold(entry.folder))
        elif (entry.shelf, entry.pack) == self._chosen:
            self._choose(index)

    def _ask_menu(self, at: QPoint) -> None:
        index, on_screen = self.view.indexAt(at), self.view.viewport().mapToGlobal(at)
        entry = self.model.entry(index.row()) if index.isValid() else None
        if search := self.model.search_at(index):
            self.search_menu_asked.emit(search, on_screen)
        elif entry and (entry.folder or entry.group == "collection" or entry.action):
            self.folder_menu_asked.emit(entry.folder, on_screen)
        elif entry and entry.pack:
            self.pack_menu_asked.emit(entry.pack, on_screen)

    def _tint(self) -> None:
        ratio = self.devicePixelRatioF()
        self._mark.setPixmap(self._look.pixmap("archive", "accent", 22, ratio))
