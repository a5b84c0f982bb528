"""What is pasted from Word or a web page, cleaned into the marks that a body of text may have.

Qt reads the HTML into a document without fetching or running anything; from that only headings,
paragraphs, lists, bold, links' words and tables are taken. Pictures, colours and fonts stay behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QMimeData
from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextCharFormat,
    QTextDocument,
    QTextFrame,
    QTextListFormat,
    QTextTable,
)

_OBJECT = "\ufffc"  # where a picture stood
_HIDDEN = re.compile(r"(?is)<(script|style|head|noscript|svg)\b.*?</\1\s*>|<!--.*?-->")
_MOST = 2_000_000  # characters of HTML that are read; a book is shorter
_BOLD = int(QFont.Weight.DemiBold.value)


def cleaned(data: QMimeData) -> str:
    """Return what was copied as the text a body holds; plain text where there is no HTML."""
    html = data.html() if data.hasHtml() else ""
    if not html.strip() or len(html) > _MOST:
        return plain(data.text())
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setHtml(_HIDDEN.sub("", html))
    text = "\n\n".join(_joined(list(_frame(document.rootFrame()))))
    return text.strip("\n") or plain(data.text())


def plain(text: str) -> str:
    """Return text with ordinary line ends and blanks."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    return text.replace("\u2028", "\n").replace("\u2029", "\n")


def _frame(frame: QTextFrame) -> Iterator[str]:
    """Yield the blocks of a frame as lines; a list's items begin with a dash or a number."""
    place = frame.begin()
    while not place.atEnd():
        inner, block = place.currentFrame(), place.currentBlock()
        if isinstance(inner, QTextTable):
            yield _table(inner)
        elif inner is not None:
            yield from _frame(inner)
        elif block.isValid():
            yield _block(block)
        place += 1


def _block(block: QTextBlock) -> str:
    text = _runs(block)
    if not text.strip():
        return ""
    level = block.blockFormat().headingLevel()
    if level:
        return "#" * min(6, max(2, level)) + " " + text.replace("**", "")
    if listed := block.textList():
        style = listed.format().style()
        numbered = style in (
            QTextListFormat.Style.ListDecimal,
            QTextListFormat.Style.ListLowerAlpha,
            QTextListFormat.Style.ListUpperAlpha,
            QTextListFormat.Style.ListLowerRoman,
            QTextListFormat.Style.ListUpperRoman,
        )
        mark = f"{listed.itemNumber(block) + 1}." if numbered else "-"
        indent = "  " * max(0, listed.format().indent() - 1)
        return f"{indent}{mark} {text}"
    return text


def _runs(block: QTextBlock) -> str:
    parts: list[str] = []
    place = block.begin()
    while not place.atEnd():
        fragment = place.fragment()
        if fragment.isValid():
            parts.append(_run(fragment.text(), fragment.charFormat()))
        place += 1
    return "".join(parts).replace("****", "").strip()


def _run(text: str, form: QTextCharFormat) -> str:
    text = plain(text).replace(_OBJECT, "").replace("\n", " ")
    bold = form.fontWeight() >= _BOLD and text.strip()
    if not bold:
        return text
    inner = text.strip()
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}**{inner}**{after}"


def _table(table: QTextTable) -> str:
    rows: list[str] = []
    for row in range(table.rows()):
        cells = [_cell(table, row, column) for column in range(table.columns())]
        rows.append("| " + " | ".join(cells) + " |")
        if not row:
            rows.append("|" + "---|" * table.columns())
    return "\n".join(rows)


def _cell(table: QTextTable, row: int, column: int) -> str:
    cell = table.cellAt(row, column)
    if (cell.row(), cell.column()) != (row, column):
        return ""  # a cell that spans several is written once
    texts: list[str] = []
    place = cell.begin()
    while not place.atEnd():
        block = place.currentBlock()
        if block.isValid():
            texts.append(_runs(block).replace("|", "\\|"))
        place += 1
    return " ".join(filter(None, texts))


_ITEM = re.compile(r"^\s*(-|\d+\.) ")


def _joined(lines: list[str]) -> Iterator[str]:
    """Yield paragraphs; the items of one list stay together."""
    items: list[str] = []
    for line in lines:
        if _ITEM.match(line):
            items.append(line)
            continue
        if items:
            yield "\n".join(items)
            items = []
        if line:
            yield line
    if items:
        yield "\n".join(items)
