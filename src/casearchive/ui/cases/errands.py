"""What the search thread is asked for: the most urgent first, and nothing nobody waits for."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import count

from casearchive.services.library.browsing import Shelf


class Step(IntEnum):
    """What is to be done, the most urgent first: what is looked at before what is counted."""

    PAGE = 0  # the first page of a list
    SUGGEST = 1  # what may be meant by the word being typed
    HITS = 2  # where the words stand in the cases that are seen
    ADVICE = 3  # what to do where nothing was found
    SIMILAR = 4
    FACETS = 5  # counted quickly
    REST = 6  # the whole list
    EXACT = 7  # counted exactly
    WARM = 8  # the index brought up to date
    COUNT = 9  # what lies on a smart list nobody has opened


_LINES = {step: step for step in (Step.SUGGEST, Step.SIMILAR, Step.WARM, Step.COUNT)}


def line(step: Step) -> Step:
    """Return the line a step belongs to: within one, the newest question makes the others old.

    All steps of a list are one line, named by its first.
    """
    return _LINES.get(step, Step.PAGE)


@dataclass(frozen=True, slots=True)
class Question:
    """Which cases are listed: words, a shelf, an order and groups as in services.finding.

    `kept` is what a smart list looks for by itself: it is marked, but not asked for again.
    """

    typed: str = ""
    shelf: Shelf = field(default_factory=Shelf)
    order: str = "relevance"
    group: str = ""
    kept: str = ""

    @property
    def words(self) -> str:
        """What is marked in the cases that are found."""
        return f"{self.kept} {self.typed}".strip()


@dataclass(frozen=True, slots=True)
class Errand:
    """One step for the question `number` of its line; `facets` asks for them after a page."""

    step: Step
    number: int
    question: Question = field(default_factory=Question)
    ids: tuple[str, ...] = ()
    cursor: int = 0
    facets: bool = False
    tries: int = 0  # how often it was cancelled though nobody here had asked for that


class Errands:
    """A queue between two threads; errands of the same urgency keep their order."""

    def __init__(self) -> None:
        self._waiting: list[tuple[Step, int, Errand]] = []
        self._numbers = count()
        self._newest: dict[Step, int] = {}
        self._changed = threading.Condition()
        self._closed = False

    def renew(self, step: Step) -> int:
        """Make every question of the step's line old, and return the number of the next one."""
        with self._changed:
            number = self._newest.get(line(step), 0) + 1
            self._newest[line(step)] = number
            self._waiting = [job for job in self._waiting if self._is_wanted(job[2])]
            return number

    def put(self, errand: Errand) -> None:
        """Ask for something."""
        with self._changed:
            self._waiting.append((errand.step, next(self._numbers), errand))
            self._changed.notify()

    def take(self) -> Errand | None:
        """Wait for the most urgent errand that is still wanted; None ends it all."""
        with self._changed:
            while not self._closed:
                self._waiting = [job for job in self._waiting if self._is_wanted(job[2])]
                if self._waiting:
                    first = min(self._waiting, key=lambda job: job[:2])
                    self._waiting.remove(first)
                    return first[2]
                self._changed.wait()
        return None

    def is_wanted(self, errand: Errand) -> bool:
        """Say whether anybody still waits for the answer."""
        with self._changed:
            return self._is_wanted(errand)

    def close(self) -> None:
        """Want nothing any more."""
        with self._changed:
            self._closed = True
            self._waiting.clear()
            self._changed.notify_all()

    @property
    def closed(self) -> bool:
        """Whether nothing is wanted any more."""
        return self._closed

    def _is_wanted(self, errand: Errand) -> bool:
        return not self._closed and errand.number == self._newest.get(line(errand.step), 0)
