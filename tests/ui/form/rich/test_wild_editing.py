"""Whatever somebody does to a text: it is stored as it stands there, and undone to the letter."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from casearchive.services.cases.body_texts import Kept, clean_text, read_source
from casearchive.ui.form.prose_input import ProseInput
from casearchive.ui.form.rich import acts, tables
from casearchive.ui.look import Look
from tests.domain.prose.made_prose import SOURCES

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
KEYS = (
    "Return",
    "Backspace",
    "Delete",
    "Tab",
    "Backtab",
    "Left",
    "Right",
    "Up",
    "Down",
    "Home",
    "End",
)
TYPED = ("村", "# ", "- ", "1. ", "*a*", "|", "[1]", "<b>", "\\", "“”", "　", "&amp;")
PASTED = (
    "<p>一<b>二</b></p><ul><li>三<li>四</ul>",
    "<table><tr><td>甲<td>乙</table>",
    "<h1>题</h1>末",
)
ACTS = (
    lambda cursor: acts.toggle_level(cursor, 2),
    lambda cursor: acts.set_level(cursor, 0),
    lambda cursor: acts.toggle_list(cursor, numbered=False),
    lambda cursor: acts.toggle_list(cursor, numbered=True),
    lambda cursor: acts.move_depth(cursor, 1),
    acts.toggle_quote,
    acts.clear_format,
    lambda cursor: tables.make_table(cursor, 2, 2) if cursor.currentTable() is None else None,
    lambda cursor: tables.add_row(cursor, below=True),
    lambda cursor: tables.add_column(cursor, after=False),
    tables.drop_row,
    tables.drop_column,
)


def do_something(field: ProseInput, dice: random.Random) -> None:
    rich = field.rich
    cursor = rich.textCursor()
    last = rich.document().characterCount() - 1
    match dice.randrange(9):
        case 0 | 1:
            cursor.setPosition(dice.randint(0, last))
            if dice.random() < 0.6:
                cursor.setPosition(dice.randint(0, last), QTextCursor.MoveMode.KeepAnchor)
            rich.setTextCursor(cursor)
        case 2:
            typed = dice.choice(TYPED)
            if typed.isascii():
                QTest.keyClicks(rich, typed)
            else:
                rich.insertPlainText(typed)
        case 3 | 4:
            QTest.keyClick(rich, Qt.Key[f"Key_{dice.choice(KEYS)}"])
        case 5:
            rich.bold()
        case 6:
            rich.change(dice.choice(ACTS))
        case 7:
            data = QMimeData()
            data.setHtml(dice.choice(PASTED))
            rich.insertFromMimeData(data)
        case 8:
            rich.undo() if dice.random() < 0.7 else rich.redo()


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(SOURCES.map(clean_text), st.integers(0, 2**32))
def test_what_stands_there_is_what_is_stored(_fonts_once: Look, text: str, seed: int) -> None:
    field = ProseInput(_fonts_once)
    field.resize(600, 500)
    field.set_value(text)
    if field.shows_source:
        field.set_value("")
        text = ""
    dice = random.Random(seed)
    for _step in range(25):
        do_something(field, dice)
        items, stored = field.rich.items(), field.value()
        if not any(isinstance(item, Kept) for item in items):
            assert read_source(stored).items == items
        if field.rich.document().isUndoAvailable():
            field.rich.undo()
            field.rich.redo()
            assert field.rich.items() == items
    while field.rich.document().isUndoAvailable():
        field.rich.undo()
    assert field.value() == text
    field.deleteLater()
