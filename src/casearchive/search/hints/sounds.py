"""Homophones: words that are read like what was typed, 辣椒 for 辣交 or for lajiao."""

from collections.abc import Iterator, Sequence
from itertools import islice, product

from casearchive.search.hints.evidence import Evidence
from casearchive.search.hints.spelling import syllables
from casearchive.search.text.pinyin import is_latin, letters, readings, sounding

_LONGEST = 8  # characters
_MOST_ALIKE = 24  # characters tried for one syllable, the commonest
_MOST_KEPT = 8  # beginnings that are followed further
_MOST_WAYS = 3  # ways to read what was typed


def homophones(evidence: Evidence, typed: str) -> Iterator[tuple[str, float]]:
    """Yield the words of the cases that are read like the typed letters, with a weight.

    The letters may be Chinese or the full pinyin of some.
    """
    for choices in _choices(typed):
        for word in _words(evidence, typed, choices):
            yield word, _weight(evidence.count(word), word, typed)


def spelled(typed: str) -> Iterator[str]:
    """Yield how typed Chinese letters are read, in a few ways where there are many."""
    sounds = [letter.readings for letter in letters(typed)]
    if all(sounds) and 2 <= len(sounds) <= _LONGEST:
        yield from islice(map("".join, product(*sounds)), _MOST_WAYS)


def is_homophone(word: str, other: str) -> bool:
    """Say whether two folded words can be read alike, character by character."""
    return len(word) == len(other) and all(
        not set(readings(one)).isdisjoint(readings(two))
        for one, two in zip(word, other, strict=True)
    )


def _choices(typed: str) -> Iterator[list[str]]:
    """Yield the characters that may stand in each place of the word."""
    word = letters(typed)
    if 2 <= len(word) <= _LONGEST and all(letter.readings for letter in word):
        yield [_alike(letter.character, letter.readings) for letter in word]
        return
    for cut in islice(syllables(typed), _MOST_WAYS):
        if 2 <= len(cut) <= _LONGEST:
            yield [sounding(syllable)[:_MOST_ALIKE] for syllable in cut]


def _alike(character: str, sounds: Sequence[str]) -> str:
    others = "".join(sounding(sound)[:_MOST_ALIKE] for sound in sounds)
    return "".join(dict.fromkeys(character + others))


def _words(evidence: Evidence, typed: str, choices: Sequence[str]) -> list[str]:
    """Return words of one character from each choice that stand side by side in the cases."""
    kept = list(choices[0])
    for choice in choices[1:]:
        found: list[tuple[float, str]] = []
        for beginning in kept:
            for pair in evidence.standing([beginning[-1] + character for character in choice]):
                word = beginning + pair[-1]
                found.append((_weight(evidence.count(pair), word, typed), word))
        found.sort(key=lambda weighed: -weighed[0])
        kept = [word for _weighed, word in found[:_MOST_KEPT]]
    return kept


def _weight(cases: int, word: str, typed: str) -> float:
    """Return how likely a word is meant: typed characters count for more than frequency."""
    if is_latin(typed[0]):
        return cases
    changed = sum(one != other for one, other in zip(word, typed, strict=False))
    return cases / 4.0**changed
