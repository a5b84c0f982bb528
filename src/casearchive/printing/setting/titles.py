"""Titles over several lines: shaped as a trapezoid or a lozenge, words kept whole (GB/T 9704).

Chinese writes no spaces between words, and no dictionary is at hand: a line ends by preference at a
mark, beside a particle or where the script changes, and never where no line may end.
"""

from collections.abc import Callable
from functools import cache
from itertools import pairwise

from casearchive.printing.setting.joints import may_break, opening_joints

MOST_LINES = 5  # a longer title is no title; it is set like any other text
_AFTER = frozenset("的与和及之为在对以从到把被让将或、，：；！？》”）— ")
_BEFORE = frozenset("的与和及在对以从到把被让将或并而《“（—")
_WORDS_TOGETHER = """
参与 与会 与其 目的 的确 关于 对于 由于 在于 基于 为了 为主 作为 成为 行为 认为
以及 及其 以来 以上 以下 可以 所以 得以 从事 自从 对接 对比 面对 针对 应对 把握
转让 让利 和谐 和睦 和美 温和 共和 到位 到户 达到 得到 收到 存在 现在 在地 并且
合并 并购 而且 普及 涉及 将来 即将 或者 之一 之前 之后 总之 被动
"""  # that hold such a character: no line ends inside them
_WORDS = frozenset(_WORDS_TOGETHER.split())
_BAD, _FAIR = 6.0, 0.0  # what ending a line costs: inside what may be a word, at a mark or particle
_HOURGLASS, _EQUAL, _LONELY = 8.0, 1.5, 12.0
_FEWEST = 4  # em: a shorter line looks lost


def tapered(text: str, width_of: Callable[[str], float], measure: float, em: float) -> str:
    """Return a title with a line end wherever one is to be; one that fits a line stays as it is.

    `width_of` gives the width of a text in points; `measure` and `em` are points too.
    """
    text = " ".join(text.split(" ")).strip()
    if "\n" in text or not text:
        return text  # whoever typed it has decided
    whole = width_of(text)
    if whole <= measure or whole > MOST_LINES * measure:
        return text
    fewest = int(whole // measure) + 1
    for count in (fewest, fewest + 1):
        cuts = _best_cuts(text, width_of, measure / em, em, count)
        if cuts:
            edges = [0, *cuts, len(text)]
            return "\n".join(text[a:b].strip() for a, b in pairwise(edges))
    return text


def _best_cuts(
    text: str, width_of: Callable[[str], float], room: float, em: float, count: int
) -> tuple[int, ...]:
    """Return where `count` lines end that look best, or nothing where they do not fit."""
    ideal = width_of(text) / em / count
    hung = opening_joints(text)
    places = [i for i in range(1, len(text)) if i not in hung and may_break(text[i - 1], text[i])]

    @cache
    def width(start: int, stop: int) -> float:
        return width_of(text[start:stop].strip()) / em

    best: tuple[float, tuple[int, ...]] = (float("inf"), ())

    def search(cuts: tuple[int, ...], cost: float) -> None:
        nonlocal best
        start = cuts[-1] if cuts else 0
        if cost >= best[0]:
            return
        if len(cuts) == count - 1:
            widths = [width(a, b) for a, b in zip((0, *cuts), (*cuts, len(text)), strict=True)]
            if widths[-1] <= room:
                total = cost + _shape(widths)
                if total < best[0]:
                    best = (total, cuts)
            return
        for place in places:
            if place <= start:
                continue
            wide = width(start, place)
            if wide > room:
                break
            if wide < ideal * 0.45:
                continue
            search((*cuts, place), cost + _ending(text, place) + abs(wide - ideal) * 0.6)

    search((), 0.0)
    return best[1]


def _ending(text: str, place: int) -> float:
    before, after = text[place - 1], text[place]
    if before + after in _WORDS:
        return _BAD
    changes = before.isascii() != after.isascii()
    return _FAIR if before in _AFTER or after in _BEFORE or changes else _BAD


def _shape(widths: list[float]) -> float:
    """Return what the outline of the lines costs: no waist, no brick, no lonely word."""
    cost = sum(_LONELY for width in widths if width < _FEWEST)
    for left, middle, right in zip(widths, widths[1:], widths[2:], strict=False):
        if middle < left and middle < right:
            cost += _HOURGLASS
    if max(widths) - min(widths) < 1:
        cost += _EQUAL
    return cost


_DIGITS = "〇一二三四五六七八九"


def chinese_number(number: int) -> str:
    """Return a number from 1 to 99 as headings count: 一, 十, 二十三; larger ones in figures."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    front = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return front + (_DIGITS[ones] if ones else "")


def heading_number(pattern: str, number: int) -> str:
    """Return a heading's number after a template's pattern: 一、 （一） 1. or （1）."""
    written = chinese_number(number) if "一" in pattern else str(number)
    return pattern.replace("一", written).replace("1", written) if pattern else ""
