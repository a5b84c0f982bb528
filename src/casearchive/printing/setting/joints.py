"""Between which characters a line may end, by GB/T 15834 and W3C's clreq.

No closing mark begins a line and no opening mark ends one (避头尾); Latin words, web addresses and
numbers with their units have joints of their own.
"""

import re
import unicodedata
from functools import lru_cache

from casearchive.domain.amounts import amounts_in
from casearchive.printing.setting.text import JOINED, LATIN_QUOTES, LONG_DASH

_OPEN_LATIN, _CLOSE_LATIN, _OPEN_SINGLE, _CLOSE_SINGLE = (LATIN_QUOTES[q] for q in "“”‘’")
NOT_AT_START = frozenset(
    "，。、；：？！,.;:?!)]}”’）》〉】」』〕｝］〗％%‰℃°·‧・…～~ー々〻"
    + _CLOSE_LATIN
    + _CLOSE_SINGLE
)
NOT_AT_END = frozenset("“‘（《〈【「『〔｛［〖([{￥¥$£＄#＃№" + _OPEN_LATIN + _OPEN_SINGLE)
_OPENED = re.compile(f"[{re.escape(''.join(sorted(NOT_AT_END)))}] +")
_UNBROKEN = frozenset("…—" + LONG_DASH)
_JOINED_FIRST, _JOINED_LAST = chr(JOINED), chr(JOINED + 0xFFFF)
_WORD = f"!-~\xa1-\u1fff{_JOINED_FIRST}-{_JOINED_LAST}" + "".join(LATIN_QUOTES.values())
_STAND_IN_QUOTES = frozenset(LATIN_QUOTES.values())
_WORDS = re.compile(f"[{_WORD}]+")
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+")
_ADDRESS_JOINT = re.compile(r"[/?&=_\-.](?=[A-Za-z0-9])")


def is_word(char: str) -> bool:
    """Tell whether a character belongs to Latin words, which are neither broken nor spread."""
    return (
        "!" <= char <= "~"
        or "\xa1" <= char <= "\u1fff"
        or _JOINED_FIRST <= char <= _JOINED_LAST
        or char in _STAND_IN_QUOTES
    )


def is_han(char: str) -> bool:
    """Tell whether a character is written in the em square: Chinese, kana; no marks."""
    return (
        "\u3400" <= char <= "\u9fff"
        or "\u2e80" <= char <= "\u2fff"
        or char in "〇々"
        or "\u3040" <= char <= "\u30ff"
        or "\uf900" <= char <= "\ufaff"
        or "\U00020000" <= char <= "\U0003ffff"
    )


def word_spans(text: str) -> list[tuple[int, int]]:
    """Return the (start, stop) of every Latin word in `text`."""
    return [match.span() for match in _WORDS.finditer(text)]


@lru_cache(maxsize=65536)
def may_break(before: str, after: str) -> bool:
    """Tell whether a line may end with `before` and the next begin with `after`."""
    if after in NOT_AT_START or before in NOT_AT_END or after == " " or "\xa0" in (before, after):
        return False
    if before == " ":
        return True
    if before in _UNBROKEN and after in _UNBROKEN:
        return False
    if unicodedata.combining(after):
        return False
    if is_word(before) and is_word(after):
        # Not after a hyphen: readers of PDF text drop one that ends a line.
        return before == "/" and after.isalpha()
    return True


def address_joints(text: str) -> frozenset[int]:
    """Return where a web address may be broken: after its joints."""
    if "://" not in text and "www." not in text:
        return frozenset()
    return frozenset(
        match.start() + joint.end()
        for match in _ADDRESS.finditer(text)
        for joint in _ADDRESS_JOINT.finditer(match.group())
    )


def opening_joints(text: str) -> frozenset[int]:
    """Return the indices behind an opening mark and spaces, which no line shows at its end."""
    spans = (match.span() for match in _OPENED.finditer(text)) if " " in text else ()
    return frozenset(index for start, stop in spans for index in range(start + 1, stop + 1))


def amount_joints(text: str) -> tuple[frozenset[int], frozenset[int]]:
    """Return the indices inside the words of units, and those between numbers and their units."""
    units: set[int] = set()
    counted: set[int] = set()
    for start, unit, end in amounts_in(text):
        units.update(range(unit + 1, end))
        counted.update(range(start + 1, unit + 1))
    return frozenset(units), frozenset(counted)
