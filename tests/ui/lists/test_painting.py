"""Lines in lists: what was searched for is seen, however narrow the list."""

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QKeyEvent, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casearchive.ui.lists.painting import Pen, from_first_mark
from casearchive.ui.look import Look
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


def test_a_mark_lies_on_its_word_where_letters_run_the_other_way(look: Look) -> None:
    """The first word of a Uyghur line stands at its right end, behind the Chinese before it."""
    font, word = look.font(16), "يېزا"
    text = f"村：{word} كوپىراتىپى"
    picture = QImage(400, 30, QImage.Format.Format_ARGB32)
    picture.fill(look.colour("panel"))
    painter = QPainter(picture)
    room = QRectF(0, 0, 400, 30)
    width = Pen(painter, look).line(text, room, font, look.colour("text"), marks=((2, 6),))
    painter.end()
    mark = look.colour("mark")
    columns = [x for x in range(400) if picture.pixelColor(x, 8) == mark]
    assert columns
    left = width - QFontMetricsF(font).horizontalAdvance(word)
    assert left - 8 < min(columns) < max(columns) < width + 4


def test_the_search_field_leaves_the_window_its_shortcuts(qtbot: QtBot, look: Look) -> None:
    field = SearchField(look)
    qtbot.addWidget(field)
    held = Qt.KeyboardModifier.ControlModifier
    for key, taken in ((Qt.Key.Key_E, False), (Qt.Key.Key_K, False), (Qt.Key.Key_A, True)):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, held)
        event.ignore()
        QApplication.sendEvent(field, event)
        assert event.isAccepted() == taken
