"""The menu on the selected cases, and what becomes of cases that are dropped on the library."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from casearchive.i18n import _
from casearchive.ui.actions.cases import CaseActions
from casearchive.ui.actions.folders import FolderActions
from casearchive.ui.actions.personal import Personal
from casearchive.ui.commands.commands import Commands, fill_menu
from casearchive.ui.look import Look


class CaseMenu:
    """Offers what can be done with cases."""

    def __init__(
        self,
        look: Look,
        commands: Commands,
        actions: CaseActions,
        folders: FolderActions,
        personal: Personal,
    ) -> None:
        self._look, self._commands = look, commands
        self._actions, self._personal, self._folders = actions, personal, folders

    def show(self, parent: QWidget, at: QPoint) -> None:
        """Show the menu at a place on the screen."""
        menu = QMenu(parent)
        fill_menu(menu, self._commands, "edit star similar -")
        if self._commands["new_folder"].isEnabled():
            self._folders.fill_menu(menu.addMenu(self._look.icon("folder"), _("放进文件夹")))
        fill_menu(menu, self._commands, "take_out add print export_case - history trash restore")
        menu.exec(at)
        menu.deleteLater()

    def take_dropped(self, kind: str, value: str, ids: list[str]) -> None:
        """Do with cases what the line says they were dropped on."""
        if kind == "pack":
            self._actions.add_to(value, self._folders.name_of_pack(value), ids)
        elif kind == "collection":
            self._folders.add(value, ids)
        elif kind == "starred":
            self._personal.star(ids)
        elif kind == "trash":
            self._actions.trash(ids)
