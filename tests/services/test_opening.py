"""Archives opened by windows and commands, refused, migrated, shared."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from casearchive.services import opening
from casearchive.services.archive import Archive
from casearchive.services.cases.drafts import CaseDraft
from casearchive.services.cases.editing import load_draft, save_draft
from casearchive.services.exchange.exchanging import export_json
from casearchive.services.opening import create_archive, open_archive, open_sample
from casearchive.services.searching.finding import Finder, index_is_current, search
from casearchive.services.searching.saved_searches import save_search
from casearchive.services.upkeep import backup, check_archive, info
from casearchive.settings import Settings
from casearchive.storage.archive import faults, head
from casearchive.storage.archive.engine import make_engine
from casearchive.storage.archive.head import read_head
from casearchive.storage.archive.migrate import upgrade_schema
from casearchive.storage.safekeeping.backup import BackupFailed


def test_the_second_window_reads_and_says_why(empty: Archive) -> None:
    first = open_archive(empty.path, empty.settings, window=True)
    second = open_archive(empty.path, empty.settings, window=True)
    assert not first.read_only
    assert second.read_only
    assert "另一个窗口" in second.read_only_reason
    with pytest.raises(faults.ArchiveIsReadOnly):
        save_draft(second, CaseDraft(code="A", title="题", themes=["产业振兴"]))
    save_draft(first, CaseDraft(code="A", title="甲", themes=["产业振兴"]))
    assert search(second, "甲")
    first.close()
    third = open_archive(empty.path, empty.settings, window=True)
    assert not third.read_only
    third.close()
    second.close()


def test_the_last_archive_is_remembered(empty: Archive, settings: Settings) -> None:
    assert settings.last_archive() == empty.path


def test_a_home_that_cannot_be_written_is_no_reason_to_stop(
    empty: Archive, settings: Settings, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x")
    archive = open_archive(empty.path, replace(settings, config=blocked / "config"))
    assert archive.archive_id == empty.archive_id


def test_the_sample_is_made_once(settings: Settings) -> None:
    first = open_sample(settings)
    first.close()
    second = open_sample(settings)
    assert second.archive_id == first.archive_id
    assert info(second).counts["cases"] == 7
    second.close()


def test_a_sample_that_could_not_be_filled_leaves_nothing(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(archive: Archive, progress: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(opening, "fill_with_sample", fail)
    with pytest.raises(KeyboardInterrupt):
        open_sample(settings)
    assert not settings.sample_archive.exists()


def test_a_name_without_an_ending_gets_one(settings: Settings, tmp_path: Path) -> None:
    archive = create_archive(tmp_path / "三.月", settings)
    assert archive.path.name == "三.月.casearchive"


def test_an_older_archive_is_backed_up_before_it_is_migrated(
    empty: Archive, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(empty.path)) as connection:
        connection.execute("PRAGMA user_version = 0")
    with pytest.raises(faults.ArchiveIsOlder):
        open_archive(empty.path, settings, read_only=True)
    archive = open_archive(empty.path, settings)
    assert read_head(archive.path).schema_version == head.SCHEMA_VERSION
    (copy,) = (empty.path.parent / "空.backups").glob("*.casearchive")
    assert read_head(copy).schema_version == 0


def _of_version(number: int, archive: Archive, path: Path) -> Path:
    """Write what `archive` holds into an archive as an earlier program made them."""
    path.touch()
    engine = make_engine(path, read_only=False)
    with engine.begin() as connection:
        upgrade_schema(connection, target=f"{number:04}")
        connection.exec_driver_sql(f"PRAGMA application_id = {head.APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {number}")
    with closing(sqlite3.connect(path)) as connection:
        tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'alembic_version'"
        names = [name for (name,) in connection.execute(tables)]
        connection.execute("ATTACH ? AS newer", (str(archive.path),))
        for name in names:
            info = connection.execute("SELECT name FROM pragma_table_info(?)", (name,))
            columns = ", ".join(f'"{column}"' for (column,) in info)
            copy = f'INSERT INTO "{name}" ({columns}) SELECT {columns} FROM newer."{name}"'
            connection.execute(copy)
        connection.commit()
    return path


@pytest.mark.parametrize("number", range(1, head.SCHEMA_VERSION))
def test_an_archive_of_an_earlier_version_is_backed_up_and_loses_nothing(
    sample: Archive, settings: Settings, tmp_path: Path, number: int
) -> None:
    path = _of_version(number, sample, tmp_path / "一版.casearchive")
    assert read_head(path).schema_version == number
    archive = open_archive(path, settings, window=True)
    assert read_head(path).schema_version == head.SCHEMA_VERSION
    first, second = tmp_path / "1.json", tmp_path / "2.json"
    export_json(sample, first)
    export_json(archive, second)
    assert first.read_bytes() == second.read_bytes()
    assert check_archive(archive).sound
    assert search(archive, "五彩椒")
    save_search(archive, "治理", "治理")
    archive.close()
    (copy,) = (tmp_path / "一版.backups").glob("*.casearchive")
    assert read_head(copy).schema_version == number
    again = open_archive(copy, settings)
    export_json(again, second)
    assert first.read_bytes() == second.read_bytes()


def test_an_archive_of_version_1_that_is_only_read_says_what_to_do(
    sample: Archive, settings: Settings, tmp_path: Path
) -> None:
    path = _of_version(1, sample, tmp_path / "一版.casearchive")
    before = path.read_bytes()
    with pytest.raises(faults.ArchiveIsOlder, match="casearchive open"):
        open_archive(path, settings, read_only=True)
    assert path.read_bytes() == before


def test_a_migration_that_fails_leaves_the_archive_and_the_right_to_write(
    sample: Archive, settings: Settings, tmp_path: Path
) -> None:
    path = _of_version(1, sample, tmp_path / "一版.casearchive")
    before = path.read_bytes()
    blocker = tmp_path / "一版.backups"
    blocker.write_text("x")
    with pytest.raises(BackupFailed) as caught:
        open_archive(path, settings, window=True)
    assert path.read_bytes() == before
    blocker.unlink()
    archive = open_archive(path, settings, window=True)
    assert not archive.read_only, caught
    archive.close()


def test_what_another_window_saved_is_found(empty: Archive, settings: Settings) -> None:
    other = open_archive(empty.path, replace(settings, cache=settings.cache / "other"))
    finder = Finder(other)
    assert finder.ids("石榴") == []
    save_draft(empty, CaseDraft(code="A", title="石榴", themes=["产业振兴"]))
    assert not index_is_current(other)
    assert len(finder.ids("石榴")) == 1
    finder.close()


def test_a_restored_backup_is_indexed_afresh(empty: Archive, settings: Settings) -> None:
    case_id = save_draft(empty, CaseDraft(code="A", title="石榴", themes=["产业振兴"]))
    assert search(empty, "石榴")
    copy = backup(empty)
    save_draft(empty, replace(load_draft(empty, case_id), title="葡萄"))
    assert search(empty, "葡萄")
    copy.replace(empty.path)
    again = open_archive(empty.path, settings)
    save_draft(again, replace(load_draft(again, case_id), title="杏"))
    assert [hit.title for hit in search(again, "杏")] == ["杏"]
    assert not search(again, "葡萄")


def test_an_index_of_nonsense_is_thrown_away(sample: Archive) -> None:
    assert search(sample, "五彩椒")
    sample.index_path.write_bytes(b"SQLite format 3\x00 nonsense")
    assert search(sample, "五彩椒")


def test_a_flipped_bit_in_history_is_noticed(sample: Archive) -> None:
    with closing(sqlite3.connect(sample.path)) as connection:
        connection.execute("UPDATE revision SET state = replace(state, '170', '171')")
        connection.commit()
    report = check_archive(sample)
    assert not report.sound
    assert "校验值不符" in report.faults[0]
