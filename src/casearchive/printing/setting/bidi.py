"""The Unicode bidirectional algorithm (UAX #9) for one paragraph: levels, and the order of a line.

Rules P2 and P3, W1 to W7, N0 to N2, I1 and I2 settle the levels; L2 puts a line into order.
Explicit embeddings, overrides and isolates (X1 to X9) do not occur: their controls never reach a
page, since they could turn the text around them (see :mod:`.text`).
"""

import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Literal, TypeAlias, TypeVar

from casearchive.printing.setting.text import LATIN_QUOTES

Direction: TypeAlias = Literal["ltr", "rtl"]
Item = TypeVar("Item")

_STRONG = frozenset(("L", "R", "AL"))
_NEUTRAL = frozenset(("B", "S", "WS", "ON"))
_PAIRS = dict(zip("([{（［｛〈《「『【〔〖〘〚⟨‹«", ")]}）］｝〉》」』】〕〗〙〛⟩›»", strict=True))
_UNPAIRED = frozenset("‹›«»")  # mirrored, but no brackets to rule N0
_CLOSERS = {close: open_ for open_, close in _PAIRS.items() if open_ not in _UNPAIRED}
_MOST_OPEN = 63  # brackets open at once; with more, UAX #9 stops looking for pairs
_STAND_INS = frozenset(LATIN_QUOTES.values())


@lru_cache(maxsize=8192)
def _class_of(char: str) -> str:
    """Return a character's bidirectional class; what has no place in a page counts as neutral."""
    kind = unicodedata.bidirectional(char)
    if char in _STAND_INS or not kind or kind == "BN":
        return "ON"
    return kind


def levels(text: str, base: Direction) -> list[int]:
    """Return the embedding level of each character: even reads from the left, odd from the right.

    A line end in `text` ends nothing: the paragraph is one.
    """
    level = 1 if base == "rtl" else 0
    edge = "R" if level else "L"
    kinds = [_class_of(char) for char in text]
    _resolve_weak(kinds, edge)
    _resolve_brackets(text, kinds, edge)
    _resolve_neutral(kinds, edge)
    return [level + _raised(kind, level) for kind in kinds]


def _raised(kind: str, level: int) -> int:
    """Return what a class adds to its paragraph's level (I1, I2)."""
    if level % 2 == 0:
        return {"R": 1, "AN": 2, "EN": 2}.get(kind, 0)
    return 0 if kind == "R" else 1


def _resolve_weak(kinds: list[str], edge: str) -> None:
    """Settle marks, numbers and what stands at numbers (W1 to W7)."""
    strong = edge
    for index, kind in enumerate(kinds):
        if kind == "NSM":  # W1
            kinds[index] = kinds[index - 1] if index else edge
        if kinds[index] in _STRONG:
            strong = kinds[index]
        elif kind == "EN" and strong == "AL":  # W2
            kinds[index] = "AN"
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]  # W3
    _resolve_beside_numbers(kinds)
    strong = edge
    for index, kind in enumerate(kinds):
        if kind in ("ES", "ET", "CS"):  # W6
            kinds[index] = "ON"
        elif kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":  # W7
            kinds[index] = "L"


def _resolve_beside_numbers(kinds: list[str]) -> None:
    """Make signs and separators of numbers a part of them (W4, W5)."""
    for index in range(1, len(kinds) - 1):  # W4
        left, kind, right = kinds[index - 1 : index + 2]
        same = left == right
        if (kind == "ES" and same and left == "EN") or (
            kind == "CS" and same and left in ("EN", "AN")
        ):
            kinds[index] = left
    at = 0
    for kind, group in groupby(list(kinds)):  # W5
        stop = at + len(list(group))
        if kind == "ET" and "EN" in (*kinds[at - 1 : at], *kinds[stop : stop + 1]):
            kinds[at:stop] = ["EN"] * (stop - at)
        at = stop


def _resolve_brackets(text: str, kinds: list[str], edge: str) -> None:
    """Give both brackets of a pair the direction of what they hold (N0)."""
    for start, stop in _bracket_pairs(text, kinds):
        inside = {_strong(kind) for kind in kinds[start + 1 : stop]} - {""}
        if edge in inside:
            kinds[start] = kinds[stop] = edge
        elif inside:
            around = (_strong(kind) for kind in reversed(kinds[:start]))
            before = next(filter(None, around), edge)
            kinds[start] = kinds[stop] = before


def _bracket_pairs(text: str, kinds: Sequence[str]) -> list[tuple[int, int]]:
    """Return where paired brackets stand, in the order of the opening ones (BD16)."""
    waiting: list[tuple[str, int]] = []
    pairs = []
    for index, char in enumerate(text):
        if kinds[index] != "ON":
            continue
        if char in _PAIRS and char not in _UNPAIRED:
            if len(waiting) == _MOST_OPEN:
                break
            waiting.append((char, index))
        elif char in _CLOSERS:
            for depth in range(len(waiting) - 1, -1, -1):
                if waiting[depth][0] == _CLOSERS[char]:
                    pairs.append((waiting[depth][1], index))
                    del waiting[depth:]
                    break
    return sorted(pairs)


def _resolve_neutral(kinds: list[str], edge: str) -> None:
    """Let neutrals take the direction they stand between, or the paragraph's (N1, N2)."""
    at = 0
    for neutral, group in groupby(list(kinds), key=_NEUTRAL.__contains__):
        stop = at + len(list(group))
        if neutral:
            left = _strong(kinds[at - 1]) if at else edge
            right = _strong(kinds[stop]) if stop < len(kinds) else edge
            kinds[at:stop] = [left if left == right else edge] * (stop - at)
        at = stop


def _strong(kind: str) -> str:
    """Return the direction a class stands for to its neighbours: numbers count as R."""
    return "R" if kind in ("R", "AN", "EN") else "L" if kind == "L" else ""


def in_visual_order(items: Sequence[Item], level_of: Callable[[Item], int]) -> list[Item]:
    """Return what stands on a line from left to right (L2)."""
    ordered = list(items)
    found = [level_of(item) for item in items]
    odd = [level for level in found if level % 2]
    if not odd:
        return ordered
    for level in range(max(found), min(odd) - 1, -1):
        at = 0
        while at < len(ordered):
            stop = at
            while stop < len(ordered) and found[stop] >= level:
                stop += 1
            ordered[at:stop] = reversed(ordered[at:stop])
            found[at:stop] = reversed(found[at:stop])
            at = max(stop, at + 1)
    return ordered


_MIRRORED = str.maketrans(
    _PAIRS
    | {close: open_ for open_, close in _PAIRS.items()}
    | {"<": ">", ">": "<", "≤": "≥", "≥": "≤"}
)


def turned(text: str) -> str:
    """Return marks as they stand in text that reads from the right, from left to right (L4)."""
    return text.translate(_MIRRORED)[::-1]
