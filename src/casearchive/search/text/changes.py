"""Which tokens go and which come where one document takes another's place.

A save changes some words of thousands, and making all tokens is most of what a save would cost.
Every token stands for a short piece of text, wherever that is. So only pieces at the change can go
or come, and only they are looked up in the whole of the old text and the new.
"""

from collections import Counter
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from itertools import zip_longest
from typing import TypeAlias

from casearchive.search.documents import Document
from casearchive.search.text.fold import PART_BREAK, fold
from casearchive.search.text.joints import joint_token, joints
from casearchive.search.text.pieces import LONGEST, pieces_in
from casearchive.search.text.tokens import (
    count_grams,
    gram_tokens,
    head_texts,
    join_words,
    piece_token,
    text_tokens,
    texts_counted,
    tokens_apart,
)

Counted: TypeAlias = tuple[str, int]  # a text, and the times each occurrence in it counts

_AROUND = LONGEST - 1  # as far from a change begins or ends a piece that reaches into it
_MANY = 800  # letters at changes; from about there on it is as fast to make all tokens


def token_changes(
    old: Document, new: Document, common: AbstractSet[str] = frozenset()
) -> tuple[set[str], set[str]]:
    """Return the tokens of :func:`text_tokens` that go, and those that come."""
    less, more = _differing(texts_counted(old), texts_counted(new))
    if sum(len(text) for text, _times in (*less, *more)) > _MANY:
        before, after = text_tokens(old, common), text_tokens(new, common)
    else:
        grams = {gram for gram, _count in _grams_in(less).items() ^ _grams_in(more).items()}
        pieces = _pieces_in(less, common) ^ _pieces_in(more, common)
        joined = _joints_in(less) ^ _joints_in(more)
        before, after = (_Whole(it).tokens(grams, pieces, joined) for it in (old, new))
    if old.filters != new.filters or head_texts(old) != head_texts(new):
        before, after = before | tokens_apart(old), after | tokens_apart(new)
    return before - after, after - before


class _Whole:
    """All that is looked for in of one document, to be asked for single pieces."""

    def __init__(self, document: Document) -> None:
        by_times = _by_times(texts_counted(document))
        self._texts = {times: fold(PART_BREAK.join(texts)) for times, texts in by_times.items()}

    def tokens(
        self, grams: Iterable[str], pieces: Iterable[str], joined: Iterable[str]
    ) -> set[str]:
        """Return the tokens of those of the grams, pieces and joints that stand in it."""
        return {
            *gram_tokens({gram: self._count(gram) for gram in grams}),
            *map(piece_token, filter(self._holds, pieces)),
            *map(joint_token, filter(self._holds, joined)),
        }

    def _count(self, gram: str) -> int:
        return sum(times * _occurrences(gram, text) for times, text in self._texts.items())

    def _holds(self, piece: str) -> bool:
        return any(piece in text for text in self._texts.values())


def _occurrences(gram: str, text: str) -> int:
    """Count where a gram of up to three letters stands, those that overlap as well."""
    if len(gram) == 1 or gram[0] != gram[-1]:
        return text.count(gram)  # it cannot overlap itself
    count, place = 0, text.find(gram)
    while place >= 0:
        count, place = count + 1, text.find(gram, place + 1)
    return count


def _differing(
    old: Iterable[Counted], new: Iterable[Counted]
) -> tuple[list[Counted], list[Counted]]:
    """Return the stretches of texts that go and those that come."""
    before, after = Counter(old), Counter(new)
    gone, come = (_by_times(it.elements()) for it in (before - after, after - before))
    less: list[Counted] = []
    more: list[Counted] = []
    for times in gone.keys() | come.keys():
        # Which text became which is a guess; a wrong one makes the stretches longer, not wrong.
        for pair in zip_longest(gone.get(times, ()), come.get(times, ()), fillvalue=""):
            whence, whither = _stretches(*pair)
            less.append((whence, times))
            more.append((whither, times))
    return less, more


def _by_times(texts: Iterable[Counted]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for text, times in texts:
        found.setdefault(times, []).append(text)
    return found


def _stretches(old: str, new: str) -> tuple[str, str]:
    """Return what differs between two texts, with as much around it as a piece may reach into."""
    before = _length_alike(old, new)
    after = _length_alike(old[before:][::-1], new[before:][::-1])
    start, left_out = max(before - _AROUND, 0), max(after - _AROUND, 0)
    return old[start : len(old) - left_out], new[start : len(new) - left_out]


def _length_alike(one: str, other: str) -> int:
    """Return how many letters two texts begin with in common."""
    least, most = 0, min(len(one), len(other))
    while least < most:
        middle = (least + most + 1) // 2
        if one[least:middle] == other[least:middle]:
            least = middle
        else:
            most = middle - 1
    return least


def _grams_in(texts: Iterable[Counted]) -> Counter[str]:
    return count_grams(join_words(texts))


def _pieces_in(texts: Iterable[Counted], common: AbstractSet[str]) -> set[str]:
    return pieces_in(" ".join(join_words(texts).values()), common) if common else set()


def _joints_in(texts: Iterable[Counted]) -> set[str]:
    texts = list(texts)
    return joints(map(fold, (text for text, _times in texts)), _grams_in(texts).keys())
