"""Body text as the stretches of source its blocks come from, and written anew where it changed.

An editor that shows blocks hands blocks back. What is equal to what it was shown keeps its source
to the letter, whatever way it was typed; only blocks that changed are written anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from markdown_it.token import Token

from casearchive.domain.prose import ListItem, Prose, Quote, Table, blocks_of, tokens_of
from casearchive.domain.prose_normal import Item, Kept, normal, normal_items
from casearchive.domain.prose_writing import Places, between, write_block

_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$")
_MARKS = re.compile(r"[ \t]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)+")
_LAST_MARK = re.compile(r"([-+*]|\d{1,9}[.)])[ \t]+$")
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
        source = whole.rstrip()
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


def rewrite(source: Source, items: Sequence[Item]) -> str:
    """Return the text that reads as `items`; what did not change keeps its source."""
    wanted = normal(items)
    old = source.items
    if wanted == old:
        return source.text
    if not wanted:
        return ""
    plan = _plan(source, old, wanted)
    for loosened in range(3):
        text = _written(source, plan, anew=loosened == 2)
        if loosened == 2 or _told(read_source(text).items) == _told(wanted):
            break
        plan = _written_anew(plan, whole=loosened == 1)
    return text


def _told(items: Sequence[Item]) -> list[Item]:
    """Return what the reader shows: what is kept as it stands may read otherwise beside a list."""
    return [item for item in items if not isinstance(item, Kept)]


# --- taking apart --------------------------------------------------------------------------------


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


# --- putting together ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Step:
    """One block to be written; `unit` is where its source stands, or -1 for one written anew."""

    item: Item
    unit: int = -1
    head: bool = True  # the first block of its unit: the others are written with it


def _plan(source: Source, old: Sequence[Item], wanted: Sequence[Item]) -> list[_Step]:
    """Match the blocks with what was there; a unit is kept only with all its blocks."""
    places = [
        (number, at) for number, unit in enumerate(source.units) for at in range(len(unit.items))
    ]
    steps = [_Step(item) for item in wanted]
    for a, b, size in _same(old, wanted):
        for offset in range(size):
            number, at = places[a + offset]
            count = len(source.units[number].items)
            if at == 0 and offset + count <= size:
                for more in range(count):
                    steps[b + offset + more] = _Step(wanted[b + offset + more], number, not more)
    return steps


def _same(old: Sequence[Item], wanted: Sequence[Item]) -> Iterator[tuple[int, int, int]]:
    """Yield where equal stretches of blocks stand on both sides; the ends are compared first."""
    most = min(len(old), len(wanted))
    head = 0
    while head < most and old[head] == wanted[head]:
        head += 1
    tail = 0
    while tail < most - head and old[-1 - tail] == wanted[-1 - tail]:
        tail += 1
    yield 0, 0, head
    middle = SequenceMatcher(
        None, old[head : len(old) - tail], wanted[head : len(wanted) - tail], autojunk=False
    )
    for block in middle.get_matching_blocks():
        yield block.a + head, block.b + head, block.size
    yield len(old) - tail, len(wanted) - tail, tail


def _written_anew(plan: Sequence[_Step], *, whole: bool) -> list[_Step]:
    """Return a plan that keeps less: no source beside a change in its list, or none at all."""
    if whole:
        return [_Step(step.item) for step in plan]
    found = list(plan)
    for start, end in _groups(plan):
        if any(step.unit < 0 for step in plan[start:end]):
            found[start:end] = [_Step(step.item) for step in plan[start:end]]
    return found


def _groups(plan: Sequence[_Step]) -> Iterator[tuple[int, int]]:
    """Yield where lists and quotes begin and end."""
    start = 0
    while start < len(plan):
        end = start + 1
        kind = type(plan[start].item)
        while end < len(plan) and kind in (ListItem, Quote) and type(plan[end].item) is kind:
            end += 1
        yield start, end
        start = end


def _written(source: Source, plan: Sequence[_Step], *, anew: bool) -> str:
    """Write a plan; unless all is written `anew`, a changed table keeps the rows that it can."""
    places = Places()
    there = {step.unit for step in plan}
    changed = [unit for number, unit in enumerate(source.units) if number not in there]
    parts = [source.lead if plan[0].unit == 0 else ""]
    before: _Step | None = None
    for step in plan:
        if not step.head:
            before = step
            continue
        if before is not None:
            starts = places.starts_list(step.item)
            parts.append(_gap(source, before, step, starts_list=starts))
        if step.unit < 0 and isinstance(step.item, Table) and not anew:
            parts.append(_table(step.item, changed))
            places.write(step.item)
        elif step.unit < 0:
            parts.append(places.write(step.item))
        else:
            unit = source.units[step.unit]
            parts.append(unit.source)
            _note(places, step.item, unit.source)
        before = step
    return "".join(parts) + source.units[-1].gap if source.units else "".join(parts)


def _gap(source: Source, before: _Step, step: _Step, *, starts_list: bool) -> str:
    least = between(before.item, step.item, starts_list=starts_list)
    if before.unit < 0:
        return least
    old = source.units[before.unit].gap
    if step.unit == before.unit + 1:
        return old
    return (
        old if old.count("\n") > least.count("\n") and not isinstance(step.item, Quote) else least
    )


def _note(places: Places, item: Item, source: str) -> None:
    """Tell where the item of a list stands that keeps its source."""
    head = _MARKS.match(source.expandtabs(4))
    last = _LAST_MARK.search(head[0]) if head else None
    if head is None or last is None:
        places.note(item, 0, "-", 2)
    else:
        places.note(item, last.start(), last[1], len(head[0]))


def _table(table: Table, old: Sequence[Unit]) -> str:
    """Return a changed table; the rows that did not change keep their source."""
    tables = [unit for unit in old if isinstance(unit.items[0], Table)]
    kept = max(tables, key=lambda unit: _alike(unit.items[0], table), default=None)
    if kept is None or not _alike(kept.items[0], table):
        return write_block(table)
    rows = kept.items[0].rows if isinstance(kept.items[0], Table) else ()
    lines = kept.source.split("\n")
    if len(lines) != len(rows) + 1:
        return write_block(table)
    sources = dict(zip(rows, [lines[0], *lines[2:]], strict=True))
    written = write_block(table).split("\n")
    found = [sources.get(row, line) for row, line in zip(table.rows, _rows(written), strict=True)]
    return "\n".join([found[0], lines[1], *found[1:]])


def _rows(lines: Sequence[str]) -> list[str]:
    return [lines[0], *lines[2:]]


def _alike(old: Item, table: Table) -> int:
    """Return how many rows two tables share, none if they differ in their columns."""
    if not isinstance(old, Table) or len(old.rows[0]) != len(table.rows[0]):
        return 0
    return len(set(old.rows) & set(table.rows))


__all__ = ["Kept", "Source", "Unit", "read_source", "rewrite"]
