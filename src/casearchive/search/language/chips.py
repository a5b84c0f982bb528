"""Chips: a query as its reader is shown it, part by part, and what editing a part makes of it.

The typed text is the truth: a chip is a stretch of it, and choosing a value rewrites the text.
"""

from collections.abc import Iterator, Sequence

from casearchive.search.language.lexemes import CHOICES, TEXT_FIELDS, quoted
from casearchive.search.language.nodes import Choice, Facet, Node, Not, Years
from casearchive.search.language.parse import Part, Query, parse
from casearchive.search.results import Chip
from casearchive.search.text.fold import fold

# The first Chinese name of each field and filter: the one chips show and choices are written with.
FIELD_NAMES = {"code": "编号", "title": "标题", "place": "地点", "tags": "标签"}
FILTER_NAMES = {
    "theme": "主题",
    "industry": "产业",
    "place": "地区",
    "province": "省",
    "year": "年份",
    "status": "状态",
    "tag": "标签",
    "has": "有",
}


def chips(typed: str) -> tuple[Chip, ...]:
    """Return the parts of a query, in order."""
    query = parse(typed)
    return tuple(_chip(query, part) for part in query.parts)


def without(typed: str, start: int, end: int) -> str:
    """Return the query without a part of it, tidied."""
    text = parse(typed).text
    return _joined(text[:start], text[end:])


def chosen(typed: str) -> dict[str, tuple[str, ...]]:
    """Return the values chosen by ``名=值`` for each filter, as they are typed."""
    found: dict[str, tuple[str, ...]] = {}
    for part, name in _choices(parse(typed)):
        if part.item:
            found[name] = found.get(name, ()) + (part.item.values or (part.item.text,))
    return found


def choose(typed: str, name: str, values: Sequence[str]) -> str:
    """Return the query with these very values chosen for the filter `name`; none lifts it."""
    query = parse(typed)
    written = f"{FILTER_NAMES[name]}={'|'.join(map(quoted, values))}" if values else ""
    pieces, at = [], 0
    for part, of in _choices(query):
        if of == name:
            pieces += [query.text[at : part.start], written]
            at, written = part.end, ""
    return _joined(*pieces, query.text[at:], written)


def _choices(query: Query) -> Iterator[tuple[Part, str]]:
    """Yield the parts that choose values of one filter, with its name."""
    for part in query.parts:
        if part.item and (part.item.values or isinstance(part.node, Years)):
            name = _filter_of(part.node)
            if name:
                yield part, name


def _filter_of(node: Node) -> str:
    match node:
        case Choice(name, _values) | Facet(name, _values):
            return name
        case Years():
            return "year"
        case _:
            return ""


def _chip(query: Query, part: Part) -> Chip:
    excluded = isinstance(part.node, Not)
    item = part.item
    if item is None:
        return Chip(part.start, part.end, "any", "", query.text[part.start : part.end], excluded)
    name, facet, values = fold(item.name), "", item.values
    if item.kind == "filter":
        facet, values = CHOICES[name], values or (item.text,)
        name = FILTER_NAMES[facet]
    elif item.kind == "field":
        name = FIELD_NAMES[TEXT_FIELDS[name]]
    else:
        name = item.name
    return Chip(part.start, part.end, item.kind, name, item.text, excluded, facet, values)


def _joined(*pieces: str) -> str:
    return " ".join(filter(None, (piece.strip() for piece in pieces)))
