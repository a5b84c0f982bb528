"""Body text to blocks: the prose of a section, with ``[1]`` turned into a citation mark."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from casearchive.domain.prose import reading as prose
from casearchive.printing.blocks import (
    Block,
    Column,
    DataTable,
    Heading,
    ListEntry,
    Paragraph,
    Parallel,
    Quote,
    Run,
    Runs,
)
from casearchive.printing.setting.right_to_left import base_direction

_CITATION = re.compile(r"\[(\d{1,3})\]")
_HEADINGS_BELOW = 2  # a body's first level stands below the section's heading
_DEEPEST_HEADING = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """What a ``[1]`` in a body prints as, and the anchor of the source it leads to."""

    number: int
    anchor: str


Marks: TypeAlias = tuple[Mark, ...]
Pictured: TypeAlias = Callable[[str, str], Block | None]  # (target, caption) -> what is printed


def not_pictured(target: str, caption: str) -> Block | None:
    """Print no picture."""
    del target, caption
    return None


def body_blocks(body: str, marks: Marks = (), pictured: Pictured = not_pictured) -> Iterator[Block]:
    """Yield the blocks of a body text.

    `marks` are those of the case's sources: ``[1]`` cites the first. A number without a source
    stays the text it is. `pictured` says what a picture of the body prints as.
    """
    for block in prose.read_prose(body):
        shown = _block(block, marks, pictured)
        if shown is not None:
            yield shown


def body_runs(body: str, marks: Marks = ()) -> Iterator[Runs]:
    """Yield the paragraphs of a body as runs, whatever they are, for boxes and cells."""
    for block in prose.read_prose(body):
        match block:
            case prose.Table(rows):
                for row in rows:
                    yield tuple(run for cell in row for run in (*runs_of(cell, marks), Run("　")))
            case prose.ListItem(runs, marker, _depth, continued):
                lead = "" if continued else (f"{marker} " if marker else "• ")
                yield (*((Run(lead),) if lead else ()), *runs_of(runs, marks))
            case prose.Picture():
                continue
            case prose.Heading(_level, runs):
                yield runs_of(tuple(replace(run, bold=True) for run in runs), marks)
            case _:
                yield runs_of(block.runs, marks)


def runs_of(typed: prose.Runs, marks: Marks = ()) -> Runs:
    """Return typed runs as runs of a publication, citations raised and linked to their sources."""
    return tuple(run for piece in typed for run in _runs(piece, marks))


def text_runs(text: str, marks: Marks = ()) -> Runs:
    """Return a text without markup of its own, citations raised."""
    return runs_of((prose.Run(text),), marks)


def _block(block: prose.Prose, marks: Marks, pictured: Pictured) -> Block | None:
    match block:
        case prose.Heading(level, runs):
            below = min(level + _HEADINGS_BELOW, _DEEPEST_HEADING)
            return Heading(below, prose.text_of(runs))
        case prose.ListItem(runs, marker, depth, continued):
            return ListEntry(runs_of(runs, marks), marker, depth, continued)
        case prose.Quote(runs):
            return Quote(runs_of(runs, marks))
        case prose.Table():
            return _table(block, marks)
        case prose.Picture(target, caption):
            return pictured(target, caption)
        case prose.Paragraph(runs):
            return Paragraph(runs_of(runs, marks))


def _table(table: prose.Table, marks: Marks) -> DataTable | Parallel:
    """Return a typed table; a column is as wide as its longest text asks for, within limits.

    Two columns of which one reads from the right are a text in two languages, side by side.
    """
    head, *rows = table.rows
    if len(head) == 2 and rows and _reads_right(rows, 0) is not _reads_right(rows, 1):
        pairs = tuple((runs_of(left, marks), runs_of(right, marks)) for left, right in rows)
        return Parallel(pairs, (prose.text_of(head[0]), prose.text_of(head[1])))
    columns = []
    for number, cell in enumerate(head):
        longest = max(len(prose.text_of(row[number])) for row in table.rows)
        columns.append(Column(prose.text_of(cell), weight=min(max(longest, 4), 24)))
    cells = tuple(tuple(runs_of(cell, marks) for cell in row) for row in rows)
    return DataTable(tuple(columns), cells)


def _reads_right(rows: Sequence[Sequence[prose.Runs]], column: int) -> bool:
    """Say whether all that is told in a column reads from the right."""
    told = [text for row in rows if (text := prose.text_of(row[column]).strip())]
    return bool(told) and all(base_direction(text) == "rtl" for text in told)


def _runs(run: prose.Run, marks: Marks) -> Iterator[Run]:
    done = 0
    for match in _CITATION.finditer(run.text):
        number = int(match.group(1))
        if run.link or not 1 <= number <= len(marks):
            continue
        if match.start() > done:
            yield _plain_run(run, run.text[done : match.start()])
        mark = marks[number - 1]
        yield Run(f"[{mark.number}]", link=f"#{mark.anchor}", raised=True)
        done = match.end()
    if done < len(run.text):
        yield _plain_run(run, run.text[done:])


def _plain_run(run: prose.Run, text: str) -> Run:
    return Run(text, run.bold, run.emphasis, run.link)
