"""A query tree made definite: what was typed of values and numbers, as this index has them."""

from collections.abc import Callable
from functools import lru_cache, partial

from casearchive.search.answers.cache import FilterCache
from casearchive.search.answers.rowset import rowset_of
from casearchive.search.language.nodes import (
    Any,
    Choice,
    Every,
    Facet,
    Node,
    Not,
    Range,
    Rows,
    Term,
    Years,
)
from casearchive.search.store import figures
from casearchive.search.store.filters import rows_of_any, values_of
from casearchive.search.store.pieces import known_in
from casearchive.search.text.fold import fold

_MOST_ASKED = 40  # values that are asked of the full-text index one by one


def resolved(cache: FilterCache, node: Node) -> Node:
    """Return the tree with facets, years and ranges replaced by the values or rows they mean."""
    match node:
        case Term(text, ""):
            return Term(text, pieces=known_in(cache.connection, text))
        case Facet(name, text):
            return _choice(cache, name, lambda _value, folded: text in folded)
        case Choice(name, values, folded=True):
            wanted = set(values)
            return _choice(cache, name, lambda _value, folded: folded in wanted)
        case Years(first, last):
            return _choice(cache, "year", lambda value, _folded: first <= _year(value) <= last)
        case Range(name, between, instead):
            names = figures.indicators_named(cache.connection, name)
            if not names:
                return Every(tuple(resolved(cache, term) for term in dict.fromkeys(instead)))
            read = partial(figures.rows_between, cache.connection, names, between)
            return Rows(cache.keep(("between", name, between), lambda: rowset_of(read())))
        case Not(part):
            return Not(resolved(cache, part))
        case Every(parts):
            return Every(tuple(resolved(cache, part) for part in parts))
        case Any(parts):
            return Any(tuple(resolved(cache, part) for part in parts))
        case _:
            return node


def _choice(cache: FilterCache, name: str, fits: Callable[[str, str], bool]) -> Node:
    """Return the choice of the values that fit; the rows that have one where they are many."""
    values = [value for value, folded in _values(cache, name) if fits(value, folded)]
    if name == "place":  # what lies in a place that fits has that place as a value too
        among = set(values)
        values = [value for value in values if value.rpartition("/")[0] not in among]
    if len(values) <= _MOST_ASKED:
        return Choice(name, tuple(values))
    having = partial(rows_of_any, cache.connection, name, values)
    return Rows(cache.keep(("one of", name, tuple(values)), having))


def _values(cache: FilterCache, name: str) -> list[tuple[str, str]]:
    """Return the values of a filter, each with its folded form."""

    def read() -> list[tuple[str, str]]:
        step = lru_cache(None)(fold)  # thousands of paths begin with the same steps
        values = values_of(cache.connection, name)
        return [(value, "/".join(map(step, value.split("/")))) for value in values]

    return cache.keep(("values", name), read)


def _year(value: str) -> int:
    return int(value) if value.isdecimal() else -1
