"""The faces a print is set in, told apart by their files' checksums."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from casearchive.i18n import _
from casearchive.printing.faces.fontfiles import Role
from casearchive.printing.faces.fonts import FontSet, resolve_fonts, role_name
from casearchive.storage.attachments import hash_file


def faces_in_use(fonts: FontSet | None = None) -> dict[str, Any]:
    """Return for each role the face's name, its file's SHA-256 and the axes it is pinned at."""
    fonts = fonts or resolve_fonts()
    return {
        role.value: {
            "name": face.name,
            "sha256": _hash_of(face.file.path),
            "axes": dict(face.file.axes),
            "index": face.file.index,
        }
        for role, face in fonts.faces.items()
    }


def differing_faces(before: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[str, ...]:
    """Return a sentence for each role whose face is another one now."""
    told = []
    for role in Role:
        old, new = before.get(role.value), now.get(role.value)
        if old != new:
            text = _("{role}：定版时是 {before}，现在是 {now}")
            told.append(text.format(role=role_name(role), before=_named(old), now=_named(new)))
    return tuple(told)


def _named(face: Any) -> str:
    if not isinstance(face, dict):
        return _("没有")
    return f"{face.get('name', '')} ({str(face.get('sha256', ''))[:8]})"


def _hash_of(path: Path) -> str:
    stat = path.stat()
    return _hashed(path, stat.st_size, stat.st_mtime_ns)


@lru_cache(maxsize=64)
def _hashed(path: Path, size: int, changed: int) -> str:
    del size, changed  # part of the key: another file under the same name is hashed again
    return hash_file(path)
