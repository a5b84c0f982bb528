"""Body text to blocks: the prose of a section, with ``[1]`` turned into a citation mark."""

import re
from collections.abc import Iterator

from casearchive.domain import prose
from casearchive.i18n import _
from casearchive.printing.blocks import (
    Block,
    Column,
    DataTable,
    Figure,
    Heading,
    ListEntry,
    Paragraph,
    Quote,
    Run,
    Runs,
)

_CITATION = re.compile(r"\[(\d{1,3})\]")
_HEADINGS_BELOW = 2  # a body's first level stands below the section's heading
_DEEPEST_HEADING = 4


def body_blocks(body: str, anchors: tuple[str, ...] = ()) -> Iterator[Block]:
    """Yield the blocks of a body text.

    `anchors` are the places of the case's sources: ``[1]`` cites the first. A number without a
    source stays the text it is.
    """
    for block in prose.read_prose(body):
        yield _block(block, anchors)


def runs_of(typed: prose.Runs, anchors: tuple[str, ...] = ()) -> Runs:
    """Return typed runs as runs of a publication, citations raised and linked to their sources."""
    return tuple(run for piece in typed for run in _runs(piece, anchors))


def text_runs(text: str, anchors: tuple[str, ...] = ()) -> Runs:
    """Return a text without markup of its own, citations raised."""
    return runs_of((prose.Run(text),), anchors)


def _block(block: prose.Prose, anchors: tuple[str, ...]) -> Block:
    match block:
        case prose.Heading(level, runs):
            below = min(level + _HEADINGS_BELOW, _DEEPEST_HEADING)
            return Heading(below, prose.text_of(runs))
        case prose.ListItem(runs, marker, depth, continued):
            return ListEntry(runs_of(runs, anchors), marker, depth, continued)
        case prose.Quote(runs):
            return Quote(runs_of(runs, anchors))
        case prose.Table():
            return _table(block, anchors)
        case prose.Picture(target, caption):
            return Figure(caption or _picture_name(target))
        case prose.Paragraph(runs):
            return Paragraph(runs_of(runs, anchors))


def _table(table: prose.Table, anchors: tuple[str, ...]) -> DataTable:
    """Return a typed table; a column is as wide as its longest text asks for, within limits."""
    head, *rows = table.rows
    columns = []
    for number, cell in enumerate(head):
        longest = max(len(prose.text_of(row[number])) for row in table.rows)
        columns.append(Column(prose.text_of(cell), weight=min(max(longest, 4), 24)))
    cells = tuple(tuple(runs_of(cell, anchors) for cell in row) for row in rows)
    return DataTable(tuple(columns), cells)


def _picture_name(target: str) -> str:
    return _("未加说明") if target.startswith("attachment:") else target


def _runs(run: prose.Run, anchors: tuple[str, ...]) -> Iterator[Run]:
    done = 0
    for match in _CITATION.finditer(run.text):
        number = int(match.group(1))
        if run.link or not 1 <= number <= len(anchors):
            continue
        if match.start() > done:
            yield _plain_run(run, run.text[done : match.start()])
        yield Run(match.group(), link=f"#{anchors[number - 1]}", raised=True)
        done = match.end()
    if done < len(run.text):
        yield _plain_run(run, run.text[done:])


def _plain_run(run: prose.Run, text: str) -> Run:
    return Run(text, run.bold, run.emphasis, run.link)
