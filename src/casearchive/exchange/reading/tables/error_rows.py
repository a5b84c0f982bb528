"""The rows of a table that could not be taken, as a sheet to correct and import again.

A module of its own: openpyxl comes with it, and reading a table's meaning needs none of that.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from casearchive.exchange.reading.result import Sheet
from casearchive.exchange.reading.tables.rows import ERRORS_HEAD, Mapping, RowDraft
from casearchive.i18n import clauses

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def error_sheet(sheet: Sheet, mapping: Mapping, drafts: Sequence[RowDraft]) -> bytes:
    """Return an XLSX of the rows that have problems, these in a column of their own.

    It has the heads of the original, so that it can be corrected and imported as it is.
    """
    book = Workbook()
    page = book.active
    page.title = re.sub(r"[\\/*?:\[\]]", " ", sheet.name)[:31] or "Sheet"
    heads = sheet.rows[mapping.head_row]
    kept = [place for place, text in enumerate(heads) if text != ERRORS_HEAD]
    _write_row(page, [heads[place] for place in kept] + [ERRORS_HEAD])
    for draft in drafts:
        if draft.problems:
            row = sheet.rows[draft.number - 1]
            _write_row(page, [row[place] for place in kept] + [clauses(draft.problems)])
    for cell in page[1]:
        cell.font = Font(bold=True)
    for row in page.iter_rows(min_row=2, min_col=len(kept) + 1):
        row[0].fill = PatternFill("solid", fgColor="FFF2CC")
    for place in range(1, len(kept) + 2):
        page.column_dimensions[get_column_letter(place)].width = 18 if place <= len(kept) else 48
    page.freeze_panes = "A2"
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _write_row(page: Any, texts: Sequence[str]) -> None:
    """Write texts as texts: none of them is ever a formula (OWASP, CSV injection)."""
    row = page.max_row + 1 if page.max_row > 1 or page["A1"].value is not None else 1
    for place, text in enumerate(texts, 1):
        cell = page.cell(row, place, ILLEGAL_CHARACTERS_RE.sub("\ufffd", text))
        cell.data_type = "s"
        cell.quotePrefix = text.startswith(_DANGEROUS)
