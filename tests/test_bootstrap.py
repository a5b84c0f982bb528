"""Which archive a start shows, and what it tells where that is another than the last time."""

from pathlib import Path

import pytest

from casearchive.bootstrap import ARCHIVE_VARIABLE, open_for_start
from casearchive.errors import ArchiveCannotBeUsed
from casearchive.services.opening import create_archive, open_sample
from casearchive.settings import Settings


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.delenv(ARCHIVE_VARIABLE, raising=False)
    return Settings(tmp_path / "documents", tmp_path / "cache", tmp_path / "config")


@pytest.fixture
def own(settings: Settings, tmp_path: Path) -> Path:
    archive = create_archive(tmp_path / "我的.casearchive", settings)
    archive.close()
    return archive.path


def start(settings: Settings, named: Path | None = None) -> tuple[Path, str]:
    archive, told = open_for_start(named, settings)
    archive.close()
    return archive.path, told


def test_the_first_start_and_the_next_ones_tell_nothing(settings: Settings) -> None:
    assert start(settings) == (settings.sample_archive, "")
    assert start(settings) == (settings.sample_archive, "")


def test_the_last_archive_is_shown(settings: Settings, own: Path) -> None:
    assert start(settings) == (own, "")


def test_an_archive_on_a_stick_that_is_out_is_missed_and_comes_back(
    settings: Settings, own: Path, tmp_path: Path
) -> None:
    away = own.rename(tmp_path / "away")
    shown, told = start(settings)
    assert shown == settings.sample_archive
    assert str(own) in told
    assert "示例档案" in told
    away.rename(own)
    assert start(settings) == (own, "")


def test_a_damaged_archive_does_not_keep_the_window_from_opening(
    settings: Settings, own: Path
) -> None:
    own.write_bytes(b"\xff" * 8192)
    shown, told = start(settings)
    assert shown == settings.sample_archive
    assert "已损坏" in told
    with pytest.raises(ArchiveCannotBeUsed):  # whoever names it wants no other
        start(settings, own)


def test_a_damaged_sample_is_told_where_there_is_no_other(settings: Settings) -> None:
    open_sample(settings).close()
    settings.sample_archive.write_bytes(b"\xff" * 8192)
    with pytest.raises(ArchiveCannotBeUsed):
        start(settings)
