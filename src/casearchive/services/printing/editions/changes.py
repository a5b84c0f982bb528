"""What has changed since an edition was frozen: case by case, field by field."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session as DatabaseSession

from casearchive.domain.case import Case
from casearchive.domain.edition import FrozenCase
from casearchive.domain.history import canonical, digest
from casearchive.domain.model import BriefingPack
from casearchive.errors import NothingWasFound
from casearchive.progress import Progress, silent
from casearchive.services.archive import Archive
from casearchive.services.briefing.packs import find_pack
from casearchive.services.printing.editions.case_states import changed_fields, printed_state
from casearchive.services.printing.editions.freezing import find_edition
from casearchive.services.searching.smart_lists import listed_cases

UNCHANGED, CHANGED, TRASHED, DESTROYED = "unchanged", "changed", "trashed", "destroyed"
REMOVED, ADDED, DAMAGED = "removed", "added", "damaged"


@dataclass(frozen=True, slots=True)
class CaseChange:
    """How a case stands to a frozen edition.

    `state` is ``unchanged``, ``changed`` (and `fields` names in what), ``trashed``, ``destroyed``,
    ``damaged`` (what was kept of it is not what was frozen), ``removed`` (no longer in the pack,
    but unchanged) or ``added`` (in the pack now, not in the edition). `revision` is the number of
    the saved state that went in, 0 for one added since.
    """

    case_id: str
    code: str
    title: str
    state: str
    fields: tuple[str, ...] = ()
    revision: int = 0


def edition_changes(
    archive: Archive, name: str, number: int | str, progress: Progress = silent
) -> tuple[CaseChange, ...]:
    """Return how each case of an edition, and each new one of its pack, stands now.

    Raises EditionIsGone, PackIsGone, and WorkWasCancelled where `progress` says so.
    """
    with archive.reading() as session:
        frozen = find_edition(session, name, number)
        try:
            pack = find_pack(session, frozen.pack_id.hex)
            present = _cases_of(archive, session, pack, progress)
        except NothingWasFound:
            present = None  # the pack was deleted: nothing can be said of what it would print
        then = list(frozen.cases)
        ids = [one.case_id for one in then]
        found = {case.id: case for case in session.scalars(select(Case).where(Case.id.in_(ids)))}
        changes = [_change(one, found.get(one.case_id), present) for one in then]
        changes += _added(present or {}, set(ids))
        return tuple(changes)


def _cases_of(
    archive: Archive, session: DatabaseSession, pack: BriefingPack, progress: Progress
) -> dict[UUID, Case]:
    """Return all cases that a pack holds in any way."""
    lists = listed_cases(archive, session, pack, progress)
    cases = [item.case for item in pack.items if item.case]
    cases += [chosen.case for item in pack.items for chosen in item.chosen]
    cases += [case for found in lists.values() for case in found]
    return {case.id: case for case in cases if not case.trashed_at}


def _change(one: FrozenCase, case: Case | None, present: dict[UUID, Case] | None) -> CaseChange:
    fields: tuple[str, ...] = ()
    if digest(one.state) != one.sha256:
        state = DAMAGED
    elif case is None:
        state = DESTROYED
    elif case.trashed_at:
        state = TRASHED
    else:
        now = canonical(printed_state(case))
        state = UNCHANGED if digest(now) == one.sha256 else CHANGED
        if state == CHANGED:
            fields = changed_fields(json.loads(one.state), json.loads(now))
        elif present is not None and case.id not in present:
            state = REMOVED
    title = case.title if case else one.title
    return CaseChange(one.case_id.hex, one.code, title, state, fields, one.revision)


def _added(present: dict[UUID, Case], known: set[UUID]) -> Iterator[CaseChange]:
    for key, case in present.items():
        if key not in known:
            yield CaseChange(key.hex, case.code, case.title, ADDED)
