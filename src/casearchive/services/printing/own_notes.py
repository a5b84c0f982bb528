"""This user's own layer in print: marks in the text, notes below it, answers under the questions.

The layer is put into the finished blocks of a case, so that every template and every kind of file
shows it. The words are looked for in what is really printed. In the trainee's edition nothing that
was marked in the trainer's text comes along, neither the words nor the note on them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from uuid import UUID

from casearchive.domain.case import Case
from casearchive.i18n import _
from casearchive.printing.blocks import (
    HIGHLIGHTS,
    Block,
    FactsTable,
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
    leaves_of,
    leaves_of_question,
    remark,
    rewritten,
)
from casearchive.printing.composing.reading import Blocks
from casearchive.services.archive import Archive
from casearchive.services.cases.reading import read_case
from casearchive.services.study.files import study_file
from casearchive.services.study.studying import (
    Answer,
    Mark,
    Placed,
    Study,
    part_texts,
    place_marks,
    studied_cases,
    study_of,
)
from casearchive.services.views import CaseView
from casearchive.study.anchors import anchor, locate

_SHOWN = 36  # characters of a marked passage that are repeated beside its note
_SURE = 6  # characters from which on a passage is recognized in a place of another name
_PARTS = {"figures": "outcomes", "questions": "questions", "note": "note", "sources": "sources"}


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


@dataclass(frozen=True, slots=True)
class _Leaf:
    """One printed text: which part of the case it belongs to, after which heading it stands."""

    part: str
    chapter: int
    text: str
    markable: bool


@dataclass(slots=True)
class _Text:
    """All that is printed of one part, and where in it each leaf begins."""

    text: str = ""
    starts: list[tuple[int, int]] = field(default_factory=list)  # (leaf, offset)

    def add(self, leaf: int, text: str) -> None:
        joint = "\n" if self.starts else ""
        self.starts.append((leaf, len(self.text) + len(joint)))
        self.text += joint + text


@dataclass(frozen=True, slots=True)
class _Found:
    """A mark where it is printed: (leaf, start, stop), one for each text it runs over."""

    mark: Mark
    places: tuple[tuple[int, int, int], ...]
    changed: bool


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
        self._case, self._study, self._blocks = case, study, blocks
        self._sections, self._for_trainer = sections, for_trainer
        self._left = dict(study.answers or {})  # those that have not found their question
        self._leaves = list(self._read_leaves())
        self._texts: dict[str, _Text] = {}
        for number, leaf in enumerate(self._leaves):
            self._texts.setdefault(leaf.part, _Text()).add(number, leaf.text)

    def annotated(self) -> Iterator[Block]:
        """Yield the blocks with marks, notes and answers."""
        found, lost, unseen = self._look_for_marks()
        numbers = self._numbers(found)
        strokes = _strokes(found, numbers)
        boxes = self._boxes(found, numbers)
        leaves = iter(range(len(self._leaves)))

        def change(runs: Runs) -> Runs:
            return highlighted(runs, strokes.get(next(leaves), ()))

        for chapter, blocks in self._chapters():
            held: list[Block] = []
            for block in blocks:
                if isinstance(block, Heading):
                    next(leaves)
                    held.append(block)
                else:
                    held.append(rewritten(block, change))
            answered = list(self._answered(held)) if self._is_questions(chapter) else held
            breaks = [block for block in answered if isinstance(block, PageBreak)]
            ends = len(breaks) > 0 and answered[-1] is breaks[-1]
            yield from answered[:-1] if ends else answered
            if chapter in boxes:
                yield NoteBox(_("我的批注"), boxes[chapter])
            yield from answered[-1:] if ends else ()
        yield from self._rest(lost, unseen)
        yield from _legend(found)

    # --- what is printed -------------------------------------------------------------------------

    def _chapters(self) -> Iterator[tuple[int, list[Block]]]:
        """Yield the blocks from heading to heading, the first with the title."""
        number, held = 0, list[Block]()
        for block in self._blocks:
            if _opens_chapter(block) and held:
                yield number, held
                number, held = number + 1, []
            held.append(block)
        if held:
            yield number, held

    def _is_questions(self, chapter: int) -> bool:
        return any(
            leaf.chapter == chapter and leaf.part.startswith("question") for leaf in self._leaves
        )

    def _read_leaves(self) -> Iterator[_Leaf]:
        for number, blocks in self._chapters():
            part = self._part_of(blocks[0], number)
            asked = iter([f"question:{one.id}" for one in self._case.questions])
            for block in blocks:
                names = self._names(block, part, asked)
                markable = not isinstance(block, Heading)
                for text in leaves_of(block):
                    yield _Leaf(next(names), number, text, markable)

    def _part_of(self, head: Block, number: int) -> str:
        if not isinstance(head, Heading) or not number:
            return "head"
        if head.anchor in self._sections:
            return self._sections[head.anchor].hex
        return _PARTS.get(head.anchor.rpartition("-")[2], f"other-{number}")

    def _names(self, block: Block, part: str, asked: Iterator[str]) -> Iterator[str]:
        """Yield the part that each leaf of a block belongs to."""
        if part == "questions" and isinstance(block, Questions):
            for item in block.items:
                yield from [next(asked, part)] * leaves_of_question(item)
        elif part == "questions" and isinstance(block, Paragraph):
            yield next(asked, part)
        while True:
            yield "facts" if isinstance(block, FactsTable) else part

    # --- where the marks are ---------------------------------------------------------------------

    def _look_for_marks(self) -> tuple[list[_Found], list[Mark], int]:
        """Return the marks that are printed, those that are not, and how many may not be told."""
        texts = part_texts(self._case)
        placing = place_marks(self._study, texts)
        found: list[_Found] = []
        lost: list[Mark] = []
        unseen = 0
        for one in placing.placed:
            if not self._may_be_told(one):
                unseen += 1
            elif made := self._printed(one, texts[one.part]):
                found.append(made)
            else:
                lost.append(one.mark)
        if self._for_trainer:
            lost += placing.orphans
        else:  # nobody knows any more whether they were in the trainer's text
            unseen += len(placing.orphans)
        found.sort(key=lambda one: one.places[0])
        return found, lost, unseen

    def _may_be_told(self, one: Placed) -> bool:
        """Say whether a reader of this edition may know the words that were marked."""
        if self._for_trainer:
            return True
        kept = {section.id for section in self._case.sections if section.trainer_only}
        stems = {f"question:{one.id}": len(one.stem) for one in self._case.questions}
        if one.part == "note" or one.part in kept:
            return False
        return one.end <= stems.get(one.part, one.end)

    def _printed(self, one: Placed, text: str) -> _Found | None:
        """Return a mark in the printed text; first where it ought to be, then anywhere."""
        quote, before, after = anchor(text, one.start, one.end)
        own = self._texts.get(one.part)
        if own and (place := locate(own.text, quote, before, after)):
            return self._cut(one, own, place)
        for other in self._texts.values():
            place = locate(other.text, quote, before, after)
            if place and place[2] and len("".join(quote.split())) >= _SURE:
                return self._cut(one, other, place)
        return None

    def _cut(self, one: Placed, text: _Text, place: tuple[int, int, bool]) -> _Found | None:
        start, stop, _exact = place
        places = []
        for leaf, offset in text.starts:
            begin = max(start - offset, 0)
            end = min(stop - offset, len(self._leaves[leaf].text))
            if begin < end:
                places.append((leaf, begin, end))
        return _Found(one.mark, tuple(places), not one.exact) if places else None

    # --- notes -----------------------------------------------------------------------------------

    def _numbers(self, found: list[_Found]) -> dict[str, str]:
        """Number what has a note, and what stands where nothing can be marked."""
        told = [
            one.mark.id
            for one in found
            if one.mark.note or not any(self._leaves[leaf].markable for leaf, *_span in one.places)
        ]
        return {key: _("批{number}").format(number=n) for n, key in enumerate(told, 1)}

    def _boxes(
        self, found: list[_Found], numbers: Mapping[str, str]
    ) -> dict[int, tuple[Runs, ...]]:
        boxes: dict[int, tuple[Runs, ...]] = {}
        for one in found:
            if number := numbers.get(one.mark.id):
                chapter = self._leaves[one.places[-1][0]].chapter
                boxes[chapter] = (*boxes.get(chapter, ()), _told(one.mark, number, one.changed))
        return boxes

    def _rest(self, lost: list[Mark], unseen: int) -> Iterator[Block]:
        """Yield what has no place in the text, and say how much is not told."""
        told = [_told(mark, "", changed=False) for mark in lost]
        for answer in self._left.values():
            stem = (Run(answer.stem, bold=True), Run("　"))
            told.append((*stem, *plain(answer.text)))
        if told:
            yield NoteBox(_("我的其他批注和回答（原文没有印在这里）"), tuple(told))
        if unseen:
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


def _opens_chapter(block: Block) -> bool:
    return isinstance(block, Heading) and block.level <= 2  # deeper ones belong to a body


def _strokes(found: list[_Found], numbers: Mapping[str, str]) -> dict[int, list[Stroke]]:
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


def _legend(found: list[_Found]) -> Iterator[Block]:
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
