"""What may stand in a gap, the likeliest first: by the words around it and by the page itself."""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import cache
from itertools import pairwise

from casearchive.exchange.repair.tables import is_common, is_han, is_word, simplify

_MOST = 8
_SECOND_BYTES = (*range(0x40, 0x7F), *range(0x80, 0xFF))
_COUNTED = "月日年个名人户亩元万亿次场批条家届期号时分点岁"  # what a figure stands before

_YEAR = re.compile("[0-9]{3}年")


class Context:
    """How often characters and pairs stand in the repaired page."""

    def __init__(self, text: str) -> None:
        self._single = Counter(filter(is_han, text))
        self._pairs = Counter(a + b for a, b in pairwise(text))

    def rank(self, character: str, left: str, right: str) -> float:
        """Return how well a character fits between two others."""
        pairs = (left[-1:] + character, character + right[:1])
        score = sum(2.0 * math.log1p(self._pairs[pair]) + 4.0 * is_word(pair) for pair in pairs)
        return score + 0.5 * math.log1p(self._single[character])


def characters(lead: int, left: str, right: str, context: Context) -> tuple[str, ...]:
    """Return the characters whose first byte is `lead`, those that fit best first, at most 8."""
    found = _with_lead(lead)
    ranked = sorted(found, key=lambda one: -context.rank(one, left, right))
    return tuple(ranked[:_MOST])


@cache
def _with_lead(lead: int) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for second in _SECOND_BYTES:
        try:
            character = simplify(bytes((lead, second)).decode("gbk"))
        except UnicodeDecodeError:
            continue
        if is_han(character) and is_common(character):
            found[character] = None
    return tuple(found)


def single_bytes(left: str, right: str, published: str) -> tuple[str, ...]:
    """Return what one lost ASCII character may have been: digits before what is counted, or a mark.

    A month lies before that of publishing, the nearest first: nobody reports what is to come.
    """
    if right[:1].isdigit():
        return ("2", "1", *"3456789") if _YEAR.match(right) else tuple("123456789")
    if right[:1] not in _COUNTED:
        return ("，", "：", "；", "（", "）", " ")
    if left[-1:].isdigit():
        return tuple("0123456789")
    month = int(published[5:7]) if right[:1] == "月" and len(published) >= 7 else 0
    if month:
        return tuple(str(one) for one in range(min(month, 9), 0, -1))
    return tuple("123456789")
