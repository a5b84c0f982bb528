"""Tables on slides: as many rows on each as fit, the head on all of them."""

from collections.abc import Iterator, Sequence

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.table import Table, _Cell
from pptx.util import Emu, Inches, Pt

from casearchive.printing.blocks import Align, DataTable, Run, Runs, text_of
from casearchive.printing.office.slides.fitting import cut_runs, em_of, lines_of, shortened
from casearchive.printing.office.slides.flow import SlideFlow
from casearchive.printing.office.slides.house import (
    BODY,
    HAIRLINE,
    INK,
    TABLE_SIZE,
    TINT,
    Area,
    put,
)
from casearchive.printing.office.slides.writing import Line, fill

_LINE = 1.5  # em of a line in a cell
_PADDING = 12.0  # pt above and below the text of a cell together
_SIDES = 18.0  # pt at the sides of a cell together
_NOTE_HEIGHT = 0.75  # inches kept for the note under a table
_MOST_COLUMNS = 8
_ALIGNMENTS = {Align.CENTRE: PP_ALIGN.CENTER, Align.RIGHT: PP_ALIGN.RIGHT}
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # Office: no style, no grid
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"

Row = tuple[Runs, ...]


def add_table(flow: SlideFlow, table: DataTable) -> None:
    """Put a table on as many slides as it needs. Columns beyond the eighth go under the others."""
    for part in _narrowed(table):
        widths = _widths([column.weight for column in part.columns])
        heads = tuple(
            (Run(shortened(column.head, 2 * _per_line(width) - 1), bold=True),)
            for column, width in zip(part.columns, widths, strict=True)
        )
        height = BODY.height * 72 - _NOTE_HEIGHT * 72 * bool(part.note)
        room = height - _height(heads, widths)
        for rows in _pages([r for row in part.rows for r in _cut(row, widths, room)], widths, room):
            headed = any(column.head for column in part.columns)
            _one(flow, part, (heads, *rows) if headed else rows, widths)


def _one(flow: SlideFlow, table: DataTable, rows: Sequence[Row], widths: Sequence[float]) -> None:
    slide = flow.slide("plain")
    frame = slide.shapes.add_table(
        len(rows), len(widths), Inches(BODY.left), Inches(BODY.top), Inches(BODY.width), Inches(1)
    )
    made = frame.table
    style = frame._element.find(f".//{qn('a:tableStyleId')}")
    if style is not None:
        style.text = _NO_STYLE
    _dress(made, table, rows, widths, flow.language)
    if table.note:
        used = sum(_height(row, widths) for row in rows) / 72
        box = slide.shapes.add_textbox(Emu(0), Emu(0), Emu(0), Emu(0))
        put(box, Area(BODY.left, BODY.top + used + 0.1, BODY.width, _NOTE_HEIGHT - 0.1))
        box.text_frame.word_wrap = True
        fill(box.text_frame, [Line(_shorter(table.note), "note")], flow.language, 12)


def _shorter(runs: Runs) -> Runs:
    return next(iter(cut_runs(runs, 130)), ())


def _dress(
    made: Table, table: DataTable, rows: Sequence[Row], widths: Sequence[float], language: str
) -> None:
    made.horz_banding = False
    headed = made.first_row = any(column.head for column in table.columns)
    for number, width in enumerate(widths):
        made.columns[number].width = Pt(width)
    for number, row in enumerate(rows):
        made.rows[number].height = Pt(_height(row, widths))
        for place, runs in enumerate(row):
            cell = made.cell(number, place)
            _fill_cell(cell, runs, language, head=headed and number == 0)
            for paragraph in cell.text_frame.paragraphs:
                paragraph.space_after = Pt(0)
                if alignment := _ALIGNMENTS.get(table.columns[place].align):
                    paragraph.alignment = alignment


def _fill_cell(cell: _Cell, runs: Runs, language: str, *, head: bool) -> None:
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    fill(cell.text_frame, [Line(runs)], language, TABLE_SIZE)
    cell.fill.solid()
    cell.fill.fore_color.rgb = RGBColor.from_string(TINT if head else "FFFFFF")
    line = parse_xml(
        f'<a:lnB xmlns:a="{_DRAWING}" w="9525"><a:solidFill><a:srgbClr val="{HAIRLINE}"/>'
        "</a:solidFill></a:lnB>"
    )
    cell._tc.get_or_add_tcPr().insert(0, line)
    for paragraph in cell.text_frame.paragraphs:
        paragraph.font.color.rgb = RGBColor.from_string(INK)
        paragraph.font.size = Pt(TABLE_SIZE)


def _widths(weights: Sequence[float]) -> list[float]:
    """Return the widths of columns in points; none so narrow that it holds one character a line."""
    total = sum(weights) or 1.0
    least = BODY.width * 72 / len(weights) * 0.45
    widths = [max(BODY.width * 72 * weight / total, least) for weight in weights]
    scale = BODY.width * 72 / sum(widths)
    return [width * scale for width in widths]


def _height(row: Row, widths: Sequence[float]) -> float:
    """Return the height of a row in points."""
    lines = (lines_of(text_of(runs), _per_line(w)) for runs, w in zip(row, widths, strict=True))
    return max(lines) * TABLE_SIZE * _LINE + _PADDING


def _per_line(width: float) -> float:
    return max((width - _SIDES) / TABLE_SIZE, 1.0)


def _cut(row: Row, widths: Sequence[float], room: float) -> Iterator[Row]:
    """Yield a row whole, or in several where it alone is higher than a slide."""
    if _height(row, widths) <= room:
        yield row
        return
    lines = int((room - _PADDING) / (TABLE_SIZE * _LINE))
    cut = [
        list(cut_runs(runs, max(lines * _per_line(width) * 0.85, 1.0)))
        if em_of(text_of(runs)) > lines * _per_line(width) * 0.85 or "\n" in text_of(runs)
        else [runs]
        for runs, width in zip(row, widths, strict=True)
    ]
    for number in range(max(len(pieces) for pieces in cut)):
        yield tuple(pieces[number] if number < len(pieces) else () for pieces in cut)


def _pages(rows: Sequence[Row], widths: Sequence[float], room: float) -> Iterator[list[Row]]:
    page: list[Row] = []
    used = 0.0
    for row in rows:
        height = _height(row, widths)
        if page and used + height > room:
            yield page
            page, used = [], 0.0
        page.append(row)
        used += height
    yield page


def _narrowed(table: DataTable) -> Iterator[DataTable]:
    """Yield the table, in parts side by side where it has too many columns for a slide."""
    for start in range(0, max(len(table.columns), 1), _MOST_COLUMNS):
        end = start + _MOST_COLUMNS
        note = table.note if end >= len(table.columns) else ()
        rows = tuple(row[start:end] for row in table.rows)
        if table.columns[start:end]:
            yield DataTable(table.columns[start:end], rows, table.caption, note)
