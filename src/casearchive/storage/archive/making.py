"""A new archive file."""

import os
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from sqlalchemy import insert

import casearchive
from casearchive.domain.base import format_moment, now
from casearchive.errors import ArchiveCannotBeUsed, reason_of
from casearchive.i18n import _
from casearchive.storage.archive import faults
from casearchive.storage.archive.engine import make_engine
from casearchive.storage.archive.head import APPLICATION_ID, SCHEMA_VERSION
from casearchive.storage.archive.migrate import upgrade_schema
from casearchive.storage.past.bookkeeping import ArchiveFact


def create_archive(path: Path) -> None:
    """Make an empty archive at `path`. Raises PathIsTaken; half-made files are removed."""
    if path.exists():
        raise faults.PathIsTaken(path)
    part = path.with_name(f".{path.name}.{uuid4().hex[:8]}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.touch()
        _fill(part)
        os.link(part, path) if hasattr(os, "link") and os.name != "nt" else part.rename(path)
    except FileExistsError as error:
        raise faults.PathIsTaken(path) from error
    except OSError as error:
        message = _("不能在“{path}”新建档案：{reason}。请换一个可写的文件夹。")
        raise ArchiveCannotBeUsed(message.format(path=path, reason=reason_of(error))) from error
    finally:
        with suppress(OSError):
            part.unlink()


def _fill(path: Path) -> None:
    engine = make_engine(path, read_only=False)
    facts = {
        "archive_id": str(uuid4()),
        "created_with": casearchive.__version__,
        "created_at": format_moment(now()),
    }
    with engine.begin() as connection:
        upgrade_schema(connection)
        rows = [{"name": name, "value": value} for name, value in facts.items()]
        connection.execute(insert(ArchiveFact), rows)
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")
    engine.dispose()
