"""Word documents (ECMA-376, WordprocessingML): headings, text, lists, tables, pictures, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from docx.oxml.xmlchemy import BaseOxmlElement

from casearchive.domain.prose import markup
from casearchive.exchange.docx_text import name_of
from casearchive.exchange.reading.office.packages import (
    Package,
    attribute,
    child,
    opened,
    value,
)
from casearchive.exchange.reading.office.word_runs import Inside, Reader
from casearchive.exchange.reading.office.word_styles import Lists, Styles
from casearchive.exchange.reading.outline import Block, drafts_of, with_guesses
from casearchive.exchange.reading.pictures import PictureStore
from casearchive.exchange.reading.result import ReadFile, ReadPicture
from casearchive.i18n import _

_WRAPPERS = frozenset(("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml", "body"))
_FIGURE = re.compile(
    r"^(?:图|图片|照片|附图|Figure|Fig\.)\s*[0-9一二三四五六七八九十]*\s*[：:、.．—\-\s]?.{0,60}$"
)
_MOST_ROWS = 2_000


def read_docx(path: Path, store: PictureStore) -> ReadFile:
    """Return the drafts in a Word document. Raises FileIsRefused."""
    with opened(path) as package:
        main = package.main()
        document = _Document(package, main, store)
        blocks = with_guesses(_captioned(document.blocks(package.xml(main))))
        has_macros = any(name.lower().endswith("vbaproject.bin") for name in package.names)
    whole, parts, splits = drafts_of(blocks, path.stem)
    notes = list(store.notes())
    if has_macros:
        notes.append(_("文件里带有宏，没有运行，只取了内容。"))
    if not blocks:
        notes.append(_("文档里没有文字。"))
    return ReadFile("docx", whole, parts, splits, notes=tuple(notes))


class _Document:
    """One document under way."""

    def __init__(self, package: Package, main: str, store: PictureStore) -> None:
        self._reader = Reader(package, main, store)
        parts = {link.kind: link.target for link in package.relations(main).values()}
        roots = {
            kind: package.xml(parts[kind])
            for kind in ("styles", "numbering", "footnotes", "endnotes")
            if kind in parts and package.has(parts[kind])
        }
        self._styles = Styles(roots.get("styles"))
        self._lists = Lists(roots.get("numbering"))
        for kind in ("footnotes", "endnotes"):
            for note in roots.get(kind, ()):
                text = " ".join(self._reader.inside(p).plain for p in _paragraphs(note))
                self._reader.notes.setdefault(attribute(note, "id"), text.strip())

    def blocks(self, parent: BaseOxmlElement) -> Iterator[Block]:
        """Yield the blocks inside an element, in the order they are read."""
        for element in parent:
            name = name_of(element)
            if name == "p":
                yield from self._paragraph(element)
            elif name == "tbl":
                yield from self._table(element)
            elif name in _WRAPPERS and not _is_contents(element):
                yield from self.blocks(element)

    def _paragraph(self, paragraph: BaseOxmlElement) -> Iterator[Block]:
        inside = self._reader.inside(paragraph)
        level = self._styles.level(paragraph)
        number, depth = self._styles.numbering(paragraph)
        if level > 0 and inside.plain:
            yield Block(" ".join(inside.plain.split()), level)
        elif level == 0 and inside.pictures and self._is_caption(paragraph, inside):
            first, *others = inside.pictures
            inside.pictures = [replace(first, caption=inside.plain), *others]
        elif level == 0:
            is_caption = self._is_caption(paragraph, inside)
            marker = self._lists.marker(number, depth) if number and inside.plain else ""
            for block in _texts(inside, marker, depth):
                yield replace(block, is_caption=is_caption)
        yield from (picture_block(picture) for picture in inside.pictures)
        for box in inside.boxes:
            yield from self.blocks(box)

    def _is_caption(self, paragraph: BaseOxmlElement, inside: Inside) -> bool:
        return self._styles.is_caption(paragraph) or bool(_FIGURE.match(inside.plain))

    def _table(self, table: BaseOxmlElement) -> Iterator[Block]:
        rows = list(_rows(table))[:_MOST_ROWS]
        if all(len(row) == 1 for row in rows):  # a frame around text, no table
            for (cell,) in rows:
                yield from self.blocks(cell)
            return
        pictures: list[ReadPicture] = []
        lines = [[part for cell in row for part in self._cell(cell, pictures)] for row in rows]
        if any(any(line) for line in lines):
            yield Block(markup.table(lines))
        yield from (picture_block(picture) for picture in pictures)

    def _cell(self, cell: BaseOxmlElement, pictures: list[ReadPicture]) -> list[str]:
        """Return a cell's text, and empty ones for the columns it spans besides."""
        properties = child(cell, "tcPr")
        merged = child(properties, "vMerge")
        goes_on = merged is not None and attribute(merged, "val") != "restart"
        insides = [self._reader.inside(p) for p in _paragraphs(cell)]
        pictures += [picture for inside in insides for picture in inside.pictures]
        span = value(properties, "gridSpan")
        width = min(int(span), 50) if span.isdigit() else 1
        text = "" if goes_on else " ".join(filter(None, (inside.plain for inside in insides)))
        return [markup.cell(text), *[""] * (width - 1)]


def _texts(inside: Inside, marker: str, depth: int) -> Iterator[Block]:
    for line in inside.lines():
        indent = "    " * depth if marker.rstrip(" ").endswith((".", "-")) else ""
        yield Block(f"{indent}{marker}{line}")
        marker = ""


def picture_block(picture: ReadPicture) -> Block:
    """Return the block that shows a picture."""
    return Block(markup.picture(picture.key, picture.caption), pictures=(picture,))


def _captioned(blocks: Iterator[Block]) -> list[Block]:
    """Join each caption below a picture to it."""
    joined: list[Block] = []
    for block in blocks:
        before = joined[-1] if joined else None
        if block.is_caption and before and before.pictures and not before.pictures[0].caption:
            plain = re.sub(r"\\(.)|\*+", r"\1", block.text).strip()
            joined[-1] = picture_block(replace(before.pictures[0], caption=plain))
        else:
            joined.append(block)
    return joined


def _is_contents(element: BaseOxmlElement) -> bool:
    return "Table of Contents" in value(element, "sdtPr", "docPartObj", "docPartGallery")


def _rows(table: BaseOxmlElement) -> Iterator[list[BaseOxmlElement]]:
    for element in table:
        name = name_of(element)
        if name == "tr":
            yield list(_cells(element))
        elif name in _WRAPPERS:
            yield from _rows(element)


def _cells(row: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    for element in row:
        if name_of(element) == "tc":
            yield element
        elif name_of(element) in _WRAPPERS:
            yield from _cells(element)


def _paragraphs(element: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    for inner in element:
        if name_of(inner) == "p":
            yield inner
        elif name_of(inner) in ("tbl", "tr", "tc", *_WRAPPERS):
            yield from _paragraphs(inner)
