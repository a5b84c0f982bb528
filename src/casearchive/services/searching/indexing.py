"""The search index kept in step with its archive: what a reader sees is what is found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, suppress
from datetime import datetime
from itertools import accumulate
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session as DatabaseSession
from sqlalchemy.orm import joinedload, selectinload

from casearchive.domain.base import format_moment
from casearchive.domain.case import Case, CaseSource, Outcome
from casearchive.domain.citation import citation
from casearchive.domain.figures import amount
from casearchive.domain.place import LEVELS, Place
from casearchive.domain.prose.reading import plain_text, read_prose
from casearchive.domain.teaching import TeachingNote
from casearchive.domain.text import NOT_STATED
from casearchive.errors import CaseArchiveError
from casearchive.precedence import stand_aside
from casearchive.progress import Progress, silent
from casearchive.search.documents import (
    Document,
    IndexedFigure,
    IndexedSection,
    IndexState,
)
from casearchive.search.files import open_index
from casearchive.search.index import SearchIndex
from casearchive.search.store.connection import IndexCannotBeKept
from casearchive.services.archive import Archive
from casearchive.services.attachments.texts import attachment_sections
from casearchive.storage import rows
from casearchive.storage.safekeeping.turns import taking_turns

BATCH = 200
_ABSTRACT = 4  # times a word of the abstract counts: it tells what the case is about
_WHOLE = (  # what there is one of comes along with its owner: a statement takes a millisecond
    joinedload(Case.place),
    joinedload(Case.teaching_note).selectinload(TeachingNote.plan),
    selectinload(Case.themes),
    selectinload(Case.tags),
    selectinload(Case.sections),
    selectinload(Case.outcomes).joinedload(Outcome.source),
    selectinload(Case.cited_sources).joinedload(CaseSource.source),
    selectinload(Case.questions),
    selectinload(Case.lecturers),
    selectinload(Case.attachments),
)


def bring_up_to_date(
    archive: Archive, index: SearchIndex, progress: Progress = silent, *, at_most: int | None = None
) -> bool:
    """Make `index` show the archive's newest state, from its change log or afresh.

    A state that the log does not know (a restored backup, a copy edited elsewhere) means afresh.
    With `at_most`, nothing is done where more cases than that have changed. Return whether the
    index is up to date. Raises WorkWasCancelled; the index then still shows an old state, or, if
    it was being made afresh, none.
    """
    with archive.rows() as connection:
        newest = IndexState(archive.archive_id, *rows.last_change(connection))
        state = index.state
        if state == newest:
            return True
        changed = None
        if state.archive_id == archive.archive_id:
            changed = rows.changed_since(connection, state.sequence, state.stamp)
    if at_most is not None and (changed is None or len(changed) > at_most):
        return False
    if changed is None:
        return _rebuild(archive, index, newest, progress)
    with archive.reading() as session, index.transaction():
        _update(archive, session, index, changed, progress)
        index.set_state(newest)
    return True


def _rebuild(archive: Archive, index: SearchIndex, newest: IndexState, progress: Progress) -> bool:
    """Make the index afresh, unless another window or command does so: then wait for it."""
    with archive.reading() as session, ExitStack() as turns:
        ids = _live_ids(session)
        turn = archive.index_path.with_suffix(".lock")
        try:
            waited = turns.enter_context(taking_turns(turn, lambda: progress(0, len(ids))))
        except OSError as error:
            raise IndexCannotBeKept from error
        if waited and index.state.archive_id == archive.archive_id:
            return bring_up_to_date(archive, index, progress)
        documents = _documents(archive, session, ids)
        index.rebuild(documents, total=len(ids), state=newest, progress=progress)
    return True


def index_again(archive: Archive, ids: Sequence[str], progress: Progress = silent) -> None:
    """Index cases whose attached files could be read only after they were indexed."""
    with closing(open_index(archive.index_path)) as index, archive.reading() as session:
        _update(archive, session, index, ids, progress)


def _update(
    archive: Archive,
    session: DatabaseSession,
    index: SearchIndex,
    changed: Sequence[str],
    progress: Progress,
) -> None:
    with index.transaction():
        ids = _live_ids(session, [UUID(text) for text in changed])
        live = {case_id.hex for case_id in ids}
        index.remove(text for text in changed if UUID(text).hex not in live)
        for done, document in enumerate(_documents(archive, session, ids), 1):
            index.add([document])
            progress(done, len(ids))


def after_saving(archive: Archive) -> None:
    """Index what a use case has just committed.

    The index is disposable: a fault here must not make a saved case look unsaved, and the next
    search catches up.
    """
    with suppress(CaseArchiveError), closing(open_index(archive.index_path)) as index:
        if index.state.archive_id:
            bring_up_to_date(archive, index)


def _live_ids(session: DatabaseSession, among: Sequence[UUID] | None = None) -> list[UUID]:
    """Return the ids of cases not in the trash, those made last at the end."""
    query = select(Case.id).where(Case.trashed_at.is_(None)).order_by(Case.created_at, Case.code)
    if among is None:
        return list(session.scalars(query))
    found: list[UUID] = []
    for start in range(0, len(among), BATCH):
        found += session.scalars(query.where(Case.id.in_(among[start : start + BATCH])))
    return found


def _documents(
    archive: Archive, session: DatabaseSession, ids: Sequence[UUID]
) -> Iterator[Document]:
    for start in range(0, len(ids), BATCH):
        batch = ids[start : start + BATCH]
        query = select(Case).where(Case.id.in_(batch)).options(*_WHOLE)
        found = {case.id: case for case in session.scalars(query)}
        for case_id in batch:
            stand_aside()
            case = found[case_id]
            yield case_document(case, attachment_sections(archive, case))
        session.expunge_all()


def case_document(case: Case, attached: Iterable[IndexedSection] = ()) -> Document:
    """Return what a search may find of a case: every text its reader sees, files included."""
    place = case.place
    sections = (*_sections(case), *attached)
    return Document(
        key=case.id.hex,
        code=case.code,
        title=case.title,
        place=" ".join(dict.fromkeys((place.path, place.name))) if place else "",
        tags=tuple(word for _kind, word in _labels(case)),
        filters=_filters(case),
        sections=tuple(section for section in sections if section.text),
        updated=format_moment(case.updated_at),
        figures=tuple(map(_figure, case.outcomes)),
        terms=tuple(dict.fromkeys(_terms(case))),
    )


def _filters(case: Case) -> dict[str, tuple[str, ...]]:
    years = {str(outcome.year) for outcome in case.outcomes if outcome.year is not None}
    return {
        "theme": case.theme_words,
        "industry": (case.industry,) if case.industry else (),
        "province": (case.place.province,) if case.place and case.place.province else (),
        "place": tuple(accumulate(_steps(case.place), "{}/{}".format)) if case.place else (),
        "year": tuple(sorted(years)),
        "status": (case.status,),
        "tag": tuple(tag.name for tag in case.tags),
        "has": tuple(_having(case)),
    }


def _steps(place: Place) -> list[str]:
    """Return the levels of a place that are known, from the province down to its name."""
    names = dict.fromkeys(getattr(place, level) for level in LEVELS)
    steps = [name.replace("/", "／") for name in names if name]
    return steps or [place.name.replace("/", "／")]


def _having(case: Case) -> Iterator[str]:
    if case.teaching_note:
        yield "使用说明"
    today = datetime.now().astimezone()
    if any(it.media_type.startswith("image/") and it.printable(today) for it in case.attachments):
        yield "可印照片"


def _labels(case: Case) -> Iterator[tuple[str, str]]:
    """Yield the short labels that are read with a case, each with its kind of term."""
    yield from (("theme", word) for word in case.theme_words)
    yield from (("tag", tag.name) for tag in case.tags)
    labels = (
        ("industry", case.industry),
        ("word", case.governance_topic),
        ("word", case.income_path),
        *(("word", word) for word in case.endowments),
    )
    yield from ((kind, word) for kind, word in labels if word)


def _terms(case: Case) -> Iterator[tuple[str, str]]:
    yield "title", case.title
    yield from _labels(case)
    if case.place:
        yield from (("place", name) for name in _steps(case.place))
        yield "place", case.place.name
    yield from (("indicator", outcome.indicator) for outcome in case.outcomes)


def _figure(outcome: Outcome) -> IndexedFigure:
    low = float(outcome.value)
    high = low if outcome.upper_value is None else float(outcome.upper_value)
    return IndexedFigure(outcome.indicator, low, high, outcome.unit)


def _sections(case: Case) -> Iterator[IndexedSection]:
    # Labels stay Chinese in the index, which outlives a change of language; the finder names them.
    yield IndexedSection("摘要", case.abstract, weight=_ABSTRACT)
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
