"""Similar cases, with the reasons.

Two cases are alike by what they share and few others have: tags, themes, industries and places
that someone gave them, and words that both keep saying. “More like these” is the same with what
those cases have in common.
"""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest
from itertools import chain, islice
from math import log

from casearchive.errors import WorkWasCancelled
from casearchive.search.answers.keywords import count_keywords, often_expression, readable
from casearchive.search.answers.rowset import RowSet, read_rowset, rows_in, rowset_of
from casearchive.search.results import Reason
from casearchive.search.store.filters import every_row, rows_of
from casearchive.search.store.stored import StoredDocument, StoredText, read_document, read_text
from casearchive.search.text.fold import PART_BREAK, fold
from casearchive.search.work import Cancelled, never

_LABELS = {"tag": 1.0, "theme": 1.0, "industry": 1.0, "place": 0.7}  # what sharing one is worth
_PLACE, _WORD = "place", "word"
_MOST_READ = 20  # of the cases given: more of them hardly change what they share
_MOST_ASKED = 100  # keywords whose cases are counted
_MOST_KEYWORDS = 16  # of those, whose cases are looked at
_MOST_CASES = 3000  # that say a keyword often: it is common then, and tells little
_AGAIN, _ENOUGH = 3, 8  # times a keyword is said, at least and at most; the title counts as four
_IN_TITLE = 4
_MOST_TRAITS = 24  # that rows are compared by
_ENOUGH_ROWS = 5000  # that share something weighty, to find the best among
_MOST_WORDS = 5  # shown for one case

_HOW_MANY = "SELECT count(*) FROM (SELECT 1 FROM case_text WHERE case_text MATCH ? LIMIT ?)"
_WHICH = "SELECT rowid AS row FROM case_text WHERE case_text MATCH ?"


@dataclass(frozen=True, slots=True)
class _Trait:
    """Something the given cases have: what it is worth to share it, and which cases have it."""

    kind: str
    value: str
    weight: float
    rows: RowSet


