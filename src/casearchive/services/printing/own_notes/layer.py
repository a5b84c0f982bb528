"""This user's own layer in print: marks in the text, notes below it, answers under the questions.

The layer is put into the finished blocks of a case, so that every template and every kind of file
shows it. The words are looked for in what is really printed. In the trainee's edition nothing that
was marked in the trainer's text comes along, neither the words nor the note on them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from uuid import UUID

from casearchive.domain.case import Case
from casearchive.i18n import _
from casearchive.printing.blocks import (
    HIGHLIGHTS,
    Block,
    Heading,
    Note,
    NoteBox,
    PageBreak,
    Paragraph,
    Publication,
    Questions,
    Run,
    Runs,
    WriteLines,
    plain,
)
from casearchive.printing.composing.highlighting import (
    Stroke,
    highlighted,
    remark,
    rewritten,
)
from casearchive.printing.composing.reading import Blocks
from casearchive.services.archive import Archive
from casearchive.services.cases.reading import read_case
from casearchive.services.printing.own_notes.leaves import Leaves
from casearchive.services.printing.own_notes.placing import Found, placed
from casearchive.services.study.files import study_file
from casearchive.services.study.studying import (
    Answer,
    Mark,
    Study,
    studied_cases,
    study_of,
)
from casearchive.services.views import CaseView

_SHOWN = 36  # characters of a marked passage that are repeated beside its note


class OwnNotes:
    """Puts the layer over each case into its blocks; an `Annotate` of the printing room."""

    def __init__(self, archive: Archive, *, for_trainer: bool) -> None:
        self._archive, self._for_trainer = archive, for_trainer

    def __call__(self, case: Case, blocks: Blocks, sections: Mapping[str, UUID]) -> Blocks:
        """Return a case's blocks with what this user has added to it."""
        key = case.id.hex
        if key not in self._studied:
            return blocks
        view = read_case(self._archive, key)
        study = study_of(self._archive, key)
        page = _Page(view, study, blocks, sections, for_trainer=self._for_trainer)
        return tuple(page.annotated())

    @cached_property
    def _studied(self) -> frozenset[str]:
        return frozenset(studied_cases(study_file(self._archive).all()))


def with_notes_named(publication: Publication) -> Publication:
    """Return a publication whose edition says that somebody's own notes are in it."""
    edition = _("{edition} · 附我的笔记").format(edition=publication.edition)
    return replace(publication, edition=edition)


