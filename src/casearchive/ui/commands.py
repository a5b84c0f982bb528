"""Every command of the window: its words, icon and keys, in one table."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from casearchive.i18n import _
from casearchive.ui.look import Look
from casearchive.ui.widgets.buttons import tip

EDITING = ("new", "edit", "trash", "restore", "add", "print", "new_pack", "import")


@dataclass(frozen=True, slots=True)
class Command:
    """One command. `choice` names a group of which one is in force; `on_off` is a switch."""

    key: str
    text: str
    icon: str
    keys: tuple[str, ...] = ()
    says: str = ""
    choice: str = ""
    on_off: bool = False


def _table() -> tuple[Command, ...]:
    return (
        Command("new", _("新建案例"), "plus", ("Ctrl+N",)),
        Command("edit", _("编辑案例"), "edit", ("Ctrl+E",)),
        Command("add", _("加入材料包"), "pack-add", ("Ctrl+M",)),
        Command("print", _("打印…"), "print", ("Ctrl+P",), _("把选中的案例印成材料包")),
        Command("trash", _("移到回收站"), "trash", ("Delete",)),
        Command("restore", _("恢复案例"), "restore", ("Ctrl+Shift+R",)),
        Command("find", _("搜索"), "search", ("Ctrl+F", "Ctrl+K")),
        Command(
            "facets",
            _("筛选"),
            "filter",
            ("Ctrl+Shift+F",),
            _("按主题、地点、年份等缩小列表"),
            on_off=True,
        ),
        Command(
            "save_search", _("保存这个搜索…"), "bookmark", ("Ctrl+D",), _("把这个搜索存成智能列表")
        ),
        Command("search_help", _("搜索的写法"), "question"),
        Command("next_hit", _("下一处"), "arrow-down", ("F3",), _("到下一处找到的文字")),
        Command("last_hit", _("上一处"), "arrow-up", ("Shift+F3",), _("到上一处找到的文字")),
        Command("similar", _("查找相似的案例"), "similar", ("Ctrl+Shift+K",)),
        Command("new_pack", _("新建材料包…"), "pack", ("Ctrl+Shift+M",)),
        Command("open", _("打开档案…"), "folder-open", ("Ctrl+O",)),
        Command("create", _("新建档案…"), "folder-new", ("Ctrl+Shift+N",)),
        Command("sample", _("示例档案"), "sample", (), _("打开随程序附带的示例档案")),
        Command("import", _("导入…"), "import", ("Ctrl+I",), _("把 JSON 文件里的案例收进档案")),
        Command("export", _("导出…"), "export", ("Ctrl+Shift+E",), _("把整个档案写成 JSON 文件")),
        Command("check", _("检查档案"), "verify", (), _("核对档案的每一处内容是否完好")),
        Command("backup", _("备份…"), "backup", ("Ctrl+Shift+S",), _("把档案复制到别处并核对")),
        Command("quit", _("退出"), "quit", ("Ctrl+Q",)),
        Command(
            "trainee", _("学员视图"), "trainee", ("Ctrl+T",), _("隐藏答案和教师内容"), on_off=True
        ),
        Command("zoom_in", _("放大正文"), "zoom-in", ("Ctrl++", "Ctrl+=")),
        Command("zoom_out", _("缩小正文"), "zoom-out", ("Ctrl+-",)),
        Command("zoom_reset", _("正文原大"), "zoom-reset", ("Ctrl+0",)),
        Command("scheme_light", _("浅色"), "sun", choice="scheme"),
        Command("scheme_dark", _("深色"), "moon", choice="scheme"),
        Command("scheme_system", _("跟随系统"), "screen", choice="scheme"),
        Command("switch_scheme", _("切换深浅色"), "moon", ("Ctrl+Shift+L",)),
        Command("language_zh", "中文", "language", choice="language"),
        Command("language_en", "English", "language", choice="language"),
        Command("language_", _("跟随系统"), "screen", choice="language"),
        Command("manual", _("使用手册"), "book", ("F1",)),
        Command("about", _("关于案例档案"), "info"),
    )


class Commands(QObject):
    """The actions of the table. Each has text, icon, tooltip and, where given, keys."""

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._look = look
        self._icons: dict[str, str] = {}
        self._actions: dict[str, QAction] = {}
        self._others: list[tuple[QAction, str]] = []
        groups: dict[str, QActionGroup] = {}
        for command in _table():
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
            self._icons[command.key] = command.icon
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
        return self._icons[key]

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
            action.setIcon(self._look.icon(self._icons[key]))
        for action, icon in self._others:
            action.setIcon(self._look.icon(icon))
        dark = self._look.dark
        self._actions["switch_scheme"].setIcon(self._look.icon("sun" if dark else "moon"))


_SUBMENUS = {  # by the name of its icon
    "archive": "open create sample - import export - backup check",
    "cases": "new edit - find save_search search_help facets - next_hit last_hit similar"
    " - add new_pack print - trash restore",
    "eye": "trainee - zoom_in zoom_out zoom_reset - scheme_light scheme_dark scheme_system"
    " switch_scheme",
    "language": "language_zh language_en language_",
}


def fill_main_menu(menu: QMenu, commands: Commands) -> None:
    """Fill the menu of everything; every command has its place here."""
    titles = {
        "archive": _("档案"),
        "cases": _("案例"),
        "eye": _("显示"),
        "language": _("语言 / Language"),
    }
    for icon, keys in _SUBMENUS.items():
        submenu = menu.addMenu(titles[icon])
        commands.give_icon(submenu.menuAction(), icon)
        fill_menu(submenu, commands, keys)
    menu.addSeparator()
    fill_menu(menu, commands, "manual about quit")


def fill_menu(menu: QMenu, commands: Commands, keys: str) -> None:
    """Add commands to a menu; ``-`` is a line."""
    for key in keys.split():
        if key == "-":
            menu.addSeparator()
        else:
            menu.addAction(commands[key])
