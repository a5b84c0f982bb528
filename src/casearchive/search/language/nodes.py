"""The tree a query becomes: what must stand where, what must not, which numbers lie between."""

from dataclasses import dataclass
from typing import TypeAlias

from casearchive.search.language.quantities import Quantities


@dataclass(frozen=True, slots=True)
class Term:
    """A folded piece of text to be found: anywhere, or in one field of the head.

    `pieces` are the longest in it that have a token of their own, where the index is known.
    """

    text: str
    field: str = ""
    pieces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facet:
    """The filter `name` has a value that holds the folded `text`."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Choice:
    """The filter `name` has one of these very values; folded ones where `folded` says so."""

    name: str
    values: tuple[str, ...]
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Years:
    """The case states a figure of one of the years `first` to `last`."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Range:
    """The case states a figure of an indicator that lies in `between`.

    `name` is the indicator's as it was typed, folded; `instead` are the words it means where no
    case states such an indicator.
    """

    name: str
    between: Quantities
    instead: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """One of these rows of the index, bit by bit: what a range becomes before it is looked for."""

    rows: int


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class Every:
    """All parts hold; without parts, that is true of every case."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Any:
    """At least one part holds; without parts, that is true of no case."""

    parts: tuple["Node", ...]


Node: TypeAlias = Term | Facet | Choice | Years | Range | Rows | Not | Every | Any


def wanted_words(node: Node, field: str = "") -> tuple[str, ...]:
    """Return the folded pieces to mark in a text: those wanted anywhere, and those in `field`."""
    match node:
        case Term(text, of):
            return (text,) if of in ("", field) else ()
        case Range(_name, _between, instead):
            return tuple(term.text for term in instead)
        case Every(parts) | Any(parts):
            found = (word for part in parts for word in wanted_words(part, field))
            return tuple(dict.fromkeys(found))
        case _:
            return ()
