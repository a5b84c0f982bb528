"""The record of each import: begun, filled while it works, listed, looked up.

    batch = begin_batch(session, "package", path.name)
    with recorded(session, batch.id) as note:
        note.changing(entity)      # before a thing that is there already is altered
        session.add(Case(...))     # what is new notes itself

:func:`casearchive.services.undoing.undo_import` takes it back from there.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import Integer, case, event, func, inspect, literal_column, select
from sqlalchemy.orm import Session as DatabaseSession
from sqlalchemy.orm import UOWTransaction

from casearchive.domain.base import Base, format_moment
from casearchive.domain.history import Revision, canonical, digest
from casearchive.domain.states.state import POSITION, owned_by, state_of
from casearchive.domain.text import clean_text
from casearchive.errors import NothingWasFound
from casearchive.exchange.json_form import ROOTS
from casearchive.i18n import _
from casearchive.services.archive import Archive
from casearchive.storage.past.import_log import ImportBatch, ImportedFile, ImportedThing

# What a batch notes, by table; revisions are part of the case whose history they are.
NOTED: dict[str, type[Base]] = {
    cls.__tablename__: cls for cls in ROOTS.values() if cls is not Revision
}
SAVING = ("version", "created_at", "updated_at")  # change with every saving
_CLASSES = tuple(NOTED.values())
_LONGEST_NAME = 200  # characters

# Moments are kept to the second; of one second, what was written later is the newer.
_NEWEST_FIRST = (ImportBatch.made_at.desc(), literal_column("import_batch.rowid", Integer).desc())


class ImportIsGone(NothingWasFound):
    """The archive knows of no import with this id."""

    def __init__(self, batch_id: str) -> None:
        message = _("没有编号为“{id}”的导入。用 casearchive imports 查看。")
        super().__init__(message.format(id=batch_id))


@dataclass(frozen=True, slots=True)
class ImportRow:
    """An import in the list of imports; `made_at` and `undone_at` ISO 8601, the latter or empty.

    `cases` it made, `changed` things it changed; files `taken` and `refused`.
    """

    id: str
    kind: str
    name: str
    made_at: str
    undone_at: str
    cases: int
    changed: int
    taken: int
    refused: int


def begin_batch(session: DatabaseSession, kind: str, name: str) -> ImportBatch:
    """Make the record of a new import: `kind` one of BATCH_KINDS, `name` shown to the user."""
    shown = " ".join(clean_text(name).split())[:_LONGEST_NAME] or _("未命名")
    batch = ImportBatch(id=uuid4(), kind=kind, name=shown)
    session.add(batch)
    session.flush()
    return batch


def fingerprint(entity: Base) -> str:
    """Return the SHA-256 of what an entity says, whatever order its files were loaded in.

    How often and when it was saved does not count: what was changed and changed back is the same.
    """
    state = {key: value for key, value in state_of(entity).items() if key not in SAVING}
    for owned in owned_by(type(entity)):
        if owned.uselist and POSITION not in inspect(owned.mapper.class_).column_attrs:
            state.get(owned.key, []).sort(key=lambda member: str(member["id"]))
    return digest(canonical(state))


class Note:
    """Gathers what one unit of work makes and changes for a batch. Use :func:`recorded`."""

    def __init__(self, session: DatabaseSession, batch_id: UUID) -> None:
        self._session = session
        self._batch_id = batch_id
        self._made: dict[UUID, Base] = {}
        self._changed: dict[UUID, tuple[Base, str]] = {}

    def changing(self, entity: Base) -> None:
        """Remember the state of a thing that is about to be altered; once is enough."""
        key: UUID = entity.id  # type: ignore[attr-defined]  # every noted class is identified
        if key not in self._made and key not in self._changed:
            self._changed[key] = (entity, canonical(state_of(entity)))

    def listen(self, session: DatabaseSession, flush: UOWTransaction) -> None:
        """Hear of a flush: what is new in it was made by the batch."""
        del flush
        for entity in session.new:
            if isinstance(entity, _CLASSES):
                self._made[entity.id] = entity  # type: ignore[attr-defined]  # as above

    def write(self) -> None:
        """Write down what the unit of work has done so far."""
        self._session.flush()
        for key, entity in self._made.items():
            self._put(key, entity, None)
        for key, (entity, before) in self._changed.items():
            self._put(key, entity, before)
        self._session.flush()

    def _put(self, key: UUID, entity: Base, before: str | None) -> None:
        if canonical(state_of(entity)) == before:
            return
        row = self._session.get(ImportedThing, (self._batch_id, key))
        if row is None:
            row = ImportedThing(
                batch_id=self._batch_id, thing_id=key, entity=entity.__tablename__, before=before
            )
            self._session.add(row)
        row.after = fingerprint(entity)


@contextmanager
def recorded(session: DatabaseSession, batch_id: UUID) -> Iterator[Note]:
    """Note for a batch what the block makes and changes, in the same transaction.

    A thing that is altered must be announced with :meth:`Note.changing` first.
    """
    note = Note(session, batch_id)
    event.listen(session, "after_flush", note.listen)
    try:
        yield note
        note.write()
    finally:
        event.remove(session, "after_flush", note.listen)


def list_imports(archive: Archive) -> tuple[ImportRow, ...]:
    """Return the imports the archive knows of, the newest first."""
    with archive.reading() as session:
        batches = session.scalars(select(ImportBatch).order_by(*_NEWEST_FIRST)).all()
        files = _counts(session, ImportedFile.batch_id, ImportedFile.outcome)
        is_changed = ImportedThing.before.is_not(None)
        kind = case((is_changed, "changed"), else_=ImportedThing.entity)
        things = _counts(session, ImportedThing.batch_id, kind)
        return tuple(
            ImportRow(
                id=batch.id.hex,
                kind=batch.kind,
                name=batch.name,
                made_at=format_moment(batch.made_at),
                undone_at=format_moment(batch.undone_at) if batch.undone_at else "",
                cases=things.get((batch.id, "case"), 0),
                changed=things.get((batch.id, "changed"), 0),
                taken=files.get((batch.id, "taken"), 0),
                refused=files.get((batch.id, "refused"), 0),
            )
            for batch in batches
        )


def _counts(session: DatabaseSession, *columns: object) -> dict[tuple[UUID, str], int]:
    query = select(*columns, func.count()).group_by(*columns)  # type: ignore[call-overload]
    return {(batch_id, kind): count for batch_id, kind, count in session.execute(query)}


def find_batch(session: DatabaseSession, batch_id: str) -> ImportBatch:
    """Return an import by its id, or the first digits of it. Raises ImportIsGone."""
    digits = batch_id.replace("-", "").lower()
    if digits:
        for batch in session.scalars(select(ImportBatch)):
            if batch.id.hex.startswith(digits):
                return batch
    raise ImportIsGone(batch_id)


def brought_before(session: DatabaseSession, sha256: str) -> datetime | None:
    """Return when a file with these bytes was imported; None where never, or where undone."""
    query = (
        select(ImportBatch.made_at)
        .join(ImportedFile, ImportedFile.batch_id == ImportBatch.id)
        .where(
            ImportedFile.sha256 == sha256,
            ImportedFile.outcome == "taken",
            ImportBatch.undone_at.is_(None),
        )
        .order_by(*_NEWEST_FIRST)
    )
    return session.scalars(query).first()
