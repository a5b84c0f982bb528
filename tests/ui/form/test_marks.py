"""Marks in the source of body text, each one step of undo."""

import pytest
from PySide6.QtGui import QTextCursor, QTextDocument

from casearchive.ui.form.marks import toggle_bold, toggle_prefix

PREFIXES = ("## ", "- ", "> ")


def choose(text: str, start: int, end: int) -> tuple[QTextDocument, QTextCursor]:
    document = QTextDocument(text)
    cursor = QTextCursor(document)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return document, cursor


@pytest.mark.parametrize(
    ("before", "start", "end", "after"),
    [
        ("甲乙丙", 1, 2, "甲**乙**丙"),
        ("甲**乙**丙", 1, 6, "甲乙丙"),
        ("甲 乙\n丙", 0, 5, "**甲 乙**\n**丙**"),
        (" 甲 ", 0, 3, " **甲** "),
        ("甲", 1, 1, "甲****"),
    ],
)
def test_bold_is_put_on_and_taken_off(before: str, start: int, end: int, after: str) -> None:
    document, cursor = choose(before, start, end)
    toggle_bold(cursor)
    assert document.toPlainText() == after
    document.undo()
    assert document.toPlainText() == before


def test_bold_twice_is_as_it_was() -> None:
    document, cursor = choose("甲乙\n\n丙", 0, 5)
    toggle_bold(toggle_bold(cursor))
    assert document.toPlainText() == "甲乙\n\n丙"


@pytest.mark.parametrize(
    ("before", "prefix", "after"),
    [
        ("甲\n乙", "- ", "- 甲\n- 乙"),
        ("- 甲\n- 乙", "- ", "甲\n乙"),
        ("## 甲\n乙", "- ", "- 甲\n- 乙"),
        ("- 甲\n乙", "- ", "- 甲\n- 乙"),
    ],
)
def test_lines_get_a_mark_or_lose_it(before: str, prefix: str, after: str) -> None:
    document, cursor = choose(before, 0, len(before))
    toggle_prefix(cursor, prefix, PREFIXES)
    assert document.toPlainText() == after
    document.undo()
    assert document.toPlainText() == before
