"""Real lists: each list of a publication is a numbering of its own, so that markers stay right."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from casearchive.printing.office.word.elements import element

_DEEPEST = 8  # Word counts levels from 0 to 8
_STEP = 420  # twips a level is set in: two characters of body size
_MARKER = re.compile(r"(\d{1,6})([.)、）])")
_BULLETS = "●○■"
BULLET, SOURCE = "bullet", "[]"
_FORMS = (BULLET, ".", ")", "、", "）", SOURCE)


_HEADS = 90  # the numbering of headings, above those of lists
_HEAD_FORMS = {  # a template's pattern -> Word's way to count, and what stands around the number
    "一、": ("chineseCounting", "%{}、"),
    "（一）": ("chineseCounting", "（%{}）"),
    "1.": ("decimal", "%{}."),
    "（1）": ("decimal", "（%{}）"),
}


def number_headings(document: Document, patterns: Mapping[str, str]) -> None:
    """Let Word number headings: `patterns` by the names of their styles, the highest first.

    A heading begins the numbers below it anew; an empty pattern counts without showing it.
    """
    if not any(patterns.values()):
        return
    root = document.part.numbering_part.element
    levels = []
    for depth, (name, pattern) in enumerate(patterns.items()):
        style = document.styles[name]
        kind, text = _HEAD_FORMS.get(pattern, ("none", ""))
        levels.append(
            element(
                "lvl",
                element("start", val=1),
                element("numFmt", val=kind),
                element("pStyle", val=style.style_id),
                element("suff", val="nothing"),
                element("lvlText", val=text.format(depth + 1)),
                element("lvlJc", val="left"),
                ilvl=depth,
            )
        )
        place = element("numPr", element("ilvl", val=depth), element("numId", val=_HEADS))
        style.element.pPr.find(qn("w:widowControl")).addnext(place)
    kind_of_list = element("multiLevelType", val="multilevel")
    made = element("abstractNum", kind_of_list, *levels, abstractNumId=_HEADS)
    root.findall(qn("w:abstractNum"))[-1].addnext(made)
    root.append(element("num", element("abstractNumId", val=_HEADS), numId=_HEADS))


@dataclass(slots=True)
class _OpenList:
    form: str
    number_id: int
    following: int


@dataclass(slots=True)
class Numbering:
    """Gives each list entry its place in a numbering."""

    document: Document
    _open: dict[int, _OpenList] = field(default_factory=dict)
    _made: int = 100  # above whatever the library's own template holds

    def __post_init__(self) -> None:
        """Define one kind of list for each form of marker."""
        root = self._root()
        for old in list(root):
            root.remove(old)
        root.extend(_abstract(number, form) for number, form in enumerate(_FORMS))

    def _root(self) -> BaseOxmlElement:
        root: BaseOxmlElement = self.document.part.numbering_part.element
        return root

    def close(self) -> None:
        """End all lists: what comes next begins new ones."""
        self._open.clear()

    def place(self, marker: str, depth: int) -> BaseOxmlElement | None:
        """Return the numbering of an entry; None where its marker is no number Word can count."""
        depth = min(depth, _DEEPEST)
        for deeper in [known for known in self._open if known > depth]:
            del self._open[deeper]
        form, number = BULLET, 1
        if marker:
            match = _MARKER.fullmatch(marker.strip())
            if not match:
                self._open.pop(depth, None)
                return None
            form, number = match[2], int(match[1])
        return self._place(form, number, depth)

    def source(self, number: int) -> BaseOxmlElement:
        """Return the numbering of a source, as its citations show it."""
        return self._place(SOURCE, number, 0)

    def _place(self, form: str, number: int, depth: int) -> BaseOxmlElement:
        known = self._open.get(depth)
        if not known or known.form != form or (form != BULLET and known.following != number):
            known = self._open[depth] = _OpenList(form, self._begin(form, number, depth), number)
        known.following = number + 1
        return element("numPr", element("ilvl", val=depth), element("numId", val=known.number_id))

    def _begin(self, form: str, number: int, depth: int) -> int:
        self._made += 1
        override = element("lvlOverride", element("startOverride", val=number), ilvl=depth)
        abstract = element("abstractNumId", val=_FORMS.index(form))
        self._root().append(element("num", abstract, override, numId=self._made))
        return self._made


def _abstract(number: int, form: str) -> BaseOxmlElement:
    levels = (_level(depth, form) for depth in range(_DEEPEST + 1))
    kind = element("multiLevelType", val="hybridMultilevel")
    return element("abstractNum", kind, *levels, abstractNumId=number)


def _level(depth: int, form: str) -> BaseOxmlElement:
    if form == BULLET:
        shape, text = "bullet", _BULLETS[depth % len(_BULLETS)]
    else:
        shape = "decimal"
        text = f"[%{depth + 1}]" if form == SOURCE else f"%{depth + 1}{form}"
    indent = element("ind", left=_STEP * (depth + 1), hanging=_STEP)
    indent.set(qn("w:firstLineChars"), "0")
    small = [element("sz", val=12)] if form == BULLET else []
    return element(
        "lvl",
        element("start", val=1),
        element("numFmt", val=shape),
        element("lvlText", val=text),
        element("lvlJc", val="left"),
        element("pPr", indent),
        element("rPr", *small),
        ilvl=depth,
    )
