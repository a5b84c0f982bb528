"""Suggestions for the word being typed."""

import sqlite3
from collections.abc import Iterable, Iterator

from casearchive.search.documents import Span
from casearchive.search.hints.cursor import Place, place_at, written
from casearchive.search.hints.lookup import answers
from casearchive.search.hints.spelling import marks
from casearchive.search.results import Suggestion
from casearchive.search.store.terms import Term, commonest
from casearchive.search.text.pinyin import typed_letters

_LONGEST = 64  # letters; a longer word is pasted, not typed
_MOST_TITLES = 3  # beside other terms


def suggest(
    connection: sqlite3.Connection, typed: str, cursor: int, limit: int = 8
) -> tuple[Suggestion, ...]:
    """Return what may be meant by the word in which the cursor stands, the likeliest first.

    What begins as it was typed comes before what holds it, themes, places and tags come before
    titles, and the commoner before the rarer. A word may be typed as it is written, in pinyin, by
    its initials, or in any mixture of them.
    """
    place = place_at(typed, cursor)
    if place is None or limit < 1:
        return ()
    word = typed_letters(place.word)
    if len(word) > _LONGEST:
        return ()
    if not word:
        terms = commonest(connection, place.kinds, limit)
        found = (_suggestion(place, term, ()) for term in terms)
    else:
        found = (
            _suggestion(place, term, marks(folded, piece))
            for term, folded, piece in answers(connection, word, place.kinds)
        )
    return tuple(_chosen(found, limit))


def _chosen(found: Iterable[Suggestion], limit: int) -> Iterator[Suggestion]:
    """Yield the first of each text that can be written; many titles only where there is no more."""
    texts: set[str] = set()
    titles: list[Suggestion] = []
    others = 0
    for suggestion in found:
        if suggestion.text in texts or not suggestion.insert:
            continue
        texts.add(suggestion.text)
        if suggestion.kind == "title":
            titles.append(suggestion)
            if len(titles) > _MOST_TITLES:
                continue
        else:
            others += 1
        yield suggestion
        if others + min(len(titles), _MOST_TITLES) == limit:
            return
    if not others:
        yield from titles[_MOST_TITLES:limit]


def _suggestion(place: Place, term: Term, marked: tuple[Span, ...]) -> Suggestion:
    return Suggestion(
        kind=term.kind,
        text=term.word,
        insert=written(term.word, quoted=term.kind == "title", alone=place.alone),
        start=place.start,
        end=place.end,
        cases=term.cases,
        marks=marked,
    )
