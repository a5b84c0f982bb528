"""Names that only one of its kind may bear, while a package is merged."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session as DatabaseSession

from casearchive.domain.base import Base
from casearchive.domain.model import Case
from casearchive.domain.states.state import State
from casearchive.exchange.json_form import ROOTS
from casearchive.i18n import _
from casearchive.services.cases.history import record_revisions
from casearchive.services.importing.batches import recorded
from casearchive.services.importing.naming import NAMED, numbered


class Names:
    """Gives names, kind after kind; pairs of names wished and given are added to `renamed`."""

    def __init__(
        self, session: DatabaseSession, batch_id: UUID, renamed: list[tuple[str, str]]
    ) -> None:
        self._session = session
        self._batch_id = batch_id
        self._renamed = renamed
        self._kind = ""
        self._taken: set[str] = set()
        self._wishes: dict[UUID, str] = {}  # names that somebody else bore when they were wanted

    def next(self, kind: str) -> None:
        """Be done with one kind and begin with the next."""
        self.grant()
        self._kind = kind
        named = NAMED.get(ROOTS[kind])
        self._taken = set(self._session.scalars(select(named))) if named is not None else set()

    def waits(self, entity: Base) -> bool:
        """Say whether an entity has a name for the time being only."""
        return entity.id in self._wishes  # type: ignore[attr-defined]  # all roots have one

    def given(self, cls: type[Base], key: UUID, state: State, old: str) -> State:
        """Give `state` the name it wants, or one for the time being if somebody else bears it."""
        if cls not in NAMED:
            return state
        column = NAMED[cls].key
        wish = str(state[column])
        if wish == old:
            return state
        self._taken.discard(old)
        if wish in self._taken:
            self._wishes[key] = wish
            state[column] = f"{wish}-{key.hex[:8]}"
        self._taken.add(state[column])
        return state

    def grant(self) -> None:
        """Give those who waited their name if it has become free, else one with a number."""
        if not self._wishes:
            return
        cls = ROOTS[self._kind]
        column = NAMED[cls].key
        with recorded(self._session, self._batch_id) as note:
            for key, wish in sorted(self._wishes.items(), key=lambda pair: str(pair[0])):
                entity = self._session.get_one(cls, key)
                self._taken.discard(getattr(entity, column))
                name = next(name for name in numbered(wish) if name not in self._taken)
                self._taken.add(name)
                note.changing(entity)
                setattr(entity, column, name)
                if name != wish and isinstance(entity, Case):
                    entity.version += 1  # it is no longer what they sent
                if name != wish:
                    self._renamed.append((wish, name))
                self._session.flush()
                if isinstance(entity, Case):
                    record_revisions(self._session, [entity], _("合并"))
        self._wishes = {}
