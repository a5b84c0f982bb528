"""Calling a thing by its name: all of it, some of it, in pinyin or by its initials."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import TypeAlias

from casearchive.search.hints.spelling import begins, marks, match
from casearchive.search.text.fold import fold
from casearchive.search.text.pinyin import is_latin, typed_letters
from casearchive.services.archive import Archive
from casearchive.services.searching.finding import Finder
from casearchive.storage import rows

Span: TypeAlias = tuple[int, int]

_LONGEST = 64  # letters; a longer name is pasted, not typed
BEGINS, HOLDS, SOUNDS_FROM_ITS_BEGINNING, SOUNDS = range(4)


@dataclass(frozen=True, slots=True)
class Called:
    """How a name answers what was typed: the lower the `rank` the better, `marks` where."""

    rank: int
    marks: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class CalledCase:
    """A case whose title or code answers; `marks` lie in its title."""

    id: str
    code: str
    title: str
    marks: tuple[Span, ...] = ()


def called(typed: str, name: str) -> Called | None:
    """Say how a name answers what was typed, None if it does not.

    It holds every word as it is written, or what was typed is how a piece of it sounds.
    """
    folded = fold(name)
    parts = fold(typed).split()
    if not parts:
        return None
    spans = [(at, at + len(part)) for part in parts if (at := folded.find(part)) >= 0]
    if len(spans) == len(parts):
        rank = BEGINS if folded.startswith(parts[0]) else HOLDS
        return Called(rank, tuple(_joined(spans)))
    letters = typed_letters(typed)
    if not 0 < len(letters) <= _LONGEST or not any(map(is_latin, letters)):
        return None
    piece = match(letters, folded)
    if piece is None:
        return None
    rank = SOUNDS_FROM_ITS_BEGINNING if begins(folded, piece) else SOUNDS
    return Called(rank, marks(folded, piece))


def cases_called(archive: Archive, typed: str, limit: int = 8) -> tuple[str, list[CalledCase]]:
    """Return `typed` and the cases whose title or code holds it, then those that sound so."""
    with archive.rows() as connection:
        found = [*rows.titles_like(connection, typed.split(), limit)]
    letters = typed_letters(typed)
    if len(found) < limit and any(map(is_latin, letters)) and len(letters) <= _LONGEST:
        titles = list(_titles_sounding(archive, letters, limit))
        with archive.rows() as connection:
            found += rows.titled(connection, titles)
    known = dict.fromkeys(found)  # each once, in this order
    return typed, [_case(typed, *one) for one in known][:limit]


def still_called(typed: str, cases: Iterable[CalledCase]) -> list[CalledCase]:
    """Return those of some cases that answer what is typed now, with other marks."""
    return [
        _case(typed, one.id, one.code, one.title)
        for one in cases
        if called(typed, one.title) or called(typed, one.code)
    ]


def case_names(archive: Archive, ids: Iterable[str]) -> list[CalledCase]:
    """Return the cases with these ids that are still there, in this order."""
    wanted = list(ids)
    with archive.rows() as connection:
        known = rows.case_rows(connection, wanted)
    return [CalledCase(one, known[one].code, known[one].title) for one in wanted if one in known]


def _titles_sounding(archive: Archive, letters: str, limit: int) -> Iterator[str]:
    """Yield titles that are read so, from the search index: no title is looked at in vain."""
    asked = f"标题:{letters}"
    with closing(Finder(archive)) as finder:
        for one in finder.suggestions(asked, len(asked), limit):
            yield one.text


def _case(typed: str, case_id: str, code: str, title: str) -> CalledCase:
    answer = called(typed, title)
    return CalledCase(case_id, code, title, answer.marks if answer else ())


def _joined(spans: list[Span]) -> Iterator[Span]:
    """Yield spans in order, those that touch or overlap as one."""
    spans = sorted(spans)
    start, end = spans[0]
    for begin, stop in spans[1:]:
        if begin > end:
            yield start, end
            start = begin
        end = max(end, stop)
    yield start, end
