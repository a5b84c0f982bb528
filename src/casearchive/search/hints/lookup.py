"""Lookup: the terms that answer what was typed, asked of their grams and then verified."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from casearchive.search.documents import Span
from casearchive.search.hints.questions import is_plain, question
from casearchive.search.hints.spelling import begins, match
from casearchive.search.store.terms import LABEL, LONGEST, TITLE, Term, answering
from casearchive.search.text.fold import fold

_MOST_LABELS = 300  # read for one question
_MOST_TITLES = 60


class Answer(NamedTuple):
    """A term, folded too, with the piece of it that answers what was typed."""

    term: Term
    folded: str
    piece: Span


def answers(
    connection: sqlite3.Connection, typed: str, kinds: Collection[str] = ()
) -> Iterator[Answer]:
    """Yield the terms, of these kinds if any are given, that hold the typed letters.

    Those that begin with them come first; of either, titles last, and the commoner first. A term
    may come twice. Unlikely readings are tried only where the likely ones have no answer.
    """
    answered = False
    for likely in (True, False) if not is_plain(typed) else (True,):
        for beginning in (True, False):
            for answer in _answers(connection, typed, kinds, beginning=beginning, likely=likely):
                answered = True
                yield answer
        if answered:
            return


def _answers(
    connection: sqlite3.Connection,
    typed: str,
    kinds: Collection[str],
    *,
    beginning: bool,
    likely: bool,
) -> Iterator[Answer]:
    found: Iterable[Term]
    asked = question(typed, LABEL, beginning=beginning, likely=likely)
    if asked and kinds != ("title",):
        labels = _labels(connection, asked, kinds)
        found = sorted(labels, key=lambda it: (_unlikeliness(typed, it), it.kind, it.word))
        yield from _verified(typed, found, beginning)
    asked = question(typed, TITLE, beginning=beginning, likely=likely)
    if asked and (not kinds or "title" in kinds):
        found = sorted(answering(connection, asked, limit=_MOST_TITLES), key=lambda it: it.word)
        yield from _verified(typed, found, beginning)


def _labels(connection: sqlite3.Connection, asked: str, kinds: Collection[str]) -> set[Term]:
    found = answering(connection, asked, kinds=kinds, limit=_MOST_LABELS)
    if len(found) == _MOST_LABELS:
        found += answering(connection, asked, kinds=kinds, common=True, limit=_MOST_LABELS)
    return set(found)


def _verified(typed: str, terms: Iterable[Term], beginning: bool) -> Iterator[Answer]:
    for term in terms:
        folded = fold(term.word[:LONGEST])
        piece = match(typed, folded)
        if piece and (not beginning or begins(folded, piece)):
            yield Answer(term, folded, piece)


def _unlikeliness(typed: str, term: Term) -> tuple[bool, bool, int, int, str]:
    """Sort the very word first, then what is written as it was typed, then by how common it is."""
    word = term.word.lower()
    return word != typed, typed not in word, -term.cases, len(word), word
