"""A query tree made definite: what was typed of values and numbers, as this index has them."""

from functools import partial
from itertools import chain

from casearchive.search.answers.cache import FilterCache
from casearchive.search.answers.rowset import rowset_of
from casearchive.search.answers.values import Values
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

_MOST_ASKED = 40  # values that are asked of the full-text index one by one


def resolved(cache: FilterCache, node: Node) -> Node:
    """Return the tree with facets, years and ranges replaced by the values or rows they mean."""
    match node:
        case Term(text, ""):
            return Term(text, pieces=known_in(cache.connection, text))
        case Facet(name, text):
            return _choice(cache, name, list(_values(cache, name).holding(text)))
        case Choice(name, values, folded=True):
            found = map(_values(cache, name).reading, dict.fromkeys(values))
            return _choice(cache, name, list(chain.from_iterable(found)))
        case Years(first, last):
            years = values_of(cache.connection, "year")
            return _choice(cache, "year", [it for it in years if first <= _year(it) <= last])
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


def _choice(cache: FilterCache, name: str, values: list[str]) -> Node:
    """Return the choice of these values; the rows that have one of them where they are many."""
    if name == "place":  # what lies in a place that fits has that place as a value too
        among = set(values)
        values = [value for value in values if value.rpartition("/")[0] not in among]
    if len(values) <= _MOST_ASKED:
        return Choice(name, tuple(values))
    having = partial(rows_of_any, cache.connection, name, values)
    return Rows(cache.keep(("one of", name, tuple(values)), having))


def _values(cache: FilterCache, name: str) -> Values:
    return cache.keep(("values", name), lambda: Values(values_of(cache.connection, name)))


def _year(value: str) -> int:
    return int(value) if value.isdecimal() else -1
