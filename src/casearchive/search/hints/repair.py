"""Repairs: words of the cases for one that stands in none of them."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from casearchive.search.hints.evidence import Evidence
from casearchive.search.hints.lookup import answers
from casearchive.search.hints.sounds import homophones, spelled
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
    yield from _sounding_alike(connection, evidence, typed)
    if len(typed) <= _LONGEST:
        yield from _often(evidence, _swapped(typed))
        yield from _one_off(evidence, typed)
        yield from _often(evidence, _one_less(typed))


def _sounding_alike(
    connection: sqlite3.Connection, evidence: Evidence, typed: str
) -> Iterator[str]:
    weights: dict[str, float] = {}
    for word, weight in (*homophones(evidence, typed), *_terms_alike(connection, typed)):
        weights[word] = max(weights.get(word, 0), weight)
    yield from sorted(weights, key=lambda word: -weights[word])


def _terms_alike(connection: sqlite3.Connection, typed: str) -> Iterator[tuple[str, float]]:
    """Yield the pieces of labels that are read like the letters, or spelled by them."""
    latin = is_latin(typed[0])
    for pinyin in [typed] if latin else spelled(typed):
        for term, folded, piece in islice(answers(connection, pinyin, LABELS), _MOST_ANSWERS):
            word = folded[slice(*piece)]
            if latin or len(word) == len(typed):
                yield word, term.cases


def _one_off(evidence: Evidence, typed: str) -> list[str]:
    """Return the words with another letter in one place, or with one that is missing."""
    found: Counter[str] = Counter()
    for place in range(len(typed)):
        if len(typed) > 2:
            found += evidence.pieces(typed[:place], typed[place + 1 :])
        if place:
            found += evidence.pieces(typed[:place], typed[place:])
    return [word for word, _cases in found.most_common()]


def _often(evidence: Evidence, words: Iterable[str]) -> list[str]:
    return sorted(filter(evidence.count, dict.fromkeys(words)), key=lambda it: -evidence.count(it))


def _swapped(typed: str) -> Iterator[str]:
    for place in range(len(typed) - 1):
        yield typed[:place] + typed[place + 1] + typed[place] + typed[place + 2 :]


def _one_less(typed: str) -> Iterator[str]:
    if len(typed) > 2:
        yield from (typed[:place] + typed[place + 1 :] for place in range(len(typed)))
