"""Lines in lists: what was searched for is seen, however narrow the list."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casearchive.ui.look import Look
from casearchive.ui.painting import from_first_mark
from casearchive.ui.search.field import SearchField

TEXT = "报道写明的做法只有一项：村里引进五彩椒来种。"
MARKS = ((16, 19),)


def test_a_line_begins_later_where_its_first_mark_would_be_cut_off(look: Look) -> None:
    font = look.font(13)
    width = QFontMetricsF(font).horizontalAdvance(TEXT) / 2
    text, marks = from_first_mark(TEXT, MARKS, font, width)
    assert text.startswith("…")
    assert [text[first:last] for first, last in marks] == ["五彩椒"]
    assert QFontMetricsF(font).horizontalAdvance(text[: marks[0][1]]) <= width


def test_a_line_with_room_stays_as_it_is(look: Look) -> None:
    assert from_first_mark(TEXT, MARKS, look.font(13), 10_000) == (TEXT, MARKS)
    assert from_first_mark(TEXT, (), look.font(13), 10) == (TEXT, ())


def test_the_search_field_leaves_the_window_its_shortcuts(qtbot: QtBot, look: Look) -> None:
    field = SearchField(look)
    qtbot.addWidget(field)
    held = Qt.KeyboardModifier.ControlModifier
    for key, taken in ((Qt.Key.Key_E, False), (Qt.Key.Key_K, False), (Qt.Key.Key_A, True)):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, held)
        event.ignore()
        QApplication.sendEvent(field, event)
        assert event.isAccepted() == taken
