"""Lists of what was found: ranked or in another order, in groups, a first page or all of it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter

from casearchive.errors import WorkWasCancelled
from casearchive.search.answers.cache import FilterCache
from casearchive.search.answers.matching import likely_rows, matching_rows, passes
from casearchive.search.answers.ordering import grouped_rows, ordered_rows
from casearchive.search.answers.plan import is_ranked
from casearchive.search.answers.ranking import all_ranked_rows, ranked_rows
from casearchive.search.language.nodes import Choice, Every, Node, Rows
from casearchive.search.results import Group
from casearchive.search.work import Cancelled

RELEVANCE = "relevance"
_MORE = 4  # times as long before a list is shown empty that is not known to be
_OTHERWISE = "updated"  # the order where no word is wanted that a case could be about


@dataclass(frozen=True, slots=True)
class Asked:
    """A query with its narrowing and its order.

    `also` are further queries to be matched, `filters` name values of which one is wanted each,
    `within` are keys. `order` is relevance,
    updated, title, code, place or ``outcome:<indicator>``; `group` is "", place or theme.
    """

    typed: str = ""
    also: tuple[str, ...] = ()
    filters: Mapping[str, Collection[str]] | None = None
    within: Collection[str] | None = None
    order: str = RELEVANCE
    group: str = ""


class OutOfTime(WorkWasCancelled):
    """A first page took too long; what was found so far is shown."""


class Deadline:
    """A moment after which looking for more ends; for the first row of all there is more time."""

    def __init__(self, seconds: float) -> None:
        now = perf_counter()
        self._end, self._last = now + seconds, now + _MORE * seconds
        self.passed = False

    def check(self, cancelled: Cancelled, found: Sequence[int]) -> Cancelled:
        """Return `cancelled` with the deadline in it: it raises OutOfTime once that has passed."""

        def check() -> bool:
            if perf_counter() > (self._end if found else self._last):
                self.passed = True
                raise OutOfTime
            return cancelled()

        return check


def first_rows(
    cache: FilterCache, tree: Every, asked: Asked, cancelled: Cancelled
) -> Iterator[int]:
    """Yield the rows that match, in the order asked for; none where they are to be grouped."""
    if asked.group or Rows(0) in tree.parts:
        return
    order = _order(tree, asked)
    if order == RELEVANCE:
        yield from ranked_rows(cache, tree, cancelled)
        return
    rows, rest = likely_rows(cache, tree)
    if not rows:
        return  # and no order of all rows is read for it
    for row in ordered_rows(cache, rows, order):
        if cancelled():
            raise WorkWasCancelled
        if passes(cache.connection, row, rest):
            yield row


def every_row_found(
    cache: FilterCache, tree: Every, asked: Asked, cancelled: Cancelled
) -> tuple[list[int], tuple[Group, ...]]:
    """Return all rows that match, in the order asked for, and their groups."""
    order = _order(tree, asked)
    if order == RELEVANCE:
        rows = all_ranked_rows(cache, tree, cancelled)
    else:
        rows = list(ordered_rows(cache, matching_rows(cache, tree, cancelled), order))
    return grouped_rows(cache, rows, asked.group) if asked.group else (rows, ())


def split_choices(tree: Every) -> tuple[Every, dict[str, tuple[str, ...]]]:
    """Return the tree without the values chosen of filters, and these by filter."""
    rest: list[Node] = []
    choices: dict[str, tuple[str, ...]] = {}
    for part in tree.parts:
        if isinstance(part, Choice) and part.name not in choices:
            choices[part.name] = part.values
        else:
            rest.append(part)
    return Every(tuple(rest)), choices


def _order(tree: Every, asked: Asked) -> str:
    if asked.order == RELEVANCE and not is_ranked(tree):
        return _OTHERWISE
    return asked.order
