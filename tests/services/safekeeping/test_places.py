"""Places for backups: used when they are there, known again by their mark, told of when missed."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from casearchive.domain.base import now
from casearchive.errors import ArchiveCannotBeUsed, WorkWasCancelled
from casearchive.services.archive import Archive
from casearchive.services.briefing.packs import create_pack
from casearchive.services.cases.drafts import CaseDraft
from casearchive.services.cases.editing import save_draft
from casearchive.services.library.browsing import change_mark
from casearchive.services.safekeeping import backups, places
from casearchive.services.safekeeping.backups import (
    back_up,
    back_up_in_passing,
    beside,
    is_due,
    state_of,
)
from casearchive.services.upkeep import backup
from casearchive.settings import Settings
from casearchive.storage.safekeeping.backup import ArchiveIsBeingWritten


def copies(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.casearchive"))


def state(archive: Archive) -> str:
    return ":".join(str(part) for part in change_mark(archive))


def test_each_place_is_used_when_it_is_there(empty: Archive, tmp_path: Path) -> None:
    settings = empty.settings
    disk, stick = tmp_path / "另一个盘", tmp_path / "U盘"
    for folder in (disk, stick):
        places.add_place(settings, folder)
    stick.rename(tmp_path / "拔下的U盘")
    first = back_up(empty, automatic=True, state=state(empty))
    assert (first.away, first.failed) == ((stick,), ())
    assert [copy.parent for copy in first.copies] == [disk]
    assert is_due(empty, state(empty)), "the stick has not got it yet"
    (tmp_path / "拔下的U盘").rename(stick)
    second = back_up(empty, automatic=True, state=state(empty))
    assert [copy.parent for copy in second.copies] == [stick]
    assert not is_due(empty, state(empty))
    save_draft(empty, CaseDraft(code="AL-2024-001", title="改了", themes=["组织振兴"]))
    assert is_due(empty, state(empty))
    assert len(back_up(empty, automatic=True, state=state(empty)).copies) == 2
    assert not beside(empty).exists()


def test_in_passing_nothing_is_made_where_nothing_was_changed(empty: Archive) -> None:
    made = back_up_in_passing(empty)
    assert made is not None and made.copies == tuple(copies(beside(empty)))
    assert back_up_in_passing(empty) is None
    create_pack(empty, "一册", [])  # no case, and yet a change
    second = back_up_in_passing(empty)
    assert second is not None and len(second.copies) == 1
    assert not is_due(empty, state_of(empty))
    assert back_up_in_passing(empty) is None


def test_in_passing_it_is_put_off_where_others_write(
    empty: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def written(_path: Path, folder: Path, *_more: object, **_named: object) -> Path:
        raise ArchiveIsBeingWritten(folder)

    monkeypatch.setattr(backups, "backup_archive", written)
    assert back_up_in_passing(empty) is None
    assert is_due(empty, state_of(empty))


def test_without_a_place_or_with_none_there_it_lies_beside(empty: Archive, tmp_path: Path) -> None:
    assert is_due(empty, state(empty))
    made = back_up(empty, automatic=True, state=state(empty))
    assert made.copies == tuple(copies(beside(empty)))
    assert not is_due(empty, state(empty))
    stick = tmp_path / "U盘"
    places.add_place(empty.settings, stick)
    stick.rename(tmp_path / "拔下的U盘")
    assert back_up(empty, automatic=True, state=state(empty)).copies == (), "it lies beside already"
    assert back_up(empty).copies[0].parent == beside(empty)


def test_another_disk_under_the_same_name_is_not_taken_for_it(
    empty: Archive, tmp_path: Path
) -> None:
    stick = tmp_path / "E盘"
    mark = places.add_place(empty.settings, stick).mark
    stick.rename(tmp_path / "拔下")
    stick.mkdir()
    assert places.list_places(empty.settings)[0].state == places.OTHER
    assert back_up(empty).away == (stick,)
    assert copies(stick) == []
    again = places.add_place(empty.settings, stick)
    assert again.mark != mark
    assert [place.state for place in places.list_places(empty.settings)] == [places.THERE]


def test_one_place_that_fails_keeps_no_other_from_its_copy(
    empty: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full, well = tmp_path / "满了的盘", tmp_path / "好的盘"
    for folder in (full, well):
        places.add_place(empty.settings, folder)
    # A place that takes no copy, whoever runs the test: a file in the folder's stead.
    monkeypatch.setattr(places, "_state", lambda _place: places.THERE)
    (full / places.MARK).unlink()
    full.rmdir()
    full.write_bytes(b"")
    made = back_up(empty)
    assert [copy.parent for copy in made.copies] == [well]
    assert "没有成功" in made.failed[0]
    places.remove_place(empty.settings, well)
    with pytest.raises(ArchiveCannotBeUsed, match="没有成功"):
        back_up(empty)


def test_what_was_cancelled_goes_on_nowhere(sample: Archive, tmp_path: Path) -> None:
    for name in ("一", "二"):
        places.add_place(sample.settings, tmp_path / name)
    sample.files.mkdir(exist_ok=True)
    (sample.files / "x").write_bytes(b"x")

    def stop(done: int, total: int) -> None:
        raise WorkWasCancelled

    with pytest.raises(WorkWasCancelled):
        back_up(sample, stop)
    assert copies(tmp_path / "二") == []


def test_a_backup_by_hand_is_never_thinned(empty: Archive, tmp_path: Path) -> None:
    place = tmp_path / "盘"
    places.add_place(empty.settings, place)
    hand = backup(empty, place)
    old = [place / f"{empty.path.stem}-{stamp}.casearchive" for stamp in ("20200101-100000",)]
    hand.rename(old[0])
    auto = [
        backup(empty, place).rename(place / f"{empty.path.stem}-auto-{stamp}.casearchive")
        for stamp in ("20200105-100000", "20200107-100000")
    ]
    assert back_up(empty).thinned == 0
    made = back_up(empty, automatic=True)
    assert made.thinned == 1
    assert [one.exists() for one in (*old, *auto)] == [True, False, True]


def test_a_place_missed_for_long_is_told_once_a_week(settings: Settings, tmp_path: Path) -> None:
    stick = tmp_path / "U盘"
    place = places.add_place(settings, stick)
    stick.rename(tmp_path / "拔下的U盘")
    assert places.places_to_tell(settings) == ()
    long_ago = (now() - timedelta(days=20)).isoformat()
    places.keep_places(settings, [replace(place, seen=long_ago)])
    (told,) = places.places_to_tell(settings)
    assert (told.folder, told.unseen_days) == (stick, 20)
    assert places.places_to_tell(settings) == ()
    week = (now() - timedelta(days=8)).isoformat()
    places.keep_places(settings, [replace(place, seen=long_ago, told=week)])
    assert len(places.places_to_tell(settings)) == 1
    (tmp_path / "拔下的U盘").rename(stick)
    assert places.places_to_tell(settings) == ()
    assert places.list_places(settings)[0].unseen_days == 0


def test_a_folder_that_cannot_hold_backups_is_refused(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("x")
    for folder in (tmp_path / "文件", tmp_path / "没有" / "再没有"):
        with pytest.raises(places.PlaceCannotBeUsed, match="不能用来存放备份"):
            places.add_place(settings, folder)
    assert places.list_places(settings) == ()
    with pytest.raises(places.PlaceIsUnknown):
        places.remove_place(settings, tmp_path)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"[" * 100_000,
        b'{"places": 3}',
        b'{"places": [1, {"folder": 5}, {"folder": "/x", "seen": "yesterday"}, {"folder": ""}]}',
        b'{"places": [{"folder": "/x", "seen": "2026-01-01T00:00:00"}], "beside": []}',
    ],
)
def test_a_damaged_list_is_an_empty_one(settings: Settings, tmp_path: Path, content: bytes) -> None:
    settings.config.mkdir(parents=True)
    settings.backup_places.write_bytes(content)
    assert places.list_places(settings) == ()
    places.add_place(settings, tmp_path / "盘")
    assert len(places.list_places(settings)) == 1
    assert json.loads(settings.backup_places.read_bytes())["places"][0]["seen"]
