"""Near-identical cases, found by place, topic and the likeness of their texts. Nothing is merged.

Each text becomes the set of its pieces of four characters; of each set the smallest hashes are
kept (bottom-k sketch), and only cases that share some of those are compared piece by piece. The
likeness is the share of pieces that both have (Jaccard), 0 to 1.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from heapq import nsmallest
from itertools import combinations

from casearchive.precedence import stand_aside
from casearchive.progress import Progress, silent
from casearchive.search.text.fold import fold
from casearchive.services.archive import Archive
from casearchive.services.library.browsing import CaseRow, Shelf, case_ids, case_rows

ALIKE = 0.5  # share of pieces from which on two texts are near-identical whatever they are about
RELATED = 0.2  # the same, of cases of one village with a theme or industry in common
_TITLE = 0.6  # of the titles' pairs of characters, which speaks for the same topic
_PIECE, _SKETCH = 4, 96  # characters of a piece; hashes kept of a case
_FEWEST = 8  # pieces, below which a text says nothing
_CROWD = 40  # cases that share a hash: the phrase is a common one then
_SHARED = 2  # hashes of the sketches in common, from which on two cases are compared
_BETWEEN = re.compile(r"[\W_]+")

_CASES = """
SELECT c.id, c.title, c.abstract, c.industry,
       coalesce(p.village, '') AS village, coalesce(p.name, '') AS place,
       coalesce(p.county, '') AS county
FROM "case" c LEFT JOIN place p ON p.id = c.place_id
WHERE c.trashed_at IS NULL
"""
_BODIES = "SELECT case_id, body FROM section ORDER BY case_id, position"
_THEMES = "SELECT case_id, word FROM case_theme"


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two cases that may be one. `likeness` of the texts 0 to 1; the older one comes first.

    `same_place` and `same_topic` say what else speaks for it.
    """

    first: CaseRow
    second: CaseRow
    likeness: float
    same_place: bool
    same_topic: bool


@dataclass(slots=True)
class _Case:
    id: str
    title: str
    place: str
    topics: frozenset[str]
    pieces: frozenset[int]


def find_duplicates(
    archive: Archive, progress: Progress = silent, *, among: Collection[str] = ()
) -> tuple[Duplicate, ...]:
    """Return the pairs of cases outside the trash that may be one, the likest first.

    `among` limits it to pairs with one of these cases, e.g. those an import made. `progress`
    counts cases; what it raises ends the search.
    """
    cases = list(_cases(archive, progress))
    wanted = {case_id.replace("-", "").lower() for case_id in among}
    found = []
    for one, other in _candidates(cases):
        if wanted and not {one.id, other.id} & wanted:
            continue
        stand_aside()
        pair = _compared(one, other)
        if pair is not None:
            found.append((pair, one, other))
    while cases:  # one by one: their hashes, given back all at once, hold every other thread up
        cases.pop()
    found.sort(key=lambda item: -item[0][0])
    rows = case_rows(archive, [case.id for _pair, *both in found for case in both])
    age = {case_id: number for number, case_id in enumerate(case_ids(archive, Shelf(), "code"))}
    pairs = []
    for (likeness, same_place, same_topic), one, other in found:
        if one.id in rows and other.id in rows:
            first, second = sorted((one.id, other.id), key=lambda key: age.get(key, 0))
            pairs.append(Duplicate(rows[first], rows[second], likeness, same_place, same_topic))
    return tuple(pairs)


def _cases(archive: Archive, progress: Progress) -> Iterator[_Case]:
    bodies: defaultdict[str, list[str]] = defaultdict(list)
    topics: defaultdict[str, set[str]] = defaultdict(set)
    with archive.rows() as connection:
        connection.row_factory = None
        heads = connection.execute(_CASES).fetchall()
        for key, body in connection.execute(_BODIES):
            bodies[key].append(body)
        for key, word in connection.execute(_THEMES):
            topics[key].add(word)
    for done, (case_id, title, abstract, industry, village, place, county) in enumerate(heads):
        progress(done, len(heads))
        if industry:
            topics[case_id].add(industry)
        text = "\n".join([title, abstract, *bodies.pop(case_id, ())])
        yield _Case(
            case_id,
            title,
            f"{county}/{village}" if village and county else village or place,
            frozenset(topics[case_id]),
            _pieces(text),
        )


def _pieces(text: str) -> frozenset[int]:
    """Return the hashes of a text's pieces; spaces, punctuation and writing do not matter."""
    plain = _BETWEEN.sub("", fold(text)).encode("utf-32-le", "replace")
    size = 4 * _PIECE
    return frozenset(
        zlib.crc32(plain[start : start + size]) for start in range(0, len(plain) - size + 1, 4)
    )


def _candidates(cases: list[_Case]) -> Iterator[tuple[_Case, _Case]]:
    """Yield the pairs worth comparing: that share hashes, or stand at the same place."""
    sharing: defaultdict[int, list[int]] = defaultdict(list)
    at_place: defaultdict[str, list[int]] = defaultdict(list)
    for number, case in enumerate(cases):
        for value in nsmallest(_SKETCH, case.pieces):
            sharing[value].append(number)
        if case.place:
            at_place[case.place].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in sharing.values():
        if 1 < len(numbers) <= _CROWD:
            shared.update(combinations(numbers, 2))
    chosen = {pair for pair, count in shared.items() if count >= _SHARED}
    for numbers in at_place.values():
        if len(numbers) <= _CROWD:
            chosen.update(combinations(numbers, 2))
    for one, other in sorted(chosen):
        yield cases[one], cases[other]


def _compared(one: _Case, other: _Case) -> tuple[float, bool, bool] | None:
    """Return likeness, same place, same topic of two cases that may be one, else None."""
    likeness = _jaccard(one.pieces, other.pieces)
    same_place = bool(one.place) and one.place == other.place
    titles = _jaccard(_pairs(one.title), _pairs(other.title))
    same_topic = bool(one.topics & other.topics) or titles >= _TITLE
    if min(len(one.pieces), len(other.pieces)) < _FEWEST:
        likeness = min(likeness, titles)
    enough = likeness >= ALIKE or (
        same_place and same_topic and (likeness >= RELATED or titles >= _TITLE)
    )
    return (round(likeness, 3), same_place, same_topic) if enough else None


def _pairs(text: str) -> frozenset[int]:
    plain = _BETWEEN.sub("", fold(text))
    return frozenset(hash(plain[at : at + 2]) for at in range(len(plain) - 1))


def _jaccard(one: frozenset[int], other: frozenset[int]) -> float:
    union = len(one | other)
    return len(one & other) / union if union else 0.0
