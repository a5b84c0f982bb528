"""Advice after nothing was found: what may be meant by a word, and which part to leave out."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from casearchive.search.hints.cursor import written
from casearchive.search.results import Advice, Drop, Repair

_MOST_REPAIRS = 3
_MOST_TRIED = 6  # candidates counted for one word
_MOST_PARTS = 12  # of a longer query each part is one among too many


class Part(NamedTuple):
    """A part of a query, all of which must hold, as it was typed.

    `word` is the plain word in it that may be mistyped, "" if it has none.
    """

    typed: str
    word: str = ""


def advise(
    parts: Sequence[Part],
    count: Callable[[str], int],
    candidates: Callable[[str], Sequence[str]],
) -> Advice:
    """Return what helps with a query of these parts that finds nothing.

    `count` tells how many cases a query finds, `candidates` what may be meant by a word, the
    likeliest first. Repairs keep that order, drops come with most cases first, and either finds
    something.
    """
    if len(parts) > _MOST_PARTS:
        return Advice()
    repairs = [
        repair
        for place, part in enumerate(parts)
        if part.word and not count(part.typed)
        for repair in _repairs(parts, place, count, candidates)
    ]
    drops = _drops(parts, count) if len(parts) > 1 else ()
    return Advice(tuple(repairs), tuple(sorted(drops, key=lambda drop: -drop.cases)))


def _repairs(
    parts: Sequence[Part],
    place: int,
    count: Callable[[str], int],
    candidates: Callable[[str], Sequence[str]],
) -> Iterator[Repair]:
    typed, wrong = parts[place]
    found = 0
    for word in candidates(wrong)[:_MOST_TRIED]:
        mended = typed.replace(wrong, written(word, quoted=False, alone=True), 1)
        query = _joined(parts, place, mended)
        cases = count(query) if word != wrong else 0
        if cases:
            yield Repair(wrong=wrong, word=word, typed=query, cases=cases)
            found += 1
        if found == _MOST_REPAIRS:
            return


def _drops(parts: Sequence[Part], count: Callable[[str], int]) -> Iterator[Drop]:
    for place, part in enumerate(parts):
        query = _joined(parts, place, "")
        cases = count(query)
        if cases:
            yield Drop(part=part.typed, typed=query, cases=cases)


def _joined(parts: Sequence[Part], place: int, instead: str) -> str:
    texts = [instead if number == place else part.typed for number, part in enumerate(parts)]
    return " ".join(filter(None, texts))
