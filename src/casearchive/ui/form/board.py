"""A list of things beside the one being written: sections, figures, sources, questions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from casearchive.i18n import _
from casearchive.ui.form.fields import FieldSet
from casearchive.ui.form.lines import LineDelegate
from casearchive.ui.form.scrolling import MEASURE, Page
from casearchive.ui.lists.ordering import Entry, OrderList
from casearchive.ui.look import Look
from casearchive.ui.widgets import EmptyState, IconButton, push_button, surface

LIST_WIDTH = 268
MARGIN = 10


@dataclass(frozen=True, slots=True)
class Kind:
    """What a board holds: its words, and how a new thing, its line and its editor are made."""

    name: str  # of the list, e.g. 章节
    icon: str
    add: str  # e.g. 添加章节
    nothing: str  # a sentence for the empty board
    make: Callable[[], Any]
    title: Callable[[Any], str]
    edit: Callable[[Any], FieldSet]
    first: str  # the field that a new thing starts with
    measure: int = MEASURE  # px, the width of its fields
    why_kept: Callable[[Any], str] = lambda _thing: ""  # why it may not be removed, or empty


class Board(QWidget):
    """Writes into one list of the draft, which it is given and never replaces.

    Each thing has an editor of its own, made when it is first looked at, so that undo and the
    place of the cursor outlive a look at another thing. `edited` tells of every change,
    `reordered` of those that gave things another number. `removed` (title) and `refused`
    (sentence) are for a notice; `put_back` undoes the last removal.
    """

    edited = Signal()
    reordered = Signal()
    removed = Signal(str)
    refused = Signal(str)

    def __init__(self, kind: Kind, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self._things: list[Any] = []
        # By identity, which new things have too; holding the thing keeps its identity its own.
        self._keys: dict[int, tuple[Any, str]] = {}
        self._editors: dict[str, tuple[Page, FieldSet]] = {}
        self._faulty: set[str] = set()
        self._gone: tuple[int, Any] | None = None
        self.list = OrderList(self)
        self.list.setItemDelegate(LineDelegate(look, self._faulty, self.list))
        self.list.setAccessibleName(kind.name)
        self.list.move_asked.connect(self.move_thing)
        self.list.remove_asked.connect(self.remove)
        self.list.current_changed.connect(self._open)
        self._empty = EmptyState(look, kind.icon, kind.nothing)
        self._empty.offer("add", kind.add, "plus")
        self._empty.chosen.connect(lambda _key: self.add())
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._empty)
        self._make_buttons(look)
        self._lay_out()

    def _make_buttons(self, look: Look) -> None:
        self.add_button = push_button(look, self._kind.add, "plus")
        self.up = IconButton(look, "arrow-up", _("上移（Alt+↑）"))
        self.down = IconButton(look, "arrow-down", _("下移（Alt+↓）"))
        self.drop = IconButton(look, "trash", _("移除（Delete）"))
        self.add_button.clicked.connect(self.add)
        self.up.clicked.connect(lambda: self.list.nudge(-1))
        self.down.clicked.connect(lambda: self.list.nudge(1))
        self.drop.clicked.connect(lambda: self.remove(self.list.row))

    def _lay_out(self) -> None:
        self._side = surface("list")
        self._side.setFixedWidth(LIST_WIDTH)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(MARGIN, 0, MARGIN, MARGIN)
        buttons.setSpacing(2)
        buttons.addWidget(self.add_button, 1)
        buttons.addSpacing(4)
        for button in (self.up, self.down, self.drop):
            buttons.addWidget(button)
        column = QVBoxLayout(self._side)
        column.setContentsMargins(0, MARGIN, 0, 0)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side)
        row.addWidget(self._stack, 1)

    # --- the things ------------------------------------------------------------------------------

    def hold(self, things: list[Any]) -> None:
        """Work on this list of the draft from now on."""
        for page, _editor in self._editors.values():
            self._stack.removeWidget(page)
            page.deleteLater()
        self._editors.clear()
        self._keys.clear()
        self._faulty.clear()
        self._gone = None
        self._things = things
        self._show(0)

    @property
    def things(self) -> list[Any]:
        """The list of the draft it works on."""
        return self._things

    def add(self) -> None:
        """Add a new thing after the current one, ready to be written."""
        row = self.list.row + 1 if self.list.row >= 0 else len(self._things)
        self._things.insert(row, self._kind.make())
        self._changed(row)
        self.focus(row, self._kind.first)

    def take(self, thing: Any) -> None:
        """Add a thing that came by itself at the end; whoever is writing is not disturbed."""
        self._things.append(thing)
        self._changed(self.list.row if self._is_written_in() else len(self._things) - 1)

    def _is_written_in(self) -> bool:
        writer = QApplication.focusWidget()
        return writer is not None and self._stack.isAncestorOf(writer)

    def move_thing(self, row: int, to: int) -> None:
        """Make the thing of `row` the thing of row `to`."""
        self._things.insert(to, self._things.pop(row))
        self._changed(to)

    def remove(self, row: int) -> None:
        """Take a thing out, unless something else still needs it."""
        if not 0 <= row < len(self._things):
            return
        if reason := self._kind.why_kept(self._things[row]):
            self.refused.emit(reason)
            return
        self._gone = (row, self._things.pop(row))
        self._changed(min(row, len(self._things) - 1))
        self.removed.emit(self._kind.title(self._gone[1]))

    def put_back(self) -> None:
        """Undo the last removal; what was typed meanwhile stays."""
        if self._gone:
            row, thing = self._gone
            self._gone = None
            row = min(row, len(self._things))
            self._things.insert(row, thing)
            self._changed(row)

    def refresh_titles(self) -> None:
        """Show the lines anew, after something they name has changed."""
        self.list.entries.show([self._entry(thing) for thing in self._things])

    # --- problems --------------------------------------------------------------------------------

    def show_problem(self, row: int, name: str, message: str) -> bool:
        """Show a problem at a field of the thing of `row`; False where there is no such field."""
        if row >= len(self._things) or not self._editor(row).show_problem(name, message):
            return False
        self._faulty.add(self._key(self._things[row]))
        self.list.viewport().update()
        return True

    def clear_problems(self) -> None:
        """Take every problem away."""
        self._faulty.clear()
        self.list.viewport().update()
        for _page, editor in self._editors.values():
            editor.clear_problems()

    def unmark_but(self, rows: Iterable[int]) -> None:
        """Take the dot from every thing but those of these rows."""
        self._faulty &= {self._key(self._things[row]) for row in rows if row < len(self._things)}
        self.list.viewport().update()

    def focus(self, row: int, name: str) -> None:
        """Bring up the thing of `row` with the focus in one of its fields."""
        self.list.choose(row)
        self._editor(row).focus(name)

    # --- inside ----------------------------------------------------------------------------------

    def _changed(self, row: int) -> None:
        self._show(row)
        self.reordered.emit()
        self.edited.emit()

    def _show(self, row: int) -> None:
        self.refresh_titles()
        self.list.choose(row)
        self._open(self.list.row)

    def _entry(self, thing: Any) -> Entry:
        return Entry(self._key(thing), self._kind.title(thing), thing)

    def _key(self, thing: Any) -> str:
        return self._keys.setdefault(id(thing), (thing, uuid4().hex))[1]

    def _editor(self, row: int) -> FieldSet:
        return self._page(row)[1]

    def _page(self, row: int) -> tuple[Page, FieldSet]:
        key = self._key(self._things[row])
        if key not in self._editors:
            editor = self._kind.edit(self._things[row])
            editor.edited.connect(self.refresh_titles)
            editor.edited.connect(self.edited)
            page = Page(editor, self._kind.measure)
            self._stack.addWidget(page)
            self._editors[key] = (page, editor)
        return self._editors[key]

    def showEvent(self, event: QShowEvent) -> None:
        """Make the editor of the current thing: a form opens faster with only what is seen."""
        super().showEvent(event)
        self._open(self.list.row)

    def _open(self, row: int) -> None:
        if not self.isVisible():
            return
        there = 0 <= row < len(self._things)
        self._side.setVisible(there)
        self._stack.setCurrentWidget(self._page(row)[0] if there else self._empty)
        self.up.setEnabled(there and row > 0)
        self.down.setEnabled(there and row < len(self._things) - 1)
        self.drop.setEnabled(there)
