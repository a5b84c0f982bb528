"""A whole case, made ready for a reader."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session as DatabaseSession

from casearchive.domain.base import format_moment
from casearchive.domain.case import Case, Section
from casearchive.domain.citation import citation
from casearchive.domain.evidence import Attachment, Figure, Source
from casearchive.domain.figures import amount, year_of
from casearchive.domain.names import field_name
from casearchive.domain.prose.reading import read_prose
from casearchive.domain.teaching import TeachingNote
from casearchive.domain.text import not_stated
from casearchive.domain.training import Course, Pairing, Session, Site
from casearchive.errors import NothingWasFound
from casearchive.i18n import _, listed, named, with_aside
from casearchive.services.archive import Archive
from casearchive.services.attachments.rights import hindrance_of
from casearchive.services.attachments.texts import texts_of
from casearchive.services.labels import label
from casearchive.services.lookup import as_id
from casearchive.services.views import (
    AttachmentView,
    CaseView,
    Fact,
    FigureView,
    PlanStepView,
    QuestionView,
    SectionView,
    SourceView,
    TeachingNoteView,
)


class CaseIsGone(NothingWasFound):
    """No case has this id or code, or it was destroyed."""

    def __init__(self, name: str) -> None:
        super().__init__(_("找不到案例“{name}”。请用 list 或搜索查看现有案例。").format(name=name))


def read_case(archive: Archive, name: str) -> CaseView:
    """Return the case with this id or code. Raises CaseIsGone."""
    with archive.reading() as session:
        case = find_case(session, name)
        return replace(
            case_view(session, case),
            facts=tuple(_facts(session, case, linked=True)),
            attachments=attachment_views(archive, case),
        )


def find_case(session: DatabaseSession, name: str) -> Case:
    """Return the case whose id (with or without hyphens) or code is `name`. Raises CaseIsGone."""
    query = select(Case).where(or_(Case.code == name, Case.id == as_id(name)))
    case = session.scalars(query).first()
    if case is None:
        raise CaseIsGone(name)
    return case


def case_view(session: DatabaseSession, case: Case) -> CaseView:
    """Return the frozen picture of a case, without the files that lie beside the archive."""
    numbers = {source.id: number for number, source in enumerate(case.sources, 1)}
    return CaseView(
        id=case.id.hex,
        code=case.code,
        kind=case.kind,
        title=case.title,
        role=case.role,
        scope=case.scope,
        status=case.status,
        abstract=case.abstract,
        themes=case.theme_words,
        tags=tuple(tag.name for tag in case.tags),
        facts=tuple(_facts(session, case)),
        sections=tuple(
            SectionView(s.id.hex, s.type, _heading(s), read_prose(s.body), s.trainer_only)
            for s in case.sections
        ),
        outcomes=tuple(_figure(outcome, numbers) for outcome in case.outcomes),
        questions=tuple(
            QuestionView(q.type, q.stem, q.answer, q.evidence, q.id.hex) for q in case.questions
        ),
        teaching_note=_note(case.teaching_note),
        sources=tuple(_source(source, numbers[source.id]) for source in case.sources),
        updated_at=format_moment(case.updated_at),
        version=case.version,
        evidence_grade=case.evidence_grade,
        trashed=case.trashed_at is not None,
    )


def _heading(section: Section) -> str:
    return section.title or label("section_type", section.type)


def _facts(session: DatabaseSession, case: Case, *, linked: bool = False) -> Iterator[Fact]:
    """Yield the lines of a case's head; `linked` for a screen, with what they lead to."""
    place = case.place
    yield Fact(_("地点"), place.path if place else not_stated())
    if place and place.name != place.path:
        yield Fact(_("原文地名"), place.name)
    yield Fact(_("类型"), f"{label('kind', case.kind)} · {label('role', case.role)}")
    for key in ("scope", "industry", "governance_topic", "income_path"):
        if value := getattr(case, key):
            yield Fact(field_name(key), label(key, value))
    if case.endowments:
        yield Fact(field_name("endowments"), listed(label("endowment", w) for w in case.endowments))
    yield Fact(field_name("period"), case.period or not_stated())
    if case.lecturers:
        person = _("{name}（{post}）")
        if linked:
            for who in case.lecturers:
                told = (who.organisation, who.topics, citation(who.source))
                shown = person.format(name=who.name, post=who.post)
                yield Fact(field_name("lecturers"), shown, tip="\n".join(filter(None, told)))
        else:
            people = (person.format(name=who.name, post=who.post) for who in case.lecturers)
            yield Fact(field_name("lecturers"), listed(people))
    if case.reviewed_by:
        yield Fact(field_name("reviewed_by"), case.reviewed_by)
    yield from _pairings(session, case, linked=linked)
    if linked:
        yield from _training(session, case)


