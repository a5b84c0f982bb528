"""A query tree made definite: what was typed of values and numbers, as this index has them."""

import sqlite3
from collections.abc import Callable

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
from casearchive.search.store import figures, filters
from casearchive.search.store.pieces import known_in
from casearchive.search.text.fold import fold


def resolved(connection: sqlite3.Connection, node: Node) -> Node:
    """Return the tree with facets, years and ranges replaced by the values or rows they mean."""
    match node:
        case Term(text, ""):
            return Term(text, pieces=known_in(connection, text))
        case Facet(name, text):
            return _choice(connection, name, lambda value: text in fold(value))
        case Choice(name, values, folded=True):
            wanted = set(values)
            return _choice(connection, name, lambda value: fold(value) in wanted)
        case Years(first, last):
            return _choice(connection, "year", lambda value: first <= _year(value) <= last)
        case Range(name, between, instead):
            names = figures.indicators_named(connection, name)
            if not names:
                return Every(instead)
            return Rows(figures.rows_between(connection, names, between))
        case Not(part):
            return Not(resolved(connection, part))
        case Every(parts):
            return Every(tuple(resolved(connection, part) for part in parts))
        case Any(parts):
            return Any(tuple(resolved(connection, part) for part in parts))
        case _:
            return node


def _choice(connection: sqlite3.Connection, name: str, fits: Callable[[str], bool]) -> Choice:
    return Choice(name, tuple(filter(fits, filters.values_of(connection, name))))


def _year(value: str) -> int:
    return int(value) if value.isdecimal() else -1
