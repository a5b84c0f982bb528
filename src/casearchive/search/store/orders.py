"""The orders a list of cases can have, ready to be read off.

Sorting 100,000 titles by their pinyin takes a second; keeping them sorted costs a save next to
nothing.
"""

import re
import sqlite3
from collections.abc import Iterator
from functools import cache, lru_cache

from casearchive.search.documents import Document
from casearchive.search.text.fold import fold, words
from casearchive.search.text.pinyin import completions, readings, sounding

TABLES = (
    "CREATE TABLE sort_keys (name TEXT NOT NULL, key TEXT NOT NULL, row INTEGER NOT NULL,"
    " PRIMARY KEY (name, key, row)) WITHOUT ROWID",
)

_LONGEST = 24  # characters of a text that its place in the order depends on
_LAST = "\U0010ffff"  # where nothing is stated
_FIRST_READING = 0x100  # stands for the first reading: short, and after all of ASCII
_number = re.compile("[0-9]+")

_ADD = "INSERT INTO sort_keys VALUES (?,?,?)"
_REMOVE = "DELETE FROM sort_keys WHERE (name, key, row) = (?,?,?)"


def add(connection: sqlite3.Connection, row: int, document: Document) -> None:
    """Put a document where it belongs in every order."""
    connection.executemany(_ADD, _entries(row, document))


def remove(connection: sqlite3.Connection, row: int, document: Document) -> None:
    """Take a document out of every order."""
    connection.executemany(_REMOVE, _entries(row, document))


def change(connection: sqlite3.Connection, row: int, old: Document, new: Document) -> None:
    """Move a document where another one in its row belongs."""
    before, after = set(_ordered_by(old)), set(_ordered_by(new))
    connection.executemany(_REMOVE, (_entry(row, *pair) for pair in before - after))
    connection.executemany(_ADD, (_entry(row, *pair) for pair in after - before))


def clear(connection: sqlite3.Connection) -> None:
    """Empty every order."""
    connection.execute("DELETE FROM sort_keys")


def sort_key(text: str) -> str:
    """Return what orders texts as in a Chinese dictionary when it is compared itself.

    Numbers come first, by their value, then Latin letters, then Chinese characters by pinyin, and
    nothing at all comes last. Spaces and punctuation do not count. Characters that sound the same
    stay apart, so that equal ones stand together; one counts by its usual reading, without tones.
    """
    spoken = "".join(words(fold(text)))[:_LONGEST]
    return "".join(map(_key, _number.sub(_comparable, spoken))) or _LAST


def _comparable(number: re.Match[str]) -> str:
    digits = number[0].lstrip("0")
    return f"{len(digits):02}{digits}"


@lru_cache(1 << 14)
def _key(character: str) -> str:
    found = readings(character)
    if not found:
        return character
    # The table does not say which reading is the usual one: the one with fewer commoner characters
    # is, for 70 of the 82 polyphones in the shipped words and cases (the first one: for 52).
    usual = min(found, key=lambda reading: sounding(reading).index(character))
    return chr(_FIRST_READING + _ranks()[usual]) + character


@cache
def _ranks() -> dict[str, int]:
    return {reading: rank for rank, reading in enumerate(sorted(completions("")))}


def _entries(row: int, document: Document) -> Iterator[tuple[str, str, int]]:
    return (_entry(row, name, text) for name, text in _ordered_by(document))


def _entry(row: int, name: str, text: str) -> tuple[str, str, int]:
    return name, text if name == "updated" else sort_key(text), row


def _ordered_by(document: Document) -> Iterator[tuple[str, str]]:
    for name in ("updated", "title", "code", "place"):
        yield name, getattr(document, name)
