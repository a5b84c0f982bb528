"""Sets the index knows by heart: of the rows with a token, with a filter's value, of all rows."""

from functools import reduce
from operator import and_, or_

from casearchive.search.answers.cache import FilterCache
from casearchive.search.answers.rowset import RowSet, read_rowset
from casearchive.search.language.nodes import Any, Choice, Every, Node, Not, Rows
from casearchive.search.store.filters import every_row, rows_of

_ROWS = "SELECT rowid AS row FROM case_text WHERE case_text MATCH ?"


def all_rows(cache: FilterCache) -> RowSet:
    """Return the set of every row there is."""
    return cache.keep(("every row",), lambda: every_row(cache.connection))


def answering(cache: FilterCache, expression: str) -> RowSet:
    """Return every row that answers an expression over ``case_text``."""
    key = ("answering", expression)
    return cache.keep(key, lambda: read_rowset(cache.connection, _ROWS, expression))


def is_filter(node: Node) -> bool:
    """Say whether a node asks for values and numbers alone, whose rows the index keeps."""
    match node:
        case Choice() | Rows():
            return True
        case Not(part):
            return is_filter(part)
        case Every(parts) | Any(parts):
            return all(map(is_filter, parts))
        case _:
            return False


def filtered(cache: FilterCache, node: Node) -> RowSet:
    """Return the rows with the values and numbers that a filter asks for.

    :raises TypeError: where the node is no filter
    """
    match node:
        case Choice(name, values):
            return reduce(or_, (_having(cache, name, value) for value in values), 0)
        case Rows(rows):
            return rows
        case Not(part):
            return all_rows(cache) & ~filtered(cache, part)
        case Every(parts):
            return reduce(and_, (filtered(cache, part) for part in parts), all_rows(cache))
        case Any(parts):
            return reduce(or_, (filtered(cache, part) for part in parts), 0)
        case _:
            raise TypeError("it is no filter")


def _having(cache: FilterCache, name: str, value: str) -> RowSet:
    return cache.keep(("having", name, value), lambda: rows_of(cache.connection, name, value))
