"""What the user chooses of how things look: size, reader, theme, language, panes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from casearchive.ui.cases.pane import CasesPane
from casearchive.ui.commands.commands import Commands
from casearchive.ui.frame.preferences import ZOOM, Preferences
from casearchive.ui.look import Look, Scheme
from casearchive.ui.reader.view import ReaderView


class Choices(QObject):
    """Puts choices in force at once and remembers them; another language needs another window."""

    language_wanted = Signal()

    def __init__(
        self,
        look: Look,
        preferences: Preferences,
        commands: Commands,
        cases: CasesPane,
        view: ReaderView,
    ) -> None:
        super().__init__(commands)
        self._look, self._preferences, self._commands = look, preferences, commands
        self._cases, self._view = cases, view
        does: dict[str, Callable[[], object]] = {
            "zoom_in": lambda: self.zoom(1),
            "zoom_out": lambda: self.zoom(-1),
            "zoom_reset": lambda: self.zoom(0),
            "switch_scheme": lambda: self.use(Scheme.LIGHT if look.dark else Scheme.DARK),
        }
        for scheme in Scheme:
            does[f"scheme_{scheme.value}"] = partial(self.use, scheme)
        for code in ("zh", "en", ""):
            does[f"language_{code}"] = partial(self._choose_language, code)
        for key, do in does.items():
            commands[key].triggered.connect(lambda _on=False, do=do: do())
        commands["trainee"].toggled.connect(self._use_trainee)
        commands["caret"].toggled.connect(view.use_caret)
        cases.head.columns_chosen.connect(self._use_columns)

    def restore(self) -> None:
        """Put in force what was chosen before."""
        self._commands[f"scheme_{self._look.scheme.value}"].setChecked(True)
        self._commands[f"language_{self._preferences.language}"].setChecked(True)
        self._commands["trainee"].setChecked(self._preferences.trainee)
        self._cases.head.show_columns(self._preferences.columns)
        self._cases.view.show_columns(self._preferences.columns)
        self._set_reader()

    def zoom(self, by: int) -> None:
        """Set the reader's text larger or smaller; 0 sets it as usual."""
        wanted = self._preferences.zoom + by if by else 0
        self._preferences.zoom = max(ZOOM[0], min(ZOOM[1], wanted))
        self._set_reader()

    def use(self, scheme: Scheme) -> None:
        """Put a theme in force."""
        self._preferences.scheme = scheme
        self._look.use(scheme)
        self._commands[f"scheme_{scheme.value}"].setChecked(True)

    def _use_trainee(self, on: bool) -> None:
        self._preferences.trainee = on
        self._set_reader()

    def _use_columns(self, columns: frozenset[str]) -> None:
        self._preferences.columns = columns
        self._cases.view.show_columns(columns)

    def _set_reader(self) -> None:
        self._view.use(zoom=self._preferences.zoom, trainee=self._preferences.trainee)

    def _choose_language(self, code: str) -> None:
        self._preferences.language = code
        self.language_wanted.emit()
