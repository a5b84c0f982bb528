"""The words and signs of a query, one pattern for all of them."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache

from casearchive.search.language.nodes import Choice, Facet, Node, Range, Term, Years
from casearchive.search.language.quantities import RANGE, read_quantities
from casearchive.search.text.fold import between_words, words

# Names one may put before a colon, in Chinese and English, folded as they are typed.
TEXT_FIELDS = {
    "编号": "code",
    "code": "code",
    "标题": "title",
    "title": "title",
    "地点": "place",
    "地名": "place",
    "村": "place",
    "place": "place",
    "标签": "tags",
    "tag": "tags",
    "tags": "tags",
}
FILTERS = {
    "主题": "theme",
    "theme": "theme",
    "产业": "industry",
    "industry": "industry",
    "地区": "place",
    "region": "place",
    "省": "province",
    "省份": "province",
    "province": "province",
    "年份": "year",
    "年": "year",
    "year": "year",
    "状态": "status",
    "status": "status",
    "有": "has",
    "has": "has",
}
# After “=” a label means the tag itself, not a text that holds it.
CHOICES = {**FILTERS, "标签": "tag", "tag": "tag", "tags": "tag"}

_OPENING, _CLOSING = '"“”„‟「『', '"“”„‟」』'
_HARD = rf"\s{_OPENING}{_CLOSING}()|"  # ends an unquoted word


class Sign(Enum):
    """A lexeme that only joins others."""

    OPEN, CLOSE, OR, NOT = range(4)


@dataclass(frozen=True, slots=True)
class Item:
    """Something looked for. `kind` is word, exact, field, filter or range; `name` as it was typed.

    `nodes` are all wanted; none where only punctuation was typed, or a field's word is to come.
    `text` is the rest as it was typed, without quotation marks; `values` are what stands after
    “=”, one by one.
    """

    kind: str
    name: str
    text: str
    nodes: tuple[Node, ...]
    excluded: bool = False
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lexeme:
    """``text[start:end]``: a sign or an item."""

    start: int
    end: int
    sign: Sign | None = None
    item: Item | None = None


_SIGNS = {"(": Sign.OPEN, ")": Sign.CLOSE, "|": Sign.OR, "-": Sign.NOT}
_SPELLED = {"OR": Sign.OR, "NOT": Sign.NOT}


def lexemes(text: str, folded: str) -> Iterator[Lexeme]:
    """Yield what stands in `text`; `folded` is the same text folded, letter by letter."""
    for found in _lexeme().finditer(folded):
        start, end = found.span()
        written = text[start:end]
        if found["sign"]:
            yield Lexeme(start, end, sign=_SIGNS[found["sign"]])
        elif written in _SPELLED:
            yield Lexeme(start, end, sign=_SPELLED[written])
        elif written != "AND":
            yield Lexeme(start, end, item=_item(found, text))


def _item(found: re.Match[str], text: str) -> Item:
    excluded = bool(found["minus"])
    if found["indicator"]:
        kind, nodes = _range(found)
        name, rest = _typed(found, text, "indicator"), _typed(found, text, "range")
        return Item(kind, name, rest, nodes, excluded)
    if found["choice"]:
        nodes = (_choice(CHOICES[found["choice"]], _values(found["values"])),)
        values = _values(_typed(found, text, "values"))
        name = _typed(found, text, "choice")
        return Item("filter", name, "、".join(values), nodes, excluded, values)
    name, phrase, word = found["field"] or "", found["phrase"], found["word"]
    pieces = _phrase(phrase) if word is None else _searched().findall(word)
    rest = _typed(found, text, "phrase" if word is None else "word")
    if word and word.endswith((":", "=")) and word[:-1] in {*TEXT_FIELDS, *CHOICES}:
        pieces = []  # a field whose word is yet to be typed
    if name in FILTERS:
        facets = tuple(Facet(FILTERS[name], piece) for piece in pieces)
        return Item("filter", _typed(found, text, "field"), rest, facets, excluded)
    terms = tuple(Term(piece, TEXT_FIELDS.get(name, "")) for piece in pieces)
    kind = "field" if name else "word" if phrase is None else "exact"
    return Item(kind, _typed(found, text, "field"), rest, terms, excluded)


def _choice(name: str, values: tuple[str, ...]) -> Node:
    if name == "year" and len(values) == 1 and not values[0].isdecimal():
        return _years(values[0])
    return Choice(name, values, folded=True)


def _years(amount: str) -> Node:
    between = read_quantities(amount)
    if between is None or between.low == between.high:
        return Facet("year", amount.strip())
    low, high = max(between.low, 0), min(between.high, 9999)
    return Years(math.ceil(low), math.floor(high))


def _range(found: re.Match[str]) -> tuple[str, tuple[Node, ...]]:
    name, amount = found["indicator"], found["range"]
    between = read_quantities(amount)
    instead = tuple(map(Term, _searched().findall(f"{name}:{amount}")))
    if FILTERS.get(name) == "year":
        return "filter", (_years(amount),)
    pieces = _searched().findall(amount)
    if name in FILTERS:
        return "filter", tuple(Facet(FILTERS[name], piece) for piece in pieces)
    if between is None or name in TEXT_FIELDS:
        return "field", tuple(Term(piece, TEXT_FIELDS.get(name, "")) for piece in pieces)
    return "range", (Range(name, between, instead),)


def _typed(found: re.Match[str], text: str, group: str) -> str:
    return text[slice(*found.span(group))] if found[group] is not None else ""


def quoted(value: str) -> str:
    """Return a value or word as it must be typed to be read as one, quoted where it must be."""
    if re.fullmatch(rf"[^{_HARD}:=<>≥≤⩾⩽-][^{_HARD}:=<>≥≤⩾⩽]*", value) and value not in _WORDS:
        return value
    return '"{}"'.format(re.sub(f"[{_OPENING}{_CLOSING}]", " ", value).strip())


_WORDS = {*_SPELLED, "AND"}


def _values(values: str) -> tuple[str, ...]:
    return tuple(value.strip(_OPENING + _CLOSING) for value in _value().findall(values))


def _phrase(phrase: str) -> list[str]:
    text = phrase.strip()
    return [text] if words(text) else []


@cache
def _lexeme() -> re.Pattern[str]:
    """Return the pattern of one thing typed; it matches every text somewhere or nowhere."""
    fields = "|".join(sorted({*TEXT_FIELDS, *FILTERS}, key=len, reverse=True))
    choices = "|".join(sorted(CHOICES, key=len, reverse=True))
    value = _value().pattern
    number_name = rf"[^{_HARD}0-9:=<>≥≤⩾⩽,.;-][^{_HARD}:=<>≥≤⩾⩽]*"
    return re.compile(
        r"(?P<sign>[()|]|-(?=\())"
        r"|(?P<minus>-?)(?:"
        rf"(?P<choice>{choices})=(?P<values>{value}(?:\|{value})*)"
        rf"|(?P<indicator>{number_name})(?:[:=]\s?|(?=[<>≥≤⩾⩽]))(?P<range>{RANGE})(?=[\s()|]|$)"
        rf"|(?:(?P<field>{fields}):\s*)?"
        rf"(?:[{_OPENING}](?P<phrase>[^{_CLOSING}]*)[{_CLOSING}]?|(?P<word>[^{_HARD}]+)))"
    )


@cache
def _value() -> re.Pattern[str]:
    return re.compile(rf"(?:[{_OPENING}][^{_CLOSING}]*[{_CLOSING}]?|[^{_HARD}]+)")


@cache
def _searched() -> re.Pattern[str]:
    word = f"[^{between_words()}]+"
    return re.compile(rf"{word}(?:(?<=[0-9])[.,](?=[0-9]){word})*")
