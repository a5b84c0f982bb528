"""Questions: FTS5 expressions for the terms in which what was typed may be spelled.

Only grams made by :mod:`casearchive.search.store.terms` reach an expression. Every gram costs a
look into the index, and long pinyin can be cut in dozens of ways, so as few are asked as will do.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby, pairwise
from typing import TypeAlias

from casearchive.search.hints.spelling import Segments, likeliest, segmentations
from casearchive.search.store.terms import (
    characters_gram,
    first_character_gram,
    first_initials_gram,
    first_syllable_gram,
    initials_gram,
    syllables_gram,
)
from casearchive.search.text.pinyin import completions, is_latin, sounding

_MOST_COMPLETIONS = 12  # of an unfinished reading: ji has 10; zh has more and is an initial

Grams: TypeAlias = tuple[str, ...]  # a term has one of them
Way: TypeAlias = frozenset[Grams]  # a term has one of each of them


def question(typed: str, mark: str, *, beginning: bool, likely: bool) -> str:
    """Return the expression for terms of a mark that hold what was typed or begin with it.

    `typed` are letters (`typed_letters`), at least one. `likely` asks only for the likeliest ways
    to read them. Returns "" for what grams do not tell: a single initial amid a term.
    """
    ways = _ways(typed, beginning, likely)
    if frozenset() in ways:
        return ""
    return " OR ".join(
        f"({' AND '.join(_any_of(mark, grams) for grams in sorted(way))})" for way in ways
    )


def is_plain(typed: str) -> bool:
    """Say whether the likeliest ways to read the letters are all ways."""
    return _cuts(typed, True) == _cuts(typed, False)


@lru_cache(maxsize=16)
def _cuts(typed: str, likely: bool) -> tuple[Segments, ...]:
    return likeliest(_cuts(typed, False)) if likely else segmentations(typed)


@lru_cache(maxsize=16)
def _ways(typed: str, beginning: bool, likely: bool) -> tuple[Way, ...]:
    """Return what each way to read the letters asks, but none that asks more than another."""
    ways = {frozenset(_asked(cut, typed, beginning)) for cut in _cuts(typed, likely)}
    kept: list[Way] = []
    for way in sorted(ways, key=lambda way: (len(way), sorted(way))):
        if not any(other <= way for other in kept):
            kept.append(way)
    return tuple(kept)


def _any_of(mark: str, grams: Grams) -> str:
    quoted = " OR ".join(f'"{mark}{gram}"' for gram in grams)
    return f"({quoted})" if len(grams) > 1 else quoted


def _asked(cut: Segments, typed: str, beginning: bool) -> Iterator[Grams]:
    last = len(cut) - 1 if sum(map(len, cut)) == len(typed) else len(cut)
    sounds = [_sounds(segment, number == last) for number, segment in enumerate(cut)]
    if beginning:
        yield from _first(cut, sounds[0])
    for latin, run in groupby(range(len(cut)), lambda number: is_latin(cut[number][0])):
        numbers = list(run)
        if latin:
            yield from _read([cut[n][0] for n in numbers], [sounds[n] for n in numbers])
        else:
            yield from _written([cut[n] for n in numbers])


def _sounds(segment: str, unfinished: bool) -> Sequence[str]:
    """Return the readings a segment may stand for; none if it is an initial, which tells less."""
    if len(segment) == 1:
        return ()
    if unfinished:
        found = completions(segment)
        return found if len(found) <= _MOST_COMPLETIONS else ()
    return (segment,) if sounding(segment) else ()


def _first(cut: Segments, sounds: Sequence[str]) -> Iterator[Grams]:
    if not is_latin(cut[0][0]):
        yield (first_character_gram(cut[0]),)
        return
    initials = [segment[0] for segment in cut[:2] if is_latin(segment[0])]
    yield (first_initials_gram("".join(initials)),)
    if sounds:
        yield tuple(map(first_syllable_gram, sounds))


def _written(run: Sequence[str]) -> Iterator[Grams]:
    pairs = list(pairwise(run)) or [(run[0], "")]
    yield from ((characters_gram(one + following),) for one, following in pairs)


def _read(initials: Sequence[str], sounds: Sequence[Sequence[str]]) -> Iterator[Grams]:
    size = min(len(initials), 3)
    neighbours = zip(*(initials[start:] for start in range(size)), strict=False)
    grams = [(initials_gram("".join(some)),) for some in neighbours] if size > 1 else []
    literal = [gram for gram in grams if not set(gram[0][1:]).isdisjoint("iuv")]
    if literal:
        yield literal[0]  # no reading begins with i, u or v: few terms have such a gram
    else:
        yield from grams
        yield from _syllables(sounds)


def _syllables(run: Sequence[Sequence[str]]) -> Iterator[Grams]:
    """Yield grams for each two neighbours that are known, and for each one known alone."""
    for number, sounds in enumerate(run):
        after = run[number + 1] if number + 1 < len(run) else ()
        before = run[number - 1] if number else ()
        if sounds and after:
            yield tuple(syllables_gram(one, following) for one in sounds for following in after)
        elif sounds and not before:
            yield tuple(map(syllables_gram, sounds))
