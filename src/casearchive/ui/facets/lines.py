"""Which lines the panel of facets shows: plain data, made anew from every count."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casearchive.i18n import _
from casearchive.services.labels import facet_names, facet_value

if TYPE_CHECKING:
    from casearchive.services.searching.finding import FacetCount

FEW = 8  # values of one facet that are shown before “more” is asked for
PLACE = "place"
# Facets of a handful of words: what was seen once keeps its place, greyed where nothing has it.
STEADY = ("theme", "industry", "status", "has")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the panel. A heading has no `value`; the line for more has `more` set.

    `count` is how many cases the list would hold; `depth` indents a place below its own.
    """

    facet: str
    text: str
    value: str = ""
    count: int = 0
    chosen: bool = False
    depth: int = 0
    more: int = 0  # values that are hidden, -1 where all are shown and some can be hidden
    folded: bool = False

    @property
    def is_heading(self) -> bool:
        """Whether the line only heads its facet."""
        return not self.value and not self.more


@dataclass(frozen=True, slots=True)
class Opened:
    """What the reader has folded, and of which facets all values are shown."""

    folded: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()


def lines(
    counts: Mapping[str, Sequence[FacetCount]],
    chosen: Mapping[str, Collection[str]],
    opened: Opened,
) -> list[Line]:
    """Return all lines. A facet of one value that is not chosen narrows nothing: it is left out."""
    result: list[Line] = []
    for facet, text in facet_names().items():
        mine = chosen.get(facet, ())
        values = [
            Line(facet, shown(facet, one.value), one.value, one.count, one.value in mine)
            for one in counts.get(facet, ())
        ]
        if not values:
            continue
        folded = facet in opened.folded
        result.append(Line(facet, text, folded=folded))
        if not folded:
            ordered = list(_tree(values) if facet == PLACE else _chosen_first(values))
            result += _some(ordered, whole=facet in opened.whole)
    return result


def shown(facet: str, value: str) -> str:
    """Return how a value reads."""
    if facet == PLACE:
        return value.rpartition("/")[2]
    if facet == "year":
        return _("{year}年").format(year=value) if value.isdecimal() else value
    return facet_value(facet, value)


def toggled(facet: str, chosen: Sequence[str], value: str) -> tuple[str, ...]:
    """Return the values chosen after one was clicked.

    Of places a part takes the place of its whole, and a whole that of its parts.
    """
    if value in chosen:
        return tuple(one for one in chosen if one != value)
    kept = [one for one in chosen if not (facet == PLACE and _on_one_path(one, value))]
    return (*kept, value)


def _on_one_path(one: str, other: str) -> bool:
    return f"{one}/".startswith(f"{other}/") or f"{other}/".startswith(f"{one}/")


def _chosen_first(values: Sequence[Line]) -> Iterator[Line]:
    yield from (one for one in values if one.chosen)
    yield from (one for one in values if not one.chosen)


def _tree(values: Sequence[Line]) -> Iterator[Line]:
    for one in values:
        depth = one.value.count("/")
        yield Line(one.facet, one.text, one.value, one.count, one.chosen, depth)


def _some(values: Sequence[Line], *, whole: bool) -> Iterator[Line]:
    """Yield the first few values, every one chosen, and what lies below a place that is shown."""
    taken, hidden, open_path = 0, 0, False
    for one in values:
        if not one.depth:
            open_path = whole or one.chosen or taken < FEW
            taken += open_path
        if open_path or one.chosen:
            yield one
        else:
            hidden += 1
    if values and (hidden or (whole and sum(not one.depth for one in values) > FEW)):
        text = _("更多…") if hidden else _("收起")
        yield Line(values[0].facet, text, more=hidden or -1)
