"""Slides (ECMA-376, PresentationML): a part of the text for each slide, notes for trainers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from docx.oxml.xmlchemy import BaseOxmlElement

from casearchive.domain.prose import markup
from casearchive.exchange.docx_text import name_of
from casearchive.exchange.reading.office.packages import Package, attribute, child, opened
from casearchive.exchange.reading.office.word import picture_block
from casearchive.exchange.reading.outline import Block, drafts_of
from casearchive.exchange.reading.pictures import PictureStore
from casearchive.exchange.reading.result import FileIsRefused, ReadFile, ReadPicture
from casearchive.i18n import _

_TITLES = ("title", "ctrTitle")
_SILENT = ("dt", "ftr", "sldNum", "hdr")  # placeholders of date, footer, page number
_SLIDE_LEVEL = 2


def read_pptx(path: Path, store: PictureStore) -> ReadFile:
    """Return a presentation as one draft: its title, a part a slide. Raises FileIsRefused."""
    with opened(path) as package:
        main = package.main()
        links = package.relations(main)
        slides = child(package.xml(main), "sldIdLst")
        blocks: list[Block] = []
        notes: list[Block] = []
        for number, entry in enumerate(slides if slides is not None else (), 1):
            link = links.get(_relation_id(entry))
            if link and not link.outside and package.has(link.target):
                slide = _Slide(package, link.target, store)
                blocks += slide.blocks(number)
                notes += slide.notes(number)
    if notes:
        heading = Block(_("讲稿备注"), _SLIDE_LEVEL, trainer_only=True)
        blocks += [heading, *notes]
    whole, _parts, _splits = drafts_of(_with_title(blocks), path.stem)
    return ReadFile("pptx", whole, notes=store.notes())


def _relation_id(entry: BaseOxmlElement) -> str:
    """Return ``r:id``; the entry has an ``id`` of its own besides."""
    return next((str(value) for key, value in entry.items() if key.endswith("}id")), "")


def _with_title(blocks: list[Block]) -> list[Block]:
    """Take the first slide's title for that of the whole."""
    if blocks and blocks[0].level:
        return [Block(blocks[0].text, 1), *blocks[1:]]
    return blocks


class _Slide:
    """One slide under way."""

    def __init__(self, package: Package, part: str, store: PictureStore) -> None:
        self._package = package
        self._links = package.relations(part)
        self._store = store
        self._root = package.xml(part)

    def blocks(self, number: int) -> list[Block]:
        """Return its title as a heading, then its texts, tables and pictures."""
        title, rest = "", []
        for shape in _shapes(child(self._root, "cSld", "spTree")):
            kind = _placeholder(shape)
            lines = [] if kind in _SILENT else list(_lines(child(shape, "txBody")))
            if kind in _TITLES and not title:
                title = " ".join(text for text, _depth in lines)
            else:
                rest += [Block(text) for text in _as_list(lines)]
            rest += self._others(shape)
        heading = title or _("第 {number} 页").format(number=number)
        return [Block(heading, _SLIDE_LEVEL), *rest]

    def _others(self, shape: BaseOxmlElement) -> Iterator[Block]:
        for element in shape.iter():
            name = name_of(element)
            if name == "tbl":
                yield Block(markup.table(list(_rows(element))))
            elif name == "blip" and (picture := self._picture(attribute(element, "embed"))):
                yield picture_block(picture)

    def _picture(self, key: str) -> ReadPicture | None:
        link = self._links.get(key)
        if link is None or link.outside or not self._package.has(link.target):
            return None
        try:
            return self._store.keep(self._package.blob(link.target), link.target)
        except FileIsRefused:
            self._store.refused += 1
            return None

    def notes(self, number: int) -> list[Block]:
        """Return what the speaker notes say, for trainers only."""
        part = next((link for link in self._links.values() if link.kind == "notesSlide"), None)
        if part is None or part.outside or not self._package.has(part.target):
            return []
        texts = [
            text
            for shape in _shapes(child(self._package.xml(part.target), "cSld", "spTree"))
            if _placeholder(shape) == "body"
            for text, _depth in _lines(child(shape, "txBody"))
        ]
        page = _("第 {number} 页：").format(number=number)
        return [Block(markup.line(page + " ".join(texts)), trainer_only=True)] if texts else []


def _shapes(tree: BaseOxmlElement | None) -> Iterator[BaseOxmlElement]:
    """Yield the shapes, those inside groups too."""
    for shape in tree if tree is not None else ():
        if name_of(shape) == "grpSp":
            yield from _shapes(shape)
        elif name_of(shape) in ("sp", "graphicFrame", "pic"):
            yield shape


def _placeholder(shape: BaseOxmlElement) -> str:
    """Return a shape's part on the slide: ``title``, ``body``, …; empty for a free one."""
    for properties in ("nvSpPr", "nvPicPr", "nvGraphicFramePr"):
        mark = child(shape, properties, "nvPr", "ph")
        if mark is not None:
            return attribute(mark, "type") or "body"
    return ""


def _lines(body: BaseOxmlElement | None) -> Iterator[tuple[str, int]]:
    """Yield the paragraphs of a text body, each with its depth in a list."""
    for paragraph in body if body is not None else ():
        if name_of(paragraph) == "p":
            parts = (
                " " if name_of(inner) == "br" else inner.text or ""
                for inner in paragraph.iter()
                if name_of(inner) in ("t", "br")
            )
            depth = child(paragraph, "pPr")
            level = attribute(depth, "lvl") if depth is not None else ""
            if text := " ".join("".join(parts).split()):
                yield text, int(level) if level.isdigit() else 0


def _as_list(lines: list[tuple[str, int]]) -> list[str]:
    """Return one line as a paragraph, several as a list."""
    if len(lines) == 1 and not lines[0][1]:
        return [markup.line(lines[0][0])]
    items = (f"{'    ' * depth}- {markup.line(text)}" for text, depth in lines)
    return ["\n".join(items)] if lines else []


def _rows(table: BaseOxmlElement) -> Iterator[list[str]]:
    for row in table:
        if name_of(row) == "tr":
            cells = (cell for cell in row if name_of(cell) == "tc")
            yield [
                markup.cell(" ".join(text for text, _depth in _lines(child(cell, "txBody"))))
                for cell in cells
            ]
