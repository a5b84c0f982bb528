"""What the tests of the editor share: one in a window of its own, and hands to write with."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from casearchive.ui.form.fields import Field
from casearchive.ui.form.prose_input import ProseInput
from casearchive.ui.look import Look
from casearchive.ui.reader.picture_stock import PictureStock

Press = Callable[..., None]
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def stock() -> PictureStock:
    """The pictures of a case that has none."""
    return PictureStock()


@pytest.fixture
def field(qtbot: QtBot, look: Look, stock: PictureStock) -> Iterator[ProseInput]:
    """An empty text, with the focus in it."""
    window = QWidget()
    made = ProseInput(look, stock)
    QVBoxLayout(window).addWidget(Field(look, "正文", made))
    window.resize(800, 700)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    made.rich.setFocus()
    yield made
    QCoreApplication.processEvents()


@pytest.fixture
def press(field: ProseInput) -> Press:
    """Press a key in the field that is written in."""

    def pressing(key: Qt.Key, *modifiers: Qt.KeyboardModifier, times: int = 1) -> None:
        held = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            held |= modifier
        for _time in range(times):
            QTest.keyClick(field.text, key, held)

    return pressing


@pytest.fixture
def write(field: ProseInput) -> Callable[[str], None]:
    """Write as an input method does: first what is being composed, then the words."""

    def writing(text: str) -> None:
        QCoreApplication.sendEvent(field.text, QInputMethodEvent("pin", []))
        done = QInputMethodEvent("", [])
        done.setCommitString(text)
        QCoreApplication.sendEvent(field.text, done)

    return writing
