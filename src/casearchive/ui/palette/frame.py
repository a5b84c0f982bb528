"""The palette's frame: a field to type in and a list below it, afloat over the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from casearchive.i18n import _
from casearchive.services.archive import Archive
from casearchive.services.searching.calling import (
    CalledCase,
    case_names,
    cases_called,
    still_called,
)
from casearchive.ui.commands.commands import Commands
from casearchive.ui.frame.preferences import Preferences
from casearchive.ui.look import Look
from casearchive.ui.palette.entries import answers, entries_of, everything
from casearchive.ui.search.lines import Line, LinesModel
from casearchive.ui.search.popup import make_lines_view
from casearchive.ui.tasks import Tasks

_WIDTH, _TOP, _ROWS, _BELOW = 620, 72, 12, 24  # pixels, pixels, lines shown, pixels
_REST = 80  # milliseconds after the last key before cases are looked for


class Palette(QFrame):
    """Floats over the window. `case_chosen` comes with a case's id, `search_wanted` with a text."""

    case_chosen = Signal(str)
    search_wanted = Signal(str)

    def __init__(
        self,
        look: Look,
        commands: Commands,
        archive: Archive,
        tasks: Tasks,
        window: QWidget,
        *,
        preferences: Preferences,
    ) -> None:
        super().__init__(window)
        self._commands, self._preferences = commands, preferences
        self._archive, self._tasks = archive, tasks
        self._entries = entries_of(commands)
        self._cases: Sequence[CalledCase] = ()
        self._lately: Sequence[CalledCase] = ()
        self._moved = False  # to a line, since the last letter was typed
        self.setProperty("surface", "toast")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("输入命令、标题或编号，汉字、拼音或首字母"))
        self.field.setAccessibleName(_("输入命令、标题或编号，汉字、拼音或首字母"))
        self.field.setFont(look.font(15))
        self.field.textChanged.connect(self._typed)
        self.field.installEventFilter(self)
        self.model = LinesModel(self)
        self.list = make_lines_view(look, self.model)
        self.list.setAccessibleName(_("命令和案例"))
        self.list.clicked.connect(self._take)
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._look_for_cases)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.hide()

    @property
    def lines(self) -> Sequence[Line]:
        """What is listed."""
        return self.model.lines

    @property
    def current(self) -> Line | None:
        """The line that Enter would choose."""
        index = self.list.currentIndex()
        return self.lines[index.row()] if index.isValid() else None

    def open(self) -> None:
        """Show the palette, empty, with the cursor in its field."""
        self.field.clear()
        self._entries = entries_of(self._commands)
        self._cases = ()
        ids = [key.partition(":")[2] for key in self._preferences.lately if key[:5] == "case:"]
        self._tasks.run(case_names, self._archive, ids, on_done=self._show_lately)
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
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        steps |= {Qt.Key.Key_PageDown: _ROWS - 2, Qt.Key.Key_PageUp: 2 - _ROWS}
        if step := steps.get(Qt.Key(event.key())):
            self._move(step)
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.list.currentIndex())
            return True
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return True
        return False

    def _move(self, step: int) -> None:
        """Go a line or a page on; from the last to the first, past what cannot be chosen."""
        rows = [row for row, line in enumerate(self.lines) if line.can_be_chosen]
        if not rows:
            return
        now = self.list.currentIndex().row()
        place = rows.index(now) if now in rows else -1
        if abs(step) > 1:
            place = max(0, min(len(rows) - 1, place + step))
        else:
            place = (place + step) % len(rows)
        self._moved = True
        self.list.setCurrentIndex(self.model.index(rows[place]))
        if place == 0:
            self.list.scrollToTop()  # its heading too
        said = QAccessibleAnnouncementEvent(self.field, self.lines[rows[place]].spoken)
        QAccessible.updateAccessibility(said)

    def _leave(self) -> None:
        self.hide()
        if window := self.parentWidget():
            window.setFocus()

    # --- what is listed --------------------------------------------------------------------------

    @property
    def _text(self) -> str:
        return self.field.text().strip()

    def _typed(self) -> None:
        self._rest.start()
        self._moved = False
        self._cases = still_called(self._text, self._cases)  # until others are found
        self._fill()

    def _look_for_cases(self) -> None:
        if self._text:
            self._tasks.run(cases_called, self._archive, self._text, on_done=self._show_cases)

    def _show_cases(self, found: tuple[str, Sequence[CalledCase]]) -> None:
        typed, cases = found
        if typed == self._text:
            self._cases = cases
            self._fill(keep=self._moved)

    def _show_lately(self, cases: Sequence[CalledCase]) -> None:
        self._lately = cases
        if not self._text:
            self._fill(keep=self._moved)

    def _fill(self, *, keep: bool = False) -> None:
        """List what answers; with `keep` the line that was gone to stays the current one."""
        before = self.current
        lately = self._preferences.lately
        if self._text:
            lines = list(answers(self._entries, self._text, lately, self._cases))
        else:
            lines = list(everything(self._entries, lately, self._lately))
        self.model.show(lines)
        shown = sum(self.list.sizeHintForRow(row) for row in range(min(_ROWS, len(lines))))
        self.setFixedHeight(shown + self.field.sizeHint().height() + _BELOW + 8)
        rows = [row for row, line in enumerate(lines) if line.can_be_chosen]
        same = [row for row in rows if before and lines[row].value == before.value]
        if rows:
            self.list.setCurrentIndex(self.model.index((same if keep and same else rows)[0]))
        if not keep:
            self.list.scrollToTop()

    def _take(self, index: QModelIndex) -> None:
        line = self.lines[index.row()] if index.isValid() else None
        if line is None or not line.can_be_chosen:
            return
        key = str(line.value)
        kind, _colon, value = key.partition(":")
        self._leave()
        if kind == "search":
            self.search_wanted.emit(value)
            return
        self._preferences.note_choice(key)
        if kind == "command":
            self._commands[value].trigger()
        else:
            self.case_chosen.emit(value)
