"""What saved searches find just now, for print."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session as DatabaseSession

from casearchive.domain.model import BriefingPack, Case, SavedSearch
from casearchive.progress import Progress, silent
from casearchive.services.archive import Archive
from casearchive.services.searching.finding import Finder, Request


def listed_cases(
    archive: Archive, session: DatabaseSession, pack: BriefingPack, progress: Progress = silent
) -> dict[UUID, tuple[Case, ...]]:
    """Return the cases on each smart list of a pack, in its order, by the saved search's id."""
    searches = {item.search.id: item.search for item in pack.items if item.search is not None}
    if not searches:
        return {}
    with closing(Finder(archive)) as finder:
        finder.refresh(progress)
        return {
            search.id: _cases(session, finder.everything(_as_request(search)).keys)
            for search in searches.values()
        }


def _as_request(search: SavedSearch) -> Request:
    return Request(typed=search.typed, order=search.sort, group=search.grouping)


def _cases(session: DatabaseSession, keys: Iterable[str]) -> tuple[Case, ...]:
    ids = [UUID(key) for key in keys]
    found = {case.id: case for case in session.scalars(select(Case).where(Case.id.in_(ids)))}
    return tuple(found[case_id] for case_id in ids if case_id in found)
