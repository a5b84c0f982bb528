"""Blocks put into a text that is there: pasted, or inserted by a button."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QTextCharFormat, QTextCursor

from casearchive.services.cases.body_texts import Item, Kept, normal
from casearchive.services.views import Paragraph, Picture, Run, Table
from casearchive.ui.form.rich import formats
from casearchive.ui.form.rich.acts import one_step
from casearchive.ui.form.rich.setting import Draw, Setter, insert_runs


def place_items(cursor: QTextCursor, items: Sequence[Item], draw: Draw) -> QTextCursor:
    """Put blocks at the cursor, in place of what is chosen, as one step.

    The first and the last paragraph join the text around them; a cell, a heading and a caption
    take the words alone. Returns the cursor after what was put in.
    """
    with one_step(cursor):
        cursor.removeSelectedText()
        plain = len(items) == 1 and isinstance(items[0], Paragraph)
        narrow = cursor.currentTable() is not None
        if plain and isinstance(items[0], Paragraph):
            insert_runs(cursor, items[0].runs)
        elif narrow:
            insert_runs(cursor, words_of(items))
        elif items:
            _put_blocks(cursor, list(items), draw)
    return cursor


def _put_blocks(cursor: QTextCursor, items: list[Item], draw: Draw) -> None:
    block = cursor.block()
    has_head = bool(block.text()) and not cursor.atBlockStart()
    has_tail = bool(block.text()) and not cursor.atBlockEnd()
    if has_head and isinstance(items[0], Paragraph):
        insert_runs(cursor, items[0].runs)
        del items[0]
    if not has_tail:
        _set_blocks(cursor, items, draw)
        return
    is_object = formats.kind_of(block) == formats.OBJECT and has_head
    form = formats.text_format() if is_object else block.blockFormat()
    cursor.insertBlock(form, QTextCharFormat())
    tail = QTextCursor(cursor)
    last = items[-1] if items else None
    if isinstance(last, Paragraph):
        insert_runs(tail, last.runs)
        del items[-1]
    cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    _set_blocks(cursor, items, draw)
    if isinstance(last, Paragraph):
        cursor.setPosition(tail.position())


def _set_blocks(cursor: QTextCursor, items: Sequence[Item], draw: Draw) -> None:
    if items and cursor.block().text() and not isinstance(items[0], Table):
        cursor.insertBlock(formats.text_format(), QTextCharFormat())
    Setter(cursor, draw).set(items)


def words_of(items: Sequence[Item]) -> list[Run]:
    """Return the text of blocks as one line, bold kept, for a place that has but one."""
    runs: list[Run] = []
    for item in normal(items):
        match item:
            case Kept():
                parts: list[Run] = []
            case Table(rows):
                parts = [run for row in rows for cell in row for run in (*cell, Run(" "))]
            case Picture(_target, caption):
                parts = [Run(caption)]
            case _:
                parts = list(item.runs)
        if parts:
            runs += [Run(" "), *parts] if runs else parts
    return [Run(run.text.replace("\n", " "), run.bold, run.emphasis, run.link) for run in runs]
