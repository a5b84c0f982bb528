"""Searching while somebody types: one thread, its own finder, the last question wins."""

from __future__ import annotations

import sys
import threading
from dataclasses import dataclass
from queue import SimpleQueue
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from casearchive.errors import CaseArchiveError, WorkWasCancelled
from casearchive.services.archive import Archive
from casearchive.services.browsing import Shelf
from casearchive.ui import later

if TYPE_CHECKING:
    from casearchive.services.finding import Finder


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: the matches on a shelf, or, with `ids`, where the words stand in these."""

    generation: int
    text: str
    shelf: Shelf
    ids: tuple[str, ...] = ()


class Searcher(QObject):
    """Answers on the main thread, and only the newest question."""

    found = Signal(int, object)  # generation, ids
    hits_found = Signal(int, object)  # generation, hits by id
    failed = Signal(str)
    indexing = Signal(int, int)  # done, total; (0, 0) when it is over
    _answered = Signal(object, object)  # from the thread: Question, answer

    def __init__(self, archive: Archive, parent: QObject) -> None:
        super().__init__(parent)
        self._archive = archive
        self._queue: SimpleQueue[Question | None] = SimpleQueue()
        self._generation = 0
        self._finder: Finder | None = None
        self._searching = False
        self._thread: threading.Thread | None = None
        self._answered.connect(self._hand_on)

    def ask(self, text: str, shelf: Shelf) -> int:
        """Search; the answer carries the number that is returned."""
        self._generation += 1
        if self._finder and self._searching:  # not while the index is brought up to date
            self._finder.interrupt()
        self._put(Question(self._generation, text, shelf))
        return self._generation

    def ask_hits(self, text: str, ids: list[str]) -> None:
        """Ask where the words of the newest search stand in these cases."""
        self._put(Question(self._generation, text, Shelf(), tuple(ids)))

    def forget(self) -> None:
        """Let go of the newest question: the search field is empty."""
        self._generation += 1

    def warm_up(self) -> None:
        """Bring the index up to date before anybody asks."""
        self._put(Question(0, "", Shelf()))

    def close(self) -> bool:
        """End the thread; say whether it has ended."""
        self._generation = -1
        if self._thread is None:
            return True
        if self._finder:
            self._finder.interrupt()
        self._queue.put(None)
        self._thread.join(10)
        return not self._thread.is_alive()

    def _put(self, question: Question) -> None:
        self._queue.put(question)
        if self._thread is None:
            self._thread = threading.Thread(target=self._serve, daemon=True)
            self._thread.name = "casearchive-search"
            self._thread.start()

    def _hand_on(self, question: Question, answer: object) -> None:
        if isinstance(answer, CaseArchiveError):
            if question.generation == self._generation:
                self.failed.emit(answer.message)
        elif isinstance(answer, Exception):
            sys.excepthook(type(answer), answer, answer.__traceback__)
        elif question.generation and question.generation == self._generation:
            (self.hits_found if question.ids else self.found).emit(question.generation, answer)

    # --- on the thread ---------------------------------------------------------------------------

    def _serve(self) -> None:
        while (question := self._queue.get()) is not None:
            answer: object = WorkWasCancelled()
            # Again, if the interruption was meant for the question before this one.
            while isinstance(answer, WorkWasCancelled) and self._is_asked(question):
                self._searching = bool(question.generation)
                try:
                    answer = self._answer(question)
                except Exception as error:  # told on the main thread; the next may go well
                    answer = error
                self._searching = False
            self._answered.emit(question, answer)
        if self._finder:
            self._finder.close()

    def _is_asked(self, question: Question) -> bool:
        """Say whether anybody still waits for the answer: nobody typed on, or closed."""
        return self._generation >= 0 and question.generation in (0, self._generation)

    def _answer(self, question: Question) -> object:
        if self._finder is None:
            self._finder = later.make_finder(self._archive)
        if not question.generation:
            self._finder.refresh(self._report)
            self.indexing.emit(0, 0)
            return None
        if question.ids:
            return self._finder.hits(question.text, list(question.ids))
        return self._finder.ids(question.text, question.shelf, self._report)

    def _report(self, done: int, total: int) -> None:
        if self._generation < 0:
            raise WorkWasCancelled
        if done % 50 == 0 or done == total:
            self.indexing.emit(done, total)
