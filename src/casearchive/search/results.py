"""What a search gives back, in shapes that a window, a terminal and a test can all show."""

from __future__ import annotations

from dataclasses import dataclass

from casearchive.search.documents import Span


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
class Group:
    """A stretch of a grouped list: `count` cases from place `start` on; `name` may be ``""``."""

    name: str
    start: int
    count: int


@dataclass(frozen=True, slots=True)
class Found:
    """Keys of cases in their order. Unless `complete`, more are still to be looked for."""

    keys: tuple[str, ...]
    complete: bool
    groups: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True)
class FacetCount:
    """One value of a facet, and how many of the cases found have it.

    `count` is what the list would hold with the value chosen beside the other facets' choices.
    """

    value: str
    count: int
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Facets:
    """The counted values by the facet's name, the commonest first; `exact` unless estimated."""

    values: dict[str, tuple[FacetCount, ...]]
    exact: bool


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What may be meant by the word being typed.

    `kind` is one of title, place, tag, theme, industry, indicator, word. Taking it puts `insert`
    in the place of ``typed[start:end]``. `marks` are the characters of `text` that answer what
    was typed; `cases` is how many cases hold it.
    """

    kind: str
    text: str
    insert: str
    start: int
    end: int
    cases: int
    marks: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Repair:
    """A word that is probably meant: `typed` is the whole query with `word` in place of `wrong`.

    `cases` is how many cases the repaired query finds, at least 1.
    """

    wrong: str
    word: str
    typed: str
    cases: int


@dataclass(frozen=True, slots=True)
class Drop:
    """A part of the query to leave out: without it, as in `typed`, `cases` are found."""

    part: str
    typed: str
    cases: int


@dataclass(frozen=True, slots=True)
class Advice:
    """Help where nothing was found, the most promising first."""

    repairs: tuple[Repair, ...] = ()
    drops: tuple[Drop, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a case is similar: `kind` is theme, tag, place, industry or word; `words` are shared."""

    kind: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Likeness:
    """A similar case, with the reasons, the strongest first."""

    key: str
    title: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """A part of the query as the reader is shown it; ``typed[start:end]`` is what was typed.

    Places are counted in the text as Unicode composes it (NFC), which is how anything but a few
    accents is typed.

    `kind` is word, exact, field, filter, range or any; `name` is the field's, filter's or
    indicator's name in Chinese, `text` the rest. `excluded` ones must not hold. Of a filter `facet`
    is what it narrows by, ``theme``, and `values` the words, one by one.
    """

    start: int
    end: int
    kind: str
    name: str
    text: str
    excluded: bool = False
    facet: str = ""
    values: tuple[str, ...] = ()
