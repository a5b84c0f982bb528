"""The word the cursor stands in, what may stand there, and how a term is written into a query."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from casearchive.search.language.lexemes import CHOICES, FILTERS, TEXT_FIELDS
from casearchive.search.text.fold import fold, words

_LONGEST = 200  # characters of a term that are written: more make a query longer, not clearer

_OPENING, _CLOSING = '"“”„‟「『', '"“”„‟」』'
_OPERATORS = frozenset(("AND", "OR", "NOT"))

# What may be suggested after a field; of codes, years and the like the reader knows better.
_LABELS = ("tag", "theme", "industry", "word")
_KINDS = {
    "title": ("title",),
    "place": ("place",),
    "province": ("place",),
    "theme": ("theme",),
    "industry": ("industry",),
    "tags": _LABELS,
    "tag": ("tag",),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a word is being typed: it goes from `start` to `end`, and reads `word` so far.

    `kinds` are those of the terms that may stand there, none for all; `alone` says that only one
    word or phrase fits, as after a field or a minus.
    """

    start: int
    end: int
    word: str
    kinds: tuple[str, ...] = ()
    alone: bool = False


def place_at(typed: str, cursor: int) -> Place | None:
    """Return where a word is being typed, None where nothing can be suggested."""
    folded = fold(typed)
    for piece in _piece().finditer(folded):
        if piece.start() < cursor <= piece.end():
            return _place(typed, folded, *piece.span())
    return None


def _place(typed: str, folded: str, start: int, end: int) -> Place | None:
    if folded[start] in "()|" or folded[start].isspace() or typed[start:end] in _OPERATORS:
        return None
    minus = folded[start] == "-"
    start += minus
    if here := _name().match(folded, start, end):
        start = here.end()
    field = here or _before().search(folded, 0, start)
    kinds = _kinds(field["name"], field["sign"]) if field else ()
    if kinds is None:
        return None
    word = typed[start:end].strip(_OPENING + _CLOSING)
    if not words(fold(word)) and (not field or "title" in kinds):
        return None
    return Place(start, end, word, kinds, alone=bool(field or minus))


def _kinds(name: str, sign: str) -> tuple[str, ...] | None:
    """Return the kinds of terms that may stand after a field, None if there are none."""
    if sign == "=":
        meant = CHOICES.get(name, "")
        return None if meant == "place" else _KINDS.get(meant)  # a region is chosen by its path
    return _KINDS.get(FILTERS.get(name) or TEXT_FIELDS.get(name, ""))


def written(term: str, *, quoted: bool, alone: bool) -> str:
    """Return a term as a query says it, quoted unless a plain word means the same.

    A quotation mark cannot be quoted, so what stands between is asked for, piece by piece; where
    there is room for one only, the longest. Returns "" if nothing is left to ask for.
    """
    term = term[:_LONGEST]
    if not quoted and words(fold(term)) == [fold(term)] and term not in _OPERATORS:
        return term
    pieces = [f'"{piece}"' for piece in _quotable(term)]
    if alone or len(pieces) < 2:
        return max(pieces, key=len, default="")
    return f"({' '.join(pieces)})"


def _quotable(term: str) -> Iterator[str]:
    for piece in _unquotable().split(term):
        if words(fold(piece)):
            yield piece.strip()


@cache
def _piece() -> re.Pattern[str]:
    """Return the pattern of a phrase, a word with its field, a run of space or a single sign."""
    return re.compile(
        rf"[{_OPENING}][^{_CLOSING}]*[{_CLOSING}]?|[()|]|\s+|[^\s{_OPENING}{_CLOSING}()|]+|."
    )


@cache
def _name() -> re.Pattern[str]:
    """Return the pattern of a field's name with the sign after it."""
    names = sorted({*TEXT_FIELDS, *FILTERS, *CHOICES}, key=len, reverse=True)
    return re.compile(rf"(?P<name>{'|'.join(names)})(?P<sign>[:=])")


@cache
def _before() -> re.Pattern[str]:
    """Return the pattern of a field, with the values chosen so far, that ends where a text does."""
    value = rf"(?:[{_OPENING}][^{_CLOSING}]*[{_CLOSING}]|[^\s{_OPENING}{_CLOSING}()|]+)"
    between = rf"(?:(?<=:)\s*|(?<==)(?:{value}\|)*)"
    return re.compile(rf"(?<![^\s()|-]){_name().pattern}{between}\Z")


@cache
def _unquotable() -> re.Pattern[str]:
    return re.compile(rf"[{_OPENING}{_CLOSING}＂\x00-\x1f\x7f-\x9f\u2028\u2029]+")
