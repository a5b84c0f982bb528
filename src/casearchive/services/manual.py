"""The user's manual, in the language in force."""

from __future__ import annotations

from casearchive.domain.prose import Prose, read_prose
from casearchive.i18n import language
from casearchive.resources import resource_path


def read_manual() -> tuple[Prose, ...]:
    """Return the manual's blocks, ready to be set."""
    path = resource_path("manual", f"{language()}.md")
    return read_prose(path.read_text(encoding="utf-8"))
