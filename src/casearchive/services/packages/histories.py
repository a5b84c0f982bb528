"""The histories of cases brought together: every line stays readable, the present state newest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session as DatabaseSession

from casearchive.domain.case import Case
from casearchive.domain.history import Revision
from casearchive.domain.states.state import State, apply_state
from casearchive.i18n import _
from casearchive.services.cases.history import record_revisions
from casearchive.services.packages.lineages import AT_ONCE


class Histories:
    """Takes in the revisions of a package; a state that is there already is not kept twice."""

    def __init__(self, session: DatabaseSession) -> None:
        self._session = session
        self._expected: set[UUID] = set()

    def expect(self, case: Case) -> None:
        """Wait for the history of a new case instead of beginning one."""
        self._expected.add(case.id)

    def take(self, states: Sequence[State]) -> None:
        """Take in some revisions, in the order of entity and number."""
        by_entity: dict[UUID, list[State]] = defaultdict(list)
        for state in states:
            by_entity[UUID(state["entity_id"])].append(state)
        for entity_id, line in by_entity.items():
            query = select(Revision).where(Revision.entity_id == entity_id)
            ours = list(self._session.scalars(query.order_by(Revision.number)))
            known = {revision.sha256 for revision in ours}
            self._put(ours, [state for state in line if state["sha256"] not in known])
            self._expected.discard(entity_id)

    def _put(self, ours: Sequence[Revision], line: Sequence[State]) -> None:
        """Put another line of history before the present state, behind all that was before it."""
        if not line:
            return
        first = min(state["number"] for state in line)
        if ours:
            first = ours[-1].number
            ours[-1].number += len(line)
            self._session.flush()  # before anything takes its number
        for place, state in enumerate(line):
            revision = Revision()
            number = first + place if ours else state["number"]
            apply_state(revision, {**state, "number": number}, self._session.get)
            if self._session.get(Revision, revision.id) is None:
                self._session.add(revision)
        self._session.flush()

    def finish(self) -> None:
        """Begin a history for the new cases that came without one."""
        waiting = sorted(self._expected, key=str)
        for start in range(0, len(waiting), AT_ONCE):
            query = select(Case).where(Case.id.in_(waiting[start : start + AT_ONCE]))
            record_revisions(self._session, list(self._session.scalars(query)), _("合并"))
