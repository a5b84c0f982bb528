"""The panes of the window: hidden, brought back as they were, and the whole screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMainWindow, QWidget

from casearchive.ui.commands.commands import Commands
from casearchive.ui.frame.preferences import Preferences
from casearchive.ui.look import Look
from casearchive.ui.reader.pane import ReaderPane
from casearchive.ui.start import afterpages

if TYPE_CHECKING:
    from casearchive.ui.reader.classroom import Classroom


class Panes(QObject):
    """Carries out the commands that show and hide panes; they come back as they were left."""

    def __init__(
        self,
        window: QMainWindow,
        look: Look,
        preferences: Preferences,
        commands: Commands,
    ) -> None:
        super().__init__(window)
        self._window, self._look, self._preferences = window, look, preferences
        self._commands = commands
        self.classroom: Classroom | None = None
        for key, use in (("library", self._show), ("alone", self._show), ("full", self._fill)):
            commands[key].toggled.connect(use)
        commands["classroom"].triggered.connect(lambda _on=False: self.teach())

    def serve(self, *, library: QWidget, cases: QWidget, reader: ReaderPane) -> None:
        """Take the panes."""
        self._library, self._cases, self._reader = library, cases, reader

    def restore(self) -> None:
        """Show the panes as they were left."""
        self._commands["library"].setChecked(self._preferences.switch("library", default=True))
        self._commands["alone"].setChecked(self._preferences.switch("alone"))
        self._commands["notes"].setChecked(self._preferences.switch("notes"))
        self._show(True)

    def remember(self) -> None:
        """Keep which panes are shown."""
        for key in ("library", "alone", "notes"):
            self._preferences.keep_switch(key, on=self._commands[key].isChecked())

    def _show(self, _on: bool) -> None:
        alone = self._commands["alone"].isChecked()
        self._library.setVisible(self._commands["library"].isChecked() and not alone)
        self._cases.setVisible(not alone)
        if alone:
            self._reader.view.setFocus()

    def _fill(self, on: bool) -> None:
        state = self._window.windowState()
        full = Qt.WindowState.WindowFullScreen
        self._window.setWindowState(state | full if on else state & ~full)

    def teach(self) -> None:
        """Show the case that is read in large type on the whole screen, answers hidden."""
        case = self._reader.case
        if case is None:
            return
        if self.classroom is None:
            self.classroom = afterpages.make_classroom(self._look, self._window)
            self.classroom.view.make_pictures = self._reader.view.make_pictures
        self.classroom.teach(case)
