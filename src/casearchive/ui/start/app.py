"""The desktop's start: environment, application, translations, one window an archive."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QSocketNotifier, Qt, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

import casearchive
from casearchive.i18n import PSEUDO, language, system_language, use_language
from casearchive.services.archive import Archive
from casearchive.settings import Settings
from casearchive.ui.frame.preferences import Preferences
from casearchive.ui.frame.window import MainWindow
from casearchive.ui.look import Look
from casearchive.ui.look.mirroring import MarginMirror
from casearchive.ui.start.collector import Collector
from casearchive.ui.start.faults import FaultReporter
from casearchive.ui.start.words import QtWords

# Seconds that a busy worker keeps the interpreter when the window wants it back, which it does
# dozens of times while it paints; Python's own 0.005 add up to a window that stands still.
_TURNS = 0.0005
_SETTLES = 900  # milliseconds: the first case stands in the reader by then


def run(
    archive: Archive,
    settings: Settings,
    about_to_show: Callable[[MainWindow], object] | None = None,
    told: str = "",
) -> int:
    """Show the window on `archive` until it is closed; return the exit code.

    `about_to_show` is given each window before it is shown; `told` stands above the first one.
    """
    app = make_app()
    collector = Collector(app)
    FaultReporter(settings).install()
    desktop = Desktop(app, settings)
    desktop.about_to_show = about_to_show or desktop.about_to_show
    desktop.show(archive)
    if told and desktop.window is not None:
        desktop.window.tell_at_start(told)
    desktop.offer_tour()
    interrupt = _Interrupt(desktop)
    code = app.exec()
    collector.close()
    interrupt.close()
    desktop.end()
    sys.excepthook = sys.__excepthook__
    return code


def make_app() -> QApplication:
    """Return the application, made once a process."""
    choose_input_method()
    sys.setswitchinterval(_TURNS)
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("casearchive")
    app.setApplicationVersion(casearchive.__version__)
    app.setDesktopFileName("casearchive")
    return app


def choose_input_method() -> None:
    """Let Chinese be typed where fcitx is asked for: PySide6 ships no plugin for it.

    fcitx5 answers programs that speak IBus too, and the plugin for IBus is there.
    """
    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    ships_fcitx = any((plugins / "platforminputcontexts").glob("*fcitx*"))
    if os.environ.get("QT_IM_MODULE", "").startswith("fcitx") and not ships_fcitx:
        os.environ["QT_IM_MODULE"] = "ibus"


class Desktop(QObject):
    """Holds the one window and puts another in its place: another archive, another language."""

    def __init__(self, app: QApplication, settings: Settings) -> None:
        super().__init__(app)
        self._app = app
        self._preferences = Preferences(settings)
        family = self._preferences.words("font")
        self.look = Look(app, self._preferences.scheme, family, dressed=False)
        self._translator, self._words = QTranslator(self), QtWords(self)
        self._mirror = MarginMirror(app)
        self._archive: Archive | None = None
        self.window: MainWindow | None = None
        self.about_to_show: Callable[[MainWindow], object] = lambda _window: None

    def show(self, archive: Archive) -> None:
        """Show a window on an archive; a window on another one is closed, and its archive."""
        self._speak()
        old, before = self.window, self._archive
        if old is not None:
            old.remember()
        window = MainWindow(archive, self.look, self._preferences)
        window.archive_opened.connect(self.show)
        window.window_wanted.connect(lambda command: self._show_anew(archive, command))
        self.window, self._archive = window, archive
        self.about_to_show(window)
        self.look.dress()
        window.show()
        if old is not None:
            old.close()
            old.deleteLater()
        if before is not None and before is not archive:
            before.close()

    def _show_anew(self, archive: Archive, command: str) -> None:
        """Show the same case in a window made anew, and go on with what asked for it."""
        case = self.window.cases.current if self.window is not None else ""
        self.show(archive)
        if (window := self.window) is not None:
            window.opens_on = case
            window.began.connect(lambda: _go_on(window, case, command))

    def offer_tour(self) -> None:
        """Guide whoever starts the program for the first time, on the sample archive."""
        first = not self._preferences.switch("toured")
        sample = self._archive and self._archive.path == self._archive.settings.sample_archive
        if first and sample and self.window is not None:
            self._preferences.keep_switch("toured", on=True)
            QTimer.singleShot(_SETTLES, self.window, self._begin_tour)

    def _begin_tour(self) -> None:
        if self.window is not None and self.window.has_begun:
            self.window.commands["tour"].trigger()
        elif self.window is not None:  # a slow computer: what the tour points at is not there yet
            QTimer.singleShot(_SETTLES, self.window, self._begin_tour)

    def close(self) -> None:
        """Close the window as its user would."""
        if self.window is not None:
            self.window.close()

    def end(self) -> None:
        """Let go of window and archive."""
        self.close()
        if self._archive is not None:
            self._archive.close()

    def _speak(self) -> None:
        """Put the language in force, for our texts and for Qt's own dialogs."""
        use_language(self._preferences.language or system_language())
        chinese = language() == "zh"
        mirrored = language() == PSEUDO
        direction = Qt.LayoutDirection
        self._app.setLayoutDirection(direction.RightToLeft if mirrored else direction.LeftToRight)
        self._mirror.use(mirrored)
        QLocale.setDefault(QLocale("zh_CN" if chinese else "en_US"))
        for one in (self._words, self._translator):
            self._app.removeTranslator(one)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if chinese and self._translator.load("qtbase_zh_CN", folder):
            self._app.installTranslator(self._translator)
            self._app.installTranslator(self._words)


def _go_on(window: MainWindow, case: str, command: str) -> None:
    if case and window.cases.current != case:
        window.going.to_case(case)
    if command:
        window.commands[command].trigger()


class _Interrupt(QObject):
    """Ctrl+C in the terminal closes the window: Qt's loop would not let Python hear of it."""

    def __init__(self, desktop: Desktop) -> None:
        super().__init__(desktop)
        self._desktop = desktop
        self._give_back: Callable[[], object] = lambda: None
        QTimer.singleShot(_SETTLES, self, self._begin)

    def _begin(self) -> None:
        import socket  # noqa: PLC0415 - after the first paint

        ours, theirs = socket.socketpair()
        theirs.setblocking(False)
        old_fd = signal.set_wakeup_fd(theirs.fileno())
        old_handler = signal.signal(signal.SIGINT, lambda *_: None)
        notifier = QSocketNotifier(ours.fileno(), QSocketNotifier.Type.Read, self)
        notifier.activated.connect(self._desktop.close)

        def give_back() -> None:
            notifier.setEnabled(False)
            signal.set_wakeup_fd(old_fd)
            signal.signal(signal.SIGINT, old_handler)
            ours.close()
            theirs.close()

        self._give_back = give_back

    def close(self) -> None:
        """Give the signal back."""
        self._give_back()
