"""Attached pictures as bytes, for a window that shows them in place."""

from __future__ import annotations

from casearchive.services.archive import Archive
from casearchive.storage.attachments import stored_file

ENDINGS = ("jpg", "jpeg", "png", "webp", "gif", "bmp")
_MOST = 60 * 1024**2  # bytes; larger pictures are named, not shown


def picture_bytes(archive: Archive, sha256: str) -> bytes:
    """Return an attached file whole; nothing where it is missing or too large to be shown."""
    path = stored_file(archive.files, sha256)
    try:
        with path.open("rb") as file:
            data = file.read(_MOST + 1)
    except OSError:
        return b""
    return data if len(data) <= _MOST else b""
