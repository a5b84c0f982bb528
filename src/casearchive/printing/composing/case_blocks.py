"""One case to the blocks that print it, for the trainer or for the trainee."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from casearchive.domain.case import Case
from casearchive.domain.citation import citation
from casearchive.domain.evidence import Figure, Source
from casearchive.domain.figures import amount, year_of
from casearchive.domain.teaching import Question, TeachingNote
from casearchive.domain.text import not_stated
from casearchive.i18n import _, listed
from casearchive.printing.blocks import (
    Align,
    Block,
    Column,
    DataTable,
    Fact,
    FactsTable,
    Heading,
    NoteBox,
    Paragraph,
    Questions,
    Run,
    Runs,
    SourceEntry,
    SourceList,
    plain,
)
from casearchive.printing.blocks import Question as QuestionBlock
from casearchive.printing.composing.prose_blocks import body_blocks, text_runs

Label = Callable[[str, str], str]  # (vocabulary, word as kept) -> the word as readers see it
_JOINT = " · "


def as_kept(vocabulary: str, word: str) -> str:
    """Return a word as the archive keeps it: the label where none is given."""
    del vocabulary
    return word


@dataclass(frozen=True)
class CaseComposer:
    """Composes one case. Without `for_trainer` no answer, evidence or teaching note is touched."""

    case: Case
    anchor: str
    for_trainer: bool
    label: Label = as_kept
    list_sections: bool = True

    def blocks(self) -> Iterator[Block]:
        """Yield the case's blocks, from its title to its sources."""
        case, label = self.case, self.label
        kicker = (case.code, label("kind", case.kind), label("role", case.role))
        title = Heading(1, case.title, self.anchor, in_contents=True, kicker=_JOINT.join(kicker))
        yield title
        yield FactsTable(tuple(self._facts()))
        if case.abstract:
            yield Paragraph(text_runs(case.abstract, self._source_anchors), lead=True)
        yield from self._sections()
        yield from self._figures()
        yield from self._questions()
        if self.for_trainer and case.teaching_note:
            yield self._heading(_("使用说明"), "note")
            yield from _teaching_note(case.teaching_note, self._source_anchors)
        yield from self._sources()

    def _facts(self) -> Iterator[Fact]:
        case, label = self.case, self.label
        place = case.place
        yield _fact(_("地点"), place.path if place else "")
        if place and place.name != place.path:
            yield _fact(_("原文地名"), place.name)
        yield _fact(_("时间"), case.period)
        yield _fact(_("主题"), listed(label("theme", word) for word in case.theme_words))
        yield _fact(_("范围"), label("scope", case.scope))
        for name, vocabulary, word in (
            (_("产业"), "industry", case.industry),
            (_("治理主题"), "governance_topic", case.governance_topic),
            (_("增收路径"), "income_path", case.income_path),
        ):
            if word:
                yield _fact(name, label(vocabulary, word))
        if case.endowments:
            yield _fact(_("资源禀赋"), listed(label("endowment", w) for w in case.endowments))
        if case.lecturers:
            person = _("{name}（{post}）")
            people = (person.format(name=who.name, post=who.post) for who in case.lecturers)
            yield _fact(_("师资"), listed(people))
        if case.reviewed_by:
            yield _fact(_("评述者"), case.reviewed_by)
        yield _fact(_("证据等级"), case.evidence_grade)

    def _sections(self) -> Iterator[Block]:
        for number, section in enumerate(self.case.sections, 1):
            if section.trainer_only and not self.for_trainer:
                continue
            heading = section.title or self.label("section_type", section.type)
            if section.trainer_only:
                heading = _("{heading}（教师用）").format(heading=heading)
            yield self._heading(heading, str(number))
            yield from body_blocks(section.body, self._source_anchors)

    def _figures(self) -> Iterator[Block]:
        case = self.case
        place = case.place.figures if case.place else []
        tables = ((_("当地概况"), place), (_("成效指标"), case.outcomes))
        if place or case.outcomes:
            yield self._heading(_("数据"), "figures")
        for caption, rows in tables:
            if rows:
                yield self._figures_table(caption, rows)
        if self.for_trainer and (place or case.outcomes):
            figures: list[Figure] = [*place, *case.outcomes]
            yield NoteBox(_("数据的原文依据"), tuple(map(self._quote, figures)))

    def _figures_table(self, caption: str, figures: Sequence[Figure]) -> DataTable:
        """Return figures with everything that belongs to a number: year, basis, kind, source."""
        columns = (
            Column(_("指标"), 3.0),
            Column(_("数值"), 2.4),
            Column(_("年份"), 1.3),
            Column(_("年份依据"), 3.0),
            Column(_("口径"), 1.2),
            Column(_("出处"), 1.1, Align.CENTRE),
        )
        rows = tuple(
            (
                plain(self.label("indicator", figure.indicator)),
                plain(amount(figure)),
                plain(year_of(figure)),
                plain(figure.year_basis or not_stated()),
                plain(self.label("period_kind", figure.period_kind)),
                _cited(figure, self._numbers, self._source_anchors, raised=False),
            )
            for figure in figures
        )
        note = _("数值照录出处，未作推算和平均；出处没有写明的，记作“{nothing}”。")
        return DataTable(columns, rows, caption, plain(note.format(nothing=not_stated())))

    def _quote(self, figure: Figure) -> Runs:
        """Return the sentence a figure rests on, after the figure it proves."""
        lead = Run(f"{self.label('indicator', figure.indicator)}　", bold=True)
        return (lead, Run(figure.quote), *_cited(figure, self._numbers, self._source_anchors))

    def _questions(self) -> Iterator[Block]:
        if self.case.questions:
            yield self._heading(_("思考题"), "questions")
            yield Questions(tuple(self._question(question) for question in self.case.questions))

    def _question(self, question: Question) -> QuestionBlock:
        kind = self.label("question_type", question.type) if question.type else ""
        stem = text_runs(question.stem, self._source_anchors)
        if not self.for_trainer:
            return QuestionBlock(stem, kind)
        answer = text_runs(question.answer, self._source_anchors)
        return QuestionBlock(stem, kind, answer, text_runs(question.evidence, self._source_anchors))

    def _sources(self) -> Iterator[Block]:
        yield self._heading(_("出处"), "sources")
        if not self._source_list:
            yield Paragraph(plain(_("出处：{nothing}。").format(nothing=not_stated())))
            return
        yield SourceList(
            tuple(
                SourceEntry(number, _reference(source), anchor)
                for number, (source, anchor) in enumerate(
                    zip(self._source_list, self._source_anchors, strict=True), 1
                )
            )
        )

    def _heading(self, text: str, name: str) -> Heading:
        return Heading(2, text, f"{self.anchor}-{name}", in_contents=self.list_sections)

    @cached_property
    def _source_list(self) -> tuple[Source, ...]:
        """The sources in the order of their numbers; those of the place's figures come last."""
        place = self.case.place.figures if self.case.place else []
        return tuple(dict.fromkeys([*self.case.sources, *(figure.source for figure in place)]))

    @cached_property
    def _numbers(self) -> dict[Source, int]:
        return {source: number for number, source in enumerate(self._source_list, 1)}

    @cached_property
    def _source_anchors(self) -> tuple[str, ...]:
        return tuple(f"{self.anchor}-source-{n}" for n in range(1, len(self._source_list) + 1))


