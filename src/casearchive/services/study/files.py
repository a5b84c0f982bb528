"""Where this user's layer over an archive lies; needs nothing heavy."""

from __future__ import annotations

from casearchive.services.archive import Archive
from casearchive.study.entries import Reading
from casearchive.study.file import LayerCannotBeUsed, StudyFile

RECENT = 50  # cases


def study_file(archive: Archive) -> StudyFile:
    """Return the layer of an archive: in this user's own folder, so that it is always writable."""
    return StudyFile(archive.settings.data / "study" / f"{archive.archive_id}.sqlite")


def personal_ids(archive: Archive, kind: str) -> list[str]:
    """Return the ids on a personal shelf; for ``unread`` those that are *not* on it.

    A layer that cannot be read tells of nothing: what is listed must not depend on it.
    """
    layer = study_file(archive)
    try:
        if kind == "starred":
            return [entry.key[0] for entry in layer.of_kind("star")]
        readings = [entry for entry in layer.of_kind("reading") if isinstance(entry, Reading)]
    except (LayerCannotBeUsed, ValueError):
        return []
    if kind == "unread":
        return [reading.case_id for reading in readings if reading.finished_at]
    readings.sort(key=lambda reading: reading.opened_at, reverse=True)
    return [reading.case_id for reading in readings[:RECENT]]
