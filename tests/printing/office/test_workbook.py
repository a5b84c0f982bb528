"""Workbooks: numbers as numbers, text as text whatever it begins with."""

import io
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from casearchive.printing.office.figures import Sheet, SheetColumn, Value
from casearchive.printing.office.package import About
from casearchive.printing.office.workbook import write_xlsx
from tests.printing import made_files


def sheet(*values: Value, name: str = "表") -> Sheet:
    columns = tuple(SheetColumn(f"列{n}") for n, _value in enumerate(values))
    return Sheet(name, columns, (values,), "说明")


def opened(*sheets: Sheet) -> list[Worksheet]:
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(sheets, About("册"))))
    pages: list[Worksheet] = book.worksheets
    return pages


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+8613", "-5", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", '=HYPERLINK("http://x")'],
)
def test_text_is_never_a_formula(text: str) -> None:
    (page,) = opened(sheet(text))
    cell = page["A2"]
    assert cell.data_type == "s"
    assert cell.value == text.replace("\r", "\n") or cell.value == text
    assert cell.number_format == "@"
    assert b"<f>" not in b"".join(
        c for _n, c in made_files.parts_of(write_xlsx([sheet(text)], About()))
    )


@settings(max_examples=25)
@given(st.text(max_size=40))
@example("一行\r二行\r\n三行\r")
def test_any_text_comes_back_as_it_was(text: str) -> None:
    (page,) = opened(sheet("x", text))
    kept = kept_text(text)
    assert (page["B2"].value or "") == kept
    assert page["B2"].data_type != "f"


def kept_text(text: str) -> str:
    """Return what XML can hold of a text: the rest shows as a sign that something was there."""
    shown = "".join(
        c if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff") else "\ufffd" for c in text
    )
    return shown.replace("\r\n", "\n").replace("\r", "\n")


def test_numbers_are_numbers_and_long_ones_keep_their_digits() -> None:
    (page,) = opened(
        sheet(Decimal("170.50"), 2022, Decimal("-3"), Decimal("12345678901234567890"), None)
    )
    assert [cell.value for cell in page[2]] == [170.5, 2022, -3, "12345678901234567890", None]
    assert [cell.data_type for cell in page[2]][:4] == ["n", "n", "n", "s"]


def test_the_head_stays_and_is_printed_on_every_page() -> None:
    (page,) = opened(sheet("甲"))
    assert page.freeze_panes == "A2"
    assert page.print_title_rows in ("1:1", "$1:$1")
    assert page.auto_filter.ref == "A1:A2"
    assert page.page_setup.orientation == "landscape"
    assert page["A4"].value == "说明"


def test_sheets_get_names_that_spreadsheets_take() -> None:
    names = ["a/b:c*?[]'", "表" * 40, "表" * 40, "", "A/B_c*?[]'"]
    pages = opened(*(sheet("x", name=name) for name in names))
    titles = [page.title for page in pages]
    assert len({title.lower() for title in titles}) == len(names)
    assert all(0 < len(title) <= 31 for title in titles)


def test_same_sheets_same_bytes() -> None:
    made = [sheet("甲", Decimal(3))]
    assert write_xlsx(made, About("册")) == write_xlsx(made, About("册"))
