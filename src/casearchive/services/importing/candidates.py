"""What may be imported, as it is previewed: each file with the drafts it proposes."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from casearchive.exchange.reading.result import (
    ReadDraft,
    ReadFile,
    ReadPicture,
    ReadSection,
    Sheet,
)
from casearchive.exchange.reading.tables.rows import (
    FIELDS,
    Column,
    Mapping,
    RowDraft,
    guess_mapping,
    read_rows,
)

__all__ = [
    "FIELDS",
    "PACKAGE",
    "Candidate",
    "Column",
    "FileOutcome",
    "ImportOutcome",
    "Mapping",
    "ReadDraft",
    "ReadFile",
    "ReadPicture",
    "ReadSection",
    "RowDraft",
    "Sheet",
    "guess_mapping",
    "read_rows",
]


PACKAGE = ".casepack"  # what is looked at and merged instead


@dataclass(slots=True)
class Candidate:
    """A file, or a text that was pasted, before it is imported.

    `kind` is the format by its content; `refusal` a sentence where it cannot be imported; `same`
    the day an earlier import brought the same bytes, in words. The user may change `wanted`,
    `splits` and `mapping`.
    """

    name: str
    path: Path | None = None
    pasted: str = ""
    kind: str = ""
    size: int = 0
    sha256: str = ""
    read: ReadFile | None = None
    refusal: str = ""
    same: str = ""
    cases: int = 0  # of a JSON form
    wanted: bool = True
    splits: bool = False
    sheet: int = 0
    mapping: Mapping | None = None
    rows: list[RowDraft] = field(default_factory=list)
    taken: list[ReadDraft] = field(default_factory=list)  # gone through by hand already

    @property
    def can_split(self) -> bool:
        """Whether there are two ways to cut it."""
        return self.read is not None and bool(self.read.parts)

    @property
    def is_table(self) -> bool:
        """Whether it is a spreadsheet, whose rows may be cases."""
        return self.read is not None and bool(self.read.sheets)

    @property
    def drafts(self) -> tuple[ReadDraft, ...]:
        """The drafts it would become, rows of a mapped table aside."""
        if self.read is None or self.uses_rows:
            return ()
        drafts = self.read.parts if self.splits else (self.read.whole,)
        return tuple(draft for draft in drafts if draft not in self.taken)

    def set_aside(self, draft: ReadDraft) -> None:
        """Leave out a draft that became a case by hand; without any other, leave the file out."""
        self.taken.append(draft)
        if not self.drafts:
            self.wanted = False

    @property
    def uses_rows(self) -> bool:
        """Whether the rows of the table become cases each."""
        return self.is_table and self.mapping is not None and self.mapping.is_usable

    @property
    def good_rows(self) -> list[RowDraft]:
        """The rows of a mapped table without a problem."""
        return [row for row in self.rows if not row.problems]

    @property
    def count(self) -> int:
        """How many cases it would make."""
        if self.refusal:
            return 0
        if self.kind == "json":
            return self.cases
        return len(self.good_rows) if self.uses_rows else len(self.drafts)


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of a file: ``taken``, ``same`` or ``refused``, and why.

    `cases` are the ids and titles of what it made, `notes` what could not be brought along.
    """

    name: str
    outcome: str
    reason: str = ""
    cases: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class ImportOutcome:
    """What an import did. `batches` are what undoing it takes; `cancelled` where it was stopped."""

    files: list[FileOutcome] = field(default_factory=list)
    batches: list[str] = field(default_factory=list)
    cancelled: bool = False
    notes: list[str] = field(default_factory=list)

    @property
    def cases(self) -> int:
        """How many cases it made."""
        return sum(len(file.cases) for file in self.files)

    def of(self, outcome: str) -> list[FileOutcome]:
        """Return the files that became ``taken``, ``same`` or ``refused``."""
        return [file for file in self.files if file.outcome == outcome]
