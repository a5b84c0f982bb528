"""Pieces: tokens of three letters and more, for words of which every part is common.

Pairs tell where 合作社 may stand; whether it does, only the text tells. Where both its pairs stand
in most cases, that would be reading most texts. So three letters with two common pairs have a token
of their own, four letters with two common threes as well, and so on: whatever is looked for either
*is* a token, or a part of it is rare enough that few texts are to be read. Which pieces are common
is learnt from some cases; to be wrong about it costs time, never a match.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import compress, count
from operator import and_

from casearchive.search.text.fold import fold, words

LONGEST = 12  # letters of a piece
_BETWEEN = " "  # no word holds it, so no common piece reaches across


def joined_words(texts: Iterable[str]) -> str:
    """Return the folded words of the texts in one, in which pieces are looked for."""
    return _BETWEEN.join(word for text in texts for word in words(fold(text)))


def pieces_in(joined: str, common: AbstractSet[str]) -> set[str]:
    """Return the pieces in joined words, or in one word, that have a token of their own."""
    return {piece for pieces in _by_length(joined, common) for piece in pieces}


def longest_pieces(word: str, common: AbstractSet[str]) -> tuple[str, ...]:
    """Return those pieces in a word that lie in no longer one, in order."""
    found = pieces_in(word, common)
    covered = {part for piece in found for part in (piece[1:], piece[:-1])}
    return tuple(sorted(found - covered, key=word.find))


def learn_common(texts: Sequence[str], share: float) -> set[str]:
    """Return the pairs, and the longer pieces made of such, in at least a share of joined texts."""
    least = share * len(texts)
    counts = Counter(pair for text in texts for pair in set(_pairs(text)))
    common = {pair for pair, count in counts.items() if count >= least and _BETWEEN not in pair}
    levels = [_by_length(text, common) for text in texts]
    while True:  # as long as one step adds to what is common, the next one finds longer pieces
        counts = Counter(piece for level in levels for piece in next(level, ()))
        found = {piece for piece, count in counts.items() if count >= least}
        if not found:
            return common
        common |= found


def _by_length(joined: str, common: AbstractSet[str]) -> Iterator[set[str]]:
    """Yield the pieces of three letters, then those of four, and so on.

    What is common may be learnt meanwhile, from each length before the next is asked for.
    """
    flags = list(map(common.__contains__, _pairs(joined)))
    starts = list(compress(count(), map(and_, flags, flags[1:])))
    for size in range(3, LONGEST + 1):
        pieces = [joined[place : place + size] for place in starts]
        yield set(pieces)
        following = set(compress(starts, map(common.__contains__, pieces)))
        starts = [place for place in starts if place in following and place + 1 in following]
        if not starts:
            return


def _pairs(joined: str) -> Iterator[str]:
    return map(str.__add__, joined, joined[1:])
