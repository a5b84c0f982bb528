"""What a Word document's styles and numberings mean: headings, captions, lists."""

from __future__ import annotations

import re
from collections import Counter

from docx.oxml.xmlchemy import BaseOxmlElement

from casearchive.exchange.docx_text import name_of
from casearchive.exchange.reading.office.packages import attribute, child, value

TITLE_LEVEL, FIRST_HEADING = 1, 2
_HEADING = re.compile(r"^(?:heading|标题)\s*([1-9])$", re.IGNORECASE)
_TITLES = ("title", "标题", "文档标题")
_CAPTIONS = ("caption", "题注", "figure", "illustration", "drawing", "图注")
_DEEPEST = 12  # styles that rest on each other; a circle ends here
_DIGITS = "〇一二三四五六七八九"


class Styles:
    """The paragraph styles of a document, by id."""

    def __init__(self, root: BaseOxmlElement | None) -> None:
        self._styles = {
            attribute(style, "styleId"): style
            for style in (root if root is not None else ())
            if name_of(style) == "style"
        }

    def level(self, paragraph: BaseOxmlElement) -> int:
        """Return the level of a heading: 1 the title, 2 the first; 0 for text, -1 for contents."""
        properties = child(paragraph, "pPr")
        for name, style in self._chain(value(properties, "pStyle")):
            if name.startswith(("toc ", "toc", "目录")):
                return -1
            if name in _TITLES:
                return TITLE_LEVEL
            if found := _HEADING.match(name):
                return FIRST_HEADING - 1 + int(found[1])
            if outline := value(style, "pPr", "outlineLvl"):
                return _outline(outline)
        return _outline(value(properties, "outlineLvl"))

    def is_caption(self, paragraph: BaseOxmlElement) -> bool:
        """Say whether a paragraph's style is that of captions."""
        style = value(child(paragraph, "pPr"), "pStyle")
        return any(name in _CAPTIONS for name, _style in self._chain(style))

    def numbering(self, paragraph: BaseOxmlElement) -> tuple[str, int]:
        """Return the id of the numbering a paragraph belongs to, or nothing, and its depth."""
        properties = child(paragraph, "pPr")
        holders = [properties]
        holders += [child(s, "pPr") for _name, s in self._chain(value(properties, "pStyle"))]
        for holder in holders:
            if number := value(holder, "numPr", "numId"):
                depth = value(holder, "numPr", "ilvl")
                return ("" if number == "0" else number), int(depth) if depth.isdigit() else 0
        return "", 0

    def _chain(self, style_id: str) -> list[tuple[str, BaseOxmlElement]]:
        """Return a style and those it rests on, each with its name in small letters."""
        chain: list[tuple[str, BaseOxmlElement]] = []
        while (style := self._styles.get(style_id)) is not None and len(chain) < _DEEPEST:
            chain.append((value(style, "name").lower(), style))
            style_id = value(style, "basedOn")
        return chain


def _outline(text: str) -> int:
    return FIRST_HEADING + int(text) if text.isdigit() and int(text) < 9 else 0


class Lists:
    """The numberings of a document; they count as their paragraphs come by."""

    def __init__(self, root: BaseOxmlElement | None) -> None:
        self._abstract: dict[str, BaseOxmlElement] = {}
        self._numbers: dict[str, str] = {}
        self._counts: Counter[tuple[str, int]] = Counter()
        for element in root if root is not None else ():
            if name_of(element) == "abstractNum":
                self._abstract[attribute(element, "abstractNumId")] = element
            elif name_of(element) == "num":
                self._numbers[attribute(element, "numId")] = value(element, "abstractNumId")

    def marker(self, number: str, depth: int) -> str:
        """Return what stands before the next item: ``- ``, ``3. `` or text such as ``三、``."""
        form, text = self._form(number, depth)
        self._counts[number, depth] += 1
        for deeper in [key for key in self._counts if key[0] == number and key[1] > depth]:
            del self._counts[deeper]
        count = self._counts[number, depth]
        if form in ("bullet", "none", ""):
            return "- "
        if "chinese" in form.lower() or "ideograph" in form.lower() or "japanese" in form.lower():
            return text.replace(f"%{depth + 1}", in_chinese(count)) if "%" in text else "- "
        return f"{count}. "

    def _form(self, number: str, depth: int) -> tuple[str, str]:
        for level in self._abstract.get(self._numbers.get(number, ""), ()):
            if name_of(level) == "lvl" and attribute(level, "ilvl") == str(depth):
                return value(level, "numFmt"), value(level, "lvlText")
        return "", ""


def in_chinese(number: int) -> str:
    """Return 1 to 99 as Chinese texts number their parts; larger ones in digits."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    before = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return before + (_DIGITS[ones] if ones else "")
