"""What the trainer's edition holds beyond the trainees': the speaker's notes."""

from collections.abc import Iterator, Sequence

from casearchive.printing.blocks import (
    Block,
    DataTable,
    FactsTable,
    Heading,
    ListEntry,
    NoteBox,
    Question,
    Questions,
    Run,
    Runs,
    plain,
)


def answers_of(trainers: Sequence[Block]) -> Iterator[Question]:
    """Yield the trainer's questions, in order."""
    for block in trainers:
        if isinstance(block, Questions):
            yield from block.items


def beside(trainees: Sequence[Block], trainers: Sequence[Block]) -> list[Runs]:
    """Return what stands in the trainer's blocks only, paragraph by paragraph; no questions."""
    shown = iter(trainees)
    next_shown = next(shown, None)
    lines: list[Runs] = []
    for block in trainers:
        if (
            isinstance(block, Questions) and isinstance(next_shown, Questions)
        ) or block == next_shown:
            next_shown = next(shown, None)
        else:
            lines += _lines(block)
    return lines


def _lines(block: Block) -> Iterator[Runs]:
    match block:
        case Heading():
            yield plain(f"【{block.text}】" if block.level <= 2 else block.text)
        case FactsTable():
            for fact in block.facts:
                yield (Run(f"{fact.label}　"), *fact.value)
        case DataTable():
            if block.caption:
                yield plain(block.caption)
            heads = tuple(plain(column.head) for column in block.columns)
            for row in (heads, *block.rows) if any(heads) else block.rows:
                yield tuple(run for cell in row for run in (*cell, Run("　")))
        case NoteBox():
            yield plain(f"【{block.title}】")
            yield from block.paragraphs
        case ListEntry():
            yield (Run(f"{block.marker or '·'} "), *block.runs)
        case Questions():
            for item in block.items:
                yield item.stem
        case _:
            runs = getattr(block, "runs", ())
            if runs:
                yield runs
