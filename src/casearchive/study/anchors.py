"""Where a mark belongs in a text that may have been changed since it was made.

White space is left out of every comparison: a paragraph that was split, or a list that is set with
other gaps, is still the same text. Positions count characters of the text as it is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from casearchive.study.entries import Mark

CONTEXT = 32  # characters kept on either side of a quote
_LIKE = 0.62  # share of a changed passage that must still be there
_SHORTEST = 6  # characters; fewer say too little to be found again once they were changed
_KNOWN = 8  # characters of context that bound a changed passage


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark in its place: characters `start` to `end` of `part`; `exact` if word for word."""

    mark: Mark
    part: str
    start: int
    end: int
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Placing:
    """All marks of a case: those that have a place, in reading order, and those that lost it."""

    placed: tuple[Placed, ...]
    orphans: tuple[Mark, ...]


def anchor(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Return what finds a passage again: the quote, the words before it, the words after it."""
    return text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]


def place(marks: Iterable[Mark], texts: Mapping[str, str]) -> Placing:
    """Give every mark its place in the texts of a case's parts, given in reading order."""
    squeezed = {part: _Squeezed(text) for part, text in texts.items()}
    placed: list[Placed] = []
    orphans: list[Mark] = []
    for mark in marks:
        found = _place_of(mark, squeezed)
        if found is None:
            orphans.append(mark)
        else:
            placed.append(found)
    order = {part: number for number, part in enumerate(texts)}
    placed.sort(key=lambda one: (order[one.part], one.start, one.end, one.mark.made_at))
    return Placing(tuple(placed), tuple(orphans))


def locate(
    text: str, quote: str, before: str = "", after: str = ""
) -> tuple[int, int, bool] | None:
    """Return where a quote stands, start and end, and whether word for word; None if nowhere."""
    return _locate(_Squeezed(text), quote, before, after)


def _place_of(mark: Mark, texts: Mapping[str, _Squeezed]) -> Placed | None:
    own = texts.get(mark.part)
    others = [part for part in texts if part != mark.part]
    if own is not None and (found := _locate(own, mark.quote, mark.before, mark.after)):
        return Placed(mark, mark.part, *found)
    for part in others:  # the passage may have moved to another section, word for word
        found = _locate(texts[part], mark.quote, mark.before, mark.after, exact=True)
        if found and len(_squeeze(mark.quote)) >= _SHORTEST:
            return Placed(mark, part, *found)
    return None


class _Squeezed:
    """A text without white space, and where each of its characters stood."""

    def __init__(self, text: str) -> None:
        self.places = [number for number, letter in enumerate(text) if not letter.isspace()]
        self.text = "".join(text[number] for number in self.places)

    def span(self, start: int, end: int) -> tuple[int, int]:
        return self.places[start], self.places[end - 1] + 1


def _squeeze(text: str) -> str:
    return "".join(text.split())


def _locate(
    text: _Squeezed, quote: str, before: str, after: str, *, exact: bool = False
) -> tuple[int, int, bool] | None:
    wanted = _squeeze(quote)
    if not wanted:
        return None
    before, after = _squeeze(before), _squeeze(after)
    best, best_score = -1, -1
    at = text.text.find(wanted)
    while at >= 0:
        score = _same_end(text.text[:at], before) + _same_start(
            text.text[at + len(wanted) :], after
        )
        if score > best_score:
            best, best_score = at, score
        at = text.text.find(wanted, at + 1)
    if best >= 0:
        return (*text.span(best, best + len(wanted)), True)
    if exact or len(wanted) < _SHORTEST:
        return None
    found = _between(text.text, wanted, before, after) or _likest(text.text, wanted)
    return (*text.span(*found), False) if found else None


def _same_end(one: str, other: str) -> int:
    count = 0
    while count < min(len(one), len(other)) and one[-1 - count] == other[-1 - count]:
        count += 1
    return count


def _same_start(one: str, other: str) -> int:
    count = 0
    while count < min(len(one), len(other)) and one[count] == other[count]:
        count += 1
    return count


def _between(text: str, wanted: str, before: str, after: str) -> tuple[int, int] | None:
    """Return what now stands between the words around the quote, if it is still much like it."""
    head, tail = before[-_KNOWN:], after[:_KNOWN]
    if not head or not tail:
        return None
    start = text.find(head)
    while start >= 0:
        begin = start + len(head)
        end = text.find(tail, begin, begin + 2 * len(wanted) + len(tail) + _KNOWN)
        if end > begin and _likeness(text[begin:end], wanted) >= _LIKE:
            return begin, end
        start = text.find(head, start + 1)
    return None


def _likest(text: str, wanted: str) -> tuple[int, int] | None:
    """Return the stretch that holds most of the quote, if that is enough of it."""
    match = SequenceMatcher(None, text, wanted, autojunk=False)
    longest = match.find_longest_match(0, len(text), 0, len(wanted))
    if longest.size < max(_SHORTEST // 2, len(wanted) // 4):
        return None
    start = max(0, longest.a - longest.b)
    end = min(len(text), start + len(wanted))
    if end <= start or _likeness(text[start:end], wanted) < _LIKE:
        return None
    return start, end


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
