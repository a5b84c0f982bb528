"""A dialog to pick things by typing: cases, routes, courses, smart lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStackedWidget,
    QWidget,
)

from casearchive.i18n import _
from casearchive.ui.form.inputs import LineInput
from casearchive.ui.lists.rows import RowsModel
from casearchive.ui.lists.two_lines import TwoLines, Words
from casearchive.ui.look import Look
from casearchive.ui.packs.dialogs import TitledDialog
from casearchive.ui.tasks import Tasks
from casearchive.ui.widgets import EmptyState, label

PAUSE = 120  # ms between the last key and the search
_HEIGHT = 54


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to pick: its id, its name, and a line that tells it from its like.

    `code` is a case's, which stands in that line too.
    """

    key: str
    title: str
    detail: str = ""
    code: str = ""


Find = Callable[[str], Sequence[Choice]]  # what was typed, to what there is; a worker's job


def _words(choice: Choice) -> Words:
    return Words(choice.title, choice.detail)


class Picker(TitledDialog):
    """Finds while one types; Return picks what is chosen, several where `several` allows it.

    `none` is what to say where there is nothing to pick from at all.
    """

    def __init__(
        self,
        look: Look,
        tasks: Tasks,
        title: str,
        find: Find,
        parent: QWidget,
        *,
        none: tuple[str, str],
        several: bool = False,
    ) -> None:
        super().__init__(look, title, _("加入"), parent)
        self.setMinimumSize(560, 520)
        self._tasks, self._find, self._none = tasks, find, none
        self._asked = ""
        self.line = LineInput(_("输入文字查找"))
        self.line.setAccessibleName(_("查找"))
        self.line.installEventFilter(self)
        self.choices = RowsModel[Choice](
            self,
            lambda one: one.title,
            aloud=lambda one: f"{one.title} {one.detail}".strip(),
            tip=lambda one: one.detail,
        )
        self.view = QListView()
        self.view.setModel(self.choices)
        self.view.setItemDelegate(TwoLines(look, self.view, _words, side=4))
        self.view.setAccessibleName(title)
        self.view.setMouseTracking(True)
        mode = QAbstractItemView.SelectionMode
        self.view.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        self.view.doubleClicked.connect(self.accept)
        self.view.selectionModel().selectionChanged.connect(self._allow)
        self.empty = EmptyState(look, "search", "")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        self.column.addWidget(self.line)
        self.column.addWidget(self._stack, 1)
        if several:
            told = _("按住 Ctrl 或 Shift 可以一次选几个。")
            self.column.addWidget(label(look, told, 12, tone="muted"))
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._look_up)
        self.line.edited.connect(self._pause.start)
        self.line.setFocus()
        self._allow()
        self._look_up()

    def picked(self) -> list[str]:
        """Return the keys of what is chosen, in the order of the list."""
        rows = sorted(index.row() for index in self.view.selectedIndexes())
        return [self.choices.rows[row].key for row in rows]

    def _look_up(self) -> None:
        self._asked = typed = self.line.value().strip()

        def show(choices: Sequence[Choice]) -> None:
            if typed == self._asked:  # nothing else was typed since
                self._show(choices)

        self._tasks.run(self._find, typed, on_done=show)

    def _show(self, choices: Sequence[Choice]) -> None:
        self.choices.show(choices)
        if choices:
            self._stack.setCurrentWidget(self.view)
            self.view.setCurrentIndex(self.choices.index(0))
        else:
            self._stack.setCurrentWidget(self.empty)
            nothing = (_("没有找到"), _("换几个字试试。")) if self._asked else self._none
            self.empty.say(*nothing)
        self._allow()

    def _allow(self) -> None:
        self.yes.setEnabled(bool(self.view.selectedIndexes()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows go through the list while the line has the focus."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if watched is self.line and isinstance(event, QKeyEvent) and event.key() in steps:
            if event.type() is QEvent.Type.KeyPress:
                row = self.view.currentIndex().row() + steps[Qt.Key(event.key())]
                self.view.setCurrentIndex(
                    self.choices.index(max(0, min(row, self.choices.rowCount() - 1)))
                )
            return True
        return super().eventFilter(watched, event)


def containing(choices: Iterable[Choice], typed: str) -> list[Choice]:
    """Return the choices whose name or detail contains every word that was typed."""
    words = typed.casefold().split()
    return [
        choice
        for choice in choices
        if all(word in f"{choice.title} {choice.detail}".casefold() for word in words)
    ]
