"""Undo and redo in the window: what they would do, and doing it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction

from casearchive.i18n import _
from casearchive.progress import Progress
from casearchive.services.archive import Archive
from casearchive.ui.actions.notice import Notice
from casearchive.ui.commands.commands import Commands
from casearchive.ui.start import afterwards
from casearchive.ui.tasks import Change, Tasks

if TYPE_CHECKING:
    from casearchive.services.undoing import Possible

_LONGEST = 24  # characters of a step's name in a menu


class Undoing(QObject):
    """Keeps the two commands true: their words say what they would undo or redo."""

    told = Signal(object)  # a Notice

    def __init__(self, archive: Archive, tasks: Tasks, commands: Commands) -> None:
        super().__init__(commands)
        self._archive, self._tasks = archive, tasks
        self._undo, self._redo = commands["undo"], commands["redo"]
        self._possible: Possible | None = None
        self._allowed = True
        self._undo.triggered.connect(self.undo)
        self._redo.triggered.connect(self.redo)
        tasks.changed.connect(lambda _change: self.look())
        self._show(None)

    def allow(self, on: bool) -> None:
        """Switch both on or off with the page: a form undoes what is typed, not what was saved."""
        self._allowed = on
        self._show(self._possible)

    def look(self) -> None:
        """Look what can be undone and redone."""
        self._tasks.run(afterwards.possible, self._archive, on_done=self._show)

    def undo(self) -> None:
        """Undo the last step and say what it was."""
        self._turn(afterwards.undo, _("已撤销：{label}"), "undo", _("重做"), self.redo)

    def redo(self) -> None:
        """Redo the step undone last and say what it was."""
        self._turn(afterwards.redo, _("已重做：{label}"), "redo", _("撤销"), self.undo)

    def _turn(
        self,
        function: Callable[[Archive, Progress], str],
        words: str,
        icon: str,
        button: str,
        back: Callable[[], object],
    ) -> None:
        def done(label: str) -> None:
            self.told.emit(Notice(words.format(label=label), icon, button, back))

        title = _("正在撤销或重做")  # an import of a thousand files takes its time
        change = Change("archive")
        self._tasks.run(function, self._archive, on_done=done, title=title, changes=change)

    def _show(self, possible: Possible | None) -> None:
        self._possible = possible
        _name(self._undo, _("撤销"), possible.undo if possible else "")
        _name(self._redo, _("重做"), possible.redo if possible else "")
        self._undo.setEnabled(self._allowed and bool(possible and possible.undo))
        self._redo.setEnabled(self._allowed and bool(possible and possible.redo))


def _name(action: QAction, word: str, label: str) -> None:
    short = label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1]}…"
    action.setText(f"{word}　{short}".replace("&", "&&") if label else word)
