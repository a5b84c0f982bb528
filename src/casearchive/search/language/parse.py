"""Query text: what a person typed, read into a tree. Whatever was typed, nothing here raises.

Words are all wanted; ``-词`` is not wanted; ``"…"`` is wanted to the letter, punctuation and
spaces included; ``标题:词`` is wanted in that field. Punctuation inside an unquoted word acts as a
space, but for the point and comma of a number.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from casearchive.search.text.fold import between_words, fold, settle, words

LONGEST = 2000  # characters read of what was typed or pasted; the rest is not searched for

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
FILTER_FIELDS = {
    "年份": "year",
    "年": "year",
    "year": "year",
    "省": "province",
    "省份": "province",
    "province": "province",
    "主题": "theme",
    "theme": "theme",
    "状态": "status",
    "status": "status",
}


@dataclass(frozen=True, slots=True)
class Term:
    """A folded piece of text to be found: anywhere, or in one field of the head."""

    text: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    """The filter `name` has a value that holds the folded `text`."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Choice:
    """The filter `name` has one of these very values."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class Every:
    """All parts hold; without parts, that is true of every case."""

    parts: tuple["Node", ...]


Node: TypeAlias = Term | Facet | Choice | Not | Every


def parse(typed: str) -> Every:
    """Return the tree of what was typed; it has no parts where there is nothing to look for."""
    text = fold(unicodedata.normalize("NFC", settle(typed[:LONGEST])))
    parts = (part for match in _item().finditer(text) for part in _read(match))
    return Every(tuple(dict.fromkeys(parts)))


def wanted_words(query: Every, field: str = "") -> tuple[str, ...]:
    """Return the folded pieces to mark in a text: those wanted anywhere, and those in `field`."""
    fields = {"", field}
    return tuple(
        part.text for part in query.parts if isinstance(part, Term) and part.field in fields
    )


def _read(match: re.Match[str]) -> Iterator[Node]:
    name, phrase, word = match["field"] or "", match["phrase"], match["word"]
    if word and word.endswith(":") and word[:-1] in {*TEXT_FIELDS, *FILTER_FIELDS}:
        return  # a field whose word is yet to be typed
    texts = _pieces(phrase) if word is None else _searched().findall(word)
    found: list[Node]
    if name in FILTER_FIELDS:
        found = [Facet(FILTER_FIELDS[name], text) for text in texts]
    else:
        found = [Term(text, TEXT_FIELDS.get(name, "")) for text in texts]
    if match["minus"] and found:
        yield Not(found[0] if len(found) == 1 else Every(tuple(found)))
    else:
        yield from found


def _pieces(phrase: str) -> list[str]:
    text = phrase.strip()
    return [text] if words(text) else []


@cache
def _item() -> re.Pattern[str]:
    """Return the pattern of one thing typed; it matches every text somewhere or nowhere."""
    opening, closing = '"“”„‟「『', '"“”„‟」』'
    fields = "|".join(sorted({*TEXT_FIELDS, *FILTER_FIELDS}, key=len, reverse=True))
    return re.compile(
        r"(?P<minus>-?)"
        rf"(?:(?P<field>{fields}):\s*)?"
        rf"(?:[{opening}](?P<phrase>[^{closing}]*)[{closing}]?|(?P<word>[^\s{opening}{closing}]+))"
    )


@cache
def _searched() -> re.Pattern[str]:
    word = f"[^{between_words()}]+"
    return re.compile(rf"{word}(?:(?<=[0-9])[.,](?=[0-9]){word})*")
