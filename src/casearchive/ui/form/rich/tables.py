"""Tables of the editor: made, given rows and columns, walked through by Tab."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor, QTextTable

from casearchive.ui.form.rich import formats
from casearchive.ui.form.rich.acts import one_step
from casearchive.ui.form.rich.setting import dress_cells, insert_table

MOST_ROWS, MOST_COLUMNS = 8, 8  # offered when a table is made; more rows come by Tab


def make_table(cursor: QTextCursor, rows: int, columns: int) -> QTextCursor:
    """Put an empty table below the line of the cursor; return a cursor in its first cell."""
    with one_step(cursor):
        cursor.clearSelection()
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        table = insert_table(cursor, rows, columns)
        after = QTextCursor(cursor.document())
        after.setPosition(table.lastPosition() + 1)
        if not after.block().text():
            after.setBlockFormat(formats.text_format())
    return table.cellAt(0, 0).firstCursorPosition()


def add_row(cursor: QTextCursor, *, below: bool) -> None:
    """Add a row beside the cursor's."""
    if table := cursor.currentTable():
        row = table.cellAt(cursor).row() + below
        column = table.cellAt(cursor).column()
        with one_step(cursor):
            if row == table.rows():
                table.appendRows(1)
            else:
                table.insertRows(row, 1)
            dress_cells(table)
        cursor.setPosition(table.cellAt(row, column).firstPosition())


def add_column(cursor: QTextCursor, *, after: bool) -> None:
    """Add a column beside the cursor's."""
    if table := cursor.currentTable():
        row = table.cellAt(cursor).row()
        column = table.cellAt(cursor).column() + after
        with one_step(cursor):
            if column == table.columns():
                table.appendColumns(1)
            else:
                table.insertColumns(column, 1)
            dress_cells(table)
            _share_width(table)
        cursor.setPosition(table.cellAt(row, column).firstPosition())


def drop_row(cursor: QTextCursor) -> None:
    """Remove the cursor's row, and the table with its last row."""
    if table := cursor.currentTable():
        with one_step(cursor):
            table.removeRows(table.cellAt(cursor).row(), 1)


def drop_column(cursor: QTextCursor) -> None:
    """Remove the cursor's column, and the table with its last column."""
    if table := cursor.currentTable():
        with one_step(cursor):
            last = table.columns() == 1
            table.removeColumns(table.cellAt(cursor).column(), 1)
            if not last:
                _share_width(table)


def drop_table(cursor: QTextCursor) -> None:
    """Remove the table the cursor stands in."""
    if table := cursor.currentTable():
        with one_step(cursor):
            table.removeRows(0, table.rows())


def walk(cursor: QTextCursor, by: int) -> QTextCursor:
    """Return the cursor in the next cell, or the one before; a new row follows the last cell."""
    table = cursor.currentTable()
    if table is None:
        return cursor
    cell = table.cellAt(cursor)
    number = cell.row() * table.columns() + cell.column() + by
    if number < 0:
        return cursor
    row, column = divmod(number, table.columns())
    if row == table.rows():
        add_row(QTextCursor(cursor), below=True)
    found = table.cellAt(row, column).firstCursorPosition()
    found.setPosition(table.cellAt(row, column).lastPosition(), QTextCursor.MoveMode.KeepAnchor)
    return found


def below(cursor: QTextCursor) -> QTextCursor:
    """Return the cursor in the cell below, or after the table."""
    table = cursor.currentTable()
    if table is None:
        return cursor
    cell = table.cellAt(cursor)
    if cell.row() + 1 < table.rows():
        return table.cellAt(cell.row() + 1, cell.column()).firstCursorPosition()
    found = QTextCursor(cursor.document())
    found.setPosition(table.lastPosition() + 1)
    return found


def _share_width(table: QTextTable) -> None:
    form = table.format().toTableFormat()
    form.setColumnWidthConstraints(formats.widths(table.columns()))
    table.setFormat(form)
