"""Which states of some entities the archive has known, read in a few queries."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session as DatabaseSession

from casearchive.domain.history import Revision
from casearchive.domain.states.state import State
from casearchive.storage.past.import_log import ImportBatch
from casearchive.storage.past.lineage import KnownState, PartialEntity

AT_ONCE = 400  # ids in one query


@dataclass(slots=True)
class Lineage:
    """What is known of one entity's past: hashes oldest first, and the states kept whole."""

    hashes: list[str] = field(default_factory=list)
    states: dict[str, str] = field(default_factory=dict)
    kept_as: dict[str, str] = field(default_factory=dict)
    undone: set[str] = field(default_factory=set)
    omitted: frozenset[str] = frozenset()

    @property
    def known(self) -> set[str]:
        """The hashes that count: those of undone imports do not."""
        return set(self.hashes) - self.undone

    def newest_of(self, hashes: Iterable[str]) -> State | None:
        """Return our state for the newest of these hashes that we have a state for."""
        wanted = set(hashes)
        for sha256 in reversed(self.hashes):
            if sha256 in wanted:
                text = self.states.get(sha256) or self.states.get(self.kept_as.get(sha256, ""))
                if text:
                    state: State = json.loads(text)
                    return state
        return None

    def head_of(self, sha256: str) -> str:
        """Return the hash of the whole state elsewhere that this state of ours is a part of."""
        return next((key for key in self.hashes if self.kept_as.get(key) == sha256), "")


def undone_batches(session: DatabaseSession) -> frozenset[UUID]:
    """Return the imports that were taken back."""
    query = select(ImportBatch.id).where(ImportBatch.undone_at.is_not(None))
    return frozenset(session.scalars(query))


def lineages_of(
    session: DatabaseSession, ids: Sequence[UUID], undone: frozenset[UUID], *, states: bool = True
) -> dict[UUID, Lineage]:
    """Return the lineage of each of these entities; of one never heard of, an empty one.

    Without `states` only hashes are read.
    """
    found = {key: Lineage() for key in ids}
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        for row in _known(session, some, states=states):
            lineage = found[row[0]]
            _take(lineage, row[1], row[2])
            if row[3]:
                lineage.kept_as[row[1]] = row[3]
            if row[4] in undone:
                lineage.undone.add(row[1])
        for entity_id, sha256, state in _revisions(session, some, states=states):
            _take(found[entity_id], sha256, state)
        partial = select(PartialEntity).where(PartialEntity.entity_id.in_(some))
        for entry in session.scalars(partial):
            found[entry.entity_id].omitted = frozenset(entry.omitted)
    return found


def _known(
    session: DatabaseSession, ids: Sequence[UUID], *, states: bool
) -> Iterator[tuple[UUID, str, str | None, str | None, UUID | None]]:
    query = select(
        KnownState.entity_id,
        KnownState.sha256,
        KnownState.state if states else KnownState.kept_as,
        KnownState.kept_as,
        KnownState.batch_id,
    ).where(KnownState.entity_id.in_(ids))
    for key, sha256, state, kept_as, batch in session.execute(query.order_by(KnownState.sequence)):
        yield key, sha256, state if states else None, kept_as, batch


def _revisions(
    session: DatabaseSession, ids: Sequence[UUID], *, states: bool
) -> Iterator[tuple[UUID, str, str | None]]:
    text = Revision.state if states else Revision.reason
    query = select(Revision.entity_id, Revision.sha256, text).where(Revision.entity_id.in_(ids))
    for key, sha256, state in session.execute(query.order_by(Revision.entity_id, Revision.number)):
        yield key, sha256, state if states else None


def _take(lineage: Lineage, sha256: str, state: str | None) -> None:
    if sha256 in lineage.hashes:
        lineage.hashes.remove(sha256)  # known from elsewhere before it became a revision here
    lineage.hashes.append(sha256)
    if state:
        lineage.states[sha256] = state
