"""What is being written, kept every few seconds, so that a power cut loses next to nothing.

One JSON file a draft in this user's own folder, by archive; it goes when the draft is saved or
thrown away. A file that cannot be read is left alone and not offered.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, is_dataclass
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints
from uuid import uuid4

from casearchive.services.archive import Archive
from casearchive.services.cases.drafts import CaseDraft
from casearchive.storage.files import write_whole

FORMAT = 1


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft that was never saved: which one, and when it was last kept (seconds since 1970)."""

    key: str
    title: str
    kept_at: float
    draft: CaseDraft


class DraftIsSpoilt(ValueError):
    """A kept file does not hold a draft."""


def new_key() -> str:
    """Return the name under which a new draft is kept."""
    return uuid4().hex


def keep_draft(archive: Archive, key: str, draft: CaseDraft) -> None:
    """Keep a draft as it is now. Raises FileCannotBeWritten."""
    form = {"format": FORMAT, "draft": asdict(draft)}
    write_whole(_path(archive, key), json.dumps(form, ensure_ascii=False).encode())


def forget_draft(archive: Archive, key: str) -> None:
    """Let a draft go: it was saved, or is not wanted."""
    with suppress(OSError):
        _path(archive, key).unlink(missing_ok=True)


def kept_draft(archive: Archive, key: str) -> KeptDraft | None:
    """Return one kept draft, None where there is none or it cannot be read."""
    return next((kept for kept in _kept(archive) if kept.key == key), None)


def kept_drafts(archive: Archive) -> tuple[KeptDraft, ...]:
    """Return the drafts that were left unsaved, the last first."""
    return tuple(sorted(_kept(archive), key=lambda kept: kept.kept_at, reverse=True))


def _kept(archive: Archive) -> Iterator[KeptDraft]:
    folder = _path(archive, "x").parent
    if not folder.is_dir():
        return
    for path in folder.glob("*.json"):
        with suppress(OSError, ValueError, RecursionError):
            form = json.loads(path.read_text(encoding="utf-8"))
            draft = read_draft(form["draft"] if isinstance(form, dict) else None)
            yield KeptDraft(path.stem, draft.title.strip(), path.stat().st_mtime, draft)


def read_draft(value: object) -> CaseDraft:
    """Return the draft that plain data tells of. Raises DraftIsSpoilt."""
    draft = _built(CaseDraft, value)
    if not isinstance(draft, CaseDraft):
        raise DraftIsSpoilt
    return draft


def _built(kind: Any, value: object) -> Any:
    """Return `value` as the type wants it; what a later program adds is left out."""
    if is_dataclass(kind) and isinstance(kind, type):
        if not isinstance(value, Mapping):
            raise DraftIsSpoilt
        hints = get_type_hints(kind)
        named = {
            f.name: _built(hints[f.name], value[f.name]) for f in fields(kind) if f.name in value
        }
        return kind(**named)
    if get_origin(kind) is list:
        if not isinstance(value, list):
            raise DraftIsSpoilt
        return [_built(get_args(kind)[0], item) for item in value]
    if get_origin(kind) is UnionType or type(None) in get_args(kind):
        inner = next(one for one in get_args(kind) if one is not type(None))
        return None if value is None else _built(inner, value)
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise DraftIsSpoilt
    return value


def _path(archive: Archive, key: str) -> Path:
    return archive.settings.data / "drafts" / archive.archive_id / f"{key}.json"
