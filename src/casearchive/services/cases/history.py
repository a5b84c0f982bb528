"""Every saved state of a case, kept whole beside it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session as DatabaseSession

from casearchive.domain.base import now, read_moment
from casearchive.domain.case import Case
from casearchive.domain.history import Revision, canonical, digest
from casearchive.domain.states.state import State, state_of

_AT_ONCE = 500  # ids in one query; SQLite takes a thousand in its oldest settings


def record_revisions(session: DatabaseSession, cases: Sequence[Case], reason: str) -> None:
    """Keep the state of each case as its newest revision, unless it is the newest one already."""
    session.flush()
    newest = _newest(session, [case.id for case in cases])
    for case in cases:
        state = canonical(state_of(case))
        number, sha256 = newest.get(case.id, (0, ""))
        if digest(state) != sha256:
            session.add(_revision(case, number + 1, state, reason))


def record_state(session: DatabaseSession, case_id: UUID, state: State, reason: str) -> None:
    """Keep a state that a case has had elsewhere, unless its history holds it already."""
    text = canonical(state)
    query = select(Revision.sha256, Revision.number).where(Revision.entity_id == case_id)
    known = {row.sha256: row.number for row in session.execute(query)}
    if digest(text) in known:
        return
    session.add(
        Revision(
            entity="case",
            entity_id=case_id,
            number=max(known.values(), default=0) + 1,
            saved_at=read_moment(state["updated_at"]) if "updated_at" in state else now(),
            reason=reason,
            state=text,
            sha256=digest(text),
        )
    )


def _newest(session: DatabaseSession, ids: Sequence[UUID]) -> dict[UUID, tuple[int, str]]:
    """Return number and hash of the newest revision of those cases that have one."""
    newest: dict[UUID, tuple[int, str]] = {}
    for start in range(0, len(ids), _AT_ONCE):
        # SQLite takes the other columns of a group from the row that holds its maximum.
        query = (
            select(Revision.entity_id, func.max(Revision.number), Revision.sha256)
            .where(Revision.entity_id.in_(ids[start : start + _AT_ONCE]))
            .group_by(Revision.entity_id)
        )
        newest |= {case_id: (number, sha256) for case_id, number, sha256 in session.execute(query)}
    return newest


def _revision(case: Case, number: int, state: str, reason: str) -> Revision:
    return Revision(
        entity="case",
        entity_id=case.id,
        number=number,
        saved_at=case.updated_at,
        reason=reason,
        state=state,
        sha256=digest(state),
    )
