"""Every saved state of a case, kept whole beside it."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session as DatabaseSession

from casearchive.domain.case import Case
from casearchive.domain.history import Revision, canonical, digest
from casearchive.domain.state import state_of


def record_revision(session: DatabaseSession, case: Case, reason: str) -> None:
    """Keep the state of `case` as its newest revision, unless it is the newest one already."""
    session.flush()
    state = canonical(state_of(case))
    sha256 = digest(state)
    query = (
        select(Revision)
        .where(Revision.entity_id == case.id)
        .order_by(Revision.number.desc())
        .limit(1)
    )
    newest = session.scalars(query).first()
    if newest is not None and newest.sha256 == sha256:
        return
    number = session.scalar(
        select(func.coalesce(func.max(Revision.number), 0) + 1).where(Revision.entity_id == case.id)
    )
    session.add(
        Revision(
            entity="case",
            entity_id=case.id,
            number=number,
            saved_at=case.updated_at,
            reason=reason,
            state=state,
            sha256=sha256,
        )
    )
