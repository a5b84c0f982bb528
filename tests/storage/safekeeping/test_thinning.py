"""Old backups thinned: what has to stay stays, whatever the times, and nobody else's is touched."""

from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from casearchive.storage.archive.head import read_head
from casearchive.storage.archive.making import create_archive
from casearchive.storage.safekeeping.backup import backup_archive
from casearchive.storage.safekeeping.thinning import (
    AUTOMATIC,
    newest_backup,
    superfluous,
    thin_backups,
)

NOW = datetime(2026, 11, 26, 17, 0, 0)
moments = st.datetimes(NOW - timedelta(days=800), NOW + timedelta(days=3)).map(
    lambda one: one.replace(microsecond=0)
)


@given(st.sets(moments, max_size=60))
def test_what_has_to_stay_stays(made: set[datetime]) -> None:
    gone = superfluous(made, NOW)
    left = made - gone
    assert gone <= made
    if made:
        assert max(made) in left
    assert {one for one in made if one > NOW - timedelta(days=2)} <= left
    assert {(one.year, one.month) for one in made} == {(one.year, one.month) for one in left}
    late = NOW - timedelta(days=14)
    days = {one.date() for one in made if one > late}
    assert days == {one.date() for one in left if one > late}
    assert superfluous(left, NOW) == frozenset(), "once is enough"


def test_two_years_of_daily_work_leave_some_fifty() -> None:
    left: set[datetime] = set()
    day = NOW - timedelta(days=730)
    while day <= NOW:
        for hour in (9, 12, 17):
            left.add(day.replace(hour=hour))
        left -= superfluous(left, day.replace(hour=18))
        day += timedelta(days=1)
    assert 45 <= len(left) <= 60
    oldest = min(left)
    assert (oldest.year, oldest.month) == (2024, 11)


def test_only_automatic_backups_of_this_archive_go(tmp_path: Path) -> None:
    path = tmp_path / "档案 [1].casearchive"
    create_archive(path)
    other = tmp_path / "别处" / path.name
    other.parent.mkdir()
    create_archive(other)
    place = tmp_path / "备份"
    stored = path.with_name("档案 [1].files") / "ab" / "abcd"
    stored.parent.mkdir(parents=True)
    stored.write_bytes(b"photo")

    def back_up(archive: Path, stamp: str, mark: str = AUTOMATIC) -> Path:
        copy = backup_archive(archive, place, mark=mark)
        name = f"{archive.stem}-{mark}-{stamp}" if mark else f"{archive.stem}-{stamp}"
        files = copy.with_suffix(".files")
        if files.exists():
            files.rename(place / f"{name}.files")
        return copy.rename(place / f"{name}.casearchive")

    late = back_up(path, "20250301-100000")
    kept = back_up(path, "20250301-110000")
    by_hand = back_up(path, "20250301-090000", mark="")
    foreign = back_up(other, "20250301-080000")
    damaged = place / f"档案 [1]-{AUTOMATIC}-20250301-070000.casearchive"
    damaged.write_bytes(b"x")
    newest = back_up(path, "20261126-120000")
    identity = read_head(path).archive_id
    assert thin_backups(place, path.stem, identity, NOW) == (late,)
    assert all(one.exists() for one in (kept, by_hand, foreign, damaged, newest))
    assert not late.with_suffix(".files").exists()
    assert (kept.with_suffix(".files") / "ab" / "abcd").read_bytes() == b"photo"
    assert newest_backup(place, path.stem) == datetime(2026, 11, 26, 12)
    assert thin_backups(tmp_path / "没有", path.stem, identity, NOW) == ()
    assert newest_backup(tmp_path / "没有", path.stem) is None
