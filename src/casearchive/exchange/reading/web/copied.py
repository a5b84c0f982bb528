"""HTML that was copied in Word, a browser or a table program, read as blocks of body text.

Headings, paragraphs, lists, quotations, bold and tables come; colours, faces, pictures, links'
addresses, scripts and everything hidden stay behind. Nothing is fetched and nothing runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from lxml import html
from lxml.etree import LxmlError

from casearchive.domain.prose.normal import Kept, normal, normal_runs
from casearchive.domain.prose.reading import (
    Heading,
    ListItem,
    Paragraph,
    Prose,
    Quote,
    Run,
    Runs,
    Table,
)

_HEADINGS = {f"h{level}": max(2, level) for level in range(1, 7)}  # the section has a title above
_BLOCKS = frozenset(
    (
        *("p", "div", "section", "article", "main", "header", "footer", "address", "center", "dl"),
        *("dt", "dd", "figure", "figcaption", "details", "summary", "fieldset", "form", "body"),
        *("html", "pre", "blockquote", "ul", "ol", "menu", "li", "table", "caption", "hr", "nav"),
        *("tr", "td", "th", "tbody", "thead", "tfoot", *_HEADINGS),
    )
)
_SILENT = frozenset(
    (
        *("script", "style", "head", "title", "noscript", "template", "svg", "math", "object"),
        *("iframe", "select", "button", "input", "textarea", "audio", "video", "canvas", "img"),
    )
)
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|mso-list\s*:\s*ignore", re.IGNORECASE)
_WEIGHT = re.compile(r"(?i)(?<![-\w])font-weight\s*:\s*(bold|bolder|normal|lighter|\d{3})")
_WORD_LIST = re.compile(r"mso-list\s*:\s*l\d+\s+level(\d)", re.IGNORECASE)
_OUTLINE = re.compile(r"mso-outline-level\s*:\s*(\d)", re.IGNORECASE)
_SYMBOLS = re.compile(r"wingdings|symbol|courier", re.IGNORECASE)
_MARK = re.compile(r"[·•●○◦▪■□◆◇➢➤✓✔§–—*oOØvnulq\-]")
_NUMBER = re.compile(r"(\d{1,9})\s*([.)．）、])")
_SPACE = re.compile(r"[ \t\r\n\f\v\u00a0\u200b\ufeff]+")
_CHINESE = re.compile(r"[⺀-퟿豈-﫿︰-﹏＀-￯\U00020000-\U0003ffff]")
_WIDEST, _MOST_SPANS = 40, 1000  # columns of a table; a cell that claims more rows than this lies
_DEEPEST = 200  # elements inside elements


def read_copied(text: str) -> tuple[Prose, ...]:
    """Return the blocks of copied HTML, none where it holds no text. Never raises."""
    text = text.replace("\0", "")
    if not text.strip():
        return ()
    try:
        tree = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    except (LxmlError, ValueError):
        return ()
    walk = _Walk()
    walk.element(tree, _Place())
    walk.end_block()
    return tuple(item for item in normal(walk.items) if not isinstance(item, Kept))


@dataclass(frozen=True, slots=True)
class _Place:
    """In what an element stands."""

    bold: bool = False
    quoted: bool = False
    depth: int = -1  # of the list, -1 outside of any
    keeps_lines: bool = False
    level: int = 0  # how many elements it is in


@dataclass(slots=True)
class _Walk:
    """Goes through a tree and gathers blocks."""

    items: list[Prose] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    heading: int = 0
    quoted: bool = False
    depth: int = -1
    marker: str | None = None  # of the item whose first paragraph is to come

    def element(self, element: html.HtmlElement, place: _Place) -> None:
        """Read an element and what stands in it."""
        tag = str(element.tag).lower()
        style = str(element.get("style") or "")
        if tag in _SILENT or _HIDDEN.search(style):
            return
        if place.level > _DEEPEST:
            self._text(element.text_content(), place)
            return
        place = replace(place, bold=_is_bold(tag, style, place.bold), level=place.level + 1)
        match tag:
            case "br":
                self.runs.append(Run("\n"))
            case "ul" | "ol" | "menu":
                self._list(element, tag, place)
            case "table" if _is_data(element):
                self._table(element, place)
            case _ if tag in _BLOCKS:
                self._block(element, tag, style, place)
            case _:
                self.inside(element, place)

    def inside(self, element: html.HtmlElement, place: _Place) -> None:
        """Read what stands in an element."""
        self._text(element.text, place)
        for inner in element:
            if isinstance(inner.tag, str):
                self.element(inner, place)
            self._text(inner.tail, place)

    def _text(self, text: str | None, place: _Place) -> None:
        if not text:
            return
        shown = text if place.keeps_lines else _spaced(text, self.runs)
        if shown:
            self.runs.append(Run(shown, place.bold))

    def _block(self, element: html.HtmlElement, tag: str, style: str, place: _Place) -> None:
        self.end_block()
        self.heading = _heading(tag, style)
        self.quoted = place.quoted or tag == "blockquote"
        listed = _WORD_LIST.search(style)
        if listed:
            mark = _word_mark(element)
            self.depth, self.marker = min(int(listed[1]), 6) - 1, mark.marker
            self.runs += [Run(mark.text)] if mark.text else []
            if mark.marker is None:
                self.depth = -1
        elif tag != "li":
            self.depth = place.depth
        inner = replace(place, quoted=self.quoted, keeps_lines=place.keeps_lines or tag == "pre")
        self.inside(element, inner)
        self.end_block()
        self.heading, self.quoted, self.depth = 0, place.quoted, place.depth

    def _list(self, element: html.HtmlElement, tag: str, place: _Place) -> None:
        self.end_block()
        depth = min(place.depth + 1, 5)
        number = _whole(element.get("start"), 1)
        for item in element:
            if not isinstance(item.tag, str):
                continue
            if str(item.tag).lower() in ("ul", "ol"):  # as old editors nest them
                self.element(item, replace(place, depth=depth))
                continue
            number = _whole(item.get("value"), number)
            self.end_block()
            self.depth, self.marker = depth, f"{number}." if tag == "ol" else ""
            self.element(item, replace(place, depth=depth))
            self.end_block()
            self.marker = None
            number += 1
        self.depth = place.depth

    def _table(self, element: html.HtmlElement, place: _Place) -> None:
        self.end_block()
        for caption in element.findall("caption"):
            self.element(caption, place)
        rows = _rows(element, place.level)
        if rows:
            self.items.append(Table(rows))

    def end_block(self) -> None:
        """Make the text since the last block one, or several where empty lines part it."""
        runs, self.runs = self.runs, []
        for part in _parted(runs):
            self.items.append(self._item(part))
        if runs:
            self.heading = 0

    def _item(self, runs: Runs) -> Prose:
        if self.heading:
            return Heading(self.heading, runs)
        if self.depth >= 0:
            marker, self.marker = self.marker, None
            return ListItem(runs, marker or "", self.depth, continued=marker is None)
        return Quote(runs) if self.quoted else Paragraph(runs)


# --- small ---------------------------------------------------------------------------------------


def _is_bold(tag: str, style: str, before: bool) -> bool:
    found = _WEIGHT.search(style)
    if found:
        said = found[1].lower()
        return said.startswith("bold") or (said.isdigit() and int(said) >= 600)
    return before or tag in ("b", "strong")


def _heading(tag: str, style: str) -> int:
    if tag in _HEADINGS:
        return _HEADINGS[tag]
    outlined = _OUTLINE.search(style)
    return max(2, min(6, int(outlined[1]))) if outlined and tag == "p" and outlined[1] != "0" else 0


def _spaced(text: str, before: Sequence[Run]) -> str:
    """Return text with its white space as it is shown: none at the end of a line of Chinese."""
    parts: list[str] = []
    last = before[-1].text[-1:] if before else ""
    done = 0
    for gap in _SPACE.finditer(text):
        parts.append(text[done : gap.start()])
        last = text[gap.start() - 1] if gap.start() > done else last
        after = text[gap.end() : gap.end() + 1]
        is_line_end = "\n" in gap[0] or "\r" in gap[0]
        joins = is_line_end and _CHINESE.match(last or "x") and _CHINESE.match(after or "x")
        parts.append("" if joins else " ")
        done = gap.end()
    return "".join([*parts, text[done:]])


def _parted(runs: Sequence[Run]) -> Iterator[Runs]:
    """Yield the paragraphs of a text; two line ends in a row begin another."""
    part: list[Run] = []
    ends = 0
    for run in _single_lines(runs):
        if run.text == "\n":
            ends += 1
        elif run.text.strip():
            if ends > 1 and part:
                yield from _if_told(part)
                part = []
            elif ends and part:
                part.append(Run("\n"))
            ends = 0
            part.append(run)
        elif not ends:
            part.append(run)
    yield from _if_told(part)


def _single_lines(runs: Sequence[Run]) -> Iterator[Run]:
    for run in runs:
        for text in re.findall(r"\n|[^\n]+", run.text):
            yield replace(run, text=text)


def _if_told(runs: Sequence[Run]) -> Iterator[Runs]:
    told = normal_runs(list(_one_space(runs)))
    if told:
        yield told


def _one_space(runs: Sequence[Run]) -> Iterator[Run]:
    """Yield the runs; white space that two of them bring is one space, as pages show it."""
    last = ""
    for run in runs:
        text = run.text[1:] if last == " " and run.text[:1] == " " else run.text
        if text:
            last = text[-1]
            yield replace(run, text=text)


@dataclass(frozen=True, slots=True)
class _WordMark:
    """How Word begins an item: a marker, or text that is none and stays."""

    marker: str | None
    text: str = ""


def _word_mark(element: html.HtmlElement) -> _WordMark:
    """Return the mark of one of Word's list paragraphs, which it writes as hidden text."""
    for inner in element.iter():
        style = str(inner.get("style") or "") if isinstance(inner.tag, str) else ""
        if re.search(r"mso-list\s*:\s*ignore", style, re.IGNORECASE):
            text = " ".join(inner.text_content().split())
            around = style + " ".join(str(up.get("style") or "") for up in inner.iterancestors())
            if number := _NUMBER.fullmatch(text):
                return _WordMark(f"{int(number[1])}{')' if number[2] in ')）' else '.'}")
            if _MARK.fullmatch(text) or (len(text) <= 1 and _SYMBOLS.search(around)) or not text:
                return _WordMark("")
            return _WordMark(None, text)
    return _WordMark("")


