"""The text of a Word document (ECMA-376, WordprocessingML), read part by part without the rest.

Of the zip package only the parts that hold text are unpacked, counted while they are. Their XML is
read by python-docx's own parser, which resolves no entities and loads nothing from outside.
"""

from collections.abc import Iterator
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import TypeAlias
from zipfile import ZipFile

from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from casearchive.progress import Progress

Relations: TypeAlias = dict[str, list[str]]  # kind, e.g. header -> names of parts

_MOST_XML = 100_000_000  # bytes of all parts read; a text of the largest size has a tenth of it
_CHUNK = 1 << 16
_BEFORE, _AFTER = ("header",), ("footnotes", "endnotes", "footer")
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# Properties, deleted text, the reading aids above characters, and the older copy of a text box.
_UNREAD = frozenset(
    ("rPr", "pPr", "sectPr", "tblPr", "del", "moveFrom", "instrText", "rt", "Fallback")
)


class PackageIsTooLarge(ValueError):
    """The parts of a package unpack to more than any document of ours has."""


def docx_pieces(path: Path, progress: Progress) -> Iterator[str]:
    """Yield the text of the document at `path`, paragraph by paragraph.

    Headers come first, then the body with its tables and boxes in order, notes and footers last.
    Raises whatever a broken file makes the libraries raise.
    """
    with ZipFile(path) as file:
        package = _Package(file)
        main = package.relations("")["officeDocument"][0]
        parts = _in_order(main, package.relations(main))
        for done, name in enumerate(parts):
            progress(done, len(parts))
            if package.has(name):
                yield from _lines(package.root(name))


def _in_order(main: str, relations: Relations) -> list[str]:
    before = [part for kind in _BEFORE for part in relations.get(kind, ())]
    after = [part for kind in _AFTER for part in relations.get(kind, ())]
    return [*before, main, *after]


class _Package:
    """A zip package that is not trusted: what is unpacked is counted."""

    def __init__(self, file: ZipFile) -> None:
        self._file = file
        self._names = set(file.namelist())
        self._room = _MOST_XML

    def has(self, name: str) -> bool:
        """Say whether there is such a part."""
        return name in self._names

    def root(self, name: str) -> BaseOxmlElement:
        """Return a part's outermost element."""
        return parse_xml(self._unpack(name))

    def relations(self, name: str) -> Relations:
        """Return the parts that a part names, by kind; those of the package for an empty name."""
        beside = join(dirname(name), "_rels", f"{name.rpartition('/')[2]}.rels")
        relations: Relations = {}
        if self.has(beside):
            for link in self.root(beside):
                target = normpath(join("/", dirname(name), str(link.get("Target", "")))).lstrip("/")
                kind = str(link.get("Type", "")).rpartition("/")[2]
                relations.setdefault(kind, []).append(target)
        return relations

    def _unpack(self, name: str) -> bytes:
        pieces = []
        with self._file.open(name) as part:
            while piece := part.read(_CHUNK):
                self._room -= len(piece)
                if self._room < 0:
                    raise PackageIsTooLarge
                pieces.append(piece)
        return b"".join(pieces)


def _lines(element: BaseOxmlElement) -> Iterator[str]:
    """Yield the paragraphs in an element, in the order they are read."""
    for child in element:
        name = name_of(child)
        if name == "p":
            yield from _paragraph(child)
        elif name not in _UNREAD:
            yield from _lines(child)


def _paragraph(paragraph: BaseOxmlElement) -> Iterator[str]:
    """Yield a paragraph's own text, then that of the boxes anchored in it."""
    texts: list[str] = []
    boxes: list[BaseOxmlElement] = []
    _gather(paragraph, texts, boxes)
    yield "".join(texts)
    for box in boxes:
        yield from _lines(box)


def _gather(element: BaseOxmlElement, texts: list[str], boxes: list[BaseOxmlElement]) -> None:
    for child in element:
        name = name_of(child)
        if name == "t":
            texts.append(child.text or "")
        elif name in _BREAKS:
            texts.append(_BREAKS[name])
        elif name == "txbxContent":
            boxes.append(child)
        elif name not in _UNREAD:
            _gather(child, texts, boxes)


def name_of(element: BaseOxmlElement) -> str:
    """Return an element's name without its namespace, of which there are two for each."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
