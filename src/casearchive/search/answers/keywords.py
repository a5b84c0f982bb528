"""Keywords: what a text says again and again, and can be looked up in the index.

A keyword is a pair of Chinese neighbours, for those are the tokens of the index, or a whole word of
another script. A pair may be torn out of a longer word; :func:`readable` mends it.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice

from casearchive.search.text.fold import words
from casearchive.search.text.tokens import DENSITY, term_tokens

_LONGEST_TEXT = 50_000  # characters that are read of one case
_stretches = re.compile("[\u2e80-\U0010ffff]{2,}|[^\\W\\d_\u2e80-\U0010ffff]{4,24}")
_FIRST_WIDE = "\u2e80"

# Pairs with one of these are torn or say nothing, and so are pairs of those only.
_EMPTY = frozenset("的了是在及与把被将等也都就而其于这那着又很更还并或们哪件怎么只没不")
# What a case says of its own sources and of how it is written.
_ABOUT_SOURCES = frozenset(
    [
        "报道",
        "原文",
        "文未",
        "未载",
        "记者",
        "本报",
        "有写",
        "年份",
        "推定",
        "材料",
        "做法",
        "数字",
        "参训",
        "案例",
        "学员",
    ]
)
_NUMBERS = frozenset("〇零一二两三四五六七八九十百千万亿多余元年月日个人户亩名次")

_LONGEST_WORD = 8
_MOST_PLACES = 50
_MOSTLY = 0.7  # of its places: there a pair continues in the same way
_OFTEN = {least: mark for mark, least in DENSITY}[4]


def count_keywords(folded: str) -> Counter[str]:
    """Return how often the possible keywords of a folded text occur."""
    counts: Counter[str] = Counter()
    for word in words(folded[:_LONGEST_TEXT]):
        for stretch in _stretches.findall(word):
            counts.update(_pairs(stretch) if stretch >= _FIRST_WIDE else (stretch,))
    return counts


def often_expression(keyword: str) -> str:
    """Return the expression over ``case_text`` for cases that say it often or in their head."""
    return " AND ".join(f'"{token}{_OFTEN}"' for token in term_tokens(keyword))


def readable(keyword: str, folded: str, is_shared: Callable[[str], bool]) -> tuple[int, int]:
    """Return where a keyword stands in a folded text, with what mostly stands around it.

    It grows, while `is_shared` says that the longer piece stands in the other text too: 彩椒 is
    五彩椒 where both mostly say so.
    """
    found = list(islice(_places(keyword, folded), _MOST_PLACES))
    start, end = 0, len(keyword)  # from each of the places on
    enough = _MOSTLY * len(found)
    grown = keyword >= _FIRST_WIDE and bool(found)
    while grown and end - start < _LONGEST_WORD:
        grown = False
        for before, after in ((1, 0), (0, 1)):
            longer = start - before, end + after
            pieces = Counter(folded[max(0, at + longer[0]) : at + longer[1]] for at in found)
            piece, count = pieces.most_common(1)[0]
            if count >= enough and _is_word(piece, longer[1] - longer[0]) and is_shared(piece):
                start, end = longer
                found = [at for at in found if folded[at + start : at + end] == piece]
                grown = True
    return (found[0] + start, found[0] + end) if found else (0, 0)


def _pairs(stretch: str) -> Iterator[str]:
    for pair in map(str.__add__, stretch, stretch[1:]):
        told = not _EMPTY.isdisjoint(pair) or _NUMBERS.issuperset(pair)
        if not told and pair not in _ABOUT_SOURCES:
            yield pair


def _places(piece: str, text: str) -> Iterator[int]:
    at = text.find(piece)
    while at >= 0:
        yield at
        at = text.find(piece, at + 1)


def _is_word(piece: str, length: int) -> bool:
    return (
        len(piece) == length
        and min(piece) >= _FIRST_WIDE
        and _EMPTY.isdisjoint(piece)
        and words(piece) == [piece]
    )
