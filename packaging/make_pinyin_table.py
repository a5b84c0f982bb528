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
TONES = "\u0304\u0301\u030c\u0300"  # macron, acute, caron, grave
RARE = 1, 20  # a reading that has once been met among more than 20 is not a usual one

# Surnames and places, which a dictionary of words hardly has: 区姓, 六安, 浚县, 珲春, 洪洞.
IN_NAMES = (
    "区ou 盖ge 覃qin 翟zhai 缪miao 宓fu 员yun 召shao 种chong 洗xian 祭zhai 适kuo 郗chi 繁po"
    " 单shan 单chan 万mo 么yao 六lu 番pan 谷yu 铅yan 歙xi 荥ying 珲hun 筠jun 垌tong 洞tong 浚xun"
    " 栎yue 峙shi 宕tan 塞sei 荨qian 嗯en"
)

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
    """Return how a character is read in words and names, at least its first reading.

    Of a common character that stands in no word, the second one counts too.
    """
    listed = pinyin_dict[ord(character)].split(",")
    known = list(dict.fromkeys(map(_without_tone, listed)))
    first = known[: 2 if _is_common(character) and not uses else 1]
    seldom, many = RARE
    often = [reading for reading, count in uses.items() if count > seldom or uses.total() <= many]
    named = [name[1:] for name in IN_NAMES.split() if name[0] == character]
    return [one for one in dict.fromkeys((*first, *often, *named)) if _has_vowel(one)]


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
