"""A draft back into the archive: checked, and saved with its history as one unit of work."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session as DatabaseSession

from casearchive.domain.base import Base, Identified, now, read_decimal
from casearchive.domain.case import Case, CaseSource, CaseTheme, Outcome, Section
from casearchive.domain.dates import read_date
from casearchive.domain.evidence import Attachment, Source
from casearchive.domain.place import LEVELS, Place
from casearchive.domain.tag import Tag
from casearchive.domain.teaching import PlanStep, Question, TeachingNote
from casearchive.i18n import _
from casearchive.services.archive import Archive
from casearchive.services.cases.checking import DraftIsIncomplete, check_draft
from casearchive.services.cases.drafting import (
    ATTACHMENT,
    NOTE,
    PLAIN,
    SOURCE,
    load_draft,
    new_draft,
)
from casearchive.services.cases.drafts import (
    AttachmentDraft,
    CaseDraft,
    OutcomeDraft,
    PlaceDraft,
    QuestionDraft,
    SectionDraft,
    SourceDraft,
    TeachingNoteDraft,
)
from casearchive.services.cases.history import record_revisions
from casearchive.services.cases.reading import find_case
from casearchive.services.refusals import told_in_words
from casearchive.services.searching.indexing import after_saving
from casearchive.services.steps import recorded
from casearchive.services.vocabulary import Word, choices, learn_words, words
from casearchive.storage.archive.faults import CaseWasChangedElsewhere

__all__ = [
    "CaseWasChangedElsewhere",
    "DraftIsIncomplete",
    "Word",
    "check_draft",
    "choices",
    "load_draft",
    "new_draft",
    "read_date",
    "restore_case",
    "restore_cases",
    "save_draft",
    "trash_case",
    "trash_cases",
    "words",
]

Owned = TypeVar("Owned", bound=Identified)

_QUESTION = ("type", "stem", "answer", "evidence")


def save_draft(archive: Archive, draft: CaseDraft) -> str:
    """Save a draft as one unit of work with its revision; return the case's id.

    Raises DraftIsIncomplete, CaseWasChangedElsewhere, SchemaRefusedIt, ArchiveIsReadOnly; nothing
    was saved then.
    """
    problems = [problem for problem in check_draft(draft) if problem.hinders == "save"]
    if problems:
        raise DraftIsIncomplete(problems)
    with told_in_words(), recorded(archive) as (session, step):
        case = _case_for(session, draft)
        label = _("新建“{title}”") if not draft.id else _("编辑“{title}”")
        step.label = label.format(title=draft.title.strip())
        step.before_case(case)
        with session.no_autoflush:
            _write(session, case, draft)
        session.add(case)
        _learn_words(session, draft)
        record_revisions(session, [case], _("编辑"))
        case_id = case.id.hex
    after_saving(archive)
    return case_id


def put_draft(session: DatabaseSession, draft: CaseDraft) -> Case:
    """Add a draft as a new case to a unit of work, unchecked; its history is the caller's to write.

    For what is imported: it may lack what only a person can say, and says so when it is edited.
    """
    case = Case(version=1)
    with session.no_autoflush:
        _write(session, case, draft)
    session.add(case)
    return case


def _learn_words(session: DatabaseSession, draft: CaseDraft) -> None:
    """Put words that no vocabulary has yet into it, so that they can be picked the next time."""
    learn_words(session, "scope", [draft.scope])
    learn_words(session, "industry", [draft.industry])
    learn_words(session, "governance_topic", [draft.governance_topic])
    learn_words(session, "income_path", [draft.income_path])
    learn_words(session, "endowment", draft.endowments)
    learn_words(session, "terrain", [draft.place.terrain])
    learn_words(session, "theme", draft.themes)
    learn_words(session, "section_type", [section.type for section in draft.sections])
    learn_words(session, "question_type", [question.type for question in draft.questions])
    learn_words(session, "indicator", [outcome.indicator for outcome in draft.outcomes])
    learn_words(session, "unit", [outcome.unit for outcome in draft.outcomes])


def _case_for(session: DatabaseSession, draft: CaseDraft) -> Case:
    if not draft.id:
        return Case(version=1)
    case = find_case(session, draft.id)
    if case.version != draft.version:
        raise CaseWasChangedElsewhere
    case.version += 1
    case.updated_at = now()
    return case


def _write(session: DatabaseSession, case: Case, draft: CaseDraft) -> None:
    for name in PLAIN:
        setattr(case, name, getattr(draft, name).strip())
    case.endowments = [word.strip() for word in draft.endowments if word.strip()]
    case.place = _place(session, case, draft.place)
    sources = [_source(session, item) for item in draft.sources]
    case.cited_sources = _cited(case, sources)
    case.themes = _themes(case, draft.themes)
    case.tags = [_tag(session, name) for name in dict.fromkeys(map(str.strip, draft.tags)) if name]
    case.sections = _numbered([_section(case, item) for item in draft.sections])
    case.outcomes = _numbered([_outcome(case, item, sources) for item in draft.outcomes])
    case.questions = _numbered([_question(case, item) for item in draft.questions])
    case.teaching_note = _note(case, draft.teaching_note)
    case.attachments = [_attachment(case, item) for item in draft.attachments]


def _present(items: list[Owned], hex_id: str, make: type[Owned]) -> Owned:
    """Return the item with this id, so that it keeps its identity, or a new one."""
    return next((item for item in items if item.id.hex == hex_id), None) or make()


def _numbered(items: list[Base]) -> list:  # type: ignore[type-arg]
    for position, item in enumerate(items):
        item.position = position  # type: ignore[attr-defined]
    return items


def _place(session: DatabaseSession, case: Case, draft: PlaceDraft) -> Place | None:
    name = draft.name.strip()
    if not name:
        return None
    levels = {level: getattr(draft, level).strip() for level in LEVELS}
    place = case.place
    if place is None or _is_shared(session, place, case):
        known = session.scalars(select(Place).filter_by(name=name, **levels)).first()
        place = known or Place()
    place.name, place.terrain = name, draft.terrain.strip()
    for level, value in levels.items():
        setattr(place, level, value)
    return place


def _is_shared(session: DatabaseSession, place: Place, case: Case) -> bool:
    """Say whether another case stands there too, which an edit of this one must not move."""
    query = select(func.count()).where(Case.place_id == place.id, Case.id != case.id)
    return bool(session.scalar(query))


def _source(session: DatabaseSession, draft: SourceDraft) -> Source:
    source = session.get(Source, UUID(draft.id)) if draft.id else None
    source = source or Source()
    for name in SOURCE:
        setattr(source, name, getattr(draft, name).strip())
    source.published = read_date(draft.published)
    source.accessed = read_date(draft.accessed)
    session.add(source)
    return source


def _cited(case: Case, sources: list[Source]) -> list[CaseSource]:
    present = {link.source_id: link for link in case.cited_sources}
    links = []
    for position, source in enumerate(sources):
        link = (present.get(source.id) if source.id else None) or CaseSource(source=source)
        link.position = position
        links.append(link)
    return links


def _themes(case: Case, wanted: list[str]) -> list[CaseTheme]:
    themes = []
    for position, word in enumerate(dict.fromkeys(wanted)):
        theme = case.themes[position] if position < len(case.themes) else CaseTheme()
        theme.word, theme.position = word, position
        themes.append(theme)
    return themes


def _tag(session: DatabaseSession, name: str) -> Tag:
    return session.scalars(select(Tag).where(Tag.name == name)).first() or Tag(name=name)


def _section(case: Case, draft: SectionDraft) -> Section:
    section = _present(case.sections, draft.id, Section)
    section.type, section.title = draft.type.strip(), draft.title.strip()
    section.body, section.trainer_only = draft.body.strip("\n"), draft.trainer_only
    return section


def _outcome(case: Case, draft: OutcomeDraft, sources: list[Source]) -> Outcome:
    outcome = _present(case.outcomes, draft.id, Outcome)
    for name in ("indicator", "qualifier", "unit", "year_basis", "period_kind", "quote"):
        setattr(outcome, name, getattr(draft, name).strip())
    outcome.value = read_decimal(draft.value)
    is_range = draft.qualifier == "区间"
    outcome.upper_value = read_decimal(draft.upper_value) if is_range else None
    outcome.year = int(draft.year) if draft.year.strip() else None
    outcome.source = sources[draft.source]
    return outcome


def _question(case: Case, draft: QuestionDraft) -> Question:
    question = _present(case.questions, draft.id, Question)
    for name in _QUESTION:
        setattr(question, name, getattr(draft, name).strip())
    return question


def _note(case: Case, draft: TeachingNoteDraft | None) -> TeachingNote | None:
    if draft is None:
        return None
    note = case.teaching_note or TeachingNote()
    for name in NOTE:
        setattr(note, name, getattr(draft, name).strip())
    steps: list[PlanStep] = []
    for item in draft.plan:
        step = _present(note.plan, item.id, PlanStep)
        step.minutes, step.step, step.board = int(item.minutes), item.step, item.board
        steps.append(step)
    note.plan = _numbered(list(steps))
    return note


def _attachment(case: Case, draft: AttachmentDraft) -> Attachment:
    attachment = _present(case.attachments, draft.id, Attachment)
    if draft.id and attachment.id is None:
        attachment.id = UUID(draft.id)  # a body may name it already
    describe_attachment(attachment, draft)
    return attachment


def describe_attachment(attachment: Attachment, draft: AttachmentDraft) -> None:
    """Write what a draft says of an attached file."""
    for name in ATTACHMENT:
        setattr(attachment, name, getattr(draft, name))
    attachment.caption = draft.caption.strip()
    attachment.creator = draft.creator.strip()
    attachment.expires = draft.expires.strip() or None


def trash_case(archive: Archive, case_id: str) -> None:
    """Put a case in the trash; it and all that belongs to it stay until the trash is emptied."""
    trash_cases(archive, [case_id])


def restore_case(archive: Archive, case_id: str) -> None:
    """Take a case out of the trash."""
    restore_cases(archive, [case_id])


def trash_cases(archive: Archive, ids: Sequence[str]) -> None:
    """Put cases in the trash, as one step that can be undone."""
    _set_trashed(archive, ids, _("把 {count} 个案例移到回收站"), trashed=True)


def restore_cases(archive: Archive, ids: Sequence[str]) -> None:
    """Take cases out of the trash, as one step that can be undone."""
    _set_trashed(archive, ids, _("恢复 {count} 个案例"), trashed=False)


def _set_trashed(archive: Archive, ids: Sequence[str], label: str, *, trashed: bool) -> None:
    with recorded(archive, label.format(count=len(ids))) as (session, step):
        for case_id in ids:
            case = find_case(session, case_id)
            step.before(case)
            case.trashed_at = now() if trashed else None
            case.version += 1
    after_saving(archive)
