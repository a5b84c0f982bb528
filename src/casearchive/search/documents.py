"""What goes into the index."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]  # from, to: code points, `to` not included
ATTACHED = "附件："  # begins the label of the text of an attached file; these come last


@dataclass(frozen=True, slots=True)
class IndexedSection:
    """One part of a case as it is read: `label` names it in a result, e.g. 主要做法.

    A word in it counts `weight` times where it is asked what the case is about.
    """

    label: str
    text: str
    weight: int = 1


@dataclass(frozen=True, slots=True)
class IndexedFigure:
    """A number a case states, for ranges: `low` to `high` in the unit as it is written.

    `unit` may hold a multiplier, as in 万元; `language.quantities` reads it.
    """

    indicator: str
    low: float
    high: float
    unit: str


@dataclass(frozen=True, slots=True)
class Document:
    """A case as the index knows it. Texts may hold anything; what is shown to a reader is found.

    `tags` are all short labels that are read with the case (themes, tags, industry). `filters`
    are names with their values for narrowing a search, e.g. ``{"theme": ("产业振兴",)}``; they are
    not read as text. `terms` are words with their kind (title, place, tag, theme, industry,
    indicator, word) to be suggested. `updated` is kept for whoever compares the index with the
    archive, and to list the newest first.
    """

    key: str
    title: str
    code: str = ""
    place: str = ""
    tags: tuple[str, ...] = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sections: tuple[IndexedSection, ...] = ()
    updated: str = ""
    figures: tuple[IndexedFigure, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class IndexState:
    """Which state of which archive the index shows."""

    archive_id: str = ""
    sequence: int = 0
    stamp: str = ""
