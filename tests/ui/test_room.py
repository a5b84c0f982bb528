"""A window is never larger than its screen."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from casearchive.ui.widgets.room import resize_to_fit


def test_a_window_takes_its_size_or_the_room_there_is(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    assert resize_to_fit(window, QSize(600, 500))
    assert window.size() == QSize(600, 500)
    screen = window.screen().availableSize()
    assert not resize_to_fit(window, screen + QSize(200, -100))
    assert window.width() < screen.width()
    assert window.height() == screen.height() - 100
