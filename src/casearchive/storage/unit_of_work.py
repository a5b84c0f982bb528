"""One use case, one transaction: what is not committed is rolled back when the block ends."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID, uuid4

from sqlalchemy import Engine, event, insert, select
from sqlalchemy.exc import DatabaseError, IntegrityError
from sqlalchemy.orm import Session as DatabaseSession
from sqlalchemy.orm import UOWTransaction
from sqlalchemy.orm.exc import StaleDataError

from casearchive.domain.case import case_lecturer, case_tag
from casearchive.domain.model import (
    Base,
    Case,
    CaseSource,
    Lecturer,
    Outcome,
    PlanStep,
    Source,
    Tag,
    TeachingNote,
)
from casearchive.domain.place import Place, PlaceFigure
from casearchive.storage.archive.engine import READ_ONLY
from casearchive.storage.archive.faults import CaseWasChangedElsewhere, translate
from casearchive.storage.past.bookkeeping import Change, ChangedCase
from casearchive.storage.past.lineage import KEPT, keep_states, note_touched

PENDING = "changed_cases"


@contextmanager
def reading(engine: Engine) -> Iterator[DatabaseSession]:
    """Give a session for one look at the archive; nothing can be written through it."""
    try:
        connection = engine.connect().execution_options(**{READ_ONLY: True})
        with connection, DatabaseSession(connection, autoflush=False) as session:
            yield session
    except DatabaseError as error:
        raise translate(error.orig) from error


@contextmanager
def unit_of_work(engine: Engine) -> Iterator[DatabaseSession]:
    """Give a session whose work is one transaction, committed when the block ends without error.

    A change that touched a case leaves a :class:`Change` with the cases' ids. Raises
    :class:`CaseWasChangedElsewhere` on a stale save, and archive errors for what SQLite reports.
    """
    with DatabaseSession(engine, expire_on_commit=False) as session:
        touched: set[UUID] = set()
        session.info[PENDING] = touched
        event.listen(session, "after_flush", _note_touched)
        try:
            yield session
            session.flush()
            keep_states(session)
            if touched:
                _log_change(session, touched)
            session.commit()
        except StaleDataError as error:
            raise CaseWasChangedElsewhere from error
        except IntegrityError:
            raise
        except DatabaseError as error:
            raise translate(error.orig) from error


def _log_change(session: DatabaseSession, touched: set[UUID]) -> None:
    change = Change(stamp=uuid4().hex)
    session.add(change)
    session.flush()
    rows = [
        {"sequence": change.sequence, "case_id": case_id} for case_id in sorted(touched, key=str)
    ]
    session.execute(insert(ChangedCase), rows)


def _note_touched(session: DatabaseSession, flush: UOWTransaction) -> None:
    del flush
    touched: set[UUID] = session.info[PENDING]
    # Dirty is whatever was set, even to what it was: a source that a hundred cases cite.
    changed = (*session.new, *filter(session.is_modified, session.dirty))
    for entity in (*changed, *session.deleted):
        touched.update(_cases_of(session, entity))
    note_touched(session, changed)
    note_touched(session, (part for part in session.deleted if type(part) not in KEPT))


def _cases_of(session: DatabaseSession, entity: Base) -> Iterator[UUID]:
    """Yield the ids of the cases whose indexed text `entity` is part of."""
    match entity:
        case Case():
            yield entity.id
        case Place():
            yield from session.scalars(select(Case.id).where(Case.place_id == entity.id))
        case PlaceFigure():
            yield from session.scalars(select(Case.id).where(Case.place_id == entity.place_id))
        case Source():
            cited = select(CaseSource.case_id).where(CaseSource.source_id == entity.id)
            stated = select(Outcome.case_id).where(Outcome.source_id == entity.id)
            yield from session.scalars(cited.union(stated))
        case Tag():
            links = select(case_tag.c.case_id).where(case_tag.c.tag_id == entity.id)
            yield from session.scalars(links)
        case Lecturer():
            taught = select(case_lecturer.c.case_id).where(case_lecturer.c.lecturer_id == entity.id)
            yield from session.scalars(taught)
        case PlanStep():
            note = select(TeachingNote.case_id).where(TeachingNote.id == entity.note_id)
            yield from session.scalars(note)
        case _ if isinstance(case_id := getattr(entity, "case_id", None), UUID):
            yield case_id