class _Page:
    """One case, its blocks, and the layer over it."""

    def __init__(
        self,
        case: CaseView,
        study: Study,
        blocks: Blocks,
        sections: Mapping[str, UUID],
        *,
        for_trainer: bool,
    ) -> None:
        self._case = case
        self._left = dict(study.answers or {})  # those that have not found their question
        self._leaves = Leaves(case, blocks, sections)
        self._placing = placed(case, study, self._leaves, for_trainer=for_trainer)

    def annotated(self) -> Iterator[Block]:
        """Yield the blocks with marks, notes and answers."""
        found = self._placing.found
        numbers = self._numbers(found)
        strokes = _strokes(found, numbers)
        boxes = self._boxes(found, numbers)
        leaves = iter(range(len(self._leaves.all)))

        def change(runs: Runs) -> Runs:
            return highlighted(runs, strokes.get(next(leaves), ()))

        for chapter, blocks in self._leaves.chapters():
            held: list[Block] = []
            for block in blocks:
                if isinstance(block, Heading):
                    next(leaves)
                    held.append(block)
                else:
                    held.append(rewritten(block, change))
            answered = list(self._answered(held)) if self._leaves.is_questions(chapter) else held
            breaks = [block for block in answered if isinstance(block, PageBreak)]
            ends = len(breaks) > 0 and answered[-1] is breaks[-1]
            yield from answered[:-1] if ends else answered
            if chapter in boxes:
                yield NoteBox(_("我的批注"), boxes[chapter])
            yield from answered[-1:] if ends else ()
        yield from self._rest()
        yield from _legend(found)

    # --- notes -----------------------------------------------------------------------------------

    def _numbers(self, found: list[Found]) -> dict[str, str]:
        """Number what has a note, and what stands where nothing can be marked."""
        told = [
            one.mark.id
            for one in found
            if one.mark.note
            or not any(self._leaves.all[leaf].markable for leaf, *_span in one.places)
        ]
        return {key: _("批{number}").format(number=n) for n, key in enumerate(told, 1)}

    def _boxes(self, found: list[Found], numbers: Mapping[str, str]) -> dict[int, tuple[Runs, ...]]:
        boxes: dict[int, tuple[Runs, ...]] = {}
        for one in found:
            if number := numbers.get(one.mark.id):
                chapter = self._leaves.all[one.places[-1][0]].chapter
                boxes[chapter] = (*boxes.get(chapter, ()), _told(one.mark, number, one.changed))
        return boxes

    def _rest(self) -> Iterator[Block]:
        """Yield what has no place in the text, and say how much is not told."""
        told = [_told(mark, "", changed=False) for mark in self._placing.lost]
        for answer in self._left.values():
            stem = (Run(answer.stem, bold=True), Run("　"))
            told.append((*stem, *plain(answer.text)))
        if told:
            yield NoteBox(_("我的其他批注和回答（原文没有印在这里）"), tuple(told))
        if unseen := self._placing.unseen:
            text = _("另有 {count} 处标注的原文不在这一版里，没有印出。")
            yield Note(plain(text.format(count=unseen)))

    # --- answers ---------------------------------------------------------------------------------

    def _answered(self, blocks: list[Block]) -> Iterator[Block]:
        """Yield the questions with this user's answers, in place of lines to write on."""
        at = 0
        for block in blocks:
            if isinstance(block, Questions):
                items = []
                for item in block.items:
                    items.append(replace(item, own=plain(self._take_answer(at))))
                    at += 1
                yield Questions(tuple(items))
            elif isinstance(block, WriteLines) and (text := self._take_answer(at)):
                yield Paragraph((Run(_("我的回答　"), bold=True), *plain(text)))
                at += 1
            else:
                at += isinstance(block, WriteLines)
                yield block

    def _take_answer(self, number: int) -> str:
        if number >= len(self._case.questions):
            return ""
        answer: Answer | None = self._left.pop(self._case.questions[number].id, None)
        return answer.text if answer else ""


def _strokes(found: list[Found], numbers: Mapping[str, str]) -> dict[int, list[Stroke]]:
    strokes: dict[int, list[Stroke]] = {}
    for one in found:
        for place, (leaf, start, stop) in enumerate(one.places, 1):
            label = numbers.get(one.mark.id, "") if place == len(one.places) else ""
            strokes.setdefault(leaf, []).append(Stroke(start, stop, one.mark.colour, label))
    return strokes


def _told(mark: Mark, number: str, changed: bool) -> Runs:
    quote = " ".join(mark.quote.split())
    quote = quote if len(quote) <= _SHOWN else f"{quote[: _SHOWN - 1]}…"
    note = mark.note
    if changed:
        said = _("（案例里的这段文字后来改过）")
        note = f"{note}{said}"
    return remark(number, quote, mark.colour, note)


def _legend(found: list[Found]) -> Iterator[Block]:
    """Yield what the colours look like on a grey printer, where more than one is used."""
    used = {one.mark.colour for one in found}
    if len(used) > 1:
        names: Mapping[str, Callable[[], str]] = {
            "yellow": lambda: _("黄：实线"),
            "green": lambda: _("绿：虚线"),
            "blue": lambda: _("蓝：点线"),
            "pink": lambda: _("粉：双线"),
        }
        runs: list[Run] = [Run(_("我的标注　"))]
        for colour in HIGHLIGHTS:
            if colour in used:
                runs += [Run(names[colour](), highlight=colour), Run("　")]
        yield Note(tuple(runs))
