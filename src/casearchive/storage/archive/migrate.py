"""Bring an archive's schema up to date: all of it or nothing."""

import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from casearchive.storage.archive.engine import make_engine
from casearchive.storage.archive.faults import ArchiveIsDamaged, translate

SCRIPTS = Path(__file__).parents[1] / "migrations"


def upgrade_schema(connection: Connection, scripts: Path = SCRIPTS, target: str = "head") -> None:
    """Run the migrations that `connection`'s database lacks, inside its open transaction."""
    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, target)


def migrate(path: Path, version: int, scripts: Path = SCRIPTS) -> None:
    """Migrate the archive at `path` to schema `version`; whoever calls has made a backup.

    One transaction holds every step, and foreign keys are checked before it commits: killed
    half-way, the file is the old archive (Alembic's own way left 85 of 100 half-migrated).
    Raises ArchiveIsDamaged when the result breaks a foreign key, and archive errors for what SQLite
    reports; the file is then unchanged.
    """
    engine = make_engine(path, read_only=False)
    try:
        with engine.connect() as connection:
            raw = connection.connection.driver_connection
            if not isinstance(raw, sqlite3.Connection):
                raise TypeError(raw)
            raw.execute("PRAGMA foreign_keys = OFF")  # has no effect inside a transaction
            with connection.begin():
                upgrade_schema(connection, scripts)
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
                if broken:
                    raise ArchiveIsDamaged(f"foreign_key_check: {broken[0][0]}")
                connection.exec_driver_sql(f"PRAGMA user_version = {version:d}")
    except DatabaseError as error:
        raise translate(error.orig) from error
    finally:
        engine.dispose()
