"""Pinyin: how a text is read, and how readings are typed.

Readings have no tones, and v for ü. A character keeps all its usual ones (重: chong, zhong): which
one holds is decided by words, and words are just what a search must not guess.
"""

import json
import re
from collections import defaultdict
from functools import cache
from typing import NamedTuple

from casearchive.resources import resource_path
from casearchive.search.text.fold import fold, words

# Rises with every change of the table: indexes that were made by another one are made anew.
PINYIN_VERSION = 1

LONGEST_READING = 6  # chuang, shuang, zhuang
_DOUBLE_INITIALS = ("zh", "ch", "sh")
_latin = re.compile("[a-z0-9]")


class Letter(NamedTuple):
    """A character as it may be typed: as itself, as one of its `readings` if it is Chinese.

    `initials` are the keys that may stand for it: of a Latin letter or a digit, itself.
    """

    character: str
    readings: tuple[str, ...]
    initials: tuple[str, ...]


def letter(character: str) -> Letter | None:
    """Return how a folded character may be typed, None if it stands between words."""
    return _letters()[character]


def letters(text: str) -> list[Letter]:
    """Return what is read of a text, which is all of it but spaces and punctuation."""
    return list(filter(None, map(_letters().__getitem__, fold(text))))


def readings(character: str) -> tuple[str, ...]:
    """Return the usual readings of a folded character, none if it is not Chinese."""
    return _readings().get(character, ())


def sounding(reading: str) -> str:
    """Return the folded characters that are read so, the commonest first."""
    return _characters().get(reading, "")


@cache
def completions(start: str) -> tuple[str, ...]:
    """Return the readings that begin with `start`, itself included."""
    return tuple(reading for reading in _characters() if reading.startswith(start))


@cache
def shortened(reading: str) -> tuple[str, ...]:
    """Return what may be typed for a reading: all of it or its initials, the longest first."""
    double = (reading[:2],) if reading.startswith(_DOUBLE_INITIALS) else ()
    return tuple(dict.fromkeys((reading, *double, reading[:1])))


def is_initials(typed: str) -> bool:
    """Say whether two letters stand for one character: zh, ch, sh."""
    return typed in _DOUBLE_INITIALS


def is_latin(character: str) -> bool:
    """Say whether a folded character is typed as itself on every keyboard: a–z and 0–9."""
    return bool(_latin.fullmatch(character))


def typed_letters(typed: str) -> str:
    """Return what was typed as it is compared with readings: folded, without punctuation."""
    return "".join(words(fold(typed.replace("ü", "v").replace("Ü", "v"))))


class _Letters(dict[str, Letter | None]):
    """Letters by the character; it learns what it is asked for: a text repeats its characters."""

    def __missing__(self, character: str) -> Letter | None:
        self[character] = _letter(character) if words(character) else None
        return self[character]


def _letter(character: str) -> Letter:
    if is_latin(character):
        return Letter(character, (), (character,))
    found = readings(character)
    return Letter(character, found, tuple(dict.fromkeys(reading[0] for reading in found)))


@cache
def _letters() -> _Letters:
    return _Letters()


@cache
def _readings() -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for reading, characters in _characters().items():
        for character in characters:
            found[character] += (reading,)
    return dict(found)


@cache
def _characters() -> dict[str, str]:
    path = resource_path("search", "pinyin.json")
    content: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return content["characters"]
