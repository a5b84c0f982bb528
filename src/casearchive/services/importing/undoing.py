"""An import taken back as a whole, also weeks later: what it made goes, what it changed returns.

What somebody has worked on since is not lost: a case that was edited after the import, or that
stands in a pack of the user's own, goes to the trash instead; a thing the import had changed and
somebody changed again stays as it is. The report names them.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import Column, delete, inspect, select
from sqlalchemy.orm import Session as DatabaseSession

from casearchive.domain.base import Base, now
from casearchive.domain.history import Revision
from casearchive.domain.model import Attachment, Case
from casearchive.domain.state import apply_state, links_of, owned_by
from casearchive.errors import InputIsInvalid
from casearchive.exchange.json_form import ROOTS
from casearchive.i18n import _
from casearchive.progress import Progress, silent
from casearchive.services.archive import Archive
from casearchive.services.cases.history import record_revisions
from casearchive.services.importing.batches import NOTED, find_batch, fingerprint
from casearchive.services.refusals import told_in_words
from casearchive.services.searching.indexing import after_saving
from casearchive.storage.attachments import stored_file
from casearchive.storage.import_log import ImportedThing

_STORED = re.compile(r'"sha256":"([0-9a-f]{64})"')


class ImportIsUndoneAlready(InputIsInvalid):
    """This import was taken back before."""

    def __init__(self, name: str) -> None:
        super().__init__(_("“{name}”这次导入已经撤销过了。").format(name=name))


@dataclass(slots=True)
class UndoReport:
    """What undoing did: things removed and restored by table, and names of what was spared.

    `trashed` are cases edited or used since, now in the trash; `kept` are things changed since.
    """

    removed: Counter[str] = field(default_factory=Counter)
    restored: Counter[str] = field(default_factory=Counter)
    trashed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def undo_import(archive: Archive, batch_id: str, progress: Progress = silent) -> UndoReport:
    """Take back all that an import did, in one unit of work.

    Raises ImportIsGone, ImportIsUndoneAlready, ArchiveIsReadOnly and what `progress` raises; the
    archive is then as it was.
    """
    report = UndoReport()
    with told_in_words(), archive.writing() as session:
        batch = find_batch(session, batch_id)
        if batch.undone_at is not None:
            raise ImportIsUndoneAlready(batch.name)
        undoing = _Undoing(session, report)
        things = session.scalars(select(ImportedThing).where(ImportedThing.batch_id == batch.id))
        undoing.take_back(things.all(), progress)
        batch.undone_at = now()
    after_saving(archive)
    _remove_files(archive, undoing.files)
    return report


def undo_imports(archive: Archive, batch_ids: Sequence[str]) -> UndoReport:
    """Undo several imports, the last first; return what was done in all.

    Raises what :func:`undo_import` raises; those before stay undone.
    """
    total = UndoReport()
    for batch_id in reversed(batch_ids):
        report = undo_import(archive, batch_id)
        total.removed += report.removed
        total.restored += report.restored
        total.trashed += report.trashed
        total.kept += report.kept
    return total


class _Undoing:
    """One undoing under way."""

    def __init__(self, session: DatabaseSession, report: UndoReport) -> None:
        self._session = session
        self._report = report
        self._restored: list[Case] = []
        self._postponed: list[ImportedThing] = []
        self.files: set[str] = set()  # hashes of files that only removed cases may have named

    def take_back(self, things: Iterable[ImportedThing], progress: Progress) -> None:
        """Restore first, for what is restored may point at less; then remove what points first."""
        places = {cls.__tablename__: place for place, cls in enumerate(ROOTS.values())}
        ordered = sorted(things, key=lambda t: (t.before is None, -places.get(t.entity, 0)))
        for done, thing in enumerate(ordered):
            progress(done, len(ordered))
            self._take_back(thing)
        while self._postponed:  # what pointed at them has gone meanwhile, or never goes
            again, self._postponed = self._postponed, []
            for thing in again:
                self._take_back(thing)
            if len(self._postponed) == len(again):
                break
        record_revisions(self._session, self._restored, _("撤销导入"))

    def _take_back(self, thing: ImportedThing) -> None:
        entity = self._session.get(NOTED[thing.entity], thing.thing_id)
        if entity is None:
            return
        same = fingerprint(entity) == thing.after
        if thing.before is None:
            self._remove(entity, thing, same=same)
        elif same:
            self._restore(entity, thing)
        else:
            self._report.kept.append(_name(entity))

    def _restore(self, entity: Base, thing: ImportedThing) -> None:
        version = getattr(entity, "version", 0)
        with self._session.no_autoflush:
            apply_state(entity, json.loads(thing.before or ""), self._session.get)
        if isinstance(entity, Case):
            entity.version = version + 1
            entity.updated_at = now()
            self._restored.append(entity)
        self._session.flush()
        self._report.restored[thing.entity] += 1

    def _remove(self, entity: Base, thing: ImportedThing, *, same: bool) -> None:
        used = self._is_used(entity)
        if isinstance(entity, Case):
            if used or not same:
                self._trash(entity)
                return
            self.files.update(attachment.sha256 for attachment in entity.attachments)
            self._session.execute(delete(Revision).where(Revision.entity_id == entity.id))
        elif used:
            self._postponed.append(thing)  # other cases may share a place or a source by now
            return
        elif not same:
            self._report.kept.append(_name(entity))
            return
        self._session.delete(entity)
        self._session.flush()
        self._report.removed[thing.entity] += 1

    def _trash(self, case: Case) -> None:
        self._report.trashed.append(_name(case))
        if case.trashed_at is None:
            case.trashed_at = now()
            case.version += 1
            self._session.flush()

    def _is_used(self, entity: Base) -> bool:
        """Say whether something that is not the entity's own points at it."""
        key: UUID = entity.id  # type: ignore[attr-defined]  # every noted class is identified
        queries = (select(column).where(column == key) for column in _pointing(type(entity)))
        return any(self._session.execute(query.limit(1)).first() for query in queries)


def _pointing(cls: type[Base]) -> Iterator[Column[Any]]:
    """Yield the columns that point at a class from outside of what it owns itself."""
    own = {inspect(relation.mapper.class_).local_table for relation in owned_by(cls)}
    own |= {link.secondary for link in links_of(cls)}
    target = inspect(cls).local_table
    for table in Base.metadata.tables.values():
        if table not in own:
            for key in table.foreign_keys:
                if key.column.table is target:
                    yield key.parent


def _name(entity: Base) -> str:
    for key in ("title", "name", "label", "word"):
        if text := getattr(entity, key, ""):
            return str(text)
    return str(entity.__tablename__)


def _remove_files(archive: Archive, candidates: set[str]) -> None:
    """Remove the stored files that neither a case nor anybody's history names any more."""
    if not candidates:
        return
    with archive.reading() as session:
        left = candidates - set(session.scalars(select(Attachment.sha256)))
        query = select(Revision.state).execution_options(yield_per=200)
        for state in session.scalars(query):
            left.difference_update(_STORED.findall(state))
    for sha256 in left:
        with suppress(OSError):  # one that stays takes room, and does no other harm
            stored_file(archive.files, sha256).unlink()