def _is_data(table: html.HtmlElement) -> bool:
    """Say whether a table holds rows and columns, and is no frame that a page is built of."""
    if table.find(".//table") is not None:
        return False
    return any(len(_cells(row)) > 1 for row in table.iter("tr"))


def _cells(row: html.HtmlElement) -> list[html.HtmlElement]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _rows(table: html.HtmlElement, level: int) -> tuple[tuple[Runs, ...], ...]:
    """Return the rows of a table, all as wide; a cell over several places is written once."""
    rows: list[list[Runs]] = []
    waiting: dict[int, int] = {}  # column -> rows that a cell above still takes up
    for row in table.iter("tr"):
        found: list[Runs] = []
        for cell in _cells(row):
            _fill(found, waiting)
            down = min(_whole(cell.get("rowspan"), 1), _MOST_SPANS)
            for number in range(min(max(1, _whole(cell.get("colspan"), 1)), _WIDEST)):
                if down > 1:
                    waiting[len(found)] = down - 1
                found.append(() if number else _cell(cell, level))
        _fill(found, waiting)
        if any(found):
            rows.append(found[:_WIDEST])
    width = max((len(row) for row in rows), default=0)
    return tuple((*row, *[()] * (width - len(row))) for row in rows)


def _fill(found: list[Runs], waiting: dict[int, int]) -> None:
    while waiting.get(len(found), 0) > 0 and len(found) < _WIDEST:
        waiting[len(found)] -= 1
        found.append(())


def _cell(cell: html.HtmlElement, level: int) -> Runs:
    walk = _Walk()
    walk.inside(cell, _Place(level=level + 1))
    walk.end_block()
    runs: list[Run] = []
    for item in walk.items:
        if isinstance(item, Paragraph | Heading | ListItem | Quote):
            lead = f"{item.marker} " if isinstance(item, ListItem) and item.marker else ""
            runs += [Run(" " if runs else ""), Run(lead), *item.runs]
    return normal_runs([replace(run, text=run.text.replace("\n", " ")) for run in runs])


def _whole(value: object, otherwise: int) -> int:
    text = str(value or "").strip()
    return int(text) if re.fullmatch(r"[0-9]{1,6}", text) else otherwise
