"""Evidence: how often a piece of text stands in the cases, asked of the index within bounds."""

import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from casearchive.search.store.stored import read_text
from casearchive.search.store.terms import LABEL, answering, characters_gram
from casearchive.search.text.fold import PART_BREAK, fold
from casearchive.search.text.pinyin import is_latin
from casearchive.search.text.tokens import term_tokens

OFTEN = 100  # cases; of more, nothing is learnt from counting
_LOOKS = 1000  # at the index: about 20 ms in 100,000 cases
_CASES_READ = 80  # the texts of whole cases, for all questions together
_CASES_A_PATTERN = 12
_TERMS_A_PATTERN = 100

_COUNT = f"SELECT count(*) FROM (SELECT 1 FROM case_text WHERE case_text MATCH ? LIMIT {OFTEN})"  # noqa: S608
_ROWS = f"SELECT rowid FROM case_text WHERE case_text MATCH ? LIMIT {_CASES_A_PATTERN}"  # noqa: S608


class Evidence:
    """What the cases of one index hold. It answers with nothing when enough has been asked."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._counts: dict[str, int] = {}
        self._cases_read = 0

    def count(self, piece: str) -> int:
        """Return how many cases hold a folded piece, at most `OFTEN`.

        Of a piece that is longer than a token, it is how many may hold it.
        """
        if piece not in self._counts:
            if len(self._counts) >= _LOOKS:
                return 0
            expression = _all_of(term_tokens(piece))
            found = self._connection.execute(_COUNT, (expression,)) if expression else ((0,),)
            self._counts[piece] = next(iter(found))[0]
        return self._counts[piece]

    def pieces(self, before: str, after: str) -> Counter[str]:
        """Return the pieces of text that are `before`, one letter and `after`, with how often.

        Few cases are read, so the numbers only tell which piece is the commoner.
        """
        found: Counter[str] = Counter()
        around = re.compile(rf"{re.escape(before)}\w{re.escape(after)}")
        for word, cases in self._terms(before, after):
            for piece in set(around.findall(word)):
                found[piece] += cases
        for text in self._texts(before, after):
            found.update(set(around.findall(text)))
        return found

    def _terms(self, before: str, after: str) -> Iterator[tuple[str, int]]:
        expression = _all_of(LABEL + gram for gram in (*_grams(before), *_grams(after)))
        if expression:
            for term in answering(self._connection, expression, limit=_TERMS_A_PATTERN):
                yield fold(term.word), term.cases

    def _texts(self, before: str, after: str) -> Iterator[str]:
        expression = _all_of((*term_tokens(before), *term_tokens(after)))
        rows = self._connection.execute(_ROWS, (expression,)).fetchall() if expression else []
        for (row,) in rows:
            if self._cases_read == _CASES_READ:
                return
            self._cases_read += 1
            text = read_text(self._connection, row)
            yield fold(text.title) + PART_BREAK + text.folded_body


def _grams(piece: str) -> list[str]:
    """Return the grams of terms that hold a piece, none of its Latin letters."""
    written = ["" if is_latin(character) else character for character in piece]
    pairs = [one + other for one, other in pairwise(written) if one and other]
    return list(map(characters_gram, pairs or filter(None, written)))


def _all_of(tokens: Iterable[str]) -> str:
    return " AND ".join(f'"{token}"' for token in tokens)
