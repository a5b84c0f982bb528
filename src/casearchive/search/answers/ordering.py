"""Orders other than relevance, and groups of what was found."""

from array import array
from collections.abc import Iterable, Iterator
from itertools import compress
from math import isinf

from casearchive.search.answers.cache import FilterCache
from casearchive.search.answers.rowset import RowSet, flags_of, read_rows, rows_in
from casearchive.search.answers.sets import all_rows
from casearchive.search.results import Group
from casearchive.search.store.filters import FIRST, rows_of, values_of
from casearchive.search.store.orders import sort_key

OUTCOME = "outcome:"  # begins the order by an indicator
_NEWEST_FIRST = "updated"
_GROUPS = {"place": FIRST.format("province"), "theme": FIRST.format("theme")}

_BY_KEY = "SELECT row FROM sort_keys WHERE name = ? ORDER BY key, row"
_NEWEST = "SELECT row FROM sort_keys WHERE name = ? ORDER BY key DESC, row DESC"
_FIGURES = "SELECT kind, row, low, high FROM figures WHERE indicator = ?"


def ordered_rows(cache: FilterCache, rows: RowSet, order: str) -> Iterator[int]:
    """Yield the rows in an order: updated, title, code, place or ``outcome:<indicator>``.

    The last updated comes first, and so does the largest number stated of an indicator. Cases
    without a place come last, and those that state no such number, the last updated of them first.
    """
    cache.refresh()
    everything = cache.keep(("order", order), lambda: _everything(cache, order))
    flags = flags_of(rows, max(everything, default=0) + 1)
    return compress(everything, map(flags.__getitem__, everything))


def grouped_rows(
    cache: FilterCache, ordered: Iterable[int], group: str
) -> tuple[list[int], tuple[Group, ...]]:
    """Return ordered rows in groups by place (province) or theme (the first), and the groups.

    Groups stand in the order of their names by pinyin, one for cases without any last; in a group
    the rows keep their order.
    """
    cache.refresh()
    names = cache.keep(("groups", group), lambda: _names(cache, group))
    group_of = cache.keep(("group of", group), lambda: _group_of(cache, group, names))
    stretches: list[list[int]] = [[] for _name in names]
    for row in ordered:
        stretches[group_of[row]].append(row)
    rows: list[int] = []
    groups = []
    for name, stretch in zip(names, stretches, strict=True):
        if stretch:
            groups.append(Group(name, len(rows), len(stretch)))
            rows += stretch
    return rows, tuple(groups)


def _everything(cache: FilterCache, order: str) -> "array[int]":
    if order.startswith(OUTCOME):
        stated = _by_outcome(cache, order.removeprefix(OUTCOME))
        newest = _everything(cache, _NEWEST_FIRST)
        return array("I", dict.fromkeys([*stated, *newest]))
    query = _NEWEST if order == _NEWEST_FIRST else _BY_KEY
    return array("I", read_rows(cache.connection, query, order))


def _by_outcome(cache: FilterCache, indicator: str) -> list[int]:
    """Return the rows that state the indicator, the largest number first.

    Money and per cent cannot be compared: the kind that most figures are of comes first.
    """
    largest: dict[str, dict[int, float]] = {}
    for kind, row, low, high in cache.connection.execute(_FIGURES, (indicator,)):
        number = low if isinf(high) else high
        numbers = largest.setdefault(kind, {})
        numbers[row] = max(number, numbers.get(row, number))
    kinds = sorted(largest.values(), key=len, reverse=True)
    return [row for numbers in kinds for row in sorted(numbers, key=lambda r: (-numbers[r], r))]


def _names(cache: FilterCache, group: str) -> list[str]:
    values = filter(None, values_of(cache.connection, _GROUPS[group]))
    return [*sorted(values, key=sort_key), ""]


def _group_of(cache: FilterCache, group: str, names: list[str]) -> "array[int]":
    """Return for each row which of the names is its group's."""
    last = len(names) - 1
    places = array("I", [last]) * all_rows(cache).bit_length()
    for place, name in enumerate(names[:-1]):
        for row in rows_in(rows_of(cache.connection, _GROUPS[group], name)):
            places[row] = place
    return places