def similar_rows(
    connection: sqlite3.Connection,
    rows: Collection[int],
    limit: int = 10,
    cancelled: Cancelled = never,
) -> list[tuple[int, tuple[Reason, ...]]]:
    """Return the rows most like all of `rows` and not among them, with the reasons.

    The best comes first, and so does the strongest reason. Of many rows some are looked at.

    :raises WorkWasCancelled: once `cancelled` says so
    """
    step = -(-len(rows) // _MOST_READ) or 1
    given = [_Given(read_document(connection, row)) for row in sorted(rows)[::step]]
    if not given or not limit:
        return []
    every, others = every_row(connection), ~rowset_of(rows)
    traits = [
        *_labels(connection, given, every.bit_count()),
        *_keywords(connection, given, every.bit_count(), cancelled),
    ]
    traits = nlargest(_MOST_TRAITS, traits, key=lambda trait: trait.weight)
    best = _best(traits, others, every.bit_length(), 2 * limit, cancelled)
    reasoned = ((row, _reasons(read_text(connection, row), given, traits)) for row in best)
    return list(islice(((row, reasons) for row, reasons in reasoned if reasons), limit))


def _best(
    traits: Iterable[_Trait], others: RowSet, length: int, limit: int, cancelled: Cancelled
) -> list[int]:
    """Return the rows that have most of the traits, the weightiest of which come first.

    Once there are enough rows with one of those, what many rows have only tells these apart.
    """
    scores = [0.0] * length
    rows = 0
    for trait in traits:
        if cancelled():
            raise WorkWasCancelled
        having = trait.rows & others
        if rows.bit_count() < _ENOUGH_ROWS:
            rows |= having
        weight = trait.weight
        for row in rows_in(having & rows):
            scores[row] += weight
    return nlargest(limit, rows_in(rows), key=scores.__getitem__)


class _Given:
    """One of the cases to which others are to be like."""

    def __init__(self, document: StoredDocument) -> None:
        self._document = document
        self.folded = _whole(document.text)

    def labels(self, kind: str) -> tuple[str, ...]:
        return self._document.text.filter_values(kind)

    @cached_property
    def counts(self) -> Counter[str]:
        """How often it says which keyword; what its place is called says nothing of its matter."""
        text = self._document.text
        counts = count_keywords(self.folded)
        for keyword in count_keywords(fold(text.title)):
            counts[keyword] += _IN_TITLE
        for keyword in count_keywords(fold(text.place)):
            del counts[keyword]
        return counts

    def as_written(self, start: int, end: int) -> str:
        """Return the piece of the text that was folded into ``folded[start:end]``."""
        return (self._document.text.title + PART_BREAK + self._document.body)[start:end]


def _labels(
    connection: sqlite3.Connection, given: Sequence[_Given], total: int
) -> Iterator[_Trait]:
    for kind, worth in _LABELS.items():
        having = Counter(value for case in given for value in set(case.labels(kind)))
        rarities = {"": 0.0}
        for value, count in sorted(having.items()):
            rows = rows_of(connection, kind, value)
            rarities[value] = rarity = _rarity(rows.bit_count(), total)
            if kind == _PLACE:  # what a place lies in is shared with it
                rarity -= rarities.get(value.rpartition("/")[0], 0.0)
            yield _Trait(kind, value, worth * rarity * (count / len(given)) ** 2, rows)


def _keywords(
    connection: sqlite3.Connection, given: Sequence[_Given], total: int, cancelled: Cancelled
) -> Iterator[_Trait]:
    """Yield what the cases keep saying and few others do."""
    said: Counter[str] = Counter()
    for case in given:
        said.update(
            {word: min(count, _ENOUGH) for word, count in case.counts.items() if count >= _AGAIN}
        )
    most = min(max(total // 5, 3), _MOST_CASES)
    weights: dict[str, float] = {}
    for keyword, count in said.most_common(_MOST_ASKED):
        if cancelled():
            raise WorkWasCancelled
        expression = often_expression(keyword)
        cases = connection.execute(_HOW_MANY, (expression, most + 1)).fetchone()[0]
        if 1 < cases <= most:
            weights[keyword] = _rarity(cases, total) * count / _ENOUGH / len(given)
    chosen = nlargest(_MOST_KEYWORDS, weights, key=weights.__getitem__)
    for keyword in chosen:
        rows = read_rowset(connection, _WHICH, often_expression(keyword))
        # Pairs of one word overlap: together they are worth little more than one.
        overlapping = sum(_overlap(keyword, other) for other in chosen)
        yield _Trait(_WORD, keyword, weights[keyword] / (1 + overlapping), rows)


def _reasons(
    text: StoredText, given: Sequence[_Given], traits: Iterable[_Trait]
) -> tuple[Reason, ...]:
    weights: defaultdict[str, float] = defaultdict(float)
    shared: defaultdict[str, list[str]] = defaultdict(list)
    for trait in traits:
        if trait.rows >> text.row & 1:
            weights[trait.kind] += trait.weight
            shared[trait.kind].append(trait.value)
    keywords = shared.pop(_WORD, [])
    shared[_PLACE] = _deepest(shared[_PLACE])
    labels = fold(PART_BREAK.join(chain.from_iterable(shared.values())))
    shared[_WORD] = _readable_words(keywords, given, _whole(text), labels)
    kinds = sorted((kind for kind in shared if shared[kind]), key=lambda kind: -weights[kind])
    return tuple(Reason(kind, tuple(shared[kind])) for kind in kinds)


def _deepest(paths: Sequence[str]) -> list[str]:
    """Return the paths without those that only lead to another, written as Chinese addresses."""
    return [
        path.replace("/", "")
        for path in paths
        if not any(other.startswith(f"{path}/") for other in paths)
    ]


def _readable_words(
    keywords: Iterable[str], given: Sequence[_Given], other: str, labels: str
) -> list[str]:
    """Return whole words for keywords, as they are written, without those the labels say."""
    found: list[str] = []
    for keyword in keywords:
        if keyword not in other or keyword in labels:
            continue
        case = max(given, key=lambda case: case.counts[keyword])
        word = case.as_written(*readable(keyword, case.folded, other.__contains__))
        if not any(fold(word) in fold(longer) for longer in found):
            found = [shorter for shorter in found if fold(shorter) not in fold(word)] + [word]
        if len(found) == _MOST_WORDS:
            break
    return found


def _whole(text: StoredText) -> str:
    """Return the folded text of a case with its title before it."""
    return fold(text.title) + PART_BREAK + text.folded_body


def _overlap(one: str, other: str) -> bool:
    return one != other and (one[-1] == other[0] or one[0] == other[-1])


def _rarity(cases: int, total: int) -> float:
    return log(1 + total / max(cases, 1))
