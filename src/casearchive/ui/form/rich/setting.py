"""Blocks of body text set into a document of the editor, by cursor, never as HTML."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import (
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextImageFormat,
    QTextList,
    QTextTable,
)

from casearchive.services.cases.body_texts import Item, Kept
from casearchive.services.views import (
    Heading,
    ListItem,
    Paragraph,
    Picture,
    Quote,
    Run,
    Table,
)
from casearchive.ui.form.rich import formats

Draw = Callable[[Picture | Kept], QTextImageFormat]  # gives an image that the document knows


@dataclass(slots=True)
class _OpenList:
    listed: QTextList
    marker: str


class Setter:
    """Sets blocks one after the other from a cursor on."""

    def __init__(self, cursor: QTextCursor, draw: Draw) -> None:
        self._cursor = cursor
        self._draw = draw
        self._lists: list[_OpenList] = []
        self._fresh = True  # the block at the cursor is empty: use it

    def set(self, items: Sequence[Item]) -> None:
        """Set the blocks; the cursor then stands at the end of the last."""
        for item in items:
            if not isinstance(item, ListItem):
                self._lists.clear()
            match item:
                case Table(rows):
                    self._table(rows)
                case Picture() | Kept():
                    self._object(item)
                case ListItem():
                    self._item(item)
                case Heading(level, runs):
                    self._block(formats.heading_format(level))
                    insert_runs(self._cursor, runs)
                case Quote(runs):
                    self._block(formats.quote_format())
                    insert_runs(self._cursor, runs)
                case Paragraph(runs):
                    self._block(formats.text_format())
                    insert_runs(self._cursor, runs)

    def _block(self, form: QTextBlockFormat) -> None:
        """Begin a block. It is in no list and its letters say nothing yet."""
        plain = QTextCharFormat()
        if self._fresh:
            leave_list(self._cursor)
            self._cursor.setBlockFormat(form)
            self._cursor.setBlockCharFormat(plain)
            self._cursor.setCharFormat(plain)
        else:
            self._cursor.insertBlock(form, plain)
        self._fresh = False

    def _object(self, item: Picture | Kept) -> None:
        self._block(formats.object_format())
        insert_object(self._cursor, item, self._draw)

    def _item(self, item: ListItem) -> None:
        del self._lists[item.depth + 1 :]
        if item.continued:
            self._block(formats.continued_format(item.depth))
            insert_runs(self._cursor, item.runs)
            return
        self._block(formats.item_format())
        there = self._lists[item.depth] if item.depth < len(self._lists) else None
        if there and _follows(there.marker, item.marker):
            there.listed.add(self._cursor.block())
            there.marker = item.marker
        else:
            made = self._cursor.createList(formats.list_format(item.marker, item.depth))
            self._lists[item.depth :] = [_OpenList(made, item.marker)]
        insert_runs(self._cursor, item.runs)

    def _table(self, rows: Sequence[Sequence[Sequence[Run]]]) -> None:
        table = insert_table(self._cursor, len(rows), len(rows[0]))
        for number, row in enumerate(rows):
            for column, runs in enumerate(row):
                insert_runs(table.cellAt(number, column).firstCursorPosition(), runs)
        self._cursor.setPosition(table.lastPosition() + 1)
        self._cursor.setBlockFormat(formats.text_format())
        self._fresh = True


def _follows(before: str, marker: str) -> bool:
    """Say whether an item with `marker` comes next in the list of an item with `before`."""
    if not before or not marker:
        return before == marker
    return before[-1] == marker[-1] and int(before[:-1]) + 1 == int(marker[:-1])


def insert_runs(cursor: QTextCursor, runs: Sequence[Run]) -> None:
    """Insert runs at the cursor, a line end as one inside the block."""
    for run in runs:
        text = run.text.replace("\n", formats.BREAK)
        cursor.insertText(text, formats.run_format(run))


def insert_object(cursor: QTextCursor, item: Picture | Kept, draw: Draw) -> None:
    """Insert a picture and, on the line below, its caption."""
    image = draw(item)
    if isinstance(item, Kept):
        image.setProperty(formats.SOURCE, item.source)
        cursor.insertImage(image)
        return
    image.setProperty(formats.TARGET, item.target)
    cursor.insertImage(image)
    cursor.insertText(formats.BREAK + item.caption, QTextCharFormat())


def insert_table(cursor: QTextCursor, rows: int, columns: int) -> QTextTable:
    """Insert an empty table at the cursor: what stands before it there stays above the table."""
    table = cursor.insertTable(rows, columns, formats.table_format(columns))
    dress_cells(table)
    return table


def dress_cells(table: QTextTable) -> None:
    """Have the cells' blocks stand as cells do, new ones too."""
    for row in range(table.rows()):
        for column in range(table.columns()):
            cell = table.cellAt(row, column).firstCursorPosition()
            cell.setBlockFormat(formats.cell_format())


def leave_list(cursor: QTextCursor) -> None:
    """Take the block at the cursor out of its list."""
    block = cursor.block()
    if listed := block.textList():
        listed.remove(block)


__all__ = [
    "Draw",
    "Setter",
    "dress_cells",
    "insert_object",
    "insert_runs",
    "insert_table",
    "leave_list",
]
