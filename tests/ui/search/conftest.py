"""What the tests of the search bar share: a bar in a window, with room below it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from casearchive.services.searching import queries
from casearchive.ui.look import Look
from casearchive.ui.search.bar import SearchBar


@pytest.fixture
def bar(qtbot: QtBot, look: Look) -> Iterator[SearchBar]:
    """A bar that shows the chips of what is typed, in a window of its own, with the focus."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(700, 500)
    made = SearchBar(look)
    made.changed.connect(lambda text: made.show_chips(queries.chips(text)))
    below = QWidget()
    below.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    whole = QWidget(window)  # a layout of the window itself would set its least size
    whole.setObjectName("whole")
    whole.resize(window.size())
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(made)
    column.addWidget(below, 1)
    window.show()
    qtbot.waitExposed(window)
    made.field.setFocus()
    qtbot.waitUntil(made.field.hasFocus)
    yield made
    window.close()
