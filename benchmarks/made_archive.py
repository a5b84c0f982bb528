"""A real archive filled with made-up cases, through the classes and sessions of the program."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, insert, select
from sqlalchemy.orm import selectinload

from benchmarks.corpus import Corpus
from casearchive.domain.base import Base
from casearchive.domain.case import Case, CaseSource, Outcome, case_tag
from casearchive.domain.states.state import owned_by
from casearchive.domain.teaching import TeachingNote
from casearchive.progress import Progress, silent
from casearchive.search.documents import Document
from casearchive.services.archive import Archive
from casearchive.services.attachments.texts import attachment_sections
from casearchive.services.opening import create_archive, open_archive
from casearchive.services.searching.indexing import case_document
from casearchive.settings import Settings
from casearchive.storage.unit_of_work import PENDING

BATCH = 500  # cases in one transaction
_WHOLE = (
    selectinload(Case.place),
    selectinload(Case.outcomes).selectinload(Outcome.source),
    selectinload(Case.cited_sources).selectinload(CaseSource.source),
    selectinload(Case.teaching_note).selectinload(TeachingNote.plan),
    *(
        selectinload(getattr(Case, name))
        for name in ("themes", "tags", "sections", "questions", "attachments", "lecturers")
    ),
)


class ArchiveHoldsAnother(Exception):
    """The archive to be used again holds another number of cases than was asked for."""


def made_archive(path: Path, corpus: Corpus, progress: Progress = silent) -> Archive:
    """Return the archive at `path`, filled with the corpus unless it is there already.

    Preferences and caches lie beside it, apart from the user's own. Raises ArchiveHoldsAnother.
    """
    settings = settings_beside(path)
    if path.exists():
        archive = open_archive(path, settings)
        if (count := _count(archive)) != corpus.cases:
            archive.close()
            message = f"{path} holds {count:,} cases, not {corpus.cases:,}"
            raise ArchiveHoldsAnother(message)
        return archive
    archive = create_archive(path, settings)
    fill(archive, corpus, progress)
    return archive


def settings_beside(path: Path) -> Settings:
    """Return folders beside an archive, so that the user's own stay untouched."""
    home = path.parent / f"{path.stem}.home"
    return Settings(home / "documents", home / "cache", home / "config")


def fill(archive: Archive, corpus: Corpus, progress: Progress = silent) -> None:
    """Put the corpus into an archive, some hundred cases in a transaction, without revisions.

    Rows are written in bulk: the unit of work asks of each place and source which cases it is part
    of, which for new ones is half the time. The change log gets its entry all the same.
    """
    cases, done, known = corpus.made(), 0, set[UUID]()
    while batch := list(islice(cases, BATCH)):
        with archive.writing() as session:
            tags = {tag.id: tag for case in batch for tag in case.tags if tag.id not in known}
            known |= tags.keys()
            session.bulk_save_objects([*tags.values(), *_rows(batch)], preserve_order=False)
            links = [{"case_id": case.id, "tag_id": tag.id} for case in batch for tag in case.tags]
            session.execute(insert(case_tag), links)
            session.info[PENDING].update(case.id for case in batch)
        done += len(batch)
        progress(done, corpus.cases)


def _rows(cases: Iterable[Case]) -> Iterator[Base]:
    """Yield all that the cases are made of, each with the id of what it belongs to."""
    for case in cases:
        if case.place:
            case.place_id = case.place.id
            yield case.place
        yield from case.sources
        yield case
        for link in case.cited_sources:
            link.source_id = link.source.id
        for outcome in case.outcomes:
            outcome.source_id = outcome.source.id
        for owned in owned_by(Case):
            members = getattr(case, owned.key)
            for member in members if owned.uselist else filter(None, [members]):
                member.case_id = case.id
                yield member
        if note := case.teaching_note:
            for step in note.plan:
                step.note_id = note.id
                yield step


def documents_of(archive: Archive) -> Iterator[Document]:
    """Yield what a search may find in an archive, without any index, by code."""
    query = select(Case.id).where(Case.trashed_at.is_(None)).order_by(Case.code)
    with archive.reading() as session:
        ids = list(session.scalars(query))
        for start in range(0, len(ids), BATCH):
            whole = select(Case).where(Case.id.in_(ids[start : start + BATCH])).order_by(Case.code)
            for case in session.scalars(whole.options(*_WHOLE)):
                yield case_document(case, attachment_sections(archive, case))
            session.expunge_all()


def texts_of(document: Document) -> Iterator[str]:
    """Yield every text of a document that is searched."""
    yield from (document.code, document.title, document.place, *document.tags)
    for section in document.sections:
        yield section.text


def _count(archive: Archive) -> int:
    with archive.reading() as session:
        return session.scalar(select(func.count()).select_from(Case)) or 0
