"""What can be done to the text of the editor, each one step of undo. All work on a cursor."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import cast

from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor

from casearchive.ui.form.rich import formats
from casearchive.ui.form.rich.setting import leave_list

Act = Callable[[QTextCursor], object]
DEEPEST = 5  # level of a list, from 0: deeper ones have no room on a page


@dataclass(frozen=True, slots=True)
class State:
    """What is so where the cursor stands; `level` is a heading's, 0 for text."""

    level: int = 0
    bold: bool = False
    bullet: bool = False
    numbered: bool = False
    quote: bool = False
    in_table: bool = False
    at_object: bool = False


def state_of(cursor: QTextCursor, form: QTextCharFormat) -> State:
    """Return the state at a cursor; `form` is what typing would be in."""
    block = cursor.block()
    numbered = formats.is_numbered(block)
    kind = formats.kind_of(block)
    return State(
        level=block.blockFormat().headingLevel(),
        bold=formats.is_bold(form),
        bullet=block.textList() is not None and not numbered,
        numbered=numbered,
        quote=kind == formats.QUOTE,
        in_table=cursor.currentTable() is not None,
        at_object=kind == formats.OBJECT,
    )


@contextmanager
def one_step(cursor: QTextCursor) -> Iterator[QTextCursor]:
    """Have all that is done inside undone at once."""
    cursor.beginEditBlock()
    try:
        yield cursor
    finally:
        cursor.endEditBlock()


def blocks_of(cursor: QTextCursor) -> list[QTextBlock]:
    """Return the blocks that the selection touches; chosen cells only, not those between."""
    document = cursor.document()
    found: list[QTextBlock] = []
    for start, end in _stretches(cursor):
        block, last = document.findBlock(start), document.findBlock(end)
        while block.isValid() and block.blockNumber() <= last.blockNumber():
            found.append(block)
            block = block.next()
    return found


def _stretches(cursor: QTextCursor) -> list[tuple[int, int]]:
    """Return where the selection begins and ends: once, or in each chosen cell."""
    table = cursor.currentTable()
    if not cursor.hasComplexSelection() or table is None:
        return [(cursor.selectionStart(), cursor.selectionEnd())]
    first, rows, left, columns = cast("tuple[int, int, int, int]", cursor.selectedTableCells())
    cells = [
        table.cellAt(row, column)
        for row in range(first, first + rows)
        for column in range(left, left + columns)
    ]
    return [(cell.firstPosition(), cell.lastPosition()) for cell in cells]


def _plain_blocks(cursor: QTextCursor) -> list[QTextBlock]:
    """Return the touched blocks that may become another kind: neither cells nor pictures."""
    return [
        block
        for block in blocks_of(cursor)
        if not formats.in_table(block) and formats.kind_of(block) != formats.OBJECT
    ]


def set_block(block: QTextBlock, form: QTextBlockFormat) -> None:
    """Make a block another kind; it leaves its list."""
    cursor = QTextCursor(block)
    leave_list(cursor)
    cursor.setBlockFormat(form)


def set_level(cursor: QTextCursor, level: int) -> None:
    """Make the touched blocks headings of `level`, or text with 0."""
    with one_step(cursor):
        for block in _plain_blocks(cursor):
            set_block(block, formats.heading_format(level) if level else formats.text_format())


def toggle_level(cursor: QTextCursor, level: int) -> None:
    """Make the touched blocks headings of `level`, or text if all of them are."""
    blocks = _plain_blocks(cursor)
    on = bool(blocks) and all(block.blockFormat().headingLevel() == level for block in blocks)
    set_level(cursor, 0 if on else level)


def toggle_quote(cursor: QTextCursor) -> None:
    """Make the touched blocks a quotation, or text if all of them are one."""
    blocks = _plain_blocks(cursor)
    on = all(formats.kind_of(block) == formats.QUOTE for block in blocks)
    with one_step(cursor):
        for block in blocks:
            set_block(block, formats.text_format() if on else formats.quote_format())


def toggle_list(cursor: QTextCursor, *, numbered: bool) -> None:
    """Make the touched blocks items of a list, or text if all of them are."""
    blocks = _plain_blocks(cursor)
    on = all(block.textList() and formats.is_numbered(block) is numbered for block in blocks)
    with one_step(cursor):
        for block in blocks:
            if on:
                set_block(block, formats.text_format())
            else:
                put_in_list(block, max(0, formats.depth_of(block)), numbered=numbered)


def put_in_list(block: QTextBlock, depth: int, *, numbered: bool) -> None:
    """Make a block an item, of the list above it where one of the kind goes on there."""
    there = _list_above(block, depth, numbered=numbered)
    cursor = QTextCursor(block)
    leave_list(cursor)
    cursor.setBlockFormat(formats.item_format())
    if there is not None and (listed := there.textList()):
        listed.add(cursor.block())
    else:
        cursor.createList(formats.list_format("1." if numbered else "", depth))


def _list_above(block: QTextBlock, depth: int, *, numbered: bool) -> QTextBlock | None:
    above = block.previous()
    while above.isValid() and not formats.in_table(above):
        here = formats.depth_of(above)
        if here == depth:
            return above if formats.is_numbered(above) is numbered else None
        if here < depth and formats.kind_of(above) != formats.CONTINUED:
            return None
        above = above.previous()
    return None


def move_depth(cursor: QTextCursor, by: int) -> bool:
    """Move the touched items a level in or out; say whether one of them could be moved."""
    moved = False
    with one_step(cursor):
        for block in [block for block in blocks_of(cursor) if block.textList()]:
            above = formats.depth_of(block.previous()) if block.previous().isValid() else -1
            depth = min(max(0, formats.depth_of(block) + by), above + 1, DEEPEST)
            if depth != formats.depth_of(block):
                put_in_list(block, depth, numbered=formats.is_numbered(block))
                moved = True
    return moved


def toggle_bold(cursor: QTextCursor) -> None:
    """Make the chosen letters bold, or plain if all of them are."""
    stretches = [part for part in _letters(cursor) if not part[2].isImageFormat()]
    on = all(formats.is_bold(form) for _start, _end, form in stretches)
    change = QTextCharFormat()
    change.setProperty(formats.BOLD, not on)
    with one_step(cursor):
        edit = QTextCursor(cursor)
        for start, end, _form in stretches:
            edit.setPosition(start)
            edit.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            edit.mergeCharFormat(change)


def clear_format(cursor: QTextCursor) -> None:
    """Make the chosen letters plain; whole blocks become text too."""
    plain = QTextCharFormat()
    with one_step(cursor):
        edit = QTextCursor(cursor)
        for start, end, form in _letters(cursor):
            if not form.isImageFormat():
                edit.setPosition(start)
                edit.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                edit.setCharFormat(plain)
        for block in _plain_blocks(cursor):
            set_block(block, formats.text_format())


def _letters(cursor: QTextCursor) -> list[tuple[int, int, QTextCharFormat]]:
    """Return the chosen stretches of one format."""
    found = []
    stretches = _stretches(cursor)
    for block in blocks_of(cursor):
        place = block.begin()
        while not place.atEnd():
            fragment = place.fragment()
            for first, last in stretches:
                start = max(first, fragment.position())
                end = min(last, fragment.position() + fragment.length())
                if start < end:
                    found.append((start, end, fragment.charFormat()))
            place += 1
    return found
