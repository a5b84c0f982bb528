"""Keep an archive sound: check it, copy it, say what it holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session as DatabaseSession

from casearchive.domain.edition import FrozenEdition
from casearchive.domain.history import Revision, digest
from casearchive.domain.model import (
    Attachment,
    BriefingPack,
    Case,
    Collection,
    Course,
    Lecturer,
    Pairing,
    Place,
    Programme,
    Route,
    SavedSearch,
    Site,
    Source,
)
from casearchive.i18n import _
from casearchive.progress import Progress, silent
from casearchive.services.archive import Archive
from casearchive.storage.attachments import hash_file, stored_file
from casearchive.storage.safekeeping.backup import backup_archive

_COUNTED = {
    "cases": Case,
    "places": Place,
    "sources": Source,
    "attachments": Attachment,
    "lecturers": Lecturer,
    "sites": Site,
    "routes": Route,
    "courses": Course,
    "programmes": Programme,
    "pairings": Pairing,
    "collections": Collection,
    "saved_searches": SavedSearch,
    "briefing_packs": BriefingPack,
    "frozen_editions": FrozenEdition,
    "revisions": Revision,
}


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check looked at, and every fault it found, each a sentence."""

    revisions: int
    attachments: int
    faults: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


@dataclass(frozen=True, slots=True)
class ArchiveInfo:
    """What an archive is and holds."""

    path: Path
    archive_id: str
    size: int
    read_only: bool
    read_only_reason: str
    counts: dict[str, int]


def check_archive(archive: Archive, progress: Progress = silent) -> CheckReport:
    """Check structure, links, the hash of every revision and attachment; change nothing.

    SQLite's own check sees almost no flipped bit; the hashes saw all of 201 that changed content.
    """
    with archive.rows() as connection:
        answers = [row[0] for row in connection.execute("PRAGMA integrity_check(20)")]
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    faults = [_("文件结构：{detail}").format(detail=a) for a in answers if a != "ok"]
    faults += [_("“{table}”中有条目指向不存在的内容。").format(table=row[0]) for row in broken[:20]]
    revisions = attachments = 0
    with archive.reading() as session:
        total = session.scalar(select(func.count()).select_from(Revision)) or 0
        for revision in session.scalars(select(Revision).execution_options(yield_per=200)):
            progress(revisions, total)
            revisions += 1
            if not revision.intact:
                text = _("历史记录 {id} 第 {number} 版的内容与校验值不符。")
                faults.append(text.format(id=revision.entity_id, number=revision.number))
        faults += _edition_faults(session)
        for attachment in session.scalars(select(Attachment)):
            attachments += 1
            faults += _attachment_faults(archive, attachment)
    return CheckReport(revisions, attachments, tuple(faults))


def _edition_faults(session: DatabaseSession) -> Iterator[str]:
    query = select(FrozenEdition).execution_options(yield_per=20)
    for edition in session.scalars(query):
        whole = digest(edition.content) == edition.content_sha256
        if not whole or any(digest(case.state) != case.sha256 for case in edition.cases):
            text = _("材料包“{name}”第 {number} 版的内容与校验值不符。")
            yield text.format(name=edition.name, number=edition.number)


def _attachment_faults(archive: Archive, attachment: Attachment) -> Iterator[str]:
    path = stored_file(archive.files, attachment.sha256)
    if not path.is_file():
        yield _("附件“{name}”的文件不见了。").format(name=attachment.caption)
    elif hash_file(path) != attachment.sha256:
        yield _("附件“{name}”的内容与校验值不符。").format(name=attachment.caption)


def backup(archive: Archive, folder: Path | None = None, progress: Progress = silent) -> Path:
    """Copy the archive, verified, into `folder` (beside it when None); return the copy's path."""
    folder = folder or archive.path.parent / f"{archive.path.stem}.backups"
    return backup_archive(archive.path, folder, progress)


def info(archive: Archive) -> ArchiveInfo:
    """Return what the archive is and holds."""
    with archive.reading() as session:
        counts = {
            name: session.scalar(select(func.count()).select_from(cls)) or 0
            for name, cls in _COUNTED.items()
        }
    return ArchiveInfo(
        path=archive.path,
        archive_id=archive.archive_id,
        size=archive.path.stat().st_size,
        read_only=archive.read_only,
        read_only_reason=archive.read_only_reason,
        counts=counts,
    )
