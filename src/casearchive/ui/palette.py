"""The palette: a few letters, and every command and case is a key away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from casearchive.i18n import _
from casearchive.services.archive import Archive
from casearchive.services.library import browsing
from casearchive.ui.commands import Commands
from casearchive.ui.look import Look
from casearchive.ui.tasks import Tasks

_WIDTH, _TOP, _ROWS = 620, 72, 12  # pixels, pixels, lines shown
_LINE = 34  # pixels
_REST = 80  # milliseconds after the last key before cases are looked for
_KEY = Qt.ItemDataRole.UserRole


class Palette(QFrame):
    """Floats over the window. `case_chosen` comes with a case's id, `search_wanted` with a text."""

    case_chosen = Signal(str)
    search_wanted = Signal(str)

    def __init__(
        self, look: Look, commands: Commands, archive: Archive, tasks: Tasks, window: QWidget
    ) -> None:
        super().__init__(window)
        self._look, self._commands = look, commands
        self._archive, self._tasks = archive, tasks
        self._cases: Sequence[tuple[str, str, str]] = ()
        self.setProperty("surface", "toast")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("输入命令、标题或编号"))
        self.field.setAccessibleName(_("输入命令、标题或编号"))
        self.field.setFont(look.font(15))
        self.field.textChanged.connect(self._typed)
        self.field.installEventFilter(self)
        self.list = QTreeWidget()
        self.list.setProperty("kind", "palette")
        self.list.setColumnCount(2)
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(_("命令和案例"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.list.itemClicked.connect(self._take)
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._look_for_cases)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.hide()

    def open(self) -> None:
        """Show the palette, empty, with the cursor in its field."""
        self.field.clear()
        self._cases = ()
        self._fill()
        window = self.parentWidget()
        width = min(_WIDTH, window.width() - 48) if window else _WIDTH
        self.setFixedWidth(width)
        self.move((window.width() - width) // 2 if window else 0, _TOP)
        self.show()
        self.raise_()
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list with the arrows while typing; Enter takes, Escape leaves."""
        if watched is self.field and isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.KeyPress and self._use(event):
                return True
        elif watched is self.field and event.type() is QEvent.Type.FocusOut:
            self.hide()
        return super().eventFilter(watched, event)

    def _use(self, event: QKeyEvent) -> bool:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step:
            item, rows = self.list.currentItem(), self.list.topLevelItemCount()
            row = self.list.indexOfTopLevelItem(item) + step if item else 0
            if rows and (other := self.list.topLevelItem(row % rows)):
                self.list.setCurrentItem(other)
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if item := self.list.currentItem():
                self._take(item)
            return True
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return True
        return False

    def _leave(self) -> None:
        self.hide()
        if window := self.parentWidget():
            window.setFocus()

    def _typed(self) -> None:
        self._rest.start()
        self._fill()

    def _look_for_cases(self) -> None:
        typed = self.field.text().strip()
        if typed:
            show = self._show_cases
            self._tasks.run(browsing.titles_like, self._archive, typed, on_done=show)

    def _show_cases(self, found: tuple[str, Sequence[tuple[str, str, str]]]) -> None:
        typed, cases = found
        if typed == self.field.text().strip():
            self._cases = cases
            self._fill()

    def _fill(self) -> None:
        typed = self.field.text().strip().lower()
        self.list.clear()
        for key, action in self._commands.all.items():
            if action.isEnabled() and key != "palette" and _fits(action, key, typed):
                keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                self._add(self._commands.icon(key), _words(action), keys, f"command:{key}")
        for case_id, code, title in self._cases if typed else ():
            self._add("document", title, code, f"case:{case_id}")
        if typed:
            text = self.field.text().strip()
            self._add("search", _("搜索“{text}”").format(text=text), "", f"search:{text}")
        rows = min(_ROWS, self.list.topLevelItemCount())
        self.setFixedHeight(rows * _LINE + self.field.sizeHint().height() + 30)
        if first := self.list.topLevelItem(0):
            self.list.setCurrentItem(first)

    def _add(self, icon: str, text: str, aside: str, key: str) -> None:
        item = QTreeWidgetItem(self.list, [text, aside])
        item.setIcon(0, self._look.icon(icon))
        item.setFont(0, self._look.font(13.5))
        item.setFont(1, self._look.font(12))
        item.setForeground(1, self._look.colour("text3"))
        item.setData(0, _KEY, key)
        item.setSizeHint(0, item.sizeHint(0).expandedTo(_line()))

    def _take(self, item: QTreeWidgetItem) -> None:
        kind, _colon, value = str(item.data(0, _KEY)).partition(":")
        self._leave()
        if kind == "command":
            self._commands[value].trigger()
        elif kind == "case":
            self.case_chosen.emit(value)
        else:
            self.search_wanted.emit(value)


def _line() -> QSize:
    return QSize(0, _LINE)


def _words(action: QAction) -> str:
    return action.text().replace("&&", "&").rstrip("…")


def _fits(action: QAction, key: str, typed: str) -> bool:
    words = f"{action.text()} {action.statusTip()} {key.replace('_', ' ')}".lower()
    return all(part in words for part in typed.split())
