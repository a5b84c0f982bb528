"""Units of work that can be undone: what they changed is noted before and after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session as DatabaseSession
from sqlalchemy.orm import UOWTransaction

from casearchive.domain.base import Base
from casearchive.domain.model import BriefingPack, Case, Collection, Place, SavedSearch, Source, Tag
from casearchive.domain.states.state import State, state_of
from casearchive.services.archive import Archive
from casearchive.storage.past.journal import Journal, JournalCannotBeUsed, StateChange

ROOTS: dict[str, type[Base]] = {
    "place": Place,
    "source": Source,
    "tag": Tag,
    "case": Case,
    "saved_search": SavedSearch,
    "collection": Collection,
    "briefing_pack": BriefingPack,
}
_NAMES = {cls: name for name, cls in ROOTS.items()}


class Recorder:
    """Notes states in a session: :meth:`before` what is about to be changed or deleted.

    What is new is noticed by itself.
    """

    def __init__(self, session: DatabaseSession) -> None:
        self._before: dict[Base, State | None] = {}
        event.listen(session, "after_flush", self._note_new)
        self.label = ""

    def before(self, *entities: Base | None) -> None:
        """Note entities as they are now, each once."""
        for entity in entities:
            if entity is not None and entity not in self._before:
                known = inspect(entity).persistent
                self._before[entity] = state_of(entity) if known else None

    def before_case(self, case: Case) -> None:
        """Note a case with what a form may change beside it: its place and its sources."""
        if inspect(case).persistent:
            self.before(case.place, *case.sources, case)

    def changes(self) -> list[StateChange]:
        """Return what has become of everything noted; after the last flush."""
        order = list(_NAMES)
        noted = sorted(self._before.items(), key=lambda pair: order.index(type(pair[0])))
        found = [
            StateChange(_NAMES[type(entity)], (_key(entity, before),), before, _after(entity))
            for entity, before in noted
        ]
        return [change for change in found if change.before != change.after]

    def _note_new(self, session: DatabaseSession, flush: UOWTransaction) -> None:
        del flush
        for entity in session.new:
            if type(entity) in _NAMES and entity not in self._before:
                self._before[entity] = None


def _after(entity: Base) -> State | None:
    fate = inspect(entity)
    return None if fate.deleted or fate.detached or fate.transient else state_of(entity)


def _key(entity: Base, before: State | None) -> str:
    return str(before["id"] if before else entity.id)  # type: ignore[attr-defined]


def journal_of(archive: Archive) -> Journal:
    """Return the steps of an archive that this user can undo."""
    return Journal(archive.settings.data / "undo" / f"{archive.archive_id}.sqlite")


@contextmanager
def recorded(archive: Archive, label: str = "") -> Iterator[tuple[DatabaseSession, Recorder]]:
    """Give a session as :meth:`Archive.writing` does, whose work becomes one step to be undone.

    The label may be set on the recorder while the work is done; without one nothing is noted.
    """
    with archive.writing() as session:
        recorder = Recorder(session)
        recorder.label = label
        yield session, recorder
        session.flush()
        changes = recorder.changes()
    note_step(archive, recorder.label, changes)


def note_step(archive: Archive, label: str, changes: Sequence[StateChange]) -> bool:
    """Keep a step and say whether it was: a full or read-only home is no reason to fail."""
    if not changes or not label:
        return False
    with suppress(JournalCannotBeUsed):
        journal = journal_of(archive)
        journal.push(label, changes)
        let_files_go(archive, journal)
        return True
    return False


def set_aside(archive: Archive) -> Path:
    """Return where the files lie that an undone import had brought, until it cannot be redone."""
    return archive.settings.data / "undo" / f"{archive.archive_id}.files"


def let_files_go(archive: Archive, journal: Journal) -> None:
    """Remove the files set aside that no step names any more."""
    folder = set_aside(archive)
    if folder.is_dir():
        for path in [found for found in folder.glob("*/*") if found.is_file()]:
            if not journal.names(path.name):
                with suppress(OSError):  # one that stays takes room, and does no other harm
                    path.unlink()
