"""Spelling: which letters of a term answer what was typed, be it Chinese, pinyin or initials.

五事共治 answers 五事, wushi, wsgz, wushigz, wushigongzh, 五shi and gongzhi: from any letter of it
on, each is typed as itself, as one of its readings or as the initial of one; the last reading may
be unfinished. Latin letters and digits are typed as themselves.
"""

from collections.abc import Collection, Iterator
from typing import TypeAlias

from casearchive.search.documents import Span
from casearchive.search.text.pinyin import (
    LONGEST_READING,
    Letter,
    completions,
    is_initials,
    is_latin,
    letter,
    shortened,
    sounding,
)

# Three syllables or five initials: few terms hold them, and there are few ways to cut.
_ENOUGH = 5

Segments: TypeAlias = tuple[str, ...]  # what was typed, cut into what stands for one letter each


def match(typed: str, word: str) -> Span | None:
    """Return the first piece of a folded word that answers the typed letters, if any does.

    The piece begins and ends with a letter; punctuation within it counts for nothing.
    """
    failed: set[Span] = set()
    for start, character in enumerate(word):
        known = letter(character)
        if known and (typed[0] == character or typed[0] in known.initials):
            end = _end(typed, 0, word, start, failed)
            if end is not None:
                return start, end
    return None


def marks(word: str, piece: Span) -> tuple[Span, ...]:
    """Return where the letters of a piece of a folded word stand: spans in order, apart."""
    found: list[Span] = []
    for place in range(*piece):
        if letter(word[place]) is None:
            continue
        start = found.pop()[0] if found and found[-1][1] == place else place
        found.append((start, place + 1))
    return tuple(found)


def begins(word: str, piece: Span) -> bool:
    """Say whether no letter of a folded word stands before the piece."""
    return not any(map(letter, word[: piece[0]]))


def _end(typed: str, at: int, word: str, place: int, failed: set[Span]) -> int | None:
    """Return where the letters end that answer ``typed[at:]``, the first standing at `place`."""
    known = letter(word[place])
    if known is None or (at, place) in failed:
        return None
    for length in _lengths(typed, at, known):
        if at + length == len(typed):
            return place + 1
        following = _next_letter(word, place + 1)
        if following is not None:
            end = _end(typed, at + length, word, following, failed)
            if end is not None:
                return end
    failed.add((at, place))
    return None


def _next_letter(word: str, place: int) -> int | None:
    return next((n for n in range(place, len(word)) if letter(word[n])), None)


def _lengths(typed: str, at: int, known: Letter) -> Iterator[int]:
    """Yield how much of ``typed[at:]`` may stand for one letter, the most first for a reading."""
    if typed[at] == known.character:
        yield 1
    rest = typed[at : at + LONGEST_READING]
    for reading in known.readings:
        if reading.startswith(rest) and at + len(rest) == len(typed):
            yield len(rest)
        for part in shortened(reading):
            if rest.startswith(part):
                yield len(part)


def segmentations(typed: str) -> tuple[Segments, ...]:
    """Return all ways to cut what was typed, or as much of its beginning as tells enough.

    The last segment of a way that reaches the end may be an unfinished reading.
    """
    return tuple(_cut(typed, 0, _ENOUGH))


def syllables(typed: str) -> Iterator[Segments]:
    """Yield the ways to cut all that was typed into readings, those with long ones first."""
    yield from _syllables(typed, 0, set())


def _syllables(typed: str, at: int, dead: set[int]) -> Iterator[Segments]:
    if at == len(typed):
        yield ()
        return
    if at in dead:
        return
    dead.add(at)
    for end in range(min(at + LONGEST_READING, len(typed)), at, -1):
        if sounding(typed[at:end]):
            for rest in _syllables(typed, end, dead):
                dead.discard(at)
                yield (typed[at:end], *rest)


def likeliest(ways: Collection[Segments]) -> tuple[Segments, ...]:
    """Return the ways with the fewest bare initials: xian is read xian or xi an, not x i a n."""
    bare = {way: sum(map(_is_bare, way)) for way in ways}
    fewest = min(bare.values(), default=0)
    return tuple(way for way in ways if bare[way] == fewest)


def _is_bare(segment: str) -> bool:
    return is_latin(segment[0]) and not sounding(segment)


def _cut(typed: str, at: int, wanted: int) -> Iterator[Segments]:
    if at == len(typed) or wanted <= 0:
        yield ()
        return
    for length in _segment_lengths(typed, at):
        segment = typed[at : at + length]
        told = 2 if length > 1 and sounding(segment) else 1
        for rest in _cut(typed, at + length, wanted - told):
            yield (segment, *rest)


def _segment_lengths(typed: str, at: int) -> Iterator[int]:
    left = len(typed) - at
    if is_latin(typed[at]):
        for length in range(min(LONGEST_READING, left), 1, -1):
            part = typed[at : at + length]
            if sounding(part) or is_initials(part) or (length == left and completions(part)):
                yield length
    yield 1
