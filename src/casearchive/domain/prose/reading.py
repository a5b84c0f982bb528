"""Body text: the CommonMark subset trainers may write, read into plain blocks.

Headings, paragraphs, lists, quotes, bold, emphasis, links, tables and pictures. Raw HTML is never
interpreted: it stays the text that was typed (CommonMark 0.31, 6.6, switched off). Every reader of
a body (window, print, search) goes through :func:`read_prose`, so all of them see the same text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from markdown_it import MarkdownIt
from markdown_it.token import Token

from casearchive.domain.prose.emphasis import use_chinese_emphasis

SAFE_SCHEMES = ("http://", "https://", "mailto:", "#")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one manner. `link` is empty or starts with one of `SAFE_SCHEMES`."""

    text: str
    bold: bool = False
    emphasis: bool = False
    link: str = ""


Runs: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section; `level` 1 to 6."""

    level: int
    runs: Runs


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of text."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list. `marker` is its number as typed, or empty for a bullet; `depth` from 0.

    A further paragraph of the same item comes as a ListItem whose `continued` is true.
    """

    runs: Runs
    marker: str = ""
    depth: int = 0
    continued: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """A paragraph inside a quotation."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first row is its head. Every row has the same number of cells."""

    rows: tuple[tuple[Runs, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: `target` is ``attachment:<id>``, or anything else, which is then only named."""

    target: str
    caption: str


Prose: TypeAlias = Heading | Paragraph | ListItem | Quote | Table | Picture


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["code", "fence"])
    return use_chinese_emphasis(parser)


def read_prose(body: str) -> tuple[Prose, ...]:
    """Return the blocks of `body`, in order. Never raises: what is no markup is text."""
    return blocks_of(tokens_of(body))


def tokens_of(body: str) -> list[Token]:
    """Return the parser's own tokens of `body`, which tell the lines its blocks stand on."""
    return _parser().parse(body)


def blocks_of(tokens: Sequence[Token]) -> tuple[Prose, ...]:
    """Return the blocks of a stretch of tokens."""
    return tuple(_blocks(tokens))


def plain_text(blocks: Sequence[Prose]) -> str:
    """Return the visible text of the blocks, one line a block, cells and list items included."""
    return "\n".join(line for block in blocks for line in _lines(block))


def text_of(runs: Runs) -> str:
    """Return the text of the runs without their manner."""
    return "".join(run.text for run in runs)


def _lines(block: Prose) -> Iterator[str]:
    match block:
        case Table(rows):
            for row in rows:
                yield "　".join(text_of(cell) for cell in row)
        case Picture(_, caption):
            yield caption
        case _:
            yield text_of(block.runs)


@dataclass(slots=True)
class _Place:
    """Where in the document the walk stands."""

    markers: list[str | None]  # one a list that is open: the next number's text, or None
    quotes: int = 0
    item_started: bool = False


def _blocks(tokens: Sequence[Token]) -> Iterator[Prose]:
    place = _Place([])
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.type == "table_open":
            end = next(i for i in range(index, len(tokens)) if tokens[i].type == "table_close")
            yield _table(tokens[index:end])
            index = end
        elif token.type == "inline":
            yield from _leaf(tokens[index - 1], token, place)
        else:
            _move(token, place)
        index += 1


def _move(token: Token, place: _Place) -> None:
    match token.type:
        case "bullet_list_open":
            place.markers.append(None)
        case "ordered_list_open":
            place.markers.append("")
        case "bullet_list_close" | "ordered_list_close":
            place.markers.pop()
        case "list_item_open":
            if place.markers[-1] is not None:
                place.markers[-1] = f"{token.info}{token.markup}"
            place.item_started = False
        case "blockquote_open":
            place.quotes += 1
        case "blockquote_close":
            place.quotes -= 1


def _leaf(opening: Token, inline: Token, place: _Place) -> Iterator[Prose]:
    for runs in _split_at_pictures(inline):
        if isinstance(runs, Picture):
            yield runs
        elif opening.type == "heading_open":
            yield Heading(int(opening.tag[1]), runs)
        elif place.markers:
            marker = place.markers[-1] or ""
            yield ListItem(runs, marker, len(place.markers) - 1, continued=place.item_started)
            place.item_started = True
        elif place.quotes:
            yield Quote(runs)
        else:
            yield Paragraph(runs)


def _table(tokens: Sequence[Token]) -> Table:
    rows: list[list[Runs]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(tuple(r for part in _split_at_pictures(token) for r in _as_runs(part)))
    return Table(tuple(tuple(row) for row in rows))


def _as_runs(part: Runs | Picture) -> Runs:
    return (Run(part.caption),) if isinstance(part, Picture) else part


def _split_at_pictures(inline: Token) -> Iterator[Runs | Picture]:
    """Yield the text of one block as runs, with each picture standing by itself."""
    runs: list[Run] = []
    bold = emphasis = 0
    link = ""
    for child in inline.children or ():
        match child.type:
            case "strong_open" | "strong_close":
                bold += child.nesting
            case "em_open" | "em_close":
                emphasis += child.nesting
            case "link_open":
                target = str(child.attrGet("href") or "")
                link = target if target.lower().startswith(SAFE_SCHEMES) else ""
            case "link_close":
                link = ""
            case "image":
                if runs:
                    yield tuple(runs)
                    runs = []
                yield Picture(str(child.attrGet("src") or ""), _caption(child))
            case "softbreak" | "hardbreak":
                runs.append(Run("\n" if child.type == "hardbreak" else _joint(runs)))
            case _:
                if child.content:
                    runs.append(Run(child.content, bold > 0, emphasis > 0, link))
    if runs:
        yield tuple(run for run in runs if run.text)


def _caption(image: Token) -> str:
    """Return what a picture's caption says; its own marks are read, and not shown."""
    parts = _split_at_pictures(image)
    return "".join(text_of(part) if isinstance(part, tuple) else part.caption for part in parts)


def _joint(before: Sequence[Run]) -> str:
    """Return what a line end in the source stands for: nothing after Chinese, else a space."""
    last = before[-1].text[-1:] if before else ""
    return "" if last >= "⺀" else " "
