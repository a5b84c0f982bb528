"""Old backups thinned: all of the last days stay, then one a day, one a week, one a month."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from casearchive.errors import CaseArchiveError
from casearchive.storage.archive.head import SUFFIX, attachments_folder, read_head
from casearchive.storage.safekeeping.backup import STAMP

AUTOMATIC = "auto"  # in the name of a backup nobody asked for; only these are ever thinned
ALL_OF = timedelta(days=2)
ONE_A_DAY = timedelta(days=14)
ONE_A_WEEK = timedelta(days=60)


def superfluous(moments: Iterable[datetime], now: datetime) -> frozenset[datetime]:
    """Return which backups made at these moments may go; the newest never does.

    Of two days all stay; of a fortnight the last of each day, of sixty days the last of each week,
    and of older ones the last of each month. A moment still to come, by a clock set wrong, stays.
    """
    kept: dict[tuple[object, ...], datetime] = {}
    moments = frozenset(moments)
    for moment in moments:
        key = _stretch(moment, now)
        kept[key] = max(moment, kept.get(key, moment))
    return moments - frozenset(kept.values())


def _stretch(moment: datetime, now: datetime) -> tuple[object, ...]:
    """Return of which stretch of time a backup is the keeper, if it is the last of it."""
    age = now - moment
    if age < ALL_OF:
        return (moment,)
    if age < ONE_A_DAY:
        return (moment.date(),)
    if age < ONE_A_WEEK:
        # A week that two months share counts in both, or a month could lose its only backup.
        return (*moment.isocalendar()[:2], moment.month)
    return (moment.year, moment.month)


def newest_backup(folder: Path, stem: str) -> datetime | None:
    """Return when the newest backup of an archive of this name was made, local time.

    Whoever wanted it; None where there is none or the folder cannot be read.
    """
    with suppress(OSError):
        return max(_named(folder, stem, f"(?:{AUTOMATIC}-)?").values(), default=None)
    return None


def _named(folder: Path, stem: str, mark: str) -> dict[Path, datetime]:
    """Return the backups whose names fit, and when made; local time, as the names say it."""
    pattern = re.compile(rf"{re.escape(stem)}-{mark}(\d{{8}}-\d{{6}})(-\d+)?{SUFFIX}")
    found = {}
    for path in folder.iterdir():
        if match := pattern.fullmatch(path.name):
            with suppress(ValueError):  # digits that are no time
                found[path] = datetime.strptime(match[1], STAMP)
    return found


def thin_backups(folder: Path, stem: str, archive_id: str, now: datetime) -> tuple[Path, ...]:
    """Remove superfluous automatic backups of one archive, attachments too; return which.

    What is no backup of this very archive stays, and so does what cannot be removed. `now` is
    local time. Never raises: a place that was just pulled out is no reason to complain.
    """
    removed = []
    with suppress(OSError):
        named = _named(folder, stem, f"{AUTOMATIC}-")
        found = {path: moment for path, moment in named.items() if _is_of(path, archive_id)}
        late = superfluous(found.values(), now)
        for path in sorted(path for path, moment in found.items() if moment in late):
            if _remove(path):
                removed.append(path)
    return tuple(removed)


def _is_of(path: Path, archive_id: str) -> bool:
    try:
        return not path.is_symlink() and read_head(path).archive_id == archive_id
    except CaseArchiveError:  # damaged or foreign: perhaps all that somebody has left
        return False


def _remove(path: Path) -> bool:
    """Remove a backup: the archive first, for attachments without one mislead nobody."""
    try:
        path.unlink()
    except OSError:
        return False
    shutil.rmtree(attachments_folder(path), ignore_errors=True)
    return True
