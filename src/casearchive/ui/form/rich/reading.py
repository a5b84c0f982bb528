"""A document of the editor read back as blocks of body text."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QTextBlock, QTextDocument, QTextFrame, QTextTable, QTextTableCell

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


def read_document(document: QTextDocument) -> list[Item]:
    """Return what the document holds, in order; it is in no normal form yet."""
    return list(_frame(document.rootFrame()))


def _frame(frame: QTextFrame) -> Iterator[Item]:
    place = frame.begin()
    while not place.atEnd():
        inner = place.currentFrame()
        if isinstance(inner, QTextTable):
            yield _table(inner)
        elif inner is not None:
            yield from _frame(inner)
        else:
            yield from block_items(place.currentBlock())
        place += 1


def block_items(block: QTextBlock) -> Iterator[Item]:
    """Yield what one block holds: its text, and each picture by itself with its caption."""
    runs: list[Run] = []
    picture: Picture | None = None
    place = block.begin()
    while not place.atEnd():
        fragment = place.fragment()
        text, form = fragment.text(), fragment.charFormat()
        if form.isImageFormat() and formats.OBJECT_SIGN in text:
            yield from _told(block, runs, picture)
            runs, picture = [], None
            for _sign in text:
                if picture:
                    yield picture
                picture = None
                if source := form.property(formats.SOURCE):
                    yield Kept(str(source))
                else:
                    picture = Picture(str(form.property(formats.TARGET) or ""), "")
        else:
            runs.append(formats.as_run(text, form))
        place += 1
    yield from _told(block, runs, picture)


def _told(block: QTextBlock, runs: list[Run], picture: Picture | None) -> Iterator[Item]:
    """Yield a picture with its caption, or the text of a block."""
    if picture:
        yield Picture(picture.target, "".join(run.text for run in runs).strip())
    elif any(run.text for run in runs):
        yield _item(block, tuple(runs))


def _item(block: QTextBlock, runs: tuple[Run, ...]) -> Item:
    if level := block.blockFormat().headingLevel():
        return Heading(min(6, level), runs)
    if listed := block.textList():
        marker = listed.itemText(block) if formats.is_numbered(block) else ""
        return ListItem(runs, marker, formats.depth_of(block))
    match formats.kind_of(block):
        case formats.QUOTE:
            return Quote(runs)
        case formats.CONTINUED:
            return ListItem(runs, "", max(0, block.blockFormat().indent() - 1), continued=True)
    return Paragraph(runs)


def _table(table: QTextTable) -> Table:
    return Table(
        tuple(
            tuple(_cell(table.cellAt(row, column)) for column in range(table.columns()))
            for row in range(table.rows())
        )
    )


def _cell(cell: QTextTableCell) -> tuple[Run, ...]:
    """Return a cell's text; its lines, if it has several, are one."""
    runs: list[Run] = []
    place = cell.begin()
    while not place.atEnd():
        block = place.currentBlock()
        if block.isValid():
            if runs:
                runs.append(Run(" "))
            runs += block_runs(block)
        place += 1
    return tuple(runs)


def block_runs(block: QTextBlock) -> list[Run]:
    """Return the text of one block as runs; pictures say nothing here."""
    found: list[Run] = []
    place = block.begin()
    while not place.atEnd():
        fragment = place.fragment()
        found.append(formats.as_run(fragment.text(), fragment.charFormat()))
        place += 1
    return found
