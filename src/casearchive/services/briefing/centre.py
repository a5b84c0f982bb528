"""The centre whose packs they are: its name and logo, for the covers of packs made from now on.

They are this user's own and lie among the settings; a pack that is made takes a copy with it.
:func:`casearchive.services.printing.logos.choose_logo` puts the logo there.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from casearchive.domain.text import clean_text
from casearchive.errors import reason_of
from casearchive.services.archive import Archive
from casearchive.settings import Settings
from casearchive.storage.attachments import hash_file, keep_file
from casearchive.storage.files import FileCannotBeWritten, write_whole

MAX_NAME = 200  # characters; what is longer is no name and would fill the cover


@dataclass(frozen=True, slots=True)
class Centre:
    """What covers say of a centre; `logo` is a PNG of our own making, None where there is none."""

    name: str = ""
    logo: Path | None = None


def read_centre(settings: Settings) -> Centre:
    """Return the centre; nothing is known of it where the file is damaged."""
    logo = settings.logo if settings.logo.is_file() else None
    try:
        kept = json.loads(settings.centre.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return Centre("", logo)
    name = kept.get("name", "") if isinstance(kept, dict) else ""
    return Centre(_one_line(name) if isinstance(name, str) else "", logo)


def name_centre(settings: Settings, name: str) -> None:
    """Keep the centre's name. Raises FileCannotBeWritten."""
    kept = json.dumps({"name": _one_line(name)}, ensure_ascii=False)
    write_whole(settings.centre, kept.encode())


def drop_logo(settings: Settings) -> None:
    """Take the logo away; packs that have it keep theirs. Raises FileCannotBeWritten."""
    try:
        settings.logo.unlink(missing_ok=True)
    except OSError as error:
        raise FileCannotBeWritten(settings.logo, reason_of(error)) from error


def cover_options(archive: Archive, *, keep: bool = True) -> dict[str, str]:
    """Return what the cover of a new pack says of the centre: ``centre``, ``logo``.

    With `keep` the logo is copied beside the archive, so that the pack prints on every computer; a
    cover that is printed once needs no copy. A logo that cannot be read is left out: a pack is
    worth more than its logo.
    """
    centre = read_centre(archive.settings)
    options = {"centre": centre.name} if centre.name else {}
    if centre.logo:
        with suppress(OSError):
            logo = centre.logo
            options["logo"] = keep_file(archive.files, logo) if keep else hash_file(logo)
    return options


def _one_line(text: str) -> str:
    return " ".join(clean_text(text).split())[:MAX_NAME]
