"""What keeps archives safe and covers dressed, imported when it is first needed; see later.py."""

# ruff: noqa: PLC0415

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from casearchive.progress import Progress

if TYPE_CHECKING:
    from casearchive.services.archive import Archive
    from casearchive.services.briefing.centre import Centre
    from casearchive.services.safekeeping.backups import BackupRound
    from casearchive.services.safekeeping.places import BackupPlace
    from casearchive.settings import Settings


def backup_is_due(archive: Archive, state: str) -> bool:
    """Say whether some place lacks the archive in this state."""
    from casearchive.services.safekeeping.backups import is_due

    return is_due(archive, state)


def back_up(archive: Archive, state: str, progress: Progress) -> BackupRound:
    """Back up by itself to every place that is there and lacks this state."""
    from casearchive.services.safekeeping import backups

    return backups.back_up(archive, progress, automatic=True, state=state)


def state_of(archive: Archive) -> str:
    """Return what differs after anything in the archive was changed."""
    from casearchive.services.safekeeping import backups

    return backups.state_of(archive)


def back_up_in_passing(archive: Archive, progress: Progress) -> BackupRound | None:
    """Back up by itself if it is due, without holding up whoever saves."""
    from casearchive.services.safekeeping import backups

    return backups.back_up_in_passing(archive, progress)


def back_up_by_hand(archive: Archive, progress: Progress) -> BackupRound:
    """Back up to every place that is there, because somebody wants it."""
    from casearchive.services.safekeeping import backups

    return backups.back_up(archive, progress)


def look_at_places(archive: Archive) -> tuple[BackupPlace, ...]:
    """Return the places for backups and how each stands."""
    from casearchive.services.safekeeping import places

    return places.look_at_places(archive)


def places_to_tell(settings: Settings) -> tuple[BackupPlace, ...]:
    """Return the places that were not seen for long."""
    from casearchive.services.safekeeping import places

    return places.places_to_tell(settings)


def add_place(settings: Settings, folder: Path) -> BackupPlace:
    """Take a folder for backups."""
    from casearchive.services.safekeeping import places

    return places.add_place(settings, folder)


def remove_place(settings: Settings, folder: Path) -> None:
    """Take a folder off the list."""
    from casearchive.services.safekeeping import places

    places.remove_place(settings, folder)


def read_centre(settings: Settings) -> Centre:
    """Return this centre's name and logo."""
    from casearchive.services.briefing import centre

    return centre.read_centre(settings)


def name_centre(settings: Settings, name: str) -> None:
    """Keep this centre's name."""
    from casearchive.services.briefing import centre

    centre.name_centre(settings, name)


def choose_logo(settings: Settings, path: Path) -> Centre:
    """Keep a picture as this centre's logo."""
    from casearchive.services.printing import logos

    return logos.choose_logo(settings, path)


def drop_logo(settings: Settings) -> None:
    """Take this centre's logo away."""
    from casearchive.services.briefing import centre

    centre.drop_logo(settings)
