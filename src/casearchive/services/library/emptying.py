"""The trash: what has lain in it for thirty days goes for good; history keeps what it told."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from casearchive.domain.base import now
from casearchive.domain.case import Case
from casearchive.services.archive import Archive
from casearchive.services.searching.indexing import after_saving

DAYS = 30


def empty_trash(archive: Archive, days: int = DAYS) -> int:
    """Destroy the cases that were thrown away `days` ago or earlier; return how many.

    0 empties all of it. What is gone cannot be undone. Raises ArchiveIsReadOnly.
    """
    limit = now() - timedelta(days=days)
    query = select(Case).where(Case.trashed_at.is_not(None), Case.trashed_at <= limit)
    with archive.reading() as session:
        if session.scalars(query.limit(1)).first() is None:
            return 0
    with archive.writing() as session:
        cases = session.scalars(query).all()
        for case in cases:
            session.delete(case)
    after_saving(archive)
    return len(cases)
