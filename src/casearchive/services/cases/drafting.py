"""A case out of the archive, as a form holds it while somebody types."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session as DatabaseSession

from casearchive.domain.base import now
from casearchive.domain.case import Case, Outcome
from casearchive.domain.evidence import Attachment, Source
from casearchive.domain.place import LEVELS
from casearchive.services.archive import Archive
from casearchive.services.cases.drafts import (
    AttachmentDraft,
    CaseDraft,
    OutcomeDraft,
    PlaceDraft,
    PlanStepDraft,
    QuestionDraft,
    SectionDraft,
    SourceDraft,
    TeachingNoteDraft,
)
from casearchive.services.cases.reading import find_case

# The fields that a draft and its entity name and hold alike.
PLAIN = (
    *("code", "kind", "title", "role", "scope", "status", "abstract", "industry"),
    *("governance_topic", "income_path", "period"),
)
SOURCE = (
    *("type", "title", "author", "publisher", "url", "grade"),
    *("file_hash", "language_state", "repair_log"),
)
ATTACHMENT = (
    *("sha256", "name", "media_type", "size"),
    *("caption", "creator", "licence", "portrait_consent"),
)
NOTE = ("audience", "objectives", "analysis", "theory", "key_points")


def new_draft(archive: Archive) -> CaseDraft:
    """Return an empty draft with the next free code of the year, e.g. ``AL-2026-008``."""
    with archive.reading() as session:
        return CaseDraft(code=next(free_codes(session)))


def free_codes(session: DatabaseSession) -> Iterator[str]:
    """Yield the codes of the year that no case has yet, in their order."""
    prefix = f"AL-{now().astimezone().year}-"
    query = (
        select(Case.code)
        .where(Case.code.regexp_match(f"^{prefix}[0-9]{{3,9}}$"))
        .order_by(func.length(Case.code).desc(), Case.code.desc())  # 1000 comes after 999
        .limit(1)
    )
    last = session.scalar(query)
    number = int(last.removeprefix(prefix)) if last else 0
    while True:
        number += 1
        yield f"{prefix}{number:03d}"


def load_draft(archive: Archive, case_id: str) -> CaseDraft:
    """Return the case as a form holds it. Raises CaseIsGone."""
    with archive.reading() as session:
        return _draft_of(find_case(session, case_id))


def _draft_of(case: Case) -> CaseDraft:
    places = {source.id: number for number, source in enumerate(case.sources)}
    draft = CaseDraft(
        id=case.id.hex,
        version=case.version,
        themes=list(case.theme_words),
        tags=[tag.name for tag in case.tags],
        endowments=list(case.endowments),
        sections=[
            SectionDraft(s.id.hex, s.type, s.title, s.body, s.trainer_only) for s in case.sections
        ],
        outcomes=[_outcome_draft(outcome, places) for outcome in case.outcomes],
        sources=[_source_draft(source) for source in case.sources],
        questions=[
            QuestionDraft(q.id.hex, q.type, q.stem, q.answer, q.evidence) for q in case.questions
        ],
        attachments=[attachment_draft(attachment) for attachment in case.attachments],
    )
    for name in PLAIN:
        setattr(draft, name, getattr(case, name))
    if case.place:
        place = case.place
        levels = {level: getattr(place, level) for level in LEVELS}
        draft.place = PlaceDraft(name=place.name, terrain=place.terrain, **levels)
    if note := case.teaching_note:
        plan = [PlanStepDraft(s.id.hex, str(s.minutes), s.step, s.board) for s in note.plan]
        texts = {name: getattr(note, name) for name in NOTE}
        draft.teaching_note = TeachingNoteDraft(**texts, plan=plan)
    return draft


def _outcome_draft(outcome: Outcome, places: dict[UUID, int]) -> OutcomeDraft:
    upper = outcome.upper_value
    return OutcomeDraft(
        id=outcome.id.hex,
        indicator=outcome.indicator,
        qualifier=outcome.qualifier,
        value=format(outcome.value, "f"),
        upper_value="" if upper is None else format(upper, "f"),
        unit=outcome.unit,
        year="" if outcome.year is None else str(outcome.year),
        year_basis=outcome.year_basis,
        period_kind=outcome.period_kind,
        source=places[outcome.source_id],
        quote=outcome.quote,
    )


def _source_draft(source: Source) -> SourceDraft:
    return SourceDraft(
        id=source.id.hex,
        published=source.published or "",
        accessed=source.accessed or "",
        **{name: getattr(source, name) for name in SOURCE},
    )


def attachment_draft(attachment: Attachment) -> AttachmentDraft:
    """Return an attached file as a form holds it."""
    return AttachmentDraft(
        id=attachment.id.hex,
        expires=attachment.expires or "",
        **{name: getattr(attachment, name) for name in ATTACHMENT},
    )
