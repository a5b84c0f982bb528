"""Write resources/search/fold.json, the table by which search folds characters.

Run it where OpenCC is installed (``pip install opencc``; the program itself does not need it):

    python packaging/make_fold_table.py

The Traditional to Simplified pairs come from OpenCC's character dictionary (Apache-2.0,
https://github.com/BYVoid/OpenCC), everything else from Python's Unicode data. Whoever writes a
different table also raises `FOLD_VERSION` beside the reader of the table, so that old indexes go.
"""

import importlib
import json
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

TABLE = Path(__file__).parents[1] / "resources" / "search" / "fold.json"
EVERY_CODE_POINT = range(0x110000)
SURROGATES = range(0xD800, 0xE000)
HANGUL_SYLLABLES = range(0xAC00, 0xD7A4)
RESERVED = range(0xFDD0, 0xFDF0)  # noncharacters, which the index needs for its own marks

# OpenCC decides these by the word they stand in; one character to one, the spelling of the
# commonest word decides: 瞭解 隨著 憑藉 復甦 must find 了解 随着 凭借 复苏.
DECIDED_BY_WORD = {"著": "着", "瞭": "了", "藉": "借", "祇": "只", "衹": "只", "甦": "苏"}

# Letters, numbers, marks and pictures (emoji, ℃) are searched; these kinds stand between words.
BETWEEN_WORDS = ("P", "Z", "Cc", "Cf", "Cs", "Sm", "Sc", "Sk")  # Unicode general categories
JOINERS = frozenset("\u200c\u200d")  # part of Uyghur and Persian words, and of emoji
SKIN_TONES = range(0x1F3FB, 0x1F400)


def main() -> None:
    """Build the table and write it."""
    opencc = importlib.import_module("opencc")
    table = folding(opencc.OpenCC("t2s").convert)
    content = {
        "about": "Written by packaging/make_fold_table.py; do not edit.",
        "sources": f"OpenCC {opencc.__version__} (Apache-2.0) t2s characters; "
        f"Unicode {unicodedata.unidata_version}",
        "from": "".join(table),
        "to": "".join(table.values()),
        "between_words": [f"{first:X}-{last:X}" for first, last in separators()],
    }
    TABLE.parent.mkdir(parents=True, exist_ok=True)
    TABLE.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def folding(simplify: Callable[[str], str]) -> dict[str, str]:
    """Return every character that folds to another one, with that other; folding twice is once."""
    table: dict[str, str] = {}
    for code in EVERY_CODE_POINT:
        if code in SURROGATES or code in HANGUL_SYLLABLES:
            continue
        character = chr(code)
        folded = _settled(character, simplify)
        if folded != character:
            table[character] = folded
    return table


def _settled(character: str, simplify: Callable[[str], str]) -> str:
    seen = [character]
    while (following := _one_step(seen[-1], simplify)) not in seen:
        seen.append(following)
    if following != seen[-1]:
        raise ValueError(f"folding runs in a circle: {seen}")
    return following


def _one_step(character: str, simplify: Callable[[str], str]) -> str:
    """Fold one character by one rule: one code point in, one out, or it stays as it is."""
    if unicodedata.category(character) == "Cc" and character != "\n":
        return " "
    for candidate in (
        unicodedata.normalize("NFKC", character),
        character.lower(),
        _without_accent(character),
        DECIDED_BY_WORD.get(character) or simplify(character),
    ):
        if len(candidate) == 1 and candidate != character:
            return candidate
    return character


def _without_accent(character: str) -> str:
    if "LATIN" not in unicodedata.name(character, ""):
        return character
    apart = unicodedata.normalize("NFKD", character)
    accents_only = all(unicodedata.combining(mark) for mark in apart[1:])
    return apart[0] if apart[0].isalpha() and accents_only else character


def separators() -> Iterator[tuple[int, int]]:
    """Yield the ranges of code points (first, last) that stand between words."""
    first: int | None = None
    for code in EVERY_CODE_POINT:
        between = _stands_between(code)
        if between and first is None:
            first = code
        elif not between and first is not None:
            yield first, code - 1
            first = None
    if first is not None:
        yield first, EVERY_CODE_POINT[-1]


def _stands_between(code: int) -> bool:
    if code in RESERVED:
        return True
    if code in SKIN_TONES or chr(code) in JOINERS:
        return False
    return unicodedata.category(chr(code)).startswith(BETWEEN_WORDS)


if __name__ == "__main__":
    main()
