"""Write resources/search/pinyin.json, the table by which search knows how a character is read.

Run it where pypinyin is installed (a development dependency; the program itself does not need it):

    python packaging/make_pinyin_table.py

Readings and words come from pypinyin's tables (MIT, https://github.com/mozillazg/python-pinyin).
Whoever writes a different table also raises `PINYIN_VERSION` beside its reader, so that old
indexes go.
"""

import json
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from pypinyin.phrases_dict import phrases_dict
from pypinyin.pinyin_dict import pinyin_dict

from casearchive.search.text.fold import fold

TABLE = Path(__file__).parents[1] / "resources" / "search" / "pinyin.json"
MOST_READINGS = 4
TONES = "\u0304\u0301\u030c\u0300"  # macron, acute, caron, grave
NOT_IN_PYPINYIN = {"嗯": ("en",)}  # it has only the syllables without a vowel

Uses = dict[str, Counter[str]]  # character -> how often words read it so


def main() -> None:
    """Build the table and write it."""
    uses = _uses_in_words()
    table: dict[str, list[str]] = defaultdict(list)
    for character in filter(_is_folded, map(chr, pinyin_dict)):
        for reading in _usual_readings(character, uses[character]):
            for spelling in _spellings(reading):
                table[spelling].append(character)
    for reading, characters in table.items():
        # The commonest first, so that a search for homophones can stop early.
        characters.sort(key=lambda one: (-uses[one][reading], not _is_common(one), one))
    content = {
        "about": "Written by packaging/make_pinyin_table.py; do not edit.",
        "sources": f"pypinyin {version('pypinyin')} (MIT)",
        "characters": {reading: "".join(table[reading]) for reading in sorted(table)},
    }
    TABLE.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _uses_in_words() -> Uses:
    uses: Uses = defaultdict(Counter)
    for word, readings in phrases_dict.items():
        if len(word) == len(readings):
            for character, (reading, *_others) in zip(fold(word), readings, strict=True):
                uses[character][_without_tone(reading)] += 1
    return uses


def _usual_readings(character: str, uses: Counter[str]) -> list[str]:
    """Return how a character is read in words, its first reading and, where it is common, a second.

    The second one is often that of a surname or a place: 区 ou, 覃 qin, 歙 she.
    """
    listed = pinyin_dict[ord(character)].split(",")
    known = list(dict.fromkeys(filter(_has_vowel, map(_without_tone, listed))))
    first = known[: 2 if uses or _is_common(character) else 1]
    used = [reading for reading, _count in uses.most_common() if _has_vowel(reading)]
    extra = NOT_IN_PYPINYIN.get(character, ())
    return list(dict.fromkeys((*extra, *first, *used)))[:MOST_READINGS]


def _spellings(reading: str) -> Iterator[str]:
    """Yield how a reading is typed: lüe and nüe with v, and without, as keyboards allow both."""
    yield reading
    if reading in ("lve", "nve"):
        yield reading.replace("v", "u")


def _without_tone(reading: str) -> str:
    apart = unicodedata.normalize("NFD", reading)
    toneless = "".join(mark for mark in apart if mark not in TONES)
    return unicodedata.normalize("NFC", toneless).replace("ü", "v")


def _has_vowel(reading: str) -> bool:
    return reading.isascii() and not set(reading).isdisjoint("aeiouv")


def _is_folded(character: str) -> bool:
    return fold(character) == character


def _is_common(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


if __name__ == "__main__":
    main()
