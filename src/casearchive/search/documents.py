"""What goes into the index, and what a search gives back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]  # from, to: code points, `to` not included


@dataclass(frozen=True, slots=True)
class IndexedSection:
    """One part of a case as it is read: `label` names it in a result, e.g. 主要做法."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """A case as the index knows it. Texts may hold anything; what is shown to a reader is found.

    `tags` are all short labels that are read with the case (themes, tags, industry). `filters`
    are names with their values for narrowing a search, e.g. ``{"theme": ("产业振兴",)}``; they are
    not read as text. `updated` is kept for whoever compares the index with the archive.
    """

    key: str
    title: str
    code: str = ""
    place: str = ""
    tags: tuple[str, ...] = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sections: tuple[IndexedSection, ...] = ()
    updated: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One case found. `snippet` is a piece of its `section`, in the case's own characters.

    Line ends and control characters are spaces in it, and “…” stands where it was cut. `marks`
    are the places in `snippet` that match, `title_marks` those in `title`; both are in order and
    do not overlap.
    """

    key: str
    code: str
    title: str
    section: str
    snippet: str
    marks: tuple[Span, ...]
    title_marks: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class IndexState:
    """Which state of which archive the index shows."""

    archive_id: str = ""
    sequence: int = 0
    stamp: str = ""
