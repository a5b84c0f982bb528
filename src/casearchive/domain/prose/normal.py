"""Blocks of body text in the one form that all writings of the same text share.

Two texts read alike where their normal blocks are equal: runs of one manner are one run, white
space at the edge of a manner belongs to none, empty blocks are no blocks, numbers are numbers, and
headings are not bold once more.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from casearchive.domain.prose.reading import (
    Heading,
    ListItem,
    Paragraph,
    Picture,
    Prose,
    Quote,
    Run,
    Runs,
    Table,
)


@dataclass(frozen=True, slots=True)
class Kept:
    """A stretch of source that no block stands for, kept as it was typed."""

    source: str


Item = Prose | Kept
_PIECES = re.compile(r"\n|[^\S\n]+|[^\s]+")
_NUMBER = re.compile(r"(\d{1,9})([.)])")
PLAIN = Run("")


def normal_items(items: Sequence[Item]) -> list[Item | None]:
    """Return each block in its normal form, in its place; None where it says nothing.

    A list goes one level deeper at a time, and only an item that stands can be continued.
    """
    found: list[Item | None] = []
    depth = -1  # of the item before, -1 where no list is open
    for item in items:
        one = _normal(item)
        if isinstance(one, ListItem):
            if one.continued and one.depth > depth:
                one = Paragraph(one.runs) if depth < 0 else replace(one, depth=depth)
            elif one.depth > depth + 1:
                one = replace(one, depth=depth + 1)
        if one is not None:
            depth = one.depth if isinstance(one, ListItem) else -1
        found.append(one)
    return found


def normal(items: Sequence[Item]) -> list[Item]:
    """Return the blocks in their normal form, without those that say nothing."""
    return [item for item in normal_items(items) if item is not None]


@lru_cache(maxsize=4096)
def _normal(item: Item) -> Item | None:
    match item:
        case Kept(source):
            return Kept(source.strip("\r\n")) if source.strip() else None
        case Picture(target, caption):
            return Picture(target, " ".join(_clean(caption).split()))
        case Table(rows):
            head = tuple(_not_bold(cell) for cell in rows[0]) if rows else ()
            cells = tuple(tuple(one_line(cell) for cell in row) for row in rows[1:])
            return Table((head, *cells)) if head else None
        case Heading(level, runs):
            line = _not_bold(runs)
            return Heading(level, line) if line else None
        case ListItem(runs, marker, depth, continued):
            runs = normal_runs(runs)
            if not runs:
                return None
            return ListItem(runs, "" if continued else _marker(marker), depth, continued)
        case Paragraph(runs) | Quote(runs):
            runs = normal_runs(runs)
            return type(item)(runs) if runs else None


def normal_runs(runs: Sequence[Run]) -> Runs:
    """Return runs that differ from their neighbours, bold and emphasis ending at letters."""
    pieces = [
        replace(run, text=text)
        for run in runs
        for text in _PIECES.findall(_clean(run.text, keep_lines=True))
    ]
    return _merged(_at_lines(_spaces_between(pieces)))


@lru_cache(maxsize=8192)
def one_line(runs: Runs) -> Runs:
    """Return normal runs for a place that has but one line."""
    return normal_runs([replace(run, text=run.text.replace("\n", " ")) for run in runs])


def _not_bold(runs: Runs) -> Runs:
    """Return one line in a place that is bold as it is: bold says nothing there."""
    return one_line(tuple(replace(run, bold=False) for run in runs))


def _clean(text: str, *, keep_lines: bool = False) -> str:
    text = text.replace("\0", "\ufffd").replace("\r\n", "\n").replace("\r", "\n")
    return text if keep_lines else text.replace("\n", " ")


def _spaces_between(pieces: Sequence[Run]) -> Iterator[Run]:
    """Yield the pieces; white space has the manner that both its neighbours have."""
    for number, piece in enumerate(pieces):
        if piece.text == "\n":
            yield Run("\n")
        elif not piece.text.isspace():
            yield piece
        else:
            before = _lettered(reversed(pieces[:number])) or PLAIN
            after = _lettered(iter(pieces[number + 1 :])) or PLAIN
            yield Run(
                piece.text,
                before.bold and after.bold,
                before.emphasis and after.emphasis,
                before.link if before.link == after.link else "",
            )


def _lettered(pieces: Iterator[Run]) -> Run | None:
    """Return the nearest piece with letters on this line."""
    for piece in pieces:
        if piece.text == "\n":
            return None
        if not piece.text.isspace():
            return piece
    return None


def _at_lines(pieces: Iterator[Run]) -> list[Run]:
    """Return the pieces without white space at the ends of lines, and of the whole."""
    kept: list[Run] = []
    for piece in pieces:
        if piece.text.isspace() and piece.text != "\n" and (not kept or kept[-1].text == "\n"):
            continue
        if piece.text == "\n":
            _drop(kept, lines=not kept)
            if not kept:
                continue
        kept.append(piece)
    _drop(kept, lines=True)
    return kept


def _drop(pieces: list[Run], *, lines: bool) -> None:
    while pieces and pieces[-1].text.isspace() and (lines or pieces[-1].text != "\n"):
        pieces.pop()


def _merged(pieces: Sequence[Run]) -> Runs:
    groups = groupby(pieces, key=lambda run: (run.bold, run.emphasis, run.link))
    return tuple(Run("".join(run.text for run in group), *manner) for manner, group in groups)


def _marker(marker: str) -> str:
    found = _NUMBER.fullmatch(marker)
    return f"{int(found[1])}{found[2]}" if found else ""