def _fact(label: str, value: str) -> Fact:
    return Fact(label, plain(value.strip() or not_stated()))


def _cited(
    figure: Figure, numbers: dict[Source, int], anchors: tuple[str, ...], *, raised: bool = True
) -> Runs:
    number = numbers[figure.source]
    return (Run(f"[{number}]", link=f"#{anchors[number - 1]}", raised=raised),)


def _reference(source: Source) -> Runs:
    """Return a source as GB/T 7714 cites it, its address a link, its grade behind."""
    text = citation(source)
    grade = Run(_("（{grade} 级）").format(grade=source.grade))
    if not source.url or source.url not in text:
        return Run(text), grade
    before, address, after = text.partition(source.url)
    return Run(before), Run(address, link=source.url), Run(after), grade


def _teaching_note(note: TeachingNote, anchors: tuple[str, ...]) -> Iterator[Block]:
    yield FactsTable(
        (
            _fact(_("适用对象"), note.audience),
            _fact(_("课时"), _("{minutes} 分钟").format(minutes=note.minutes or not_stated())),
        )
    )
    for heading, body in (
        (_("教学目的"), note.objectives),
        (_("分析思路"), note.analysis),
        (_("理论依据"), note.theory),
        (_("要点"), note.key_points),
    ):
        if body.strip():
            yield Heading(3, heading)
            yield from body_blocks(body, anchors)
    if note.plan:
        columns = (
            Column(_("分钟"), 1.0, Align.RIGHT),
            Column(_("环节"), 6.0),
            Column(_("板书"), 5.0),
        )
        rows = tuple((plain(str(s.minutes)), plain(s.step), plain(s.board)) for s in note.plan)
        yield DataTable(columns, rows, caption=_("课堂安排"))
