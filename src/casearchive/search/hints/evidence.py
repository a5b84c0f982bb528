"""Evidence: how often a piece of text stands in the cases, asked of the index within bounds."""

import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from casearchive.search.store.stored import read_text
from casearchive.search.store.terms import LABEL, answering, characters_gram
from casearchive.search.text.fold import PART_BREAK, fold
from casearchive.search.text.pinyin import is_latin
from casearchive.search.text.tokens import term_tokens

OFTEN = 100  # cases; of more, nothing is learnt from counting
_LOOKS = 800  # questions to the index: 10 to 20 ms in 100,000 cases
_CASES_READ = 80  # the texts of whole cases, for all questions together
_CASES_A_PATTERN = 12
_TERMS_A_PATTERN = 100

_COUNT = f"SELECT count(*) FROM (SELECT 1 FROM case_text WHERE case_text MATCH ? LIMIT {OFTEN})"  # noqa: S608
_ANY = "SELECT 1 FROM case_text WHERE case_text MATCH ? LIMIT 1"
_ROWS = f"SELECT rowid FROM case_text WHERE case_text MATCH ? LIMIT {_CASES_A_PATTERN}"  # noqa: S608


class Evidence:
    """What the cases of one index hold. It answers with nothing when enough has been asked."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._counts: dict[str, int] = {}
        self._looks = 0
        self._cases_read = 0

    def count(self, piece: str) -> int:
        """Return how many cases hold a folded piece, at most `OFTEN`.

        Of a piece that is longer than a token, it is how many may hold it.
        """
        if piece not in self._counts:
            self._counts[piece] = self._asked(_COUNT, _all_of(term_tokens(piece)))
        return self._counts[piece]

    def standing(self, pairs: Sequence[str]) -> list[str]:
        """Return which pairs of Chinese characters any case holds."""
        if not pairs or not self._asked(_ANY, " OR ".join(map(_quoted, pairs))):
            return []
        if len(pairs) == 1:
            return list(pairs)
        half = len(pairs) // 2
        return self.standing(pairs[:half]) + self.standing(pairs[half:])

    def _asked(self, query: str, expression: str) -> int:
        self._looks += 1
        if not expression or self._looks > _LOOKS:
            return 0
        found = self._connection.execute(query, (expression,)).fetchone()
        return int(found[0]) if found else 0

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
    return " AND ".join(map(_quoted, tokens))


def _quoted(token: str) -> str:
    return f'"{token}"'
