"""What can be done with a briefing pack where it stands in the library."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu

from casearchive.errors import CaseArchiveError
from casearchive.i18n import _
from casearchive.services.archive import Archive
from casearchive.services.library.browsing import Shelf
from casearchive.ui.actions.notice import Notice, may_write
from casearchive.ui.library.pane import LibraryPane
from casearchive.ui.look import Look
from casearchive.ui.start import afterwards
from casearchive.ui.tasks import Change, Tasks
from casearchive.ui.widgets import ask_for_line


class PackActions(QObject):
    """Renames and deletes packs. Both can be undone."""

    told = Signal(object)  # a Notice

    def __init__(self, archive: Archive, tasks: Tasks, look: Look, library: LibraryPane) -> None:
        super().__init__(library)
        self._archive, self._tasks, self._look = archive, tasks, look
        self._library = library
        library.pack_menu_asked.connect(self._show_menu)
        library.pack_rename_asked.connect(self.rename)
        library.pack_delete_asked.connect(self.delete)

    def rename(self, pack: str) -> None:
        """Ask for another name."""
        if not may_write(self._archive, self.told.emit):
            return
        old = self._library.name_of_pack(pack)
        text = _("材料包里的内容不变，只换名字。")
        window = self._library.window()
        name = ask_for_line(self._look, window, _("改名"), text, accept=_("改名"), value=old)
        if name and name != old:
            self._tasks.run(
                afterwards.rename_pack,
                self._archive,
                pack,
                name,
                on_failed=self._refuse,
                changes=Change("packs", (pack,)),
            )

    def delete(self, pack: str) -> None:
        """Delete a pack; its cases stay, and it can be undone."""
        if not may_write(self._archive, self.told.emit):
            return
        name = self._library.name_of_pack(pack)
        if self._library.pack == pack:  # nothing may be saved into it any more
            self._library.choose_shelf(Shelf())

        def done(_result: object) -> None:
            text = _("已删除材料包“{name}”，案例都还在。").format(name=name)
            self.told.emit(Notice(text, "trash", undoes=True))

        self._tasks.run(
            afterwards.delete_pack,
            self._archive,
            pack,
            on_done=done,
            on_failed=self._refuse,
            changes=Change("packs", (pack,)),
        )

    def _refuse(self, error: CaseArchiveError) -> None:
        self.told.emit(Notice(error.message, "warning"))

    def _show_menu(self, pack: str, at: QPoint) -> None:
        menu, look = QMenu(self._library), self._look
        menu.addAction(look.icon("pack"), _("打开材料包"), partial(self._library.open_pack, pack))
        changes = (
            menu.addAction(look.icon("edit"), _("改名…"), partial(self.rename, pack)),
            menu.addSeparator(),
            menu.addAction(look.icon("trash"), _("删除材料包"), partial(self.delete, pack)),
        )
        for action in changes:
            action.setEnabled(not self._archive.read_only)
        menu.exec(at)
        menu.deleteLater()
