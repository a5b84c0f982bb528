"""What reading a file gives, whatever its format: drafts, tables to be mapped, notes."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from casearchive.errors import InputIsInvalid
from casearchive.exchange.file_text import FileText
from casearchive.exchange.repair.result import Repaired
from casearchive.exchange.source_facts import SourceFacts
from casearchive.i18n import _


class FileIsRefused(InputIsInvalid):
    """A file is not imported; the message is one sentence that names it."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(_("“{name}”{reason}").format(name=shown(path), reason=reason))


def shown(path: Path) -> str:
    """Return a file's name as one line that cannot turn the text around it."""
    name = "".join(letter if letter.isprintable() else "\ufffd" for letter in path.name)
    return name if len(name) <= _LONGEST_NAME else f"{name[:40]}…{name[-40:]}"


_LONGEST_NAME = 90  # characters of a name in a sentence


@dataclass(frozen=True, slots=True)
class ReadPicture:
    """A picture out of a file, lying in the scratch folder under its SHA-256.

    `key` are the 32 digits by which a body names it: ``![caption](attachment:<key>)``. Size in
    bytes.
    """

    key: str
    sha256: str
    name: str
    media_type: str
    size: int
    caption: str = ""


@dataclass(frozen=True, slots=True)
class ReadSection:
    """A part of a draft: its heading, empty for a beginning without one, and Markdown."""

    heading: str
    body: str
    trainer_only: bool = False


@dataclass(frozen=True, slots=True)
class ReadDraft:
    """A case that a file proposes."""

    title: str
    sections: tuple[ReadSection, ...] = ()
    pictures: tuple[ReadPicture, ...] = ()

    @property
    def letters(self) -> int:
        """How many characters its sections have."""
        return sum(len(section.body) for section in self.sections)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of a spreadsheet: rows of texts as they are shown, each of equal length.

    `is_cut` says that there were more rows or columns than are read.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that was read. `kind` is the format by its content: ``docx``, ``txt`` …

    `whole` is the file as one draft; `parts` as several, empty where it does not split. `splits`
    says which the reader proposes. `text` is what a search finds of the original, None for kinds
    without. `notes` are sentences on what could not be brought along. `repaired` is the repair of a
    mangled web text, whose `original` stands beside it; None where nothing was mangled.
    """

    kind: str
    whole: ReadDraft
    parts: tuple[ReadDraft, ...] = ()
    splits: bool = False
    facts: SourceFacts = field(default_factory=SourceFacts)
    sheets: tuple[Sheet, ...] = ()
    text: FileText | None = None
    notes: tuple[str, ...] = ()
    original: str = ""
    repaired: Repaired | None = None

    @property
    def proposed(self) -> tuple[ReadDraft, ...]:
        """The drafts the reader would make of it."""
        return self.parts if self.splits else (self.whole,)
