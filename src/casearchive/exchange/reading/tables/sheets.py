"""Spreadsheets as rows of texts: what the cells show, never a formula (openpyxl, read-only)."""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from casearchive.domain.prose import markup
from casearchive.domain.text import clean_text
from casearchive.exchange.reading.office.packages import opened
from casearchive.exchange.reading.plain import decoded
from casearchive.exchange.reading.result import (
    FileIsRefused,
    ReadDraft,
    ReadFile,
    ReadSection,
    Sheet,
)
from casearchive.i18n import _
from casearchive.progress import Progress

MOST_ROWS, MOST_COLUMNS, MOST_SHEETS = 10_000, 200, 50
_MOST_BYTES = 50_000_000
_MOST_EMPTY = 1_000  # rows after which nothing more is expected
_LONGEST_CELL = 20_000  # characters
_SHOWN_ROWS = 200  # of a table that is kept as it is
_DELIMITERS = (",", "\t", ";", "，", "|")

Row = tuple[str, ...]


def read_xlsx(path: Path, progress: Progress) -> ReadFile:
    """Return the tables of a workbook. Raises FileIsRefused."""
    with opened(path) as package:
        package.main()
        package.check_xml()
        has_macros = any(name.lower().endswith("vbaproject.bin") for name in package.names)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts openpyxl does not keep; we only read
            sheets, unknown = _workbook(path, progress)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError) as error:
        raise FileIsRefused(path, _("已损坏或不完整，打不开。请重新取得这个文件。")) from error
    notes = [_("文件里带有宏，没有运行，只取了内容。")] if has_macros else []
    if unknown:
        text = _("有 {count} 个公式没有存下算好的值，当作空格。请用表格软件打开并保存一次再导入。")
        notes.append(text.format(count=unknown))
    return _as_file(path, "xlsx", sheets, notes)


def read_csv(path: Path) -> ReadFile:
    """Return the table in a file of comma- or tab-separated values. Raises FileIsRefused."""
    with path.open("rb") as file:
        data = file.read(_MOST_BYTES)
    text, sure = decoded(data, path)
    notes = [] if sure else [_("有些字读不出来，显示为“�”。请核对原文件的编码。")]
    csv.field_size_limit(_LONGEST_CELL * 10)
    head = text[:4096]
    delimiter = max(_DELIMITERS, key=head.count)
    try:
        rows = csv.reader(io.StringIO(text.replace("\0", "")), delimiter=delimiter)
        sheet = _sheet(path.stem, ([_shown(cell) for cell in row] for row in rows))
    except csv.Error as error:
        raise FileIsRefused(
            path, _("不是规整的表格，读不出行列。请另存为 .xlsx 再导入。")
        ) from error
    return _as_file(path, "csv", [sheet] if sheet else [], notes)


def _workbook(path: Path, progress: Progress) -> tuple[list[Sheet], int]:
    sheets: list[Sheet] = []
    unknown = [0]
    # Open files, because openpyxl goes by a path's ending, which may be another.
    with path.open("rb") as one, path.open("rb") as other:
        values = load_workbook(one, read_only=True, data_only=True, keep_links=False)
        formulas = load_workbook(other, read_only=True, data_only=False, keep_links=False)
        names = [sheet.title for sheet in values.worksheets[:MOST_SHEETS]]
        for done, name in enumerate(names):
            progress(done, len(names))
            pair = zip(_cells(values[name]), _cells(formulas[name]), strict=False)
            sheet = _sheet(name, (_row(row, told, unknown) for row, told in pair))
            sheets += [sheet] if sheet else []
    return sheets, unknown[0]


def _cells(sheet: Any) -> Iterator[tuple[Any, ...]]:
    sheet.reset_dimensions()  # a made-up size would have a million empty rows read
    return iter(sheet.iter_rows(max_col=MOST_COLUMNS + 1))


def _row(cells: Iterable[Any], told: Iterable[Any], unknown: list[int]) -> list[str]:
    texts = []
    for cell, formula in zip(cells, told, strict=False):
        value = cell.value
        if value is None and isinstance(formula.value, str) and formula.value.startswith("="):
            unknown[0] += 1
        is_share = isinstance(value, float | int) and "%" in (cell.number_format or "")
        texts.append(f"{_number(value * 100)}%" if is_share else _shown(value))
    return texts


def _shown(value: object) -> str:
    """Return what a cell shows."""
    match value:
        case None:
            return ""
        case bool():
            return _("是") if value else _("否")
        case int() | float():
            return _number(value)
        case datetime():
            return (
                value.date().isoformat() if value.time() == time(0) else f"{value:%Y-%m-%d %H:%M}"
            )
        case date():
            return value.isoformat()
    text = clean_text(str(value)).strip()
    return "" if text.startswith("#") and text.endswith(("!", "?", "/A")) else text[:_LONGEST_CELL]


def _number(value: float) -> str:
    text = f"{value:.10f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
    return "0" if text == "-0" else text


def _sheet(name: str, rows: Iterable[list[str]]) -> Sheet | None:
    """Return the rows that hold something, of equal length; None where there are none."""
    kept: list[list[str]] = []
    empty = 0
    is_cut = False
    for whole in rows:
        is_cut = is_cut or any(whole[MOST_COLUMNS:])
        row = whole[:MOST_COLUMNS]
        if not any(row):
            empty += 1
            if empty > _MOST_EMPTY:
                break
            continue
        if len(kept) >= MOST_ROWS:
            is_cut = True
            break
        kept.append(row)
    width = max((place + 1 for row in kept for place, text in enumerate(row) if text), default=0)
    if not width:
        return None
    return Sheet(name, tuple((*row[:width], *[""] * (width - len(row))) for row in kept), is_cut)


def _as_file(path: Path, kind: str, sheets: list[Sheet], notes: list[str]) -> ReadFile:
    """Return the tables, and a draft that shows them as they are, for who maps nothing."""
    if not sheets:
        raise FileIsRefused(path, _("里没有内容。"))
    sections = []
    for sheet in sheets:
        if sheet.is_cut:
            text = _("“{name}”太大，只取了前 {rows} 行、{columns} 列。")
            notes.append(text.format(name=sheet.name, rows=MOST_ROWS, columns=MOST_COLUMNS))
        rows = [[markup.cell(text) for text in row] for row in sheet.rows[:_SHOWN_ROWS]]
        sections.append(ReadSection(sheet.name, markup.table(rows)))
    whole = ReadDraft(path.stem, tuple(sections))
    return ReadFile(kind, whole, sheets=tuple(sheets), notes=tuple(notes))
