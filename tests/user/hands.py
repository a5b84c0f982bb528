"""Hands and eyes for somebody who uses the program: keys, mouse, clipboard, and what can be seen.

A script is a generator. It yields what it does (a call that puts events into the queue) or what it
waits for (a `Sight`). What is done is done outside of the generator, so that a dialog, which does
not return before it is answered, is answered by the next lines of the script.
"""

import os
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import ClassVar, TypeVar

import shiboken6
from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLabel, QWidget

from casearchive.ui.frame.window import MainWindow

PATIENCE = 60.0  # seconds until what should be seen is given up
PULSE = 15  # milliseconds between two looks
Deed = Callable[[], object]
Part = TypeVar("Part", bound=QWidget)
ROW = Qt.ItemDataRole.DisplayRole


@dataclass(frozen=True)
class Sight:
    """What somebody waits for: its name, and whether it is there."""

    name: str
    there: Callable[[], object]


Script = Iterator[Deed | Sight]


class _Keyboard:
    """What is typed a key at a time is typed to its end before anything else is done."""

    busy: ClassVar[bool] = False


class User(QObject):
    """Carries a script out while the program runs, and ends the process where it goes wrong."""

    def __init__(self, script: Callable[[], Script]) -> None:
        super().__init__()
        self._script = script()
        self._awaited: Sight | None = None
        self._since = time.monotonic()
        self._timer = QTimer(self, interval=PULSE)
        self._timer.timeout.connect(self._go_on)
        self._timer.start()

    def _go_on(self) -> None:
        if _Keyboard.busy:
            return  # a key lets other events in, this very timer among them
        try:
            self._step()
        except StopIteration:
            self._timer.stop()
        except BaseException:  # whatever it was, the test is to be told of it
            traceback.print_exc()
            sys.stderr.flush()
            os._exit(1)

    def _step(self) -> None:
        if self._awaited and not self._awaited.there():
            if time.monotonic() - self._since > PATIENCE:
                raise AssertionError(f"never seen: {self._awaited.name}\n{seen_text()}")
            return
        self._awaited = None
        found = next(self._script)
        if isinstance(found, Sight):
            self._awaited, self._since = found, time.monotonic()
        else:
            if not front().isActiveWindow():
                front().activateWindow()  # where a window manager would have seen to it
            QTimer.singleShot(0, self, found)


# --- what can be seen ----------------------------------------------------------------------------


def window() -> MainWindow:
    """Return the program's window."""
    tops = QApplication.topLevelWidgets()
    return next(top for top in tops if isinstance(top, MainWindow))


def front() -> QWidget:
    """Return the window that takes keys: a dialog where one is open."""
    return QApplication.activeModalWidget() or window()


def parts(kind: type[Part]) -> list[Part]:
    """Return the parts of a kind that are in sight in the front window."""
    return [part for part in front().findChildren(kind) if part.isVisible()]


def seen_text() -> str:
    """Return the words of every label and button in sight, and of the rows of lists."""
    words = [part.text() for part in parts(QLabel)]
    words += [part.text() or part.toolTip() for part in parts(QAbstractButton)]
    words += [row for view in parts(QAbstractItemView) for row in rows(view)]
    return "\n".join(words)


def rows(view: QAbstractItemView) -> list[str]:
    """Return the rows of a list as they read."""
    model = view.model()
    return [str(model.index(row, 0).data(ROW)) for row in range(min(model.rowCount(), 200))]


def says(words: str) -> Sight:
    """Wait until these words can be read somewhere."""
    return Sight(f"“{words}”", lambda: words in seen_text())


def until(name: str, there: Callable[[], object]) -> Sight:
    """Wait until something is so."""
    return Sight(name, there)


def button(words: str) -> QAbstractButton | None:
    """Return the button with these words on it, or in its tip, if it can be pressed."""
    for part in parts(QAbstractButton):
        named = part.text().replace("&", "") or part.toolTip()
        if named.startswith(words) and part.isEnabled():
            return part
    return None


def has_focus(name: str) -> Sight:
    """Wait until the field of this name takes the keys."""

    def there() -> bool:
        part = QApplication.focusWidget()
        while part is not None and part.accessibleName() != name:
            part = part.parentWidget()
        return part is not None

    return Sight(f"the cursor in “{name}”", there)


# --- what can be done ----------------------------------------------------------------------------


def press(keys: str) -> Deed:
    """Press keys such as ``Ctrl+S``."""

    def deed() -> None:
        QTest.keySequence(_taker(), keys)

    return deed


def paste(words: str) -> Deed:
    """Put words on the clipboard and paste them."""

    def deed() -> None:
        QGuiApplication.clipboard().setText(words)
        press("Ctrl+V")()

    return deed


def keys(letters: str) -> Deed:
    """Type letters and digits, a key each."""

    def deed() -> None:
        _Keyboard.busy = True
        for letter in letters:
            QTest.keyClick(_taker(), ord(letter))
        _Keyboard.busy = False

    return deed


def click(words: str) -> Script:
    """Press the button with these words with the mouse, as soon as it can be pressed."""
    yield until(f"the button “{words}”", lambda: button(words))

    def deed() -> None:
        part = button(words)
        assert part is not None
        _click(part, part.rect().center())

    yield deed


def click_row(view: Callable[[], QAbstractItemView], words: str, hold: str = "") -> Script:
    """Click the row of a list that begins with these words, `hold`ing Ctrl or not."""

    def row() -> int:
        found = (n for n, text in enumerate(rows(view())) if text.startswith(words))
        return next(found, -1)

    yield until(f"the row “{words}”", lambda: view().isVisible() and row() >= 0)

    def deed() -> None:
        shown = view()
        index = shown.model().index(row(), 0)
        shown.scrollTo(index)
        control = Qt.KeyboardModifier.ControlModifier
        _click(shown.viewport(), shown.visualRect(index).center(), control if hold else None)

    yield deed


def _click(part: QWidget, at: QPoint, hold: Qt.KeyboardModifier | None = None) -> None:
    top = part.window()
    handle = top.windowHandle()
    assert handle is not None
    held = hold or Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, held, part.mapTo(top, at))


def _taker() -> QWindow | QWidget:
    """Return what takes keys: the front window as the window system has it.

    Of a dialog that stands where one has just been, PySide knows only the old one's window.
    """
    handle = front().windowHandle()
    if handle is not None and shiboken6.isValid(handle):
        return handle
    return QApplication.focusWidget() or front()
