"""Backups to every place that is there, and old ones thinned."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from casearchive.errors import CaseArchiveError, WorkWasCancelled
from casearchive.progress import Progress, silent
from casearchive.services.archive import Archive
from casearchive.services.library.browsing import change_mark
from casearchive.services.safekeeping.places import (
    THERE,
    held_beside,
    keep_places,
    kept_places,
    list_places,
    note_seen,
)
from casearchive.storage.files import FileCannotBeWritten
from casearchive.storage.safekeeping.backup import (
    ArchiveIsBeingWritten,
    backup_archive,
    change_counter,
)
from casearchive.storage.safekeeping.thinning import AUTOMATIC, thin_backups


@dataclass(frozen=True, slots=True)
class BackupRound:
    """What came of a backup to all places: copies, places that are away, what went wrong."""

    copies: tuple[Path, ...] = ()
    away: tuple[Path, ...] = ()
    failed: tuple[str, ...] = ()
    thinned: int = 0


def is_due(archive: Archive, state: str) -> bool:
    """Say whether a place lacks the archive in this state; whether it is there is not looked at."""
    places = kept_places(archive.settings)
    held = [place.held for place in places] or [held_beside(archive.settings)]
    return any(one.get(archive.archive_id) != state for one in held)


def state_of(archive: Archive) -> str:
    """Return what differs after anything in the archive was changed."""
    number, stamp = change_mark(archive)
    return f"{number}:{stamp}:{change_counter(archive.path)}"


def back_up_in_passing(archive: Archive, progress: Progress = silent) -> BackupRound | None:
    """Back up by itself while others work, without holding up whoever saves.

    Returns None where no place lacks this state, and where others wrote all the time: it is put off
    then. Raises as :func:`back_up`.
    """
    state = state_of(archive)
    if not is_due(archive, state):
        return None
    try:
        return back_up(archive, progress, automatic=True, state=state, in_passing=True)
    except ArchiveIsBeingWritten:
        return None


def back_up(
    archive: Archive,
    progress: Progress = silent,
    *,
    automatic: bool = False,
    state: str = "",
    in_passing: bool = False,
) -> BackupRound:
    """Back the archive up to every place that is there; beside it where none is.

    An automatic backup is named so, passes over places that hold this `state` of the archive, and
    thins the old automatic ones wherever it made a new one. Raises BackupFailed, or what `progress`
    raises, only where no copy was made at all.
    """
    places = list_places(archive.settings)
    there = {place.folder: place.held for place in places if place.state == THERE}
    note_seen(archive.settings, places)
    targets = there or {beside(archive): held_beside(archive.settings)}
    wanted = [
        folder
        for folder, held in targets.items()
        if not state or held.get(archive.archive_id) != state
    ]
    copier = _Copier(archive, progress, automatic=automatic, in_passing=in_passing)
    made = copier.copy_to(wanted)
    if made.faults and not made.copies:
        raise made.faults[0]
    if state:
        _note_held(archive, tuple(made.copies), state)
    return BackupRound(
        copies=tuple(made.copies.values()),
        away=tuple(place.folder for place in places if place.state != THERE),
        failed=tuple(fault.message for fault in made.faults),
        thinned=made.thinned,
    )


class _Copier:
    """Copies one archive into folders; one that fails does not keep the others from theirs."""

    def __init__(
        self, archive: Archive, progress: Progress, *, automatic: bool, in_passing: bool
    ) -> None:
        self._archive, self._progress, self._automatic = archive, progress, automatic
        self._in_passing = in_passing
        self.copies: dict[Path, Path] = {}
        self.faults: list[CaseArchiveError] = []
        self.thinned = 0

    def copy_to(self, folders: Sequence[Path]) -> _Copier:
        """Copy; what was made by the time somebody cancels stays."""
        mark = AUTOMATIC if self._automatic else ""
        for folder in folders:
            try:
                copy = backup_archive(
                    self._archive.path,
                    folder,
                    self._progress,
                    mark=mark,
                    in_passing=self._in_passing,
                )
            except WorkWasCancelled:
                raise
            except CaseArchiveError as error:
                self.faults.append(error)
                continue
            self.copies[folder] = copy
            if self._automatic:
                self._thin(folder)
        return self

    def _thin(self, folder: Path) -> None:
        archive = self._archive
        here = datetime.now()
        self.thinned += len(thin_backups(folder, archive.path.stem, archive.archive_id, here))


def beside(archive: Archive) -> Path:
    """Return the folder beside an archive in which its backups lie."""
    return archive.path.parent / f"{archive.path.stem}.backups"


def _note_held(archive: Archive, folders: Sequence[Path], state: str) -> None:
    """Keep which folders now hold the archive in a state."""
    known = {archive.archive_id: state}
    places = [
        replace(one, held={**one.held, **known}) if one.folder in folders else one
        for one in kept_places(archive.settings)
    ]
    own = held_beside(archive.settings)
    if beside(archive) in folders:
        own = {**own, **known}
    with suppress(FileCannotBeWritten):
        keep_places(archive.settings, places, own)
