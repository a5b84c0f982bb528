"""Body text written anew where its blocks changed, and nowhere else.

An editor that shows blocks hands blocks back. What is equal to what it was shown keeps its source
to the letter, whatever way it was typed; a changed item goes by the marks of its list, a changed
table keeps its other rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from casearchive.domain.prose.normal import Item, Kept, normal
from casearchive.domain.prose.reading import ListItem, Quote, Table
from casearchive.domain.prose.source import Source, Unit, read_source
from casearchive.domain.prose.writing import Places, between, write_block

_MARKS = re.compile(r"[ \t]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)+")
_LAST_MARK = re.compile(r"([-+*]|\d{1,9}[.)])[ \t]+$")


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
        parts = _written(source, plan, anew=loosened == 2)
        if loosened == 2 or _reads_back(source, plan, parts):
            break
        plan = _written_anew(plan, whole=loosened == 1)
    return "".join(parts)


def _told(items: Sequence[Item]) -> list[Item]:
    """Return what the reader shows: what is kept as it stands may read otherwise beside a list."""
    return [item for item in items if not isinstance(item, Kept)]


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


def _written(source: Source, plan: Sequence[_Step], *, anew: bool) -> list[str]:
    """Write a plan, a part for each step, with the gap before it, and one for the end.

    Unless all is written `anew`, a changed table keeps the rows that it can.
    """
    places = Places()
    there = {step.unit for step in plan}
    changed = [unit for number, unit in enumerate(source.units) if number not in there]
    parts: list[str] = []
    before: _Step | None = None
    for step in plan:
        part = source.lead if before is None and step.unit == 0 else ""
        if step.head:
            if before is not None:
                starts = places.starts_list(step.item)
                part = _gap(source, before, step, starts_list=starts)
            part += _one(source, step, places, [] if anew else changed)
        parts.append(part)
        before = step
    return [*parts, source.units[-1].gap if source.units else ""]


def _one(source: Source, step: _Step, places: Places, changed: Sequence[Unit]) -> str:
    """Return the text of one step."""
    if step.unit >= 0:
        unit = source.units[step.unit]
        _note(places, step.item, unit.source)
        return unit.source
    if isinstance(step.item, Table) and changed:
        places.write(Kept(""))  # which ends every list
        return _table(step.item, changed)
    return places.write(step.item)


def _reads_back(source: Source, plan: Sequence[_Step], parts: Sequence[str]) -> bool:
    """Say whether what was written reads as it should; only around what changed is looked at.

    A definition may change what stands anywhere: where there is one, all is looked at.
    """
    start, end = 0, len(plan)
    if "]:" not in source.text:
        changed = [number for number in range(len(plan)) if _is_new(plan, number)]
        start, end = _around(plan, changed[0], changed[-1] + 1) if changed else (0, 0)
    if end - start == 1 and plan[start].unit < 0 and not isinstance(plan[start].item, ListItem):
        return True  # it was read back when it was written
    texts, wanted = [], []
    for step, part in zip(plan[start:end], parts[start:end], strict=True):
        item, text = step.item, part
        if isinstance(item, Table) and len(item.rows) > 3 and step.unit < 0:
            item, text = _short(item, part)  # its rows have no say in how the others are read
        texts.append(text)
        wanted.append(item)
    return _told(read_source("".join(texts)).items) == _told(normal(wanted))


def _is_new(plan: Sequence[_Step], number: int) -> bool:
    """Say whether a step, or what stands before it, is not as it was."""
    step = plan[number]
    if step.unit < 0 or not step.head:
        return step.unit < 0
    return step.unit != (plan[number - 1].unit + 1 if number else 0)


def _around(plan: Sequence[_Step], start: int, end: int) -> tuple[int, int]:
    """Return a stretch, widened on both sides to a block that needs no others to be read."""
    while start > 0:
        start -= 1
        if _stands_alone(plan[start]):
            break
    while end < len(plan):
        end += 1
        if _stands_alone(plan[end - 1]) and (end == len(plan) or plan[end].head):
            break
    return start, end


def _stands_alone(step: _Step) -> bool:
    item = step.item
    return step.head and not (isinstance(item, ListItem) and (item.depth or item.continued))


def _short(table: Table, text: str) -> tuple[Table, str]:
    lines = text.split("\n")
    body = len(lines) - len(table.rows)  # where the first row but the head stands
    return Table((table.rows[0], table.rows[-1])), "\n".join([*lines[: body + 1], lines[-1]])


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
