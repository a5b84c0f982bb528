"""What this user searched for lately, kept on this computer and in no archive."""

from __future__ import annotations

import json
from contextlib import suppress

from casearchive.domain.text import clean_text
from casearchive.errors import reason_of
from casearchive.settings import Settings
from casearchive.storage.files import FileCannotBeWritten, write_whole

KEPT = 20
MAX_LENGTH = 500  # characters; what is longer was pasted by mistake and helps nobody again


def recent_searches(settings: Settings) -> tuple[str, ...]:
    """Return what was searched for, the newest first; nothing where the file tells nothing."""
    try:
        kept = json.loads(settings.recent_searches.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return ()
    if not isinstance(kept, list):
        return ()
    texts = [_one_line(text) for text in kept if isinstance(text, str)]
    return tuple(dict.fromkeys(text for text in texts if 0 < len(text) <= MAX_LENGTH))[:KEPT]


def note_search(settings: Settings, typed: str) -> None:
    """Put `typed` before all others; a full or read-only home is no reason to stop."""
    text = _one_line(typed)
    before = recent_searches(settings)
    if not 0 < len(text) <= MAX_LENGTH or before[:1] == (text,):
        return
    kept = [text, *(other for other in before if other != text)][:KEPT]
    with suppress(FileCannotBeWritten):
        write_whole(settings.recent_searches, json.dumps(kept, ensure_ascii=False).encode())


def forget_searches(settings: Settings) -> None:
    """Forget all of them. Raises FileCannotBeWritten: nobody may only believe them gone."""
    path = settings.recent_searches
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise FileCannotBeWritten(path, reason_of(error)) from error


def _one_line(text: str) -> str:
    return " ".join(clean_text(text).splitlines()).strip()
