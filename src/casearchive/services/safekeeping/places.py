"""The places that backups go to: folders on other disks and sticks, there or away.

A place is a folder that was marked when it was chosen, so that an empty mount point or another
stick under the same letter is not taken for it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from casearchive.domain.base import now
from casearchive.errors import (
    InputIsInvalid,
    NothingWasFound,
    reason_of,
)
from casearchive.i18n import _
from casearchive.services.archive import Archive
from casearchive.settings import Settings
from casearchive.storage.files import FileCannotBeWritten, write_whole
from casearchive.storage.safekeeping.thinning import newest_backup

MARK = "casearchive-backups.txt"  # in a place, with its id in the last line
THERE, AWAY, OTHER = "there", "away", "other"  # the states of a place
LONG = timedelta(days=14)  # a place not seen for so long is told of
AGAIN = timedelta(days=7)  # and told of again after so long
_MOST = 1000  # bytes of a mark that are read
_ARCHIVES = 200  # of which each place remembers the state it holds


class PlaceCannotBeUsed(InputIsInvalid):
    """A folder cannot hold backups; nothing was changed."""

    def __init__(self, folder: Path, reason: str) -> None:
        text = _("“{folder}”不能用来存放备份：{reason}。请另选一个文件夹。")
        super().__init__(text.format(folder=folder, reason=reason))


class PlaceIsUnknown(NothingWasFound):
    """No place of this name is on the list."""

    def __init__(self, folder: Path) -> None:
        super().__init__(_("备份位置里没有“{folder}”。").format(folder=folder))


@dataclass(frozen=True, slots=True)
class BackupPlace:
    """A folder for backups; `seen` and `told` are moments (ISO 8601, UTC) or empty.

    `held` says for each archive, by its id, in which state its last automatic backup holds it.
    `state` is ``there``, ``away``, or ``other`` where the folder is there without our mark. `last`
    is when the newest backup in it was made (local time), empty where it was not looked for.
    """

    folder: Path
    mark: str
    seen: str = ""
    told: str = ""
    held: Mapping[str, str] = field(default_factory=dict)
    state: str = AWAY
    last: str = ""

    @property
    def unseen_days(self) -> int:
        """For how many days it has not been seen."""
        return max(0, (now() - _moment(self.seen)).days) if self.seen else 0


def list_places(settings: Settings) -> tuple[BackupPlace, ...]:
    """Return the places, each with its state now. May wait for a slow disk or network."""
    return tuple(replace(place, state=_state(place)) for place in kept_places(settings))


def look_at_places(archive: Archive) -> tuple[BackupPlace, ...]:
    """Return the places with their states and when this archive was last backed up there."""
    places = list_places(archive.settings)
    note_seen(archive.settings, places)
    return tuple(
        replace(one, last=_last(one.folder, archive)) if one.state == THERE else one
        for one in places
    )


def _last(folder: Path, archive: Archive) -> str:
    moment = newest_backup(folder, archive.path.stem)
    return moment.strftime("%Y-%m-%d %H:%M") if moment else ""


def add_place(settings: Settings, folder: Path) -> BackupPlace:
    """Take a folder for backups from now on, made if it is not there, and mark it.

    Choosing one again that is on the list marks it anew. Raises PlaceCannotBeUsed,
    FileCannotBeWritten.
    """
    folder = folder.absolute()
    try:
        folder.mkdir(exist_ok=True)
        mark = _mark_in(folder) or uuid4().hex
        told = _("这个文件夹存放案例档案的备份。请不要删除这个文件，程序靠它认出这个位置。")
        write_whole(folder / MARK, f"{told}\n{mark}\n".encode())
    except OSError as error:
        raise PlaceCannotBeUsed(folder, reason_of(error)) from error
    except FileCannotBeWritten as error:
        cause = error.__cause__
        reason = reason_of(cause) if isinstance(cause, OSError) else error.message
        raise PlaceCannotBeUsed(folder, reason) from error
    place = BackupPlace(folder, mark, now().isoformat(), state=THERE)
    others = [one for one in kept_places(settings) if one.folder != folder]
    keep_places(settings, [*others, place])
    return place


def remove_place(settings: Settings, folder: Path) -> None:
    """Take a place off the list; the backups in it stay. Raises PlaceIsUnknown."""
    places = kept_places(settings)
    left = [place for place in places if place.folder not in (folder, folder.absolute())]
    if len(left) == len(places):
        raise PlaceIsUnknown(folder)
    keep_places(settings, left)


def places_to_tell(settings: Settings) -> tuple[BackupPlace, ...]:
    """Return the places not seen for long of which nobody was told lately; they count as told."""
    places = list_places(settings)
    late = tuple(place for place in places if _is_late(place))
    note_seen(settings, places, told=late)
    return late


def _is_late(place: BackupPlace) -> bool:
    unseen = place.state != THERE and place.seen and now() - _moment(place.seen) >= LONG
    return bool(unseen) and (not place.told or now() - _moment(place.told) >= AGAIN)


def note_seen(
    settings: Settings, places: Sequence[BackupPlace], told: Sequence[BackupPlace] = ()
) -> None:
    """Keep which places are there now, and of which was told.

    A full or read-only home is no reason to stop. What was taken off the list meanwhile stays off.
    """
    moment = now().isoformat()
    seen = {place.folder for place in places if place.state == THERE}
    late = {place.folder for place in told}
    kept = [
        replace(one, seen=moment, told="")
        if one.folder in seen
        else replace(one, told=moment if one.folder in late else one.told)
        for one in kept_places(settings)
    ]
    if kept:
        with suppress(FileCannotBeWritten):
            keep_places(settings, kept)


def _state(place: BackupPlace) -> str:
    try:
        if not place.folder.is_dir():
            return AWAY
        return THERE if place.mark and _mark_in(place.folder) == place.mark else OTHER
    except OSError:  # a network folder that does not answer
        return AWAY


def _mark_in(folder: Path) -> str:
    """Return the id that a folder was marked with, or nothing."""
    try:
        with (folder / MARK).open("rb") as file:
            lines = file.read(_MOST).decode("utf-8", "replace").split()
    except OSError:
        return ""
    mark = lines[-1] if lines else ""
    return mark if len(mark) == len(uuid4().hex) and mark.isalnum() else ""


def _content(settings: Settings) -> dict[str, Any]:
    """Return what the file of places holds; nothing where it is damaged."""
    try:
        kept = json.loads(settings.backup_places.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return kept if isinstance(kept, dict) else {}


def kept_places(settings: Settings) -> list[BackupPlace]:
    """Return the places as they were kept, their states not looked at."""
    entries = _content(settings).get("places")
    listed = entries if isinstance(entries, list) else []
    return [place for entry in listed if (place := _place(entry))]


def held_beside(settings: Settings) -> Mapping[str, str]:
    """Return which archives have an automatic backup beside them, and of which state."""
    return _texts(_content(settings).get("beside"))


def _place(entry: object) -> BackupPlace | None:
    if not isinstance(entry, dict):
        return None
    texts = _texts(entry)
    if not texts.get("folder"):
        return None
    seen, told = texts.get("seen", ""), texts.get("told", "")
    try:
        for moment in (seen, told):
            if moment:
                _moment(moment)
    except ValueError:
        return None
    held = _texts(entry.get("held"))
    return BackupPlace(Path(texts["folder"]), texts.get("mark", ""), seen, told, held)


def _texts(entry: object) -> dict[str, str]:
    """Return what of a mapping is text."""
    pairs = entry.items() if isinstance(entry, dict) else ()
    return {str(key): value for key, value in pairs if isinstance(value, str)}


def keep_places(
    settings: Settings, places: Iterable[BackupPlace], own: Mapping[str, str] | None = None
) -> None:
    """Keep the places, and which archives lie beside themselves in which state."""
    listed = [
        {
            "folder": str(one.folder),
            "mark": one.mark,
            "seen": one.seen,
            "told": one.told,
            "held": dict(list(one.held.items())[-_ARCHIVES:]),
        }
        for one in places
    ]
    own = dict(own if own is not None else held_beside(settings))
    kept = {"places": listed, "beside": dict(list(own.items())[-_ARCHIVES:])}
    write_whole(settings.backup_places, json.dumps(kept, indent=1).encode())


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment
