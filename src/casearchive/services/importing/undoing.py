"""An import taken back as a whole, also weeks later: what it made goes, what it changed returns.

What somebody has worked on since is not lost: a case that was edited after the import, or that
stands in a pack of the user's own, goes to the trash instead; a thing the import had changed and
somebody changed again stays as it is. The report names them. What was taken back can be brought
again: :mod:`casearchive.services.undoing` is the door to both.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import Column, delete, inspect, select
from sqlalchemy.orm import Session as DatabaseSession

from casearchive.domain.base import Base, now
from casearchive.domain.history import Revision
from casearchive.domain.model import Case
from casearchive.domain.states.state import State, apply_state, links_of, owned_by, state_of
from casearchive.errors import InputIsInvalid
from casearchive.exchange.json_form import ROOTS
from casearchive.i18n import _
from casearchive.progress import Progress, silent
from casearchive.services.cases.history import record_revisions
from casearchive.services.importing.batches import NOTED, fingerprint
from casearchive.storage.past.import_log import ImportBatch, ImportedThing

Thing: TypeAlias = dict[str, Any]  # entity, id, its state with the import and without it


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


def take_back(
    session: DatabaseSession, batch: ImportBatch, report: UndoReport, progress: Progress = silent
) -> tuple[list[Thing], set[str]]:
    """Take back all that an import did; return what brings it again, and files it had brought.

    Raises ImportIsUndoneAlready and what `progress` raises.
    """
    if batch.undone_at is not None:
        raise ImportIsUndoneAlready(batch.name)
    rows = session.scalars(select(ImportedThing).where(ImportedThing.batch_id == batch.id)).all()
    before = {row.thing_id: _state_now(session, row) for row in rows}
    undoing = _Undoing(session, report)
    undoing.take_back(rows, progress)
    batch.undone_at = now()
    session.flush()
    things = [
        {
            "entity": row.entity,
            "id": str(row.thing_id),
            "with": before[row.thing_id],
            "without": _state_now(session, row),
        }
        for row in rows
    ]
    return things, undoing.files


def _state_now(session: DatabaseSession, thing: ImportedThing) -> State | None:
    entity = session.get(NOTED[thing.entity], thing.thing_id)
    return state_of(entity) if entity is not None else None


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
