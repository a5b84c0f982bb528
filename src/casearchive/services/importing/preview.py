"""A draft of an import, as the window shows any case."""

from __future__ import annotations

from casearchive.domain.base import format_moment, now
from casearchive.domain.prose.reading import read_prose
from casearchive.exchange.reading.result import ReadDraft
from casearchive.exchange.reading.tables.rows import RowDraft
from casearchive.services.importing.candidates import Candidate
from casearchive.services.importing.making import section_type
from casearchive.services.labels import label
from casearchive.services.views import CaseView, Fact, FigureView, SectionView


def preview(candidate: Candidate, number: int) -> CaseView | None:
    """Return a candidate's draft, or row, of this number as a case to read; None without one."""
    if candidate.uses_rows:
        rows = candidate.good_rows
        return _of_row(rows[number]) if number < len(rows) else None
    drafts = candidate.drafts
    return _of_draft(candidate, drafts[number]) if number < len(drafts) else None


def _of_draft(candidate: Candidate, draft: ReadDraft) -> CaseView:
    sections = tuple(
        SectionView(
            id="",
            type=section_type(section.heading),
            heading=section.heading or label("section_type", section_type(section.heading)),
            prose=read_prose(section.body),
            trainer_only=section.trainer_only,
        )
        for section in draft.sections
    )
    notes = candidate.read.notes if candidate.read else ()
    return _case(draft.title, sections, abstract="\n".join(notes))


def _of_row(row: RowDraft) -> CaseView:
    sections = tuple(
        SectionView("", section_type(name, known=name), name, read_prose(body), trainer_only=False)
        for name, body in row.sections
    )
    figures = tuple(
        FigureView(
            indicator=outcome.indicator,
            amount=f"{outcome.value}{'–' + outcome.upper if outcome.upper else ''}{outcome.unit}",
            year=outcome.year,
            year_basis="",
            period_kind="",
            source_number=1,
            quote=outcome.quote,
        )
        for outcome in row.outcomes
    )
    return _case(
        row.title,
        sections,
        abstract=row.fields.get("abstract", ""),
        themes=tuple(row.themes),
        outcomes=figures,
    )


def _case(
    title: str,
    sections: tuple[SectionView, ...],
    *,
    abstract: str,
    themes: tuple[str, ...] = (),
    outcomes: tuple[FigureView, ...] = (),
    facts: tuple[Fact, ...] = (),
) -> CaseView:
    return CaseView(
        id=title,
        code="",
        kind="典型",
        title=title,
        role="示范",
        scope="村",
        status="草稿",
        abstract=abstract,
        themes=themes,
        tags=(),
        facts=facts,
        sections=sections,
        outcomes=outcomes,
        questions=(),
        teaching_note=None,
        sources=(),
        updated_at=format_moment(now()),
        version=0,
        evidence_grade="",
        trashed=False,
    )
