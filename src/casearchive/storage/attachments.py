"""Attached files, kept beside the archive under the SHA-256 of their bytes."""

import hashlib
from pathlib import Path
from uuid import uuid4

from casearchive.progress import Progress, silent
from casearchive.storage.safekeeping.backup import sync

CHUNK = 1 << 20


def stored_file(folder: Path, sha256: str) -> Path:
    """Return where the file with this hash lies, e.g. ``ab/abcdef…``."""
    return folder / sha256[:2] / sha256


def keep_file(folder: Path, source: Path, progress: Progress = silent) -> str:
    """Copy `source` into the store and return its hash; a file already there is not copied.

    `progress` counts bytes.
    """
    sha256 = hash_file(source)
    if stored_file(folder, sha256).exists():
        return sha256
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f"{uuid4().hex}.part"
    try:
        # Named after what was copied: somebody may have written to the source meanwhile.
        sha256 = copy_hashed(source, part, progress)
        sync(part)
        target = stored_file(folder, sha256)
        target.parent.mkdir(exist_ok=True)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return sha256


def copy_hashed(source: Path, target: Path, progress: Progress = silent) -> str:
    """Copy a file and return the SHA-256 of what was copied."""
    total = hashlib.sha256()
    size, done = source.stat().st_size, 0
    with source.open("rb") as file, target.open("wb") as copy:
        while piece := file.read(CHUNK):
            progress(done, size)
            total.update(piece)
            copy.write(piece)
            done += len(piece)
    return total.hexdigest()


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal."""
    total = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            total.update(piece)
    return total.hexdigest()
