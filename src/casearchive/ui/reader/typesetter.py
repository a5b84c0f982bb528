"""A case set as a page: head, facts, sections, figures, questions, the trainer's note, sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtGui import QFontMetricsF

from casearchive.i18n import _, in_context, listed
from casearchive.services.labels import label
from casearchive.services.views import (
    CaseView,
    Fact,
    FigureView,
    Paragraph,
    PlanStepView,
    Prose,
    QuestionView,
    Run,
    SectionView,
    TeachingNoteView,
    read_prose,
)
from casearchive.ui.reader.files import set_files
from casearchive.ui.reader.holding import held
from casearchive.ui.reader.pages import Manner, Page
from casearchive.ui.reader.prose import ProseSetter, column_head

CASE = "case"  # the scheme of links to other cases; their path is the case's id
_LETTERS = 4  # of the name of a fact, at the least
_GAP = 34  # pixels between the names of facts and what they are
BASE = 16  # pixels of body text before zooming


class Typesetter:
    """Sets one case on a page. `trainee` leaves out what only trainers may see."""

    def __init__(self, page: Page, *, size: int = BASE, trainee: bool = False) -> None:
        self._page = page
        self._look = page.look
        self._trainee = trainee
        self._size = size
        self._small = Manner(size - 3, 1.6, colour="text3")
        self._body = Manner(size, 1.8, below=12)
        self._cell = Manner(size - 2, 1.55)
        self._prose = ProseSetter(page, size)

    def set_case(self, case: CaseView) -> None:
        """Set the whole case."""
        page = self._page
        page.follow(case.title)
        page.part = "head"
        self._head(case)
        page.part = "facts"
        self._facts(case)
        for section in case.sections:
            if not (section.trainer_only and self._trainee):
                page.part = section.id
                self._section(section)
        if case.outcomes:
            page.part = "outcomes"
            self._heading(_("成效指标"))
            self._figures(case)
        if case.questions:
            page.part = ""
            self._heading(_("思考题"))
            for number, question in enumerate(case.questions, 1):
                page.part = f"question:{question.id}"
                self._question(number, question)
        if case.teaching_note and not self._trainee:
            page.part = "note"
            self._note(case.teaching_note)
        if case.sources:
            page.part = "sources"
            self._sources(case)
        page.part = ""
        if case.attachments and not self._trainee:
            self._heading(_("附件"))
            set_files(self._page, case.attachments, self._size)
        self._page.paragraph(Manner(10, 3.0))

    # --- head ------------------------------------------------------------------------------------

    def _head(self, case: CaseView) -> None:
        page = self._page
        line = Manner(self._size - 3, 1.6, below=6)
        page.paragraph(line)
        for word in case.themes:
            form = page.format(self._size - 3, self._look.hue(word), 650)
            page.put(label("theme", word) + "　", form)
        page.text(case.code, Manner(self._size - 3, colour="text3"))
        page.paragraph(Manner(self._size + 12, 1.36, above=4, below=8))
        page.title(case.title, self._size + 12)
        page.paragraph(Manner(self._size - 3, 1.6, below=6))
        said = [_status(case), _("更新于 {date}").format(date=local_date(case.updated_at))]
        if case.evidence_grade and not self._trainee:
            said.append(_("证据等级 {grade}").format(grade=case.evidence_grade))
        page.text("　·　".join(said), Manner(self._size - 3, colour="text3"))
        if case.abstract:
            lead = Manner(self._size + 1, 1.75, above=14, below=10, colour="text2")
            page.paragraph(lead)
            page.text(case.abstract, lead)

    def _facts(self, case: CaseView) -> None:
        rows = list(case.facts)
        if case.tags:
            rows.append(Fact(_("标签"), listed(case.tags)))
        if not rows:
            return
        name, value = Manner(self._size - 3, 1.6, colour="text3"), Manner(self._size - 2, 1.55)
        measured = QFontMetricsF(self._look.font(name.size))
        widest = max(measured.horizontalAdvance(fact.label) for fact in rows)
        widest = max(widest, _LETTERS * name.size)  # of case after case the same, mostly
        with self._page.table(len(rows), (0, 0), above=10, first=widest + _GAP) as table:
            for number, fact in enumerate(rows):
                table.cell(number, 0, padding=5)
                self._line(fact.label, name)
                table.cell(number, 1, padding=5)
                self._page.paragraph(value)
                also = {"tip": fact.tip} if fact.tip else {}
                if fact.case_id:
                    also |= {"link": f"{CASE}:{fact.case_id}", "colour": "accent"}
                self._page.text(held(fact.value), value, **also)

    # --- sections --------------------------------------------------------------------------------

    def _heading(self, text: str, *, aside: str = "") -> None:
        size = self._size + 4
        self._page.paragraph(Manner(size, 1.4, above=26, below=8))
        self._page.title(text, size)
        if aside:
            self._page.text("　" + aside, Manner(12, colour="warning"))

    def _section(self, section: SectionView) -> None:
        self._heading(section.heading, aside=_("仅教师可见") if section.trainer_only else "")
        with self._page.by_letters():
            self._prose.set(section.prose)

    # --- evidence --------------------------------------------------------------------------------

    def _figures(self, case: CaseView) -> None:
        figures = case.outcomes
        cited = {source.number: source.citation for source in case.sources}
        heads = (_("指标"), _("数值"), _("年份"), _("口径"), _("出处"))
        with self._page.table(len(figures) + 1, (32, 22, 18, 0, 9)) as table:
            for column, head in enumerate(heads):
                table.cell(0, column)
                self._line(head, column_head(self._size))
            strong = Manner(self._size - 1, 1.55, colour="text", bold=True)
            for row, figure in enumerate(figures, 1):
                cells = (
                    (figure.indicator, self._cell, ""),
                    (held(figure.amount), strong, _rests_on(figure, cited)),
                    (figure.year, self._cell, figure.year_basis),
                    (figure.period_kind, self._cell, ""),
                )
                for column, (text, manner, tip) in enumerate(cells):
                    table.cell(row, column)
                    self._line(text, manner, tip=tip)
                table.cell(row, len(cells))
                self._reference(figure)

    def _reference(self, figure: FigureView) -> None:
        self._page.paragraph(self._cell)
        number = figure.source_number
        tip = _("原文：{quote}").format(quote=figure.quote) if figure.quote else ""
        also = {"link": f"#source-{number}", "tip": tip, "colour": "accent"}
        self._page.text(f"[{number}]", self._cell, **also)

    def _sources(self, case: CaseView) -> None:
        self._heading(in_context("heading", "出处"))
        for source in case.sources:
            manner = Manner(self._size - 2, 1.65, below=6, indent=30, hanging=30, colour="text2")
            self._page.paragraph(manner)
            anchor = f"source-{source.number}"
            self._page.text(f"[{source.number}]\t", manner, colour="text3", anchor=anchor)
            self._page.text(source.citation, manner)
            if source.url.startswith(("http://", "https://")):
                link = {"link": source.url, "tip": source.url, "colour": "accent"}
                self._page.text("　" + _("打开网页"), manner, **link)
            if not self._trainee:
                grade = _("　{grade} 级").format(grade=source.grade).replace(" ", "\xa0")
                self._page.text(grade, Manner(self._size - 3, colour="text3"))

    # --- teaching --------------------------------------------------------------------------------

    def _question(self, number: int, question: QuestionView) -> None:
        stem = Manner(self._size, 1.75, below=4, indent=30, hanging=30)
        self._page.paragraph(stem)
        self._page.text(f"{number}.", Manner(self._size, colour="accent", bold=True))
        self._page.text("　" + question.stem, stem)
        if question.type:
            shown = "　" + label("question_type", question.type)
            self._page.text(shown, Manner(self._size - 4, colour="text3"))
        if self._trainee:
            self._gap(6)
            return
        for name, text in ((_("参考答案"), question.answer), (_("依据"), question.evidence)):
            if text:
                manner = Manner(self._size - 2, 1.7, below=3, indent=30, colour="text2")
                self._page.paragraph(manner)
                head = Manner(self._size - 2, colour="text3", bold=True)
                self._page.text(name + "　", head)
                self._page.text(text, manner)
        self._gap(10)

    def _note(self, note: TeachingNoteView) -> None:
        with self._page.box("note"):
            size = self._size + 3
            self._page.paragraph(Manner(size, 1.4, below=6))
            self._page.title(_("使用说明"), size)
            self._page.text("　" + _("仅教师可见"), Manner(12, colour="warning"))
            for name, blocks in (
                (_("适用对象"), (Paragraph((Run(note.audience),)),) if note.audience else ()),
                (_("教学目标"), read_prose(note.objectives)),
                (_("案例分析"), read_prose(note.analysis)),
                (_("理论依据"), read_prose(note.theory)),
                (_("要点"), read_prose(note.key_points)),
            ):
                if blocks:
                    self._note_part(name, blocks)
            if note.plan:
                self._plan(note.plan, note.minutes)

    def _note_part(self, name: str, blocks: Sequence[Prose]) -> None:
        head = Manner(self._size - 2, 1.6, above=8, below=2, colour="text", bold=True)
        self._page.paragraph(head)
        self._page.text(name, head)
        ProseSetter(self._page, self._size - 1).set(blocks)

    def _plan(self, steps: Sequence[PlanStepView], minutes: int) -> None:
        head = Manner(self._size - 2, 1.6, above=10, below=2, colour="text", bold=True)
        self._page.paragraph(head)
        total = _("课堂计划　共 {minutes} 分钟").format(minutes=minutes)
        self._page.text(total, head)
        with self._page.table(len(steps) + 1, (12, 54, 0), above=4) as table:
            for column, name in enumerate((_("分钟"), _("步骤"), _("板书"))):
                table.cell(0, column, padding=5)
                self._line(name, column_head(self._size))
            for row, step in enumerate(steps, 1):
                for column, text in enumerate((str(step.minutes), step.step, step.board)):
                    table.cell(row, column, padding=5)
                    self._line(text, self._cell)

    # --- small -----------------------------------------------------------------------------------

    def _line(self, text: str, manner: Manner, *, tip: str = "") -> None:
        self._page.paragraph(manner)
        if tip:
            self._page.text(text, manner, tip=tip)
        else:
            self._page.text(text, manner)

    def _gap(self, pixels: float = 4) -> None:
        """Leave a little air."""
        self._page.paragraph(Manner(max(1, pixels), 1.0))


def _rests_on(figure: FigureView, cited: Mapping[int, str]) -> str:
    """Return the year of a figure, how it is known, and the source: what pointing at it shows."""
    told = (
        _("{year}　{basis}").format(year=figure.year, basis=figure.year_basis).strip(),
        cited.get(figure.source_number, ""),
        _("原文：{quote}").format(quote=figure.quote) if figure.quote else "",
    )
    return "\n".join(filter(None, told))


def _status(case: CaseView) -> str:
    return _("已移到回收站") if case.trashed else label("status", case.status)


def local_date(moment: str) -> str:
    """Return the day of a moment (ISO 8601, UTC) on this computer's calendar."""
    try:
        return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d")
    except ValueError:
        return moment[:10]
