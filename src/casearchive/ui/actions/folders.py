"""What can be done with folders of cases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu

from casearchive.i18n import _
from casearchive.services.archive import Archive
from casearchive.services.library import browsing
from casearchive.services.library.browsing import CollectionRow, Shelf
from casearchive.ui.actions.notice import Notice
from casearchive.ui.cases.pane import CasesPane
from casearchive.ui.library.pane import LibraryPane
from casearchive.ui.look import Look
from casearchive.ui.start import afterwards
from casearchive.ui.tasks import Change, Tasks
from casearchive.ui.widgets import ask_for_line

CHANGE = Change("collections")


class FolderActions(QObject):
    """Makes, renames, moves, deletes and fills folders. All of it can be undone."""

    told = Signal(object)  # a Notice

    def __init__(
        self,
        archive: Archive,
        tasks: Tasks,
        look: Look,
        library: LibraryPane,
        cases: CasesPane,
    ) -> None:
        super().__init__(library)
        self._archive, self._tasks, self._look = archive, tasks, look
        self._library, self._cases = library, cases
        self._rows: Sequence[CollectionRow] = ()
        library.model.writable = not archive.read_only
        library.folder_menu_asked.connect(self._show_menu)
        library.folder_rename_asked.connect(self.rename)
        library.folder_delete_asked.connect(self.delete)
        library.folder_moved.connect(self.move)

    def read(self) -> None:
        """Read the folders again and show them."""
        self._tasks.run(browsing.list_collections, self._archive, on_done=self._show)

    def new(self, parent: str = "") -> None:
        """Ask for a name and make a folder."""
        text = _("文件夹用来归拢案例；一个案例可以放进几个文件夹。")
        if inside := self._name(parent):
            text = _("新文件夹放在“{name}”里。").format(name=inside)
        if name := self._ask(_("新建文件夹"), text, _("新建"), ""):
            self._do(afterwards.create_collection, name, parent)

    def rename(self, folder: str) -> None:
        """Ask for another name."""
        old = self._name(folder)
        name = self._ask(_("改名"), _("里面的案例不变，只换名字。"), _("改名"), old)
        if name and name != old:
            self._do(afterwards.rename_collection, folder, name)

    def delete(self, folder: str) -> None:
        """Delete a folder; the cases stay, and it can be undone."""
        name = self._name(folder)

        def done(_result: object) -> None:
            if self._library.shelf == Shelf("collection", folder):
                self._library.choose_shelf(Shelf())
            text = _("已删除文件夹“{name}”，案例都还在。").format(name=name)
            self.told.emit(Notice(text, "trash", undoes=True))

        self._do(afterwards.delete_collection, folder, on_done=done)

    def move(self, folder: str, parent: str) -> None:
        """Put a folder into another one, or to the top."""
        self._do(afterwards.move_collection, folder, parent)

    def add(self, folder: str, ids: Sequence[str] | None = None) -> None:
        """Put cases, those selected unless others are named, into a folder."""
        cases = tuple(self._cases.selected if ids is None else ids)
        name = self._name(folder)

        def done(number: int) -> None:
            text = _("已把 {count} 个案例放进“{name}”。").format(count=number, name=name)
            if not number:
                text = _("选中的案例已经在“{name}”里。").format(name=name)
            self.told.emit(Notice(text, "folder", undoes=number > 0))

        if cases:
            self._do(afterwards.add_to_collection, folder, cases, on_done=done)

    def take_out(self, folder: str) -> None:
        """Take the selected cases out of a folder."""
        cases = tuple(self._cases.selected)

        def done(number: int) -> None:
            text = _("已把 {count} 个案例移出“{name}”，它们还在档案里。")
            told = text.format(count=number, name=self._name(folder))
            self.told.emit(Notice(told, "folder", undoes=True))

        if cases:
            self._do(afterwards.take_from_collection, folder, cases, on_done=done)

    def fill_menu(self, menu: QMenu) -> None:
        """Offer every folder to put the selected cases into."""
        menu.clear()
        paths = self._paths()
        for row in self._rows:
            action = menu.addAction(self._look.icon("folder"), paths[row.id].replace("&", "&&"))
            action.triggered.connect(partial(self._add_by_menu, row.id))
        if self._rows:
            menu.addSeparator()
        new = menu.addAction(self._look.icon("folder-new"), _("新建文件夹…"))
        new.triggered.connect(lambda _on=False: self.new())

    def name_of_pack(self, pack: str) -> str:
        """Return how a pack in the library is called."""
        return self._library.name_of_pack(pack)

    def _add_by_menu(self, folder: str, _on: bool = False) -> None:
        self.add(folder)

    def _paths(self) -> dict[str, str]:
        names = {row.id: row for row in self._rows}
        paths: dict[str, str] = {}
        for row in self._rows:
            parts, here, seen = [row.name], names.get(row.parent), {row.id}
            while here is not None and here.id not in seen:
                seen.add(here.id)
                parts.insert(0, here.name)
                here = names.get(here.parent)
            paths[row.id] = " / ".join(parts)
        return paths

    def _show_menu(self, folder: str, at: QPoint) -> None:
        menu, look = QMenu(self._library), self._look
        new = _("在里面新建文件夹…") if folder else _("新建文件夹…")
        menu.addAction(look.icon("folder-new"), new, partial(self.new, folder))
        if folder:
            menu.addAction(look.icon("edit"), _("改名…"), partial(self.rename, folder))
            if next((row.parent for row in self._rows if row.id == folder), ""):
                menu.addAction(
                    look.icon("arrow-up"), _("移到最上层"), partial(self.move, folder, "")
                )
            menu.addSeparator()
            menu.addAction(look.icon("trash"), _("删除文件夹"), partial(self.delete, folder))
        for action in menu.actions():
            action.setEnabled(not self._archive.read_only)
        menu.exec(at)
        menu.deleteLater()

    def _show(self, rows: Sequence[CollectionRow]) -> None:
        self._rows = rows
        self._library.show_folders(rows)

    def _name(self, folder: str) -> str:
        return next((row.name for row in self._rows if row.id == folder), "")

    def _ask(self, title: str, text: str, accept: str, value: str) -> str:
        if self._archive.read_only:
            self.told.emit(Notice(self._archive.read_only_reason, "lock"))
            return ""
        window = self._library.window()
        return ask_for_line(self._look, window, title, text, accept=accept, value=value)

    def _do(
        self,
        function: Callable[..., object],
        *arguments: object,
        on_done: Callable[..., object] | None = None,
    ) -> None:
        self._tasks.run(function, self._archive, *arguments, on_done=on_done, changes=CHANGE)
