"""The inside of a Word paragraph: text with its manner, links, notes, pictures, boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from docx.oxml.xmlchemy import BaseOxmlElement

from casearchive.domain.prose import markup
from casearchive.exchange.docx_text import name_of
from casearchive.exchange.reading.office.packages import Package, attribute, child
from casearchive.exchange.reading.pictures import PictureStore
from casearchive.exchange.reading.result import FileIsRefused, ReadPicture
from casearchive.i18n import _

# Deleted text, field codes, reading aids, the older copy of a box, and properties are not read.
_UNREAD = frozenset(
    ("rPr", "pPr", "sectPr", "tblPr", "del", "moveFrom", "instrText", "rt", "Fallback")
)
_BREAKS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SAFE = ("http://", "https://", "mailto:")
_OFF = ("0", "false", "none")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of plain text in one manner."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""


@dataclass(slots=True)
class Inside:
    """What a paragraph holds."""

    runs: list[Run] = field(default_factory=list)
    pictures: list[ReadPicture] = field(default_factory=list)
    boxes: list[BaseOxmlElement] = field(default_factory=list)

    @property
    def plain(self) -> str:
        """The text without its manner."""
        return "".join(run.text for run in self.runs).strip()

    def lines(self) -> Iterator[str]:
        """Yield the text as Markdown, a paragraph for each line break in it."""
        for line in _split(self.runs):
            text = "".join(_marked(run) for run in _merged(line))
            if text.strip():
                yield markup.started(re.sub(r"[ \t\u00a0\u3000]+", " ", text))


class Reader:
    """Reads paragraphs of one part of a package, whose links and pictures it looks up."""

    def __init__(self, package: Package, part: str, store: PictureStore) -> None:
        self._package = package
        self._relations = package.relations(part)
        self._store = store
        self._kept: dict[str, ReadPicture | None] = {}
        self.notes: dict[str, str] = {}  # footnotes by id

    def inside(self, paragraph: BaseOxmlElement) -> Inside:
        """Return what a paragraph holds."""
        found = Inside()
        self._gather(paragraph, found, Run(""))
        return found

    def _gather(self, element: BaseOxmlElement, found: Inside, manner: Run) -> None:
        for inner in element:
            name = name_of(inner)
            if name in _UNREAD:
                continue
            if name == "t":
                text = inner.text or ""
                found.runs.append(Run(text, manner.bold, manner.italic, manner.link))
            elif name in _BREAKS:
                page = name == "br" and attribute(inner, "type") in ("page", "column")
                found.runs.append(Run("" if page else _BREAKS[name]))
            elif name == "r":
                self._gather(inner, found, _manner(inner, manner))
            elif name == "hyperlink":
                self._gather(inner, found, self._linked(inner, manner))
            elif name in ("blip", "imagedata"):
                self._take_picture(inner, found)
            elif name in ("footnoteReference", "endnoteReference"):
                found.runs.append(Run(self._note(attribute(inner, "id"))))
            elif name == "txbxContent":
                found.boxes.append(inner)
            else:
                self._gather(inner, found, manner)

    def _linked(self, element: BaseOxmlElement, manner: Run) -> Run:
        relation = self._relations.get(attribute(element, "id"))
        target = relation.target if relation and relation.outside else ""
        safe = target if target.lower().startswith(_SAFE) else ""
        return Run("", manner.bold, manner.italic, re.sub(r"[\s<>()]", "", safe))

    def _note(self, key: str) -> str:
        text = self.notes.get(key, "")
        return _("（注：{text}）").format(text=text) if text else ""

    def _take_picture(self, element: BaseOxmlElement, found: Inside) -> None:
        key = attribute(element, "embed") or attribute(element, "id")
        relation = self._relations.get(key)
        if relation is None or relation.outside or not self._package.has(relation.target):
            return
        target = relation.target
        if target not in self._kept:
            try:
                data = self._package.blob(target)
            except FileIsRefused:
                self._store.refused += 1
                self._kept[target] = None
            else:
                self._kept[target] = self._store.keep(data, target)
        if picture := self._kept[target]:
            found.pictures.append(picture)


def _manner(run: BaseOxmlElement, outer: Run) -> Run:
    properties = child(run, "rPr")
    return Run("", _is_on(properties, "b"), _is_on(properties, "i"), outer.link)


def _is_on(properties: BaseOxmlElement | None, name: str) -> bool:
    mark = child(properties, name)
    return mark is not None and attribute(mark, "val").lower() not in _OFF


def _split(runs: list[Run]) -> Iterator[list[Run]]:
    """Yield the runs of each line."""
    line: list[Run] = []
    for run in runs:
        first, *others = run.text.split("\n")
        line.append(Run(first, run.bold, run.italic, run.link))
        for other in others:
            yield line
            line = [Run(other, run.bold, run.italic, run.link)]
    yield line


def _merged(runs: list[Run]) -> Iterator[Run]:
    """Yield the runs with neighbours of the same manner as one."""
    solid = [run for run in runs if run.text]
    for (bold, italic, link), group in groupby(solid, lambda r: (r.bold, r.italic, r.link)):
        yield Run("".join(run.text for run in group), bold, italic, link)


def _marked(run: Run) -> str:
    text = markup.inline(run.text)
    if run.italic:
        text = markup.italic(text)
    if run.bold:
        text = markup.bold(text)
    return f"[{text}]({run.link})" if run.link and text.strip() else text
