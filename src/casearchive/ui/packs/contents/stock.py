"""What there is to put into a pack; each function is a worker's job."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing

from casearchive.i18n import _
from casearchive.services.archive import Archive
from casearchive.services.briefing.training import list_courses, list_routes
from casearchive.services.library.browsing import Shelf, case_ids, case_rows
from casearchive.services.searching.finding import Finder, Request
from casearchive.services.searching.saved_searches import list_searches
from casearchive.services.views import CaseRow
from casearchive.ui.packs.picking import Choice, containing

MOST_SHOWN = 200  # cases; whoever wants another one types another word


def find_cases(archive: Archive, typed: str) -> Sequence[Choice]:
    """Return the cases a search finds, best first; without words those changed last."""
    if typed:
        with closing(Finder(archive)) as finder:
            finder.refresh()  # a worker may wait for it, and half an answer would mislead
            found = finder.first(Request(typed), MOST_SHOWN)
            if not found.complete and len(found.keys) < MOST_SHOWN:
                found = finder.everything(Request(typed))
            ids: Sequence[str] = found.keys[:MOST_SHOWN]
    else:
        ids = case_ids(archive, Shelf(), limit=MOST_SHOWN)
    rows = case_rows(archive, list(ids))
    return [_case(rows[i]) for i in ids if i in rows]


def _case(row: CaseRow) -> Choice:
    """Return a case to pick: its code and place tell it from another of the same title."""
    detail = " · ".join(filter(None, (row.code, row.place, row.abstract)))
    return Choice(row.id, row.title, detail, row.code)


def find_routes(archive: Archive, typed: str) -> Sequence[Choice]:
    """Return the teaching routes whose title or stops say what was typed."""

    choices = [Choice(r.id, r.title, " → ".join(r.sites)) for r in list_routes(archive)]
    return containing(choices, typed)


def find_courses(archive: Archive, typed: str) -> Sequence[Choice]:
    """Return the courses."""
    told = _("{sessions} 节，共 {minutes} 分钟")
    choices = [
        Choice(c.id, c.title, told.format(sessions=c.sessions, minutes=c.minutes))
        for c in list_courses(archive)
    ]
    return containing(choices, typed)


def find_smart_lists(archive: Archive, typed: str) -> Sequence[Choice]:
    """Return the saved searches."""
    return containing([Choice(s.id, s.name, s.typed) for s in list_searches(archive)], typed)
