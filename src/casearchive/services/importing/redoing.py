"""An import that was taken back, brought again: what it made is there anew, under the same ids."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import inspect
from sqlalchemy.orm import Session as DatabaseSession

from casearchive.domain.base import Base, now
from casearchive.domain.model import Case
from casearchive.domain.states.state import State, apply_state, state_of
from casearchive.exchange.json_form import ROOTS
from casearchive.services.cases.history import record_revisions
from casearchive.services.importing.batches import NOTED, SAVING, fingerprint
from casearchive.services.importing.undoing import Thing
from casearchive.storage.past.import_log import ImportBatch, ImportedThing


class ThingsHaveChanged(Exception):
    """What the import is to bring again was changed since it was taken back."""


def bring_again(
    session: DatabaseSession, batch: ImportBatch, things: Sequence[Thing], reason: str
) -> None:
    """Make everything what it was with the import, in one unit of work.

    Raises ThingsHaveChanged where something is not as the taking back has left it.
    """
    if batch.undone_at is None:
        raise ThingsHaveChanged
    places = {cls.__tablename__: place for place, cls in enumerate(ROOTS.values())}
    cases: list[Case] = []
    for thing in sorted(things, key=lambda one: places.get(one["entity"], 0)):
        if thing["with"] is not None:
            entity = _bring(session, thing)
            if isinstance(entity, Case):
                cases.append(entity)
            row = session.get(ImportedThing, (batch.id, UUID(thing["id"])))
            if row is not None:
                row.after = fingerprint(entity)
    batch.undone_at = None
    record_revisions(session, cases, reason)


def _bring(session: DatabaseSession, thing: Thing) -> Base:
    cls = NOTED[thing["entity"]]
    key, wanted = UUID(thing["id"]), thing["with"]
    entity: Base | None = session.get(cls, key)
    present = state_of(entity) if entity is not None else None
    if _content(present) not in (_content(thing["without"]), _content(wanted)):
        raise ThingsHaveChanged
    if entity is None:
        entity = cls(id=key)
        session.add(entity)
    known = inspect(entity).persistent
    version = getattr(entity, "version", 0) if known else 0
    with session.no_autoflush:
        apply_state(entity, wanted, session.get)
    if isinstance(entity, Case) and known:
        entity.version, entity.updated_at = version + 1, now()
    session.flush()
    return entity


def _content(state: State | None) -> State | None:
    if state is None:
        return None
    kept = {key: value for key, value in state.items() if key not in SAVING}
    return kept | {"trashed_at": bool(state.get("trashed_at"))}