def _pairings(session: DatabaseSession, case: Case, *, linked: bool) -> Iterator[Fact]:
    if case.place_id is None:
        return
    query = select(Pairing).where(
        or_(Pairing.side_a_id == case.place_id, Pairing.side_b_id == case.place_id)
    )
    for pairing in session.scalars(query):
        other = pairing.side_b if pairing.side_a_id == case.place_id else pairing.side_a
        if not linked:
            yield Fact(label("pairing_kind", pairing.kind), other.path)
            continue
        there = select(Case).where(Case.place_id == other.id, Case.trashed_at.is_(None))
        beside = session.scalars(there.order_by(Case.code)).first()
        told = (pairing.basis, pairing.started or "", pairing.promises, pairing.visits)
        tip = "\n".join(filter(None, told))
        shown = other.path if beside is None else named(other.path, beside.title)
        yield Fact(label("pairing_kind", pairing.kind), shown, beside.id.hex if beside else "", tip)


def _training(session: DatabaseSession, case: Case) -> Iterator[Fact]:
    """Yield the teaching sites that show the case, and the courses that use it."""
    for site in session.scalars(select(Site).where(Site.case_id == case.id).order_by(Site.title)):
        told = (
            (_("看什么：{text}"), site.look_at),
            (_("问什么：{text}"), site.ask),
            (_("比什么：{text}"), site.compare),
        )
        tip = "\n".join(words.format(text=text) for words, text in told if text)
        yield Fact(_("教学点"), site.title, tip=tip)
    used = select(Session).join(Session.cases).where(Case.id == case.id)
    for session_ in session.scalars(used.order_by(Session.position)):
        course = session.get(Course, session_.course_id)
        if course is not None:
            minutes = _("{minutes} 分钟").format(minutes=session_.minutes)
            shown = with_aside(f"{course.title} · {session_.title}", minutes)
            yield Fact(_("课程"), shown, tip=course.audience)


def _figure(figure: Figure, numbers: dict[UUID, int]) -> FigureView:
    return FigureView(
        indicator=label("indicator", figure.indicator),
        amount=amount(figure),
        year=year_of(figure),
        year_basis=figure.year_basis,
        period_kind=label("period_kind", figure.period_kind),
        source_number=numbers[figure.source_id],
        quote=figure.quote,
    )


def _source(source: Source, number: int) -> SourceView:
    return SourceView(source.id.hex, number, citation(source), source.grade, source.url)


def _note(note: TeachingNote | None) -> TeachingNoteView | None:
    if note is None:
        return None
    return TeachingNoteView(
        audience=note.audience,
        objectives=note.objectives,
        analysis=note.analysis,
        theory=note.theory,
        key_points=note.key_points,
        plan=tuple(PlanStepView(step.minutes, step.step, step.board) for step in note.plan),
        minutes=note.minutes,
    )


def attachment_views(archive: Archive, case: Case) -> tuple[AttachmentView, ...]:
    """Return the files attached to a case, by name."""
    with_text = texts_of(archive, [attachment.sha256 for attachment in case.attachments])
    return tuple(_attachment(one, has_text=one.sha256 in with_text) for one in case.attachments)


def _attachment(attachment: Attachment, *, has_text: bool) -> AttachmentView:
    return AttachmentView(
        id=attachment.id.hex,
        sha256=attachment.sha256,
        name=attachment.name,
        caption=attachment.caption,
        media_type=attachment.media_type,
        size=attachment.size,
        creator=attachment.creator,
        licence=attachment.licence,
        portrait_consent=attachment.portrait_consent,
        expires=attachment.expires or "",
        hindrance=hindrance_of(attachment),
        has_text=has_text,
    )
