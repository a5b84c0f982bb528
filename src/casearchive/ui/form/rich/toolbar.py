"""The tools above a text: quiet buttons that show what is so where the cursor stands."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from casearchive.i18n import _
from casearchive.ui.form.rich.acts import State
from casearchive.ui.form.rich.one_line import OneLine
from casearchive.ui.form.writing_tools import WritingTool, level_name, writing_tools
from casearchive.ui.look import Look
from casearchive.ui.widgets import IconButton, push_button

_WIDGET = Qt.ShortcutContext.WidgetShortcut
LEVELS = range(7)
USUAL_LEVEL = 2  # of a heading inside a section
_IN_TABLE = ("clear", "bold", "table", "undo", "redo", "source")
_IN_SOURCE = ("bold", "bullets", "quote", "undo", "redo", "source")


def _other_way(widget: QWidget) -> Qt.LayoutDirection:
    left, right = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
    return left if widget.isRightToLeft() else right


class Toolbar(OneLine):
    """`used` (key) when a tool was used, `levelled` (level) when a heading was chosen."""

    used = Signal(str)
    levelled = Signal(int)

    def __init__(self, look: Look, *, pictures: bool, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._look = look
        self.more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.buttons: dict[str, IconButton] = {}
        self.levels = push_button(look, level_name(0), "chevron-down", kind="mark")
        self.levels.setLayoutDirection(_other_way(self))  # the arrow stands after the words
        self.levels.setAccessibleName(_("段落样式"))
        self.levels.setToolTip(_("段落样式"))
        self.levels.setMinimumWidth(self.levels.fontMetrics().horizontalAdvance(level_name(6)) + 38)
        self.levels.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab leads to the text; tools have keys
        self._menu = QMenu(self.levels)
        self._level_acts: list[QAction] = []
        for level in LEVELS:
            act = self._menu.addAction(level_name(level))
            act.setCheckable(True)
            act.triggered.connect(partial(self.levelled.emit, level))
            self._level_acts.append(act)
        self.levels.setMenu(self._menu)
        self.keep(self.levels)
        for tool in writing_tools():
            if tool.key != "picture" or pictures:
                self.add(self._button(tool), tool.keys)

    def _button(self, tool: WritingTool) -> IconButton:
        button = IconButton(self._look, tool.icon, tool.text, checkable=tool.checkable)
        button.describe(tool.text, tool.keys)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(partial(self._use, tool.key))
        self.buttons[tool.key] = button
        return button

    def _use(self, key: str, _on: bool = False) -> None:
        self.used.emit(key)

    def give_keys(self, field: QWidget) -> None:
        """Have the keys work while this field has the focus. Undo and redo are the field's own."""
        for tool in writing_tools():
            if tool.key not in ("undo", "redo") and tool.key in self.buttons:
                self._shortcut(field, tool.keys).activated.connect(partial(self._use, tool.key))
        for level in LEVELS:
            keys = self._shortcut(field, f"Ctrl+Alt+{level}")
            keys.activated.connect(partial(self.levelled.emit, level))
        self._shortcut(field, "Ctrl+H").activated.connect(partial(self._use, "heading"))

    def _shortcut(self, field: QWidget, keys: str) -> QShortcut:
        shortcut = QShortcut(QKeySequence(keys), field)
        shortcut.setContext(_WIDGET)
        return shortcut

    def show_state(self, state: State, *, undo: bool, redo: bool) -> None:
        """Show what is so at the cursor, and offer what can be done there."""
        on = {
            "bold": state.bold,
            "bullets": state.bullet,
            "numbers": state.numbered,
            "quote": state.quote,
        }
        able = {"undo": undo, "redo": redo, "bold": not (state.level or state.at_object)}
        for key, button in self.buttons.items():
            if button.isCheckable() and key != "source":
                button.setChecked(on.get(key, False))
            fits = not state.in_table or key in _IN_TABLE
            button.setEnabled(able.get(key, True) and fits)
        self._show_level(state.level)
        self.levels.setEnabled(not (state.in_table or state.at_object))
        self.buttons["source"].setChecked(False)

    def show_source(self, *, undo: bool, redo: bool) -> None:
        """Offer what can be done to the source."""
        for key, button in self.buttons.items():
            button.setEnabled({"undo": undo, "redo": redo}.get(key, key in _IN_SOURCE))
            if button.isCheckable():
                button.setChecked(key == "source")
        self._show_level(0)
        self.levels.setEnabled(False)

    def line_height(self) -> int:
        """Return the height of one line of tools, in pixels."""
        return max(button.sizeHint().height() for button in self.buttons.values())

    def allow(self, on: bool) -> None:
        """Switch all of it off where nothing may be changed."""
        self.setEnabled(on)

    def _show_level(self, level: int) -> None:
        if self.levels.text() != level_name(level):
            self.levels.setText(level_name(level))
        for number, act in enumerate(self._level_acts):
            act.setChecked(number == level)

    def below(self, key: str) -> QPoint:
        """Return the point of the screen below a tool, where something may pop up."""
        button = self.in_sight(self.buttons[key])
        corner = button.rect().bottomRight() if self.isRightToLeft() else button.rect().bottomLeft()
        return button.mapToGlobal(corner + QPoint(0, 4))
