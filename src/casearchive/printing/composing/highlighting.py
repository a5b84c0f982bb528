"""Highlights in finished blocks: their texts leaf by leaf, and the blocks with words marked.

A leaf is one text of a block: a paragraph, a cell, a question's stem. Headings are leaves too, so
that what stands beside them is found, but nothing in them can be marked.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from casearchive.i18n import _
from casearchive.printing.blocks import (
    Block,
    DataTable,
    FactsTable,
    Heading,
    ListEntry,
    Note,
    NoteBox,
    Paragraph,
    Parallel,
    Question,
    Questions,
    Quote,
    Run,
    Runs,
    SourceList,
    plain,
    text_of,
)

Change = Callable[[Runs], Runs]


@dataclass(frozen=True, slots=True)
class Stroke:
    """Characters `start` to `stop` of a leaf, in a colour; `label` is set small behind them."""

    start: int
    stop: int
    colour: str
    label: str = ""


def leaves_of(block: Block) -> tuple[str, ...]:
    """Return the texts of a block, in the order in which :func:`rewritten` comes to them."""
    if isinstance(block, Heading):
        return (block.text,)
    found: list[str] = []

    def note(runs: Runs) -> Runs:
        found.append(text_of(runs))
        return runs

    rewritten(block, note)
    return tuple(found)


def rewritten(block: Block, change: Change) -> Block:
    """Return a block with every text changed; a heading and what holds no text as they are."""
    match block:
        case Paragraph() | Note() | ListEntry() | Quote():
            return replace(block, runs=change(block.runs))
        case FactsTable(facts):
            return FactsTable(tuple(replace(fact, value=change(fact.value)) for fact in facts))
        case DataTable(rows=rows):
            cells = tuple(tuple(change(cell) for cell in row) for row in rows)
            return replace(block, rows=cells, note=change(block.note) if block.note else ())
        case NoteBox(_title, paragraphs):
            return replace(block, paragraphs=tuple(change(runs) for runs in paragraphs))
        case Questions(items):
            return Questions(tuple(_question(item, change) for item in items))
        case SourceList(entries):
            return SourceList(tuple(replace(one, runs=change(one.runs)) for one in entries))
        case Parallel(rows=rows):
            return replace(block, rows=tuple((change(a), change(b)) for a, b in rows))
        case _:
            return block


def _question(item: Question, change: Change) -> Question:
    return replace(
        item,
        stem=change(item.stem),
        answer=change(item.answer) if item.answer else (),
        evidence=change(item.evidence) if item.evidence else (),
    )


def leaves_of_question(item: Question) -> int:
    """Return how many leaves a question has: its stem, and what it carries of the trainer's."""
    return 1 + bool(item.answer) + bool(item.evidence)


def highlighted(runs: Runs, strokes: Sequence[Stroke]) -> Runs:
    """Return runs with strokes drawn into them; of two over the same words the later one shows."""
    if not strokes:
        return runs
    length = sum(len(run.text) for run in runs)
    colours = [""] * length
    for stroke in strokes:
        colours[stroke.start : stroke.stop] = [stroke.colour] * (
            min(stroke.stop, length) - stroke.start
        )
    labels: dict[int, list[Stroke]] = {}
    for stroke in strokes:
        if stroke.label:
            labels.setdefault(min(stroke.stop, length), []).append(stroke)
    return tuple(_cut(runs, colours, labels))


def _cut(runs: Runs, colours: Sequence[str], labels: dict[int, list[Stroke]]) -> Iterator[Run]:
    at = 0
    for run in runs:
        begin, end = at, at + len(run.text)
        while at < end:
            stop = at + 1
            while stop < end and colours[stop] == colours[at] and stop not in labels:
                stop += 1
            yield replace(run, text=run.text[at - begin : stop - begin], highlight=colours[at])
            at = stop
            for stroke in labels.pop(at, ()):
                yield Run(stroke.label, raised=True, highlight=stroke.colour)


def remark(number: str, quote: str, colour: str, told: str) -> Runs:
    """Return a note as it stands in a box: its number, the words it is about, what it says."""
    said = plain("　" + told) if told else ()
    lead = (Run(f"{number}　", bold=True),) if number else ()
    return (*lead, Run(_("“{text}”").format(text=quote), highlight=colour), *said)
