"""What an archive file says of itself, read before anything in it is trusted."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from casearchive.errors import ArchiveCannotBeUsed, reason_of
from casearchive.i18n import _, listed
from casearchive.storage.archive import faults
from casearchive.storage.archive.connection import connect, pragma

APPLICATION_ID = 0x43534152  # "CSAR", read by file(1) and by us before anything else
SCHEMA_VERSION = 5  # the number of the newest migration
SUFFIX = ".casearchive"
HEADER = b"SQLite format 3\x00"

# Every table an archive of this schema has. Spelt out, because the mapped classes come with
# SQLAlchemy, which is not imported before the first paint; a test holds the two together.
TABLES = frozenset(
    (
        *(
            "alembic_version",
            "archive_fact",
            "attachment",
            "briefing_pack",
            "case",
            "case_lecturer",
        ),
        *("case_source", "case_tag", "case_theme", "change", "changed_case", "chosen_case"),
        *("collection", "collection_entry", "course", "frozen_case", "frozen_edition"),
        *("import_batch", "imported_file", "imported_thing", "known_state", "lecturer"),
        *("outcome", "pack_item", "pairing", "partial_entity"),
        *("place", "place_figure", "plan_step", "programme", "programme_count", "programme_step"),
        *("question", "revision", "route", "saved_search", "section", "session", "session_case"),
        *("site", "source", "stop", "tag", "teaching_note", "term"),
    )
)


@dataclass(frozen=True, slots=True)
class ArchiveHead:
    """What a file says of itself before anything in it is trusted."""

    path: Path
    archive_id: str
    schema_version: int
    created_with: str


def read_head(path: Path) -> ArchiveHead:
    """Return what the file at `path` is; at most a save that was cut off is rolled back.

    Raises ArchiveDoesNotExist, FileIsNotAnArchive, ArchiveIsFromNewerVersion or
    ArchiveHoldsForeignParts.
    """
    if not path.is_file():
        raise faults.ArchiveDoesNotExist(path)
    try:
        with path.open("rb") as file:
            start = file.read(100)
    except OSError as error:
        message = _("不能读取“{path}”：{reason}。请检查文件的权限。")
        raise ArchiveCannotBeUsed(message.format(path=path, reason=reason_of(error))) from error
    if not start.startswith(HEADER) or start[68:72] != APPLICATION_ID.to_bytes(4, "big"):
        raise faults.FileIsNotAnArchive(path)
    try:
        connection = connect(path, read_only=True)
    except sqlite3.Error as error:
        raise faults.FileIsNotAnArchive(path) from error
    try:
        return _head(connection, path)
    except sqlite3.Error as error:
        raise faults.FileIsNotAnArchive(path) from error
    finally:
        connection.close()


def _head(connection: sqlite3.Connection, path: Path) -> ArchiveHead:
    version = int(pragma(connection, "user_version"))
    facts = dict(connection.execute("SELECT name, value FROM archive_fact"))
    if version > SCHEMA_VERSION:
        raise faults.ArchiveIsFromNewerVersion(path, facts.get("last_written_with", str(version)))
    _refuse_foreign_parts(connection, path)
    return ArchiveHead(path, facts["archive_id"], version, facts.get("created_with", ""))


def _refuse_foreign_parts(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse what could run code of a stranger's: triggers, views, generated columns, tables."""
    strange = [
        name
        for kind, name, table in connection.execute(
            "SELECT type, name, tbl_name FROM sqlite_schema"
        )
        if kind not in ("table", "index")
        or (table not in TABLES and not name.startswith("sqlite_"))
    ]
    for table in sorted(TABLES):
        columns = connection.execute(
            "SELECT name FROM pragma_table_xinfo(?) WHERE hidden > 1", (table,)
        )
        strange += [f"{table}.{name}" for (name,) in columns]
    if strange:
        raise faults.ArchiveHoldsForeignParts(path, listed(strange[:3]))


def attachments_folder(path: Path) -> Path:
    """Return the folder of an archive's attachments, or of its JSON form's: beside it."""
    return path.with_name(path.stem + ".files")
