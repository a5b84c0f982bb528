"""Body text taken apart into the stretches of source that its blocks come from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from casearchive.domain.prose.normal import Item, Kept, normal_items
from casearchive.domain.prose.reading import Prose, blocks_of, tokens_of

_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$")
_IN_LISTS = frozenset(
    f"{name}_{end}"
    for name in ("bullet_list", "ordered_list", "list_item", "paragraph")
    for end in ("open", "close")
) | {"inline"}
_IN_QUOTES = frozenset(
    ("blockquote_open", "blockquote_close", "paragraph_open", "paragraph_close", "inline")
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of source and the normal blocks it reads as; `gap` is the empty lines after it."""

    items: tuple[Item, ...]
    source: str
    gap: str


@dataclass(frozen=True, slots=True)
class Source:
    """A body text taken apart: ``lead + source + gap + source + gap …`` is the text."""

    text: str
    lead: str
    units: tuple[Unit, ...]

    @property
    def items(self) -> list[Item]:
        """The blocks an editor shows, in order."""
        return [item for unit in self.units for item in unit.items]


@dataclass(slots=True)
class _Stretch:
    """Lines of source from `start` on, and what they read as."""

    start: int
    items: tuple[Prose | Kept, ...] | None  # None: to be kept as they stand


def read_source(text: str) -> Source:
    """Take a body text apart."""
    lines: list[str] = _LINES.findall(text)
    stretches = [one for one in _stretches(tokens_of(text), lines) if lines[one.start].strip()]
    ends = [*(stretch.start for stretch in stretches), len(lines)][1:]
    found: list[tuple[list[Prose | Kept], str, str]] = []
    for stretch, end in zip(stretches, ends, strict=True):
        whole = "".join(lines[stretch.start : end])
        source = whole.rstrip(" \t\r\n")
        found.append((list(stretch.items or ()) or [Kept(source)], source, whole[len(source) :]))
    flat = normal_items([item for items, _source, _gap in found for item in items])
    units: list[Unit] = []
    at = 0
    for items, source, gap in found:
        here = flat[at : at + len(items)]
        at += len(items)
        told = tuple(item for item in here if item is not None)
        units.append(Unit(told or (Kept(source),), source, gap))
    lead = "".join(lines[: stretches[0].start]) if stretches else text
    return Source(text, lead, tuple(units))


def _stretches(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[_Stretch]:
    """Yield the stretches of a text; definitions between blocks are kept as they stand."""
    done = 0
    for block in _top(tokens):
        first, last = block[0].map or (0, 0)
        yield from _between_blocks(lines, done, first)
        yield from _parts(block, lines, first, last) or [_Stretch(first, None)]
        done = last
    yield from _between_blocks(lines, done, len(lines))


def _between_blocks(lines: Sequence[str], start: int, end: int) -> Iterator[_Stretch]:
    for number in range(start, end):
        if lines[number].strip():
            yield _Stretch(number, None)
            return


def _top(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Yield the tokens of each block that stands in no other."""
    start = 0
    for index, token in enumerate(tokens):
        if token.level == 0 and token.nesting <= 0 and token.type != "inline":
            yield tokens[start : index + 1]
            start = index + 1


def _parts(block: Sequence[Token], lines: Sequence[str], first: int, last: int) -> list[_Stretch]:
    """Return the stretches of a block, none where it cannot be told apart."""
    types = {token.type for token in block}
    pictured = any(_has_picture(token) for token in block)
    match block[0].type:
        case "paragraph_open" | "heading_open":
            return [_Stretch(first, blocks_of(block))]
        case "table_open" if not pictured:
            return [_Stretch(first, blocks_of(block))]
        case "bullet_list_open" | "ordered_list_open" if types <= _IN_LISTS and not pictured:
            return _leaves(block, lines, first, last, "")
        case "blockquote_open" if types <= _IN_QUOTES and not pictured and not _is_deep(block):
            return _leaves(block, lines, first, last, ">")
    return []


def _has_picture(token: Token) -> bool:
    return any(child.type == "image" for child in token.children or ())


def _is_deep(block: Sequence[Token]) -> bool:
    return sum(token.type == "blockquote_open" for token in block) > 1


def _leaves(
    block: Sequence[Token], lines: Sequence[str], first: int, last: int, sign: str
) -> list[_Stretch]:
    """Return a stretch for each paragraph of a list or a quote, none where lines are left over."""
    items = blocks_of(block)
    starts: list[int] = []
    opened = first if sign else None  # where the item began whose first paragraph is to come
    covered = first
    for token in block:
        if token.type == "list_item_open" and opened is None and token.map:
            opened = token.map[0]
        elif token.type == "inline" and token.map:
            start = token.map[0] if opened is None else opened
            if _says_something(lines[covered:start], sign):
                return []
            starts.append(start)
            covered, opened = token.map[1], None
    if len(starts) != len(items) or len(set(starts)) != len(starts):
        return []
    if _says_something(lines[covered:last], sign):
        return []
    return [_Stretch(start, (item,)) for start, item in zip(starts, items, strict=True)]


def _says_something(lines: Sequence[str], sign: str) -> bool:
    return any(line.strip().strip(sign or " ").strip() for line in lines)
