"""One case to the blocks that print it, in a template's order, for the trainer or the trainee."""

from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from uuid import UUID

from casearchive.domain.case import Case, Section
from casearchive.domain.evidence import Figure
from casearchive.domain.teaching import Question
from casearchive.domain.text import not_stated
from casearchive.i18n import _
from casearchive.printing.blocks import (
    Block,
    Column,
    DataTable,
    FactsTable,
    Heading,
    NoteBox,
    Paragraph,
    Questions,
    Run,
    Runs,
    WriteLines,
    plain,
)
from casearchive.printing.blocks import Question as QuestionBlock
from casearchive.printing.composing.cases import figures
from casearchive.printing.composing.cases.facts import case_facts
from casearchive.printing.composing.cases.photos import Photos
from casearchive.printing.composing.cases.teaching import teaching_note
from casearchive.printing.composing.composer import Composer, Makers
from casearchive.printing.composing.content import BlockSpec
from casearchive.printing.composing.prose_blocks import Marks, body_blocks, body_runs, text_runs
from casearchive.printing.composing.reading import Reading
from casearchive.printing.composing.sources import sources_of

_JOINT = " · "


class CaseComposer(Composer):
    """Composes one case. Without a trainer's `reading` nothing of the trainer's is touched."""

    def __init__(
        self,
        case: Case,
        anchor: str,
        reading: Reading,
        *,
        left_out: Collection[str] = (),
        list_sections: bool = True,
    ) -> None:
        super().__init__(anchor, sources_of(case), left_out=left_out)
        self.case = case
        self._reading = reading
        self._list_sections = list_sections
        self._photos = Photos(case, reading)
        self.section_anchors: dict[str, UUID] = {}

    def makers(self) -> Makers:  # noqa: D102
        return {
            **super().makers(),
            "title": self._title,
            "facts": self._facts,
            "abstract": self._abstract,
            "sections": self._sections,
            "columns": self._columns,
            "box": self._box,
            "photos": lambda _spec: self._photos.others(),
            "figures": self._figures,
            "charts": self._charts,
            "quotes": self._quotes,
            "questions": self._questions,
            "note": self._note,
        }

    def sections(self, types: Sequence[str] = ()) -> list[Section]:
        """Return the sections this reader gets, of these types in this order, or all."""
        open_to_all = [
            section
            for section in self.case.sections
            if section.id.hex not in self._left_out
            and (self._reading.for_trainer or not section.trainer_only)
        ]
        if not types:
            return open_to_all
        return [section for word in types for section in open_to_all if section.type == word]

    def _title(self, spec: BlockSpec) -> Iterator[Block]:
        del spec
        case, label = self.case, self._reading.label
        kicker = (case.code, label("kind", case.kind), label("role", case.role))
        yield Heading(1, case.title, self.anchor, in_contents=True, kicker=_JOINT.join(kicker))

    def _facts(self, spec: BlockSpec) -> Iterator[Block]:
        yield FactsTable(tuple(case_facts(self.case, self._reading, spec.keys)))

    def _abstract(self, spec: BlockSpec) -> Iterator[Block]:
        if not self.case.abstract:
            return
        runs = text_runs(self.case.abstract, self._marks)
        yield NoteBox(str(spec.title), (runs,)) if spec.title else Paragraph(runs, lead=True)

    def _sections(self, spec: BlockSpec) -> Iterator[Block]:
        for number, section in enumerate(self.sections(spec.types), 1):
            heading = section.title or self._reading.label("section_type", section.type)
            if section.trainer_only:
                heading = _("{heading}（教师用）").format(heading=heading)
            made = self._heading(heading, f"{self._place}-{number}")
            self.section_anchors[made.anchor] = section.id
            yield made
            yield from body_blocks(section.body, self._marks, self._photos.named)

    def _columns(self, spec: BlockSpec) -> Iterator[Block]:
        """Yield sections side by side, as 问题 → 做法 → 结果 stand on a card."""
        columns = tuple(Column(str(part.title), part.weight) for part in spec.parts)
        cells = tuple(self._flat(part.types) for part in spec.parts)
        if any(cells):
            yield DataTable(columns, (tuple(cell or plain(not_stated()) for cell in cells),))

    def _box(self, spec: BlockSpec) -> Iterator[Block]:
        """Yield one kind of sections in a box of its own; nothing where there are none."""
        paragraphs = [
            runs for section in self.sections(spec.types)
            for runs in body_runs(section.body, self._marks)
        ]  # fmt: skip
        if paragraphs:
            yield NoteBox(str(spec.title), tuple(paragraphs))

    def _flat(self, types: Sequence[str]) -> Runs:
        """Return the text of sections as one cell, paragraphs on lines of their own."""
        runs: list[Run] = []
        for section in self.sections(types):
            for paragraph in body_runs(section.body, self._marks):
                runs += [Run("\n"), *paragraph] if runs else paragraph
        return tuple(runs)

    def _figures(self, spec: BlockSpec) -> Iterator[Block]:
        place = self.case.place.figures if self.case.place else []
        tables: tuple[tuple[str, Sequence[Figure]], ...] = (
            (_("当地概况"), place),
            (_("成效指标"), self.case.outcomes),
        )
        if spec.limit:  # a card shows what was reached; the place stands among its facts
            tables = tables[1:]
        if any(rows for _caption, rows in tables) and not spec.limit:
            yield self._heading(str(spec.title) or _("数据"), "figures")
        for caption, rows in tables:
            if rows:
                yield figures.figures_table(
                    rows, caption, self._numbered, self._reading, spec.limit
                )

    def _charts(self, spec: BlockSpec) -> Iterator[Block]:
        del spec
        yield from figures.charts(self.case.outcomes, self._numbered, self._reading)

    def _quotes(self, spec: BlockSpec) -> Iterator[Block]:
        place = self.case.place.figures if self.case.place else []
        told: list[Figure] = [*place, *self.case.outcomes]
        if self._reading.for_trainer and told:
            title = str(spec.title) or _("数据的原文依据")
            quotes = (figures.quoted(one, self._numbered, self._reading) for one in told)
            yield NoteBox(title, tuple(quotes))

    def _questions(self, spec: BlockSpec) -> Iterator[Block]:
        asked = self.case.questions[: spec.limit or None]
        if not asked:
            return
        yield self._heading(str(spec.title) or _("思考题"), "questions")
        if not spec.lines or self._reading.for_trainer:
            made = (self._question(question) for question in asked)
            stems_only = "stem" in spec.keys
            yield Questions(tuple(QuestionBlock(q.stem, q.kind) if stems_only else q for q in made))
            return
        for number, question in enumerate(asked, 1):
            stem = self._question(question).stem
            yield Paragraph((Run(f"{number}. ", bold=True), *stem))
            yield WriteLines("", spec.lines)

    def _question(self, question: Question) -> QuestionBlock:
        kind = self._reading.label("question_type", question.type) if question.type else ""
        stem = text_runs(question.stem, self._marks)
        if not self._reading.for_trainer:
            return QuestionBlock(stem, kind)
        answer = text_runs(question.answer, self._marks)
        return QuestionBlock(stem, kind, answer, text_runs(question.evidence, self._marks))

    def _note(self, spec: BlockSpec) -> Iterator[Block]:
        if self._reading.for_trainer and self.case.teaching_note:
            yield self._heading(str(spec.title) or _("使用说明"), "note")
            yield from teaching_note(self.case.teaching_note, self._marks)

    def _heading(self, text: str, name: str) -> Heading:
        return Heading(2, text, f"{self.anchor}-{name}", in_contents=self._list_sections)

    @cached_property
    def _marks(self) -> Marks:
        return self._numbered.marks(self.case.sources)
