"""Tables of numbers as an Excel workbook (ECMA-376): numbers as numbers, text always as text.

No cell is ever a formula: what begins with ``= + - @``, a tab or a line end is kept as the text it
is, marked as text for whoever edits the cell. The same sheets give the same bytes.
"""

import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from casearchive.printing.office.figures import Sheet, SheetColumn, Value
from casearchive.printing.office.package import About, settled, xml_text
from casearchive.printing.office.slides.fitting import lines_of
from casearchive.progress import Progress, silent

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_TEXT_FORMAT = "@"
_MOST_CHARACTERS = 32_767  # of a cell
_MOST_DIGITS = 15  # that a spreadsheet keeps of a number
_SHEET_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f']")
_LONGEST_NAME = 31
_ESCAPED = re.compile(r"_x(?=[0-9A-Fa-f]{4}_)")  # what readers would take for a control character
_LINE, _HIGHEST = 15.0, 409.0  # points: of a line of text, and the most a row may have
_HEAD = PatternFill("solid", fgColor="F1F5F5")
_EDGE = Border(bottom=Side(style="thin", color="B9C2C6"))


def write_xlsx(sheets: Sequence[Sheet], about: About, progress: Progress = silent) -> bytes:
    """Return the sheets as a workbook; `progress` counts rows."""
    book = Workbook()
    book.remove(book.worksheets[0])
    names: set[str] = set()
    total = sum(len(sheet.rows) for sheet in sheets)
    done = 0
    for sheet in sheets:
        page = book.create_sheet(_free_name(sheet.name, names))
        for row in _written(page, sheet):
            progress(done + row, total)
        done += len(sheet.rows)
    saved = io.BytesIO()
    book.save(saved)
    return settled(saved.getvalue(), about)


def _free_name(name: str, taken: set[str]) -> str:
    """Return a name no other sheet has, of characters and a length that spreadsheets allow."""
    base = _SHEET_NAME.sub("_", xml_text(name)).strip()[:_LONGEST_NAME] or "_"
    made, number = base, 1
    while made.lower() in taken:
        number += 1
        made = f"{base[: _LONGEST_NAME - len(str(number)) - 1]}~{number}"
    taken.add(made.lower())
    return made


def _written(page: Worksheet, sheet: Sheet) -> Iterable[int]:
    """Write a sheet, yielding the number of each row that is done."""
    for number, column in enumerate(sheet.columns, 1):
        page.column_dimensions[get_column_letter(number)].width = column.width
        cell = page.cell(1, number)
        put_value(cell, column.head)
        cell.font, cell.fill, cell.border = Font(bold=True), _HEAD, _EDGE
        cell.alignment = Alignment(vertical="center", wrap_text=True)
    for row, values in enumerate(sheet.rows, 2):
        for number, value in enumerate(values, 1):
            cell = page.cell(row, number)
            put_value(cell, value)
            cell.border = _EDGE
            cell.alignment = Alignment(vertical="top", wrap_text=isinstance(value, str))
        page.row_dimensions[row].height = _height(values, sheet.columns)
        yield row - 1
    if sheet.note:
        cell = page.cell(len(sheet.rows) + 3, 1)
        put_value(cell, sheet.note)
        cell.font = Font(italic=False, color="59626A", size=9)
    _set_up(page, sheet)


def _height(values: Sequence[Value], columns: Sequence[SheetColumn]) -> float:
    """Return a row's height in points, estimated: not every program fits rows to their text."""
    pairs = zip(values, columns, strict=True)
    lines = (lines_of(v, c.width / 2) for v, c in pairs if isinstance(v, str) and v)
    return min(max(lines, default=1) * _LINE + 3, _HIGHEST)


def put_value(cell: Cell, value: Value) -> None:
    """Put a value into a cell: a number as a number where it can be kept whole, text as text."""
    if value is None or value == "":
        return
    if isinstance(value, Decimal) and len(value.as_tuple().digits) > _MOST_DIGITS:
        value = format(value, "f")  # a spreadsheet would change its last digits
    if isinstance(value, str):
        text = _ESCAPED.sub("_x005F_x", xml_text(value))[:_MOST_CHARACTERS]
        cell.value = text
        cell.data_type = "s"  # a leading = makes openpyxl take it for a formula
        if text.startswith(_FORMULA_STARTS):
            cell.number_format = _TEXT_FORMAT
            cell.quotePrefix = True
        return
    cell.value = value
    cell.number_format = "General"


def _set_up(page: Worksheet, sheet: Sheet) -> None:
    """Freeze and repeat the head, filter by column, and print as wide as the paper."""
    page.freeze_panes = "A2"
    if sheet.rows:
        page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{len(sheet.rows) + 1}"
    page.print_title_rows = "1:1"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.oddFooter.center.text = "&P / &N"
    page.print_options.gridLines = False
