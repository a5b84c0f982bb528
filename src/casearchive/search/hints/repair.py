"""Repairs: words of the cases for one that stands in none of them."""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from casearchive.search.hints.evidence import Evidence
from casearchive.search.hints.lookup import answers
from casearchive.search.hints.sounds import homophones, is_homophone, spelled
from casearchive.search.text.pinyin import is_latin, typed_letters

_LONGEST = 16  # letters of a word that may be mistyped
_MOST_ANSWERS = 20  # terms that are read like the word
LABELS = ("theme", "place", "tag", "industry", "indicator", "word")


def repair_candidates(connection: sqlite3.Connection, word: str, limit: int = 5) -> list[str]:
    """Return what may be meant by a word that finds nothing, the likeliest first.

    That are words that sound like it (or that it is the pinyin or the initials of), then words of
    which one character is another, is missing, is too many, or has changed places with the next.
    Whoever shows them looks first whether they are found. The work is bounded by what `Evidence`
    answers.
    """
    typed = typed_letters(word)
    if not 2 <= len(typed) <= _LONGEST * 2:
        return []
    evidence = Evidence(connection)
    found: dict[str, None] = {}
    for candidate in _candidates(connection, evidence, typed):
        found[candidate] = None
        if len(found) > limit:
            break
    found.pop(typed, None)
    return list(found)[:limit]


def _candidates(connection: sqlite3.Connection, evidence: Evidence, typed: str) -> Iterator[str]:
    alike = chain(homophones(evidence, typed), _terms_alike(connection, typed))
    if len(typed) > _LONGEST:
        yield from _heaviest(alike)
        return
    yield from _heaviest(chain(alike, _swapped(evidence, typed)))
    yield from _heaviest(_one_off(evidence, typed))
    yield from _heaviest(_one_less(evidence, typed))


def _heaviest(weighed: Iterable[tuple[str, float]]) -> list[str]:
    weights: dict[str, float] = {}
    for word, weight in weighed:
        weights[word] = max(weights.get(word, 0), weight)
    return sorted(filter(weights.get, weights), key=lambda word: -weights[word])


def _terms_alike(connection: sqlite3.Connection, typed: str) -> Iterator[tuple[str, float]]:
    """Yield the pieces of labels that are read like the letters, or spelled by them."""
    latin = is_latin(typed[0])
    for pinyin in [typed] if latin else spelled(typed):
        for term, folded, piece in islice(answers(connection, pinyin, LABELS), _MOST_ANSWERS):
            word = folded[slice(*piece)]
            if latin or is_homophone(word, typed):
                yield word, term.cases


def _swapped(evidence: Evidence, typed: str) -> Iterator[tuple[str, float]]:
    for place in range(len(typed) - 1):
        word = typed[:place] + typed[place + 1] + typed[place] + typed[place + 2 :]
        yield word, evidence.count(word) / 2  # every letter is there


def _one_off(evidence: Evidence, typed: str) -> Iterator[tuple[str, float]]:
    """Yield words with another letter in one place, or with one that is missing."""
    for place in range(len(typed)):
        before = typed[:place]
        for after in (typed[place:], typed[place + 1 :]):
            kept = len(before + after)
            if kept > 1 and after != typed:
                for word, cases in evidence.pieces(before, after).items():
                    yield word, cases * 4.0**kept  # the more of what was typed, the better


def _one_less(evidence: Evidence, typed: str) -> Iterator[tuple[str, float]]:
    if len(typed) > 2:
        for place in range(len(typed)):
            word = typed[:place] + typed[place + 1 :]
            yield word, evidence.count(word)
