"""The archive file: made, recognised, refused, migrated, locked."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import CheckConstraint, select

from casearchive.domain.model import Base, Tag
from casearchive.errors import CaseArchiveError
from casearchive.storage.archive import faults, head
from casearchive.storage.archive.connection import connect, pragma
from casearchive.storage.archive.engine import make_engine
from casearchive.storage.archive.head import TABLES, read_head
from casearchive.storage.archive.making import create_archive
from casearchive.storage.archive.migrate import SCRIPTS, migrate
from casearchive.storage.files import write_whole
from casearchive.storage.safekeeping.backup import backup_archive
from casearchive.storage.safekeeping.window_lock import WindowLock
from casearchive.storage.unit_of_work import reading, unit_of_work


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "档案 #1?.casearchive"
    create_archive(path)
    return path


def test_a_new_archive_is_recognised(path: Path) -> None:
    found = read_head(path)
    assert found.schema_version == head.SCHEMA_VERSION
    assert len(found.archive_id) == 36
    assert list(path.parent.iterdir()) == [path]


def test_the_migrations_make_the_schema_of_the_classes(path: Path) -> None:
    with make_engine(path, read_only=True).connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_the_migrations_keep_every_check_of_the_classes(path: Path) -> None:
    with closing(connect(path, read_only=True)) as connection:
        kept = dict(connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'"))
    for table in Base.metadata.sorted_tables:
        checks = (c for c in table.constraints if isinstance(c, CheckConstraint))
        lost = [
            str(check.name) for check in checks if f"{check.name} CHECK" not in kept[table.name]
        ]
        assert lost == [], table.name


def test_the_known_tables_are_those_of_the_classes() -> None:
    assert {*Base.metadata.tables, "alembic_version"} == TABLES


def test_connections_keep_what_was_acknowledged(path: Path) -> None:
    with closing(connect(path, read_only=False)) as connection:
        assert pragma(connection, "journal_mode") == "delete"
        assert pragma(connection, "synchronous") == 3
        assert pragma(connection, "foreign_keys") == 1
        assert pragma(connection, "trusted_schema") == 0


def test_an_existing_file_is_never_overwritten(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(faults.PathIsTaken):
        create_archive(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 zip", b"SQLite format 3\x00" + b"\x00" * 200]
)
def test_another_kind_of_file_is_refused_untouched(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.casearchive"
    path.write_bytes(content)
    with pytest.raises(faults.FileIsNotAnArchive):
        read_head(path)
    assert path.read_bytes() == content


def test_somebody_else_s_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t (x)")
    with pytest.raises(faults.FileIsNotAnArchive):
        read_head(path)


def test_a_newer_archive_is_refused_untouched(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {head.SCHEMA_VERSION + 1}")
    before = path.read_bytes()
    with pytest.raises(faults.ArchiveIsFromNewerVersion) as caught:
        read_head(path)
    assert "升级" in caught.value.message
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "strange",
    [
        "CREATE TRIGGER t AFTER INSERT ON tag BEGIN DELETE FROM tag; END",
        "CREATE VIEW v AS SELECT * FROM tag",
        "CREATE TABLE stranger (x)",
        "ALTER TABLE tag ADD COLUMN g TEXT GENERATED ALWAYS AS (name || 'x')",
    ],
)
def test_what_could_run_a_stranger_s_code_is_refused(path: Path, strange: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(strange)
    with pytest.raises(faults.ArchiveHoldsForeignParts):
        read_head(path)


def test_what_is_not_committed_is_gone(path: Path) -> None:
    engine = make_engine(path, read_only=False)
    with pytest.raises(ZeroDivisionError), unit_of_work(engine) as session:
        session.add(Tag(name="椒"))
        session.flush()
        raise ZeroDivisionError
    with reading(engine) as session:
        assert session.scalars(select(Tag)).all() == []


def test_a_reader_cannot_write(path: Path) -> None:
    engine = make_engine(path, read_only=True)
    with pytest.raises(CaseArchiveError), unit_of_work(engine) as session:
        session.add(Tag(name="椒"))


NEXT = head.SCHEMA_VERSION + 1


def _with_next_migration(folder: Path, statement: str) -> Path:
    scripts = folder / "migrations"
    shutil.copytree(SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    text = (
        '"""Another version."""\n\nfrom alembic import op\n\n'
        f'revision = "{NEXT:04}"\ndown_revision = "{head.SCHEMA_VERSION:04}"\n\n\n'
        f"def upgrade() -> None:\n    op.execute({statement!r})\n"
        "    op.execute('CREATE TABLE newer (x)')\n"
    )
    (scripts / "versions" / "next.py").write_text(text, encoding="utf-8")
    return scripts


def test_a_migration_brings_the_file_up_to_date(path: Path, tmp_path: Path) -> None:
    scripts = _with_next_migration(tmp_path, "INSERT INTO archive_fact VALUES ('a', 'b')")
    migrate(path, NEXT, scripts)
    with closing(connect(path, read_only=True)) as connection:
        assert pragma(connection, "user_version") == NEXT
        assert connection.execute("SELECT count(*) FROM newer").fetchone() == (0,)


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO nowhere VALUES (1)",
        "INSERT INTO case_tag (case_id, tag_id) VALUES ('x', 'y')",
    ],
)
def test_a_failing_migration_leaves_the_old_archive(
    path: Path, tmp_path: Path, statement: str
) -> None:
    scripts = _with_next_migration(tmp_path, statement)
    with pytest.raises(Exception):  # noqa: B017 - SQLite's own, or ArchiveIsDamaged
        migrate(path, NEXT, scripts)
    assert read_head(path).schema_version == head.SCHEMA_VERSION


def test_a_backup_holds_what_the_archive_holds(path: Path, tmp_path: Path) -> None:
    with unit_of_work(make_engine(path, read_only=False)) as session:
        session.add(Tag(name="椒"))
    stored = path.with_name("档案 #1?.files") / "ab" / "abcd"
    stored.parent.mkdir(parents=True)
    stored.write_bytes(b"photo")
    copy = backup_archive(path, tmp_path / "备份")
    with reading(make_engine(copy, read_only=True)) as session:
        assert [tag.name for tag in session.scalars(select(Tag))] == ["椒"]
    assert (copy.with_suffix(".files") / "ab" / "abcd").read_bytes() == b"photo"
    assert not list(copy.parent.glob("*.part"))


def test_a_backup_into_an_impossible_place_says_so(path: Path, tmp_path: Path) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("x")
    with pytest.raises(CaseArchiveError, match="没有成功"):
        backup_archive(path, blocker / "folder")


def test_the_second_window_does_not_get_the_lock(path: Path) -> None:
    first, second = WindowLock(path), WindowLock(path)
    assert first.acquire()
    assert not second.acquire()
    assert second.owner()
    first.release()
    assert second.acquire()
    second.release()


def test_a_killed_window_leaves_no_lock(path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path;"
        "from casearchive.storage.safekeeping.window_lock import WindowLock;"
        "lock = WindowLock(Path(sys.argv[1])); assert lock.acquire(); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], check=False)
    lock = WindowLock(path)
    assert lock.acquire()
    lock.release()


def test_a_file_for_people_is_whole_or_untouched(tmp_path: Path) -> None:
    target = tmp_path / "册.pdf"
    write_whole(target, b"one")
    write_whole(target, b"two")
    assert target.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [target]
    with pytest.raises(CaseArchiveError, match="不能写入"):
        write_whole(target / "inside", b"three")
    assert target.read_bytes() == b"two"
