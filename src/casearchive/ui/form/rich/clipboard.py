"""The clipboard of the editor: what is taken from it, cleaned, and what is laid into it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import QByteArray, QMimeData

from casearchive.services.cases.body_texts import Item, clean_text, read_source, write_prose
from casearchive.services.exchange.copying import read_copied
from casearchive.services.views import (
    Heading,
    ListItem,
    Paragraph,
    Picture,
    Quote,
    Run,
    Table,
)
from casearchive.ui.reader.picture_stock import is_picture

OURS = "application/x-casearchive-prose"  # the dialect, UTF-8
_MOST = 2_000_000  # characters of HTML that are read; a book is shorter


def items_from(data: QMimeData) -> list[Item]:
    """Return what was copied as blocks: our own, cleaned HTML, or plain text, a line a block."""
    if data.hasFormat(OURS):
        text = bytes(data.data(OURS).data()).decode("utf-8", "replace")
        return read_source(text).items
    html = data.html() if data.hasHtml() else ""
    found: Sequence[Item] = read_copied(html) if len(html) <= _MOST else ()
    return list(found) or plain_items(data.text())


def plain_items(text: str) -> list[Item]:
    """Return plain text as paragraphs; nothing in it is markup."""
    return [Paragraph((Run(line),)) for line in plain(text).split("\n") if line.strip()]


def plain(text: str) -> str:
    """Return text as an archive keeps it, with ordinary line ends and blanks."""
    text = clean_text(text).replace("\u00a0", " ")
    return text.replace("\u2028", "\n").replace("\u2029", "\n")


def cleaned(data: QMimeData) -> str:
    """Return what was copied as source: marks for HTML, plain text as it is."""
    has_marks = data.hasFormat(OURS) or data.hasHtml()
    return (write_prose(items_from(data)) if has_marks else "") or plain(data.text())


def pictures_in(data: QMimeData) -> list[Path]:
    """Return the pictures of this computer that were copied or dragged as files."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if is_picture(path)]


def fill_mime(data: QMimeData, items: Sequence[Item], text: str) -> None:
    """Lay out blocks for the editor itself, for programs that take HTML, and as plain text."""
    data.text()  # Qt's own object lays out what it holds when first asked, and only then keeps ours
    for kind in data.formats():
        data.removeFormat(kind)
    data.setData(OURS, QByteArray(write_prose(items).encode()))
    data.setHtml("".join(_html(items)))
    data.setText(text)


def _html(items: Sequence[Item]) -> Iterator[str]:
    for listed, group in groupby(items, key=lambda item: isinstance(item, ListItem)):
        if listed:
            yield from _lists([item for item in group if isinstance(item, ListItem)])
            continue
        for item in group:
            match item:
                case Heading(level, runs):
                    yield f"<h{level}>{_runs(runs)}</h{level}>"
                case Quote(runs):
                    yield f"<blockquote><p>{_runs(runs)}</p></blockquote>"
                case Paragraph(runs):
                    yield f"<p>{_runs(runs)}</p>"
                case Picture(_target, caption) if caption:
                    yield f"<p>{escape(caption)}</p>"
                case Table(rows):
                    yield "<table border='1'>"
                    for row in rows:
                        cells = "".join(f"<td>{_runs(cell)}</td>" for cell in row)
                        yield f"<tr>{cells}</tr>"
                    yield "</table>"


def _lists(items: Sequence[ListItem]) -> Iterator[str]:
    opened: list[str] = []
    for item in items:
        tag = "ol" if item.marker else "ul"
        while len(opened) > item.depth + 1 or (
            len(opened) == item.depth + 1 and opened[-1] != tag and not item.continued
        ):
            yield f"</{opened.pop()}>"
        while len(opened) < item.depth + 1:
            opened.append(tag)
            start = f" start='{item.marker[:-1]}'" if item.marker else ""
            yield f"<{tag}{start}>"
        text = _runs(item.runs)
        yield f"<p>{text}</p>" if item.continued else f"<li>{text}</li>"
    while opened:
        yield f"</{opened.pop()}>"


def _runs(runs: Sequence[Run]) -> str:
    parts = []
    for run in runs:
        text = escape(run.text).replace("\n", "<br/>")
        parts.append(f"<b>{text}</b>" if run.bold else text)
    return "".join(parts)
