"""A mangled line cut into units: characters, annotations, and the marks that slipped bytes left."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casearchive.exchange.repair.tables import PINYIN_LETTERS, is_reading

PLAIN = "plain"
ANNOTATION = "annotation"  # (xùn) after a character
SWALLOWED = "swallowed"  # ?xùn) whose parenthesis went with the byte before it
SPLIT = "split"  # ?！ where a byte of its own stood before a mark of punctuation
MISSING = "missing"  # a lone ?
TAG = "tag"  # ?/p>

FULL_WIDTH = str.maketrans("!,;:?()", "！，；：？（）")

_READING = f"[{PINYIN_LETTERS}\u0300\u0301\u0304\u0308\u030c]{{1,9}}"
_MARKS = re.compile(
    rf"\?\s?(?P<swallowed>{_READING})\s?\)"
    rf"|\(\s?(?P<annotation>{_READING})\s?\)"
    r"|\?(?P<tag>/[pP]>|<?/?[bB][rR] ?/?>)"
    r"|\?(?P<split>[!,;:?！，；：？、])"
    r"|(?P<missing>[?\ufffd])",
)
ANNOTATED = re.compile(rf"(?P<character>[^\s()?])\(\s?(?P<pinyin>{_READING})\s?\)")
HALF_ANNOTATED = re.compile(rf"\?\s?{_READING}\s?\)")


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit as it stands in the page; `word` is the pinyin or the punctuation in it."""

    kind: str
    text: str
    word: str = ""


def units(line: str) -> Iterator[Unit]:
    """Cut a line into units; together they are the line."""
    done = 0
    for match in _MARKS.finditer(line):
        yield from (Unit(PLAIN, character) for character in line[done : match.start()])
        kind = match.lastgroup or MISSING
        yield Unit(kind, match[0], match[kind])
        done = match.end()
    yield from (Unit(PLAIN, character) for character in line[done:])


def annotated_characters(text: str) -> list[str]:
    """Return the characters that carry their reading in parentheses, as often as they do."""
    found = ANNOTATED.finditer(text)
    return [m["character"] for m in found if is_reading(m["character"], m["pinyin"])]
