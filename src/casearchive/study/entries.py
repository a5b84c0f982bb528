"""What a reader adds: marks in the text, answers, how far was read. Plain data with keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, ClassVar, TypeAlias

Row: TypeAlias = dict[str, Any]
COLOURS = ("yellow", "green", "blue", "pink")  # as the keys 1 to 4 give them


class EntryIsSpoilt(ValueError):
    """A row, from a file of somebody's, does not hold what an entry holds."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in the layer; `KIND` names its table, the first fields its key."""

    KIND: ClassVar[str] = ""
    KEY: ClassVar[int] = 1  # how many of the first fields are the key

    @property
    def key(self) -> tuple[str, ...]:
        """What tells the entry apart from others of its kind."""
        return tuple(str(getattr(self, field.name)) for field in fields(self)[: self.KEY])

    def row(self) -> Row:
        """Return the entry as what JSON can hold."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Mark(Entry):
    """A highlight, and at will a note in the margin.

    `part` is the section's id (or ``abstract``, ``question:<id>`` …); `quote` the words marked,
    `before` and `after` what stands around them, so that the place is found again after the case
    was changed. `version` is the case's when the mark was made.
    """

    KIND: ClassVar[str] = "mark"

    id: str
    case_id: str
    part: str
    quote: str
    before: str = ""
    after: str = ""
    colour: str = COLOURS[0]
    note: str = ""
    version: int = 0
    made_at: str = ""
    changed_at: str = ""


@dataclass(frozen=True, slots=True)
class Answer(Entry):
    """The reader's own answer to a question; the stem is kept in case the question goes."""

    KIND: ClassVar[str] = "answer"
    KEY: ClassVar[int] = 2

    case_id: str
    question_id: str
    stem: str = ""
    text: str = ""
    changed_at: str = ""


@dataclass(frozen=True, slots=True)
class Reading(Entry):
    """How far a case was read: `furthest` and `place` from 0 to 1; `finished_at` empty if not yet.

    `code` and `title` tell which case it was, should the archive no longer know it.
    """

    KIND: ClassVar[str] = "reading"

    case_id: str
    code: str = ""
    title: str = ""
    version: int = 0
    furthest: float = 0.0
    place: float = 0.0
    opened_at: str = ""
    finished_at: str = ""


@dataclass(frozen=True, slots=True)
class Star(Entry):
    """A case this reader wants at hand."""

    KIND: ClassVar[str] = "star"

    case_id: str
    made_at: str = ""


_TYPES: dict[str, tuple[type, ...]] = {"int": (int,), "float": (int, float)}
KINDS: dict[str, type[Entry]] = {cls.KIND: cls for cls in (Mark, Answer, Reading, Star)}


def read_entry(kind: str, row: Mapping[str, Any]) -> Entry:
    """Return the entry a row tells of. Raises EntryIsSpoilt."""
    cls = KINDS.get(kind)
    if cls is None:
        raise EntryIsSpoilt(kind)
    values: Row = {}
    for field in fields(cls):
        value = row.get(field.name, field.default)
        wanted = _TYPES.get(str(field.type), (str,))
        if not isinstance(value, wanted) or isinstance(value, bool):
            raise EntryIsSpoilt(f"{kind}.{field.name}")
        values[field.name] = value
    if values.get("colour", COLOURS[0]) not in COLOURS:
        raise EntryIsSpoilt(f"{kind}.colour")
    entry = cls(**values)
    if not all(entry.key):
        raise EntryIsSpoilt(f"{kind}.{fields(cls)[0].name}")
    return entry
