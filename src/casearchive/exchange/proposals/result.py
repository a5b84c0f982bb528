"""What the assistant hands back. Spans are [start, end) in the text it was given, in code points.

Nothing here is a fact: each proposal names the passage it rests on, and somebody accepts it or not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from casearchive.exchange.places.finding import FoundPlace

Span: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of a vocabulary as the assistant needs it."""

    word: str
    synonyms: tuple[str, ...] = ()
    unit: str = ""
    period_kind: str = ""


Vocabulary: TypeAlias = Mapping[str, Sequence[Entry]]


@dataclass(frozen=True, slots=True)
class TitleProposal:
    """What the case could be called."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class SectionProposal:
    """A part of the text for a section of the case; `body` is prose as the archive keeps it.

    `span` is the part with its heading, `heading_span` the heading, empty where there is none.
    """

    type: str
    title: str
    body: str
    span: Span
    heading_span: Span


@dataclass(frozen=True, slots=True)
class OutcomeProposal:
    """A figure, as a form holds it; `span` is the number with its unit, `quote` its sentence."""

    indicator: str
    qualifier: str
    value: str
    upper_value: str
    unit: str
    year: str
    year_basis: str
    period_kind: str
    quote: str
    span: Span
    sentence: Span


@dataclass(frozen=True, slots=True)
class TermProposal:
    """A word of a vocabulary (theme, industry, …) and the passages that speak for it."""

    vocabulary: str
    word: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class NameProposal:
    """A person's name and the post to put for it.

    `spans` are its mentions; those in `after_post` follow the post already, so the name just goes.
    """

    name: str
    post: str
    spans: tuple[Span, ...]
    after_post: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class NumberWarning:
    """A number that may be a person's: `kind` is ``telephone`` (11 digits) or ``identity`` (18)."""

    kind: str
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class CaseProposal:
    """All that is proposed for one text; `places` the likeliest first."""

    title: TitleProposal | None
    places: tuple[FoundPlace, ...]
    sections: tuple[SectionProposal, ...]
    outcomes: tuple[OutcomeProposal, ...]
    terms: tuple[TermProposal, ...]
    names: tuple[NameProposal, ...]
    warnings: tuple[NumberWarning, ...]
