"""The search thread: steps in their order, the newest question only, what is urgent at once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from casearchive.errors import ArchiveCannotBeUsed, InputIsInvalid, WorkWasCancelled
from casearchive.services.archive import Archive
from casearchive.services.library.browsing import Shelf, case_ids
from casearchive.services.searching.finding import (
    Advice,
    FacetCount,
    Facets,
    Found,
    Hit,
    Likeness,
    Request,
    Suggestion,
)
from casearchive.ui.cases.errands import Question
from casearchive.ui.cases.searcher import Counsel, FirstPage, Searcher


class SlowFinder:
    """Answers when it is let, and notes what it was asked; stands in for a large archive's."""

    def __init__(self, ids: Sequence[str]) -> None:
        self.keys = tuple(ids)
        self.asked: list[str] = []
        self.gates: dict[str, threading.Event] = {}
        self.reached = threading.Event()
        self.current = True
        self.trouble: ArchiveCannotBeUsed | None = None
        self._stop = threading.Event()

    def hold(self, name: str) -> threading.Event:
        """Let nothing of this name be answered until the event that is returned is set."""
        self.gates[name] = threading.Event()
        self.reached.clear()
        return self.gates[name]

    def _do(self, name: str) -> None:
        self._stop.clear()
        self.asked.append(name)
        gate = self.gates.get(name)
        if gate:
            self.reached.set()
            while not gate.wait(0.005):
                if self._stop.is_set():
                    raise WorkWasCancelled

    def first(self, request: Request, limit: int) -> Found:
        self._do(f"first {request.typed}")
        if request.typed == "坏":
            raise InputIsInvalid("坏了")
        if request.typed == "满":
            raise ArchiveCannotBeUsed("磁盘已满")
        return Found(self.keys[:2] if request.typed != "无" else (), request.typed == "无")

    def everything(self, request: Request) -> Found:
        self._do(f"everything {request.typed}")
        return Found(self.keys, complete=True)

    def hits(self, typed: str, ids: list[str]) -> dict[str, Hit]:
        self._do(f"hits {typed}")
        return {}

    def facets(self, request: Request) -> Facets:
        self._do(f"facets {request.typed}")
        counted = (FacetCount("产业振兴", 1),) if self.current else ()
        return Facets({"theme": counted}, exact=False)

    def facets_exact(self, request: Request) -> Facets:
        self._do(f"exact {request.typed}")
        return Facets({}, exact=True)

    def advice(self, request: Request) -> Advice:
        self._do(f"advice {request.typed}")
        return Advice()

    def is_current(self) -> bool:
        return self.current

    def count(self, request: Request) -> int:
        return 7

    def suggestions(self, typed: str, cursor: int) -> tuple[Suggestion, ...]:
        self._do(f"suggestions {typed}")
        return ()

    def indicators(self) -> tuple[str, ...]:
        return ()

    def similar(self, ids: Sequence[str]) -> tuple[Likeness, ...]:
        self._do("similar")
        return ()

    def interrupt(self) -> None:
        self._stop.set()

    def close(self) -> None:
        self.asked.append("closed")


@pytest.fixture
def finder(sample: Archive) -> SlowFinder:
    return SlowFinder(case_ids(sample, Shelf()))


@pytest.fixture
def searcher(sample: Archive, finder: SlowFinder, qtbot: QtBot) -> Iterator[Searcher]:
    parent = QObject()
    made = Searcher(sample, parent, lambda _archive: finder)  # type: ignore[arg-type,return-value]
    yield made
    assert made.close()


def answers(searcher: Searcher) -> list[str]:
    """Return a list that grows with what the main thread is told."""
    told: list[str] = []

    def note(name: str) -> Callable[..., None]:
        return lambda *_values: told.append(name)

    for name in ("page_found", "found", "facets_found", "suggested", "advised", "similar_found"):
        getattr(searcher, name).connect(note(name))
    return told


def test_a_list_comes_in_steps(searcher: Searcher, finder: SlowFinder, qtbot: QtBot) -> None:
    told = answers(searcher)
    searcher.ask(Question("椒"), facets=True)
    qtbot.waitUntil(lambda: len(told) == 4)
    assert told == ["page_found", "facets_found", "found", "facets_found"]
    assert finder.asked == ["first 椒", "hits 椒", "facets 椒", "everything 椒", "exact 椒"]


