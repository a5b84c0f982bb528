"""What Enter, Backspace and Tab do in the editor: what whoever writes expects of them."""

from __future__ import annotations

from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor

from casearchive.ui.form.rich import acts, formats, tables
from casearchive.ui.form.rich.setting import leave_list


def enter(cursor: QTextCursor) -> QTextCursor:
    """Begin a new paragraph, item or row; on an empty item or quotation, end it."""
    if cursor.currentTable() is not None:
        return tables.below(cursor)
    with acts.one_step(cursor):
        cursor.removeSelectedText()
        block = cursor.block()
        special = block.textList() or formats.kind_of(block) or block.blockFormat().headingLevel()
        if special and not block.text():
            _end(cursor)
        elif block.blockFormat().headingLevel() or formats.kind_of(block) == formats.OBJECT:
            _after_single(cursor)
        else:
            cursor.insertBlock()
    return cursor


def _end(cursor: QTextCursor) -> None:
    block = cursor.block()
    depth = formats.depth_of(block)
    if depth > 0:
        acts.put_in_list(block, depth - 1, numbered=formats.is_numbered(block))
    else:
        acts.set_block(block, formats.text_format())


def _after_single(cursor: QTextCursor) -> None:
    """Go on as text after a heading or a picture; at its start, make room before it."""
    form = cursor.block().blockFormat()
    plain = QTextCharFormat()
    if cursor.atBlockStart():
        cursor.insertBlock(form, plain)
        before = QTextCursor(cursor.block().previous())
        before.setBlockFormat(formats.text_format())
    else:
        heading = bool(form.headingLevel()) and not cursor.atBlockEnd()
        cursor.insertBlock(form if heading else formats.text_format(), plain)


def backspace(cursor: QTextCursor) -> bool:
    """At the start of an item, a quotation or a heading make it text; say whether that was so."""
    block = cursor.block()
    if cursor.hasSelection() or not cursor.atBlockStart() or cursor.currentTable() is not None:
        return False
    if block.textList():
        with acts.one_step(cursor):
            _end(cursor)
        return True
    if formats.kind_of(block) in (formats.QUOTE, formats.CONTINUED):
        acts.set_block(block, formats.text_format())
        return True
    if block.blockFormat().headingLevel():
        acts.set_block(block, formats.text_format())
        return True
    return _step_over(cursor)


def _step_over(cursor: QTextCursor) -> bool:
    """Take away an empty line before a picture, which keeps its place; leave a table alone."""
    block, above = cursor.block(), cursor.block().previous()
    if not above.isValid():
        return False
    if formats.in_table(above):
        return True
    if formats.kind_of(block) != formats.OBJECT or above.text():
        return False
    form = QTextBlockFormat(block.blockFormat())
    with acts.one_step(cursor):
        leave_list(QTextCursor(above))
        cursor.deletePreviousChar()
        cursor.setBlockFormat(form)
    return True


def tab(cursor: QTextCursor, by: int) -> QTextCursor | None:
    """Walk a table or move an item in or out; None where Tab leaves the field."""
    if cursor.currentTable() is not None:
        return tables.walk(cursor, by)
    at_start = cursor.atBlockStart() or cursor.hasSelection()
    if cursor.block().textList() and at_start and acts.move_depth(cursor, by):
        return cursor
    return None
