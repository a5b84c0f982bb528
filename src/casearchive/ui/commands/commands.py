"""Every command of the window: its words, icon and keys, in one table."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from casearchive.i18n import _
from casearchive.ui.commands.table import Command, table
from casearchive.ui.look import Look
from casearchive.ui.widgets.buttons import tip

EDITING = (
    *("new", "mend", "edit", "trash", "restore", "add", "print", "new_pack", "import", "paste"),
    *("package_in", "new_folder", "take_out", "empty_trash"),
)


class Commands(QObject):
    """The actions of the table. Each has text, icon, tooltip and, where given, keys."""

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._look = look
        self.table: dict[str, Command] = {}
        self._actions: dict[str, QAction] = {}
        self._others: list[tuple[QAction, str]] = []
        groups: dict[str, QActionGroup] = {}
        for command in table():
            action = QAction(command.text, self)
            keys = [QKeySequence(key) for key in command.keys]
            action.setShortcuts(keys)
            says = command.says or command.text.rstrip("…")
            action.setToolTip(tip(says, action.shortcut()))
            action.setStatusTip(says)
            action.setCheckable(command.on_off or bool(command.choice))
            if command.choice:
                group = groups.setdefault(command.choice, QActionGroup(self))
                group.addAction(action)
            self._actions[command.key] = action
            self.table[command.key] = command
        window.addActions(list(self._actions.values()))

    def begin(self) -> None:
        """Draw the icons, which only menus show, now and after every change of the look."""
        self._look.changed.connect(self._tint)
        self._tint()

    def __getitem__(self, key: str) -> QAction:
        """Return a command's action."""
        return self._actions[key]

    @property
    def all(self) -> dict[str, QAction]:
        """Every action by its key."""
        return dict(self._actions)

    def icon(self, key: str) -> str:
        """Return the name of a command's icon."""
        return self.table[key].icon

    def enable(self, keys: tuple[str, ...], on: bool) -> None:
        """Switch commands on or off."""
        for key in keys:
            self._actions[key].setEnabled(on)

    def give_icon(self, action: QAction, icon: str) -> None:
        """Give an icon, tinted with the look, to an action that is no command."""
        self._others.append((action, icon))
        action.setIcon(self._look.icon(icon))

    def _tint(self) -> None:
        for key, action in self._actions.items():
            action.setIcon(self._look.icon(self.table[key].icon))
        for action, icon in self._others:
            action.setIcon(self._look.icon(icon))
        dark = self._look.dark
        self._actions["switch_scheme"].setIcon(self._look.icon("sun" if dark else "moon"))


_SUBMENUS = {  # by the name of its icon
    "archive": "open create sample - import paste export - package_in package_out centres"
    " - backup check",
    "edit": "undo redo - new mend edit history - trash restore empty_trash",
    "search": "find palette save_search search_help facets - next_hit last_hit similar duplicates",
    "cases": "star add new_pack print export_case - new_folder take_out",
    "note": "notes read caret - export_notes import_notes",
    "eye": "trainee classroom - library alone full - zoom_in zoom_out zoom_reset"
    " - scheme_light scheme_dark scheme_system switch_scheme",
    "language": "language_zh language_en language_",
}


_REST = "settings - tour keys manual about quit"


def _titles() -> dict[str, str]:
    return {
        "archive": _("档案"),
        "edit": _("编辑"),
        "search": _("查找"),
        "cases": _("归类和印发"),
        "note": _("学习"),
        "eye": _("显示"),
        "language": _("语言 / Language"),
    }


def menu_groups() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the groups of the main menu, each with its title and its commands' keys."""
    titles = _titles()
    groups = [
        (titles[icon], tuple(key for key in keys.split() if key != "-"))
        for icon, keys in _SUBMENUS.items()
    ]
    rest = tuple(key for key in _REST.split() if key != "-")
    return (*groups, (_("程序"), rest))


def fill_main_menu(menu: QMenu, commands: Commands) -> None:
    """Fill the menu of everything; every command has its place here."""
    titles = _titles()
    for icon, keys in _SUBMENUS.items():
        submenu = menu.addMenu(titles[icon])
        commands.give_icon(submenu.menuAction(), icon)
        fill_menu(submenu, commands, keys)
    menu.addSeparator()
    fill_menu(menu, commands, _REST)


def fill_menu(menu: QMenu, commands: Commands, keys: str) -> None:
    """Add commands to a menu; ``-`` is a line."""
    for key in keys.split():
        if key == "-":
            menu.addSeparator()
        else:
            menu.addAction(commands[key])
