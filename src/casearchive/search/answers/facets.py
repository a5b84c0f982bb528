"""Facets: how many of the cases found have which value, counted live.

The count of a value is what the list would hold if it were chosen: the choices of the other facets
narrow it, those of its own facet do not, for they are joined with it by “or”.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from heapq import heappush, heappushpop
from itertools import accumulate
from operator import or_
from typing import TypeAlias

from casearchive.errors import WorkWasCancelled
from casearchive.search.answers.cache import FilterCache
from casearchive.search.answers.rowset import RowSet, flags_of
from casearchive.search.answers.sets import all_rows
from casearchive.search.results import FacetCount
from casearchive.search.store.filters import (
    Members,
    children_of,
    members_of,
    rows_of,
)
from casearchive.search.work import Cancelled, never

FACETS = ("theme", "industry", "place", "year", "status", "tag", "has")
_TREE = "place"
_NEWEST_FIRST = "year"
_LONG = "tag"
_MOST = 200  # of any other facet, and of one branch of the tree
_DEEPEST = 20  # steps of a path; a path may be typed


def narrowed(
    cache: FilterCache, rows: RowSet, chosen: Mapping[str, Collection[str]], *, but: str = ""
) -> RowSet:
    """Return those of the rows that have one of the values chosen of every filter `but` one."""
    for name, values in chosen.items():
        if values and name != but:
            rows &= reduce(or_, (rows_of(cache.connection, name, value) for value in values))
    return rows


def count_facets(
    cache: FilterCache,
    rows: RowSet,
    chosen: Mapping[str, Collection[str]],
    *,
    names: Iterable[str] = FACETS,
    expanded: Collection[str] = (),
    limit: int = 30,
    cancelled: Cancelled = never,
) -> dict[str, tuple[FacetCount, ...]]:
    """Return the counted values of each facet in `names`; `rows` is what the words alone find.

    Values that no case found has are left out unless they are chosen. Years come newest first, all
    else by its count. There are `limit` tags beside those chosen. The tree of places is read from
    the top: each path that is chosen or in `expanded` is followed by what lies below it.

    :raises WorkWasCancelled: once `cancelled` says so
    """
    cache.refresh()
    last = all_rows(cache).bit_length()
    counted = {}
    for name in names:
        own = frozenset(chosen.get(name, ()))
        counter = _Counter(narrowed(cache, rows, chosen, but=name), last, cancelled)
        if name == _TREE:
            counts = list(_tree_counts(cache, counter, own, expanded))
        else:
            counts = counter.count(_facet(cache, name), own, limit if name == _LONG else _MOST)
        if name == _NEWEST_FIRST:
            counts.sort(reverse=True)
        counted[name] = tuple(FacetCount(value, count, value in own) for value, count in counts)
    return counted


_Value: TypeAlias = tuple[str, Members]


class _Counter:
    """Counts values within some rows: kept as a set and, for values that few have, as flags."""

    def __init__(self, rows: RowSet, length: int, cancelled: Cancelled) -> None:
        self._rows = rows
        self._flags = flags_of(rows, length)
        self._cancelled = cancelled

    def count(
        self, values: Sequence[_Value], wanted: Collection[str], limit: int
    ) -> list[tuple[str, int]]:
        """Return the `limit` commonest values and those wanted with their counts, in that order.

        `values` are ordered by size, and so are those equally common here.
        """
        listed = self._commonest(values, limit)
        missing = set(wanted)
        for place, (value, members) in enumerate(values) if wanted else ():
            if value in wanted:
                listed[place] = self._within(members)
                missing.remove(value)
        ordered = sorted(listed.items(), key=lambda item: (-item[1], item[0]))
        counts = [(values[place][0], count) for place, count in ordered]
        return counts + [(value, 0) for value in sorted(missing)]

    def _commonest(self, values: Sequence[_Value], limit: int) -> dict[int, int]:
        """Return the counts by place in `values`, without those of 0."""
        best: list[tuple[int, int]] = []
        for place, (_value, members) in enumerate(values):
            if self._cancelled():
                raise WorkWasCancelled
            if len(best) == limit and members.size <= best[0][0]:
                break  # nor has any other one after it enough rows to come among the best
            if count := self._within(members):
                (heappush if len(best) < limit else heappushpop)(best, (count, -place))
        return {-place: count for count, place in best}

    def _within(self, members: Members) -> int:
        rows = members.rows
        if isinstance(rows, int):
            return (rows & self._rows).bit_count()
        return sum(map(self._flags.__getitem__, rows))


def _tree_counts(
    cache: FilterCache, counter: _Counter, chosen: Collection[str], expanded: Collection[str]
) -> Iterator[tuple[str, int]]:
    wanted = {path for whole in chosen for path in _ways(whole)}
    opened = wanted.union(*map(_ways, expanded))
    pending = [("", 0)]
    while pending:
        path, count = pending.pop()
        if path:
            yield path, count
        if not path or path in opened:
            below = {way for way in wanted if way.rpartition("/")[0] == path}
            pending += reversed(counter.count(_branch(cache, path), below, _MOST))


def _ways(path: str) -> list[str]:
    """Return the path and all above it, from the top."""
    steps = path.split("/", _DEEPEST)[:_DEEPEST]
    return [way for way in accumulate(steps, "{}/{}".format) if way]


def _facet(cache: FilterCache, name: str) -> list[_Value]:
    return cache.keep(("facet", name), lambda: _by_size(members_of(cache.connection, name)))


def _branch(cache: FilterCache, path: str) -> list[_Value]:
    def read() -> list[_Value]:
        return _by_size(children_of(cache.connection, _TREE, path))

    return cache.keep(("branch", path), read)


def _by_size(members: Mapping[str, Members]) -> list[_Value]:
    return sorted(members.items(), key=lambda value: -value[1].size)
