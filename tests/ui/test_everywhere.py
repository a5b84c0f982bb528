"""What holds everywhere: names for those who hear the window, mirrored panes, and no surprises."""

import random
import sys
from collections.abc import Callable, Iterator
from types import TracebackType

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from casearchive import i18n
from casearchive.services.archive import Archive
from casearchive.services.briefing.packs import list_packs
from casearchive.ui.frame.window import MainWindow
from casearchive.ui.search.advice import RepairHint
from casearchive.ui.widgets import Toast

# What the offscreen screen cannot do, and keys that have no letter.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "keyToAscii")

OpenWindow = Callable[[Archive], MainWindow]
CONTROLS = (
    *(QAbstractButton, QLineEdit, QPlainTextEdit, QTextEdit, QComboBox),
    *(QAbstractItemView, QProgressBar),
)
SEED, EVENTS = 20261126, 1000
KEYS = (
    *"1234n0aegv ",
    *("Up", "Down", "Left", "Right", "Return", "Tab", "Escape", "Home", "End", "PageDown", "F2"),
    *("F3", "F5", "F7", "F8", "F9", "F11", "Delete", "Ctrl+Z", "Ctrl+Y", "Ctrl+J", "Ctrl+T"),
    *("Ctrl+K", "Ctrl+F", "Ctrl+E", "Ctrl+U", "Ctrl+A", "Ctrl+Shift+B", "Ctrl+Shift+F"),
    *("Ctrl+Shift+K", "Ctrl+Shift+H", "Ctrl+Shift+L", "Ctrl+0", "Ctrl++", "Ctrl+N", "Ctrl+,"),
)


def rest(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.tasks.busy, timeout=20_000)
    qtbot.wait(30)
    qtbot.waitUntil(lambda: not window.tasks.busy, timeout=20_000)


def everything(qtbot: QtBot, window: MainWindow, archive: Archive) -> None:
    """Have every part of the window made once."""
    window.commands["notes"].setChecked(True)
    for key in ("palette", "keys", "settings", "history", "manual", "facets", "tour", "classroom"):
        window.commands[key].trigger()
        rest(qtbot, window)
    window.case_actions.edit()
    rest(qtbot, window)
    window.library.pack_chosen.emit(list_packs(archive)[0].id)
    rest(qtbot, window)


def test_every_control_has_a_name_and_a_role(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    window = open_window(sample)
    everything(qtbot, window, sample)
    found = [part for part in window.findChildren(QWidget) if isinstance(part, CONTROLS)]
    assert len(found) > 120
    nameless = [
        where(part) for part in found if is_ours(part) and not (part.isHidden() or is_told(part))
    ]
    assert nameless == [], "\n".join(nameless)


def is_ours(part: QWidget) -> bool:
    """Leave out what Qt makes inside its own widgets, and what has no words yet: a hidden toast."""
    parents = []
    above = part.parentWidget()
    while above is not None:
        parents.append(above)
        above = above.parentWidget()
    inside = any(isinstance(one, QComboBox) for one in parents)
    private = any("Private" in one.metaObject().className() for one in (part, *parents))
    waiting = any(isinstance(one, Toast | RepairHint) and one.isHidden() for one in parents)
    return not (inside or private or waiting or part.objectName().startswith("qt_"))


def is_told(part: QWidget) -> bool:
    told = QAccessible.queryAccessibleInterface(part)
    name = told.text(QAccessible.Text.Name)
    return bool(name.strip()) and told.role() not in (
        QAccessible.Role.NoRole,
        QAccessible.Role.Client,
    )


def where(part: QWidget) -> str:
    names = []
    here: QWidget | None = part
    while here is not None:
        names.append(type(here).__name__)
        here = here.parentWidget()
    return " < ".join(names[:5])


@pytest.fixture
def right_to_left(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    i18n.use_pseudo_language()
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.usefixtures("right_to_left")
def test_the_layout_is_mirrored_for_a_language_read_from_right_to_left(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    window = open_window(sample)
    rest(qtbot, window)

    def left(part: QWidget) -> int:
        return part.mapTo(window, QPoint(0, 0)).x()

    assert left(window.library) > left(window.cases) > left(window.reader)
    assert left(window.reader.add) < left(window.reader.view) + window.reader.width() // 2
    assert window.library.menu.toolTip().startswith("ئۇ")
    view = window.library.view
    row = view.visualRect(view.model().index(1, 0))
    picture = view.viewport().grab(row).toImage()
    half = row.width() // 2
    icon, number = ink(picture, row.width() - 60, row.width() - 14), ink(picture, 14, 60)
    assert icon > 0, "the icon stands where reading begins: at the right"
    assert number > 0, "the count stands where it ends: at the left"
    assert half


def ink(picture: QImage, left: int, right: int) -> int:
    ground = picture.pixelColor(picture.width() // 2, 3)
    return sum(
        picture.pixelColor(x, y) != ground
        for x in range(left, right)
        for y in range(8, picture.height() - 8)
    )


class Closer:
    """Shuts whatever waits for an answer, as Escape would, so that the clicks go on."""

    def __init__(self) -> None:
        self._timer = QTimer(interval=10)
        self._timer.timeout.connect(self.shut)
        self._timer.start()

    def shut(self) -> None:
        if popup := QApplication.activePopupWidget():
            popup.close()
        modal = QApplication.activeModalWidget()
        if isinstance(modal, QDialog):
            modal.reject()

    def stop(self) -> None:
        self._timer.stop()


def test_a_thousand_random_clicks_and_keys_raise_nothing(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    raised: list[BaseException] = []

    def note(
        _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        raised.append(error)

    monkeypatch.setattr(sys, "excepthook", note)
    window = open_window(sample)
    for key in ("quit", "open", "create", "sample", "import", "export", "backup", "import_notes"):
        window.commands[key].setEnabled(False)  # they wait for files of this computer's
    dice, closer = random.Random(SEED), Closer()
    for number in range(EVENTS):
        press_something(dice, window)
        QApplication.processEvents()
        assert raised == [], f"after {number} events"
    closer.stop()
    rest(qtbot, window)
    for dialog in window.findChildren(QDialog):
        dialog.close()
    if window.pages.form:
        window.pages.form._stored = window.pages.form.draft
    assert raised == []


def press_something(dice: random.Random, window: MainWindow) -> None:
    if dice.random() < 0.5:
        target = QApplication.focusWidget() or window.focusWidget() or window
        if not isinstance(target, QWidget) or not target.isVisible():
            target = window
        QTest.keySequence(target, dice.choice(KEYS))
        return
    at = QPoint(dice.randrange(window.width()), dice.randrange(window.height()))
    child = window.childAt(at) or window
    local = QPointF(child.mapFrom(window, at)).toPoint()
    button = Qt.MouseButton.RightButton if dice.random() < 0.1 else Qt.MouseButton.LeftButton
    if dice.random() < 0.1:
        QTest.mouseDClick(child, button, Qt.KeyboardModifier.NoModifier, local)
    else:
        QTest.mouseClick(child, button, Qt.KeyboardModifier.NoModifier, local)