def test_the_first_page_brings_all_that_is_painted_of_it(
    searcher: Searcher, sample: Archive, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(searcher.page_found) as came:
        searcher.ask(Question("椒"))
    (page,) = came.args
    assert isinstance(page, FirstPage)
    assert set(page.rows) == set(page.found.keys)


def test_nothing_is_told_of_facets_before_there_is_an_index(
    searcher: Searcher, finder: SlowFinder, qtbot: QtBot
) -> None:
    told = answers(searcher)
    finder.current = False
    with qtbot.waitSignal(searcher.fell_behind):
        searcher.ask_facets(Question("椒"))
    finder.current = True
    searcher.ask_facets(Question("椒"))
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == ["facets_found", "facets_found"]  # quickly, then exactly


def test_facets_are_counted_only_when_they_are_shown(
    searcher: Searcher, finder: SlowFinder, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(searcher.found):
        searcher.ask(Question("椒"))
    assert finder.asked == ["first 椒", "hits 椒", "everything 椒"]


def test_a_key_stops_what_its_forerunner_still_asks(
    searcher: Searcher, finder: SlowFinder, qtbot: QtBot
) -> None:
    told = answers(searcher)
    finder.hold("everything 集")
    searcher.ask(Question("集"))
    assert finder.reached.wait(5)
    searcher.ask(Question("集体"))
    with qtbot.waitSignal(searcher.found):
        pass
    assert told == ["page_found", "found"]  # both of the newer list
    assert finder.asked[-1] == "everything 集体"


def test_of_many_keys_only_the_newest_is_answered(
    searcher: Searcher, finder: SlowFinder, qtbot: QtBot
) -> None:
    told = answers(searcher)
    finder.hold("first 1")
    searcher.ask(Question("1"))
    assert finder.reached.wait(5)
    for typed in ("2", "3", "4"):
        searcher.ask(Question(typed))
    with qtbot.waitSignal(searcher.found):
        pass
    assert told == ["page_found", "found"]
    assert {asked.split()[1] for asked in finder.asked} <= {"1", "2", "3", "4"}
    assert finder.asked[-1] == "everything 4"


def test_suggestions_do_not_wait_for_the_whole_list(
    searcher: Searcher, finder: SlowFinder, qtbot: QtBot
) -> None:
    told = answers(searcher)
    gate = finder.hold("everything 椒")
    searcher.ask(Question("椒"))
    assert finder.reached.wait(5)
    searcher.ask_suggestions("椒", 1)
    qtbot.waitUntil(lambda: "suggested" in told)
    assert told == ["page_found", "suggested"]
    gate.set()
    qtbot.waitUntil(lambda: told[-1] == "found")  # begun again, not lost
    assert finder.asked.count("everything 椒") >= 2


def test_an_interruption_that_comes_too_late_harms_nobody(
    searcher: Searcher, finder: SlowFinder, qtbot: QtBot
) -> None:
    """Somebody else's interruption hits an errand that is still wanted: it is done again."""
    gate = finder.hold("everything 椒")
    searcher.ask(Question("椒"))
    assert finder.reached.wait(5)
    finder.interrupt()
    qtbot.waitUntil(lambda: finder.asked.count("everything 椒") == 2)
    with qtbot.waitSignal(searcher.found):
        gate.set()


def test_where_nothing_is_found_advice_follows(searcher: Searcher, qtbot: QtBot) -> None:
    with qtbot.waitSignal(searcher.advised) as came:
        searcher.ask(Question("无", Shelf("draft")))
    assert came.args == [Counsel(Advice(), 7)]


def test_an_index_that_is_not_made_yet_finds_nothing_and_says_so(
    searcher: Searcher, finder: SlowFinder, qtbot: QtBot
) -> None:
    finder.current = False
    told = answers(searcher)
    with qtbot.waitSignals([searcher.fell_behind, searcher.page_found]) as _both:
        searcher.ask(Question("无"), facets=True)
    with qtbot.waitSignal(searcher.similar_found):
        searcher.ask_similar(["a"])
    assert told == ["page_found", "similar_found"]  # no advice, no counts of nothing
    assert finder.asked == ["first 无", "similar"]


def test_a_fault_is_told_and_the_next_question_answered(searcher: Searcher, qtbot: QtBot) -> None:
    with qtbot.waitSignal(searcher.failed) as told:
        searcher.ask(Question("坏"))
    assert told.args == ["坏了"]
    with qtbot.waitSignal(searcher.found):
        searcher.ask(Question("好"))


def test_what_was_forgotten_is_not_answered(
    searcher: Searcher, finder: SlowFinder, qtbot: QtBot
) -> None:
    told = answers(searcher)
    finder.hold("first 椒")
    searcher.ask(Question("椒"))
    assert finder.reached.wait(5)
    searcher.forget()
    with qtbot.waitSignal(searcher.similar_found):
        searcher.ask_similar(["a"])
    assert told == ["similar_found"]


def test_what_may_go_well_later_is_told_apart_and_asked_of_a_new_connection(
    searcher: Searcher, finder: SlowFinder, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(searcher.hindered) as told:
        searcher.ask(Question("满"))
    assert told.args == ["磁盘已满"]
    with qtbot.waitSignal(searcher.found):
        searcher.ask(Question("好"))
    assert finder.asked[:3] == ["first 满", "closed", "first 好"]


def test_an_answer_from_an_old_index_comes_with_the_reason(
    searcher: Searcher, finder: SlowFinder, qtbot: QtBot
) -> None:
    finder.trouble = ArchiveCannotBeUsed("磁盘已满")
    with qtbot.waitSignals([searcher.page_found, searcher.hindered]):
        searcher.ask(Question("椒"))
    caught_up: list[bool] = []
    searcher.caught_up.connect(lambda: caught_up.append(finder.trouble is None))
    with qtbot.waitSignal(searcher.indicators_found):
        searcher.warm_up()
    finder.trouble = None
    searcher.warm_up()
    qtbot.waitUntil(lambda: caught_up == [True])  # only now
