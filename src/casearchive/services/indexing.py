"""The search index kept in step with its archive: what a reader sees is what is found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, suppress
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session as DatabaseSession
from sqlalchemy.orm import selectinload

from casearchive.domain.base import format_moment
from casearchive.domain.case import Case, CaseSource, Outcome
from casearchive.domain.citation import citation
from casearchive.domain.figures import amount
from casearchive.domain.prose import plain_text, read_prose
from casearchive.domain.teaching import TeachingNote
from casearchive.domain.text import NOT_STATED
from casearchive.errors import CaseArchiveError
from casearchive.progress import Progress, silent
from casearchive.search.documents import Document, IndexedSection, IndexState
from casearchive.search.files import open_index
from casearchive.search.index import SearchIndex
from casearchive.services.archive import Archive
from casearchive.storage import rows

BATCH = 200
_WHOLE = (
    selectinload(Case.place),
    selectinload(Case.themes),
    selectinload(Case.tags),
    selectinload(Case.sections),
    selectinload(Case.outcomes).selectinload(Outcome.source),
    selectinload(Case.cited_sources).selectinload(CaseSource.source),
    selectinload(Case.questions),
    selectinload(Case.teaching_note).selectinload(TeachingNote.plan),
    selectinload(Case.lecturers),
)


def bring_up_to_date(archive: Archive, index: SearchIndex, progress: Progress = silent) -> None:
    """Make `index` show the archive's newest state, from its change log or afresh.

    A state that the log does not know (a restored backup, a copy edited elsewhere) means afresh.
    Raises WorkWasCancelled; the index then still shows its old state.
    """
    with archive.rows() as connection:
        newest = IndexState(archive.archive_id, *rows.last_change(connection))
        state = index.state
        if state == newest:
            return
        changed = None
        if state.archive_id == archive.archive_id:
            changed = rows.changed_since(connection, state.sequence, state.stamp)
    with archive.reading() as session:
        if changed is None:
            ids = _live_ids(session)
            documents = _documents(session, ids)
            index.rebuild(documents, total=len(ids), state=newest, progress=progress)
        else:
            _update(session, index, changed, newest, progress)


def _update(
    session: DatabaseSession,
    index: SearchIndex,
    changed: Sequence[str],
    newest: IndexState,
    progress: Progress,
) -> None:
    with index.transaction():
        index.remove(changed)
        ids = _live_ids(session, [UUID(text) for text in changed])
        for done, document in enumerate(_documents(session, ids), 1):
            index.add([document])
            progress(done, len(ids))
        index.set_state(newest)


def after_saving(archive: Archive) -> None:
    """Index what a use case has just committed.

    The index is disposable: a fault here must not make a saved case look unsaved, and the next
    search catches up.
    """
    with suppress(CaseArchiveError), closing(open_index(archive.index_path)) as index:
        if index.state.archive_id:
            bring_up_to_date(archive, index)


def _live_ids(session: DatabaseSession, among: Sequence[UUID] | None = None) -> list[UUID]:
    """Return the ids of cases not in the trash, those changed last at the end."""
    query = select(Case.id).where(Case.trashed_at.is_(None)).order_by(Case.updated_at, Case.code)
    ids = list(session.scalars(query))
    if among is None:
        return ids
    wanted = set(among)
    return [case_id for case_id in ids if case_id in wanted]


def _documents(session: DatabaseSession, ids: Sequence[UUID]) -> Iterator[Document]:
    for start in range(0, len(ids), BATCH):
        batch = ids[start : start + BATCH]
        query = select(Case).where(Case.id.in_(batch)).options(*_WHOLE)
        found = {case.id: case for case in session.scalars(query)}
        for case_id in batch:
            yield case_document(found[case_id])
        session.expunge_all()


def case_document(case: Case) -> Document:
    """Return what a search may find of a case: every text its reader sees."""
    place = case.place
    labels = (case.industry, case.governance_topic, case.income_path, *case.endowments)
    return Document(
        key=case.id.hex,
        code=case.code,
        title=case.title,
        place=" ".join(dict.fromkeys((place.path, place.name))) if place else "",
        tags=tuple(
            word for word in (*case.theme_words, *(tag.name for tag in case.tags), *labels) if word
        ),
        filters=_filters(case),
        sections=tuple(section for section in _sections(case) if section.text),
        updated=format_moment(case.updated_at),
    )


def _filters(case: Case) -> dict[str, tuple[str, ...]]:
    years = {str(outcome.year) for outcome in case.outcomes if outcome.year is not None}
    return {
        "theme": case.theme_words,
        "province": (case.place.province,) if case.place and case.place.province else (),
        "year": tuple(sorted(years)),
        "status": (case.status,),
    }


def _sections(case: Case) -> Iterator[IndexedSection]:
    # Labels stay Chinese in the index, which outlives a change of language; the finder names them.
    yield IndexedSection("摘要", case.abstract)
    for section in case.sections:
        text = plain_text(read_prose(section.body))
        yield IndexedSection(section.heading, f"{section.heading}\n{text}")
    yield IndexedSection("成效指标", _lines(map(_figure_line, case.outcomes)))
    yield IndexedSection("思考题", _lines(question.stem for question in case.questions))
    answers = (f"{question.answer}\n{question.evidence}" for question in case.questions)
    yield IndexedSection("参考答案", _lines(answers))
    if case.teaching_note:
        yield IndexedSection("使用说明", _note_text(case.teaching_note))
    people = (f"{who.name}，{who.organisation}{who.post}" for who in case.lecturers)
    yield IndexedSection("师资", _lines(people))
    yield IndexedSection("评述者", case.reviewed_by)
    yield IndexedSection("出处", _lines(citation(source) for source in case.sources))


def _figure_line(outcome: Outcome) -> str:
    year = NOT_STATED if outcome.year is None else str(outcome.year)
    parts = (outcome.indicator, amount(outcome), year, outcome.year_basis)
    return "，".join(part for part in (*parts, outcome.quote) if part)


def _note_text(note: TeachingNote) -> str:
    parts = (note.audience, note.objectives, note.analysis, note.theory, note.key_points)
    return _lines((*parts, *(f"{step.step}　{step.board}" for step in note.plan)))


def _lines(parts: Iterable[str]) -> str:
    return "\n".join(part for part in parts if part.strip())
