"""The tables of repair: how characters are read, what makes them simplified, which are words."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter, defaultdict
from functools import cache
from typing import Any

from casearchive.resources import resource_path

PINYIN_LETTERS = "a-züāáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜńňǹḿêɑɡ"
_TONES = dict.fromkeys((0x304, 0x301, 0x30C, 0x300))  # macron, acute, caron, grave
_LOOKALIKES = str.maketrans("ɑɡ", "ag")  # what some converters write for a and g

# 陕西 is often written with 陜 (the xiá of narrow passes), which simplifying leaves as it is.
_SHAANXI = re.compile("[陜陝](?=[西北南甘川])|(?<=[川晋])[陜陝]")


def is_han(character: str) -> bool:
    """Say whether it is a Chinese character of the usual blocks."""
    return "㐀" <= character <= "\u9fff"


def is_private(character: str) -> bool:
    """Say whether it is a private-use character, which stands for a pair of bytes GBK leaves."""
    return "\ue000" <= character <= "\uf8ff"


def is_reading(character: str, pinyin: str) -> bool:
    """Say whether `pinyin` is how `character` is read, whatever the tone."""
    return toneless(pinyin) in _toneless_readings().get(character, ())


def toneless(pinyin: str) -> str:
    """Return a reading without its tone mark: nǚ → nü."""
    apart = unicodedata.normalize("NFD", pinyin.strip().translate(_LOOKALIKES))
    return unicodedata.normalize("NFC", apart.translate(_TONES))


def read_so(pinyin: str) -> str:
    """Return the characters with this very reading, tone and all; failing that, without tone."""
    written = unicodedata.normalize("NFC", pinyin.strip().translate(_LOOKALIKES))
    found: str = _readings().get(written, "")
    if found:
        return found
    plain = toneless(pinyin)
    return "".join(
        dict.fromkeys(c for r, cs in _readings().items() if toneless(r) == plain for c in cs)
    )


@cache
def with_lead(lead: int, pinyin: str) -> tuple[str, ...]:
    """Return the characters of GBK that begin with `lead`, end in a high byte and are read so.

    Only a byte that may begin a character takes the parenthesis after it along.
    """
    pairs = ((character, character.encode("gbk")) for character in read_so(pinyin))
    return tuple(character for character, pair in pairs if pair[0] == lead and pair[1] > 0x80)


def simplify(text: str) -> str:
    """Return `text` in Simplified characters, one for one, as OpenCC's tw2s has it."""
    single, phrases, longest = _simplifying()
    out: list[str] = []
    copied = 0
    for match in _phrase_heads().finditer(text):
        place = match.start()
        if place < copied:
            continue  # inside the phrase before
        for length in range(min(longest, len(text) - place), 1, -1):
            if (phrase := phrases.get(text[place : place + length])) is not None:
                out += text[copied:place].translate(single), phrase
                copied = place + length
                break
    out.append(text[copied:].translate(single))
    return _SHAANXI.sub("陕", "".join(out))


def is_traditional(character: str) -> bool:
    """Say whether only Traditional texts write it."""
    return ord(character) in _simplifying()[0]


def is_ambiguous(character: str) -> bool:
    """Say whether words decide how it is simplified: 著 乾 藉 徵."""
    return character in _ambiguous()


def is_word(two: str) -> bool:
    """Say whether two simplified characters make a word of the list."""
    return two in _words()


@cache
def is_common(character: str) -> bool:
    """Say whether it is, simplified, one of the 3,755 characters of GB 2312's first level."""
    try:
        pair = simplify(character).encode("gb2312")
    except UnicodeEncodeError:
        return False
    return 0xB0 <= pair[0] <= 0xD7


@cache
def _readings() -> dict[str, str]:
    content: dict[str, str] = _load("readings.json")["characters"]
    return {unicodedata.normalize("NFC", reading): found for reading, found in content.items()}


@cache
def _toneless_readings() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for reading, characters in _readings().items():
        plain = toneless(reading)
        for character in characters:
            found[character].add(plain)
    return {character: frozenset(readings) for character, readings in found.items()}


@cache
def _simplifying() -> tuple[dict[int, int], dict[str, str], int]:
    content = _load("simplify.json")
    single = dict(zip(map(ord, content["from"]), map(ord, content["to"]), strict=True))
    phrases: dict[str, str] = content["phrases"]
    return single, phrases, max(map(len, phrases))


@cache
def _phrase_heads() -> re.Pattern[str]:
    heads = {phrase[0] for phrase in _simplifying()[1]}
    return re.compile(f"[{''.join(sorted(heads))}]")


@cache
def _ambiguous() -> frozenset[str]:
    """Return the characters that phrases simplify otherwise than they stand alone, more than one.

    A single phrase is a slip of the dictionary (不可貲計) as often as a rule.
    """
    single, phrases, _longest = _simplifying()
    times = Counter(
        old
        for phrase, value in phrases.items()
        for old, new in zip(phrase, value, strict=True)
        if single.get(ord(old), ord(old)) != ord(new)
    )
    return frozenset(character for character, count in times.items() if count > 1)


@cache
def _words() -> frozenset[str]:
    lines = resource_path("repair", "words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line[0] + second for line in lines if line[0] != "#" for second in line[1:])


def _load(name: str) -> Any:
    return json.loads(resource_path("repair", name).read_text(encoding="utf-8"))
