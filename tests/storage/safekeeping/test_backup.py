"""Copies in passing: whole, held up by nobody and holding up nobody, given up where all write."""

from pathlib import Path

import pytest

from casearchive.errors import WorkWasCancelled
from casearchive.storage.archive.connection import connect
from casearchive.storage.archive.making import create_archive
from casearchive.storage.safekeeping import backup as module
from casearchive.storage.safekeeping.backup import (
    ArchiveIsBeingWritten,
    backup_archive,
    change_counter,
    row_counts,
)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "档案.casearchive"
    create_archive(path)
    return path


def write(path: Path, number: int = 0) -> None:
    """Change something, as another connection does."""
    connection = connect(path, read_only=False)
    connection.execute("INSERT INTO tag (id, name) VALUES (?, ?)", (f"{number:032x}", str(number)))
    connection.close()


def rows(path: Path) -> dict[str, int]:
    connection = connect(path, read_only=True)
    counts = row_counts(connection)
    connection.close()
    return counts


def test_a_copy_in_passing_is_whole_though_somebody_saves_meanwhile(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_STEP", 4)
    steps: list[int] = []

    def progress(done: int, _total: int) -> None:
        if not steps:
            write(archive, 7)  # would raise "locked" after seconds, were the archive held
        steps.append(done)

    copy = backup_archive(archive, tmp_path / "备份", progress, in_passing=True)
    assert len(steps) > 5
    assert rows(copy) == rows(archive)
    assert rows(copy)["tag"] == 1


def test_it_is_given_up_where_others_write_all_the_time(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_STEP", 4)
    numbers = iter(range(1, 10_000))
    with pytest.raises(ArchiveIsBeingWritten, match="一直在写入"):
        backup_archive(
            archive,
            tmp_path / "备份",
            lambda _done, _total: write(archive, next(numbers)),
            in_passing=True,
        )
    assert not list((tmp_path / "备份").iterdir())


def test_it_can_be_stopped_and_leaves_nothing(archive: Path, tmp_path: Path) -> None:
    def stop(_done: int, _total: int) -> None:
        raise WorkWasCancelled

    with pytest.raises(WorkWasCancelled):
        backup_archive(archive, tmp_path / "备份", stop, in_passing=True)
    assert not list((tmp_path / "备份").iterdir())


def test_the_counter_rises_with_every_change_and_with_nothing_else(archive: Path) -> None:
    before = change_counter(archive)
    rows(archive)
    assert change_counter(archive) == before
    write(archive)
    assert change_counter(archive) > before
    assert change_counter(archive.with_name("weg")) == 0
