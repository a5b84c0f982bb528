"""Cases loaded whole for print: a few queries for hundreds instead of dozens for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session as DatabaseSession
from sqlalchemy.orm import selectinload

from casearchive.domain.case import Case, CaseSource, Outcome
from casearchive.domain.model import BriefingPack
from casearchive.domain.place import Place, PlaceFigure
from casearchive.domain.teaching import TeachingNote
from casearchive.progress import Progress, silent

_AT_ONCE = 200
_WHOLE = (
    selectinload(Case.place).selectinload(Place.figures).selectinload(PlaceFigure.source),
    selectinload(Case.outcomes).selectinload(Outcome.source),
    selectinload(Case.cited_sources).selectinload(CaseSource.source),
    selectinload(Case.teaching_note).selectinload(TeachingNote.plan),
    *(
        selectinload(one)
        for one in (Case.themes, Case.sections, Case.questions, Case.attachments, Case.lecturers)
    ),
)


def load_cases(
    session: DatabaseSession,
    pack: BriefingPack,
    lists: Iterable[Sequence[Case]],
    progress: Progress = silent,
) -> list[Case]:
    """Load whole the cases that a pack names and those its lists hold; return them.

    Whoever composes has to keep what is returned: a session holds on to nothing that nobody uses.
    `progress` counts cases.
    """
    ids = dict.fromkeys(item.case_id for item in pack.items if item.case_id)
    ids |= dict.fromkeys(case.id for found in lists for case in found)
    loaded: list[Case] = []
    for some in _batches(ids):
        progress(len(loaded), len(ids))
        query = select(Case).where(Case.id.in_(some)).options(*_WHOLE)
        loaded += session.scalars(query)
    return loaded


def _batches(ids: Iterable[UUID]) -> Iterator[list[UUID]]:
    rest = iter(ids)
    while some := list(islice(rest, _AT_ONCE)):
        yield some
