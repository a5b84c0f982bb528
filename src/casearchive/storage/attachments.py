"""Attached files, kept beside the archive under the SHA-256 of their bytes."""

import hashlib
import shutil
from pathlib import Path
from uuid import uuid4

from casearchive.storage.backup import sync

CHUNK = 1 << 20


def stored_file(folder: Path, sha256: str) -> Path:
    """Return where the file with this hash lies, e.g. ``ab/abcdef…``."""
    return folder / sha256[:2] / sha256


def keep_file(folder: Path, source: Path) -> str:
    """Copy `source` into the store and return its hash; a file already there is not copied."""
    sha256 = hash_file(source)
    target = stored_file(folder, sha256)
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f"{uuid4().hex}.part")
        try:
            shutil.copyfile(source, part)
            sync(part)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    return sha256


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal."""
    total = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            total.update(piece)
    return total.hexdigest()
