"""Searching while somebody types: one thread, its own finder, the last question wins.

A list comes in steps: its first page, counts for the facets, the whole list, exact counts. Each is
let go when a newer question stands in the queue, and what is less urgent is interrupted for what is
more so and done again afterwards.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal

from casearchive.errors import ArchiveCannotBeUsed, CaseArchiveError, WorkWasCancelled
from casearchive.services.archive import Archive
from casearchive.services.library import browsing
from casearchive.services.library.browsing import CaseRow, Shelf
from casearchive.ui.cases.errands import Errand, Errands, Question, Step
from casearchive.ui.cases.model import PAGE
from casearchive.ui.start import later

if TYPE_CHECKING:
    from casearchive.services.searching.finding import Advice, Facets, Finder, Found, Hit

MakeFinder: TypeAlias = Callable[[Archive], "Finder"]
_FIRST = 100  # cases of a first page
_SCREEN = 12  # cases that are seen at once: their hits come with the page
_SCARCE = 3  # fewer cases than that: perhaps a word was written otherwise
_TRIES = 5
_PAINTING = 0.05  # seconds at most that the thread leaves to the painting of a page


@dataclass(frozen=True, slots=True)
class FirstPage:
    """The beginning of a list with all that is painted of it, or the whole of a short one.

    Where it is empty, `behind` says that the index has yet to be made: nobody knows what there is.
    """

    found: Found
    rows: Mapping[str, CaseRow]
    hits: Mapping[str, Hit] = field(default_factory=dict)
    behind: bool = False


@dataclass(frozen=True, slots=True)
class Counsel:
    """What to do where next to nothing was found; `everywhere` is how many the archive has."""

    advice: Advice
    everywhere: int


class Searcher(QObject):
    """Answers on the main thread, and only the newest question of each kind."""

    page_found = Signal(object)  # FirstPage
    found = Signal(object)  # Found: the whole list
    facets_found = Signal(object)  # Facets
    hits_found = Signal(object)  # Hits by id
    advised = Signal(object)  # Counsel
    suggested = Signal(str, object)  # what was typed, Suggestions
    similar_found = Signal(object)  # Likenesses
    indicators_found = Signal(object)  # names of what can be sorted by
    counted = Signal(object)  # how many cases a smart list has, by its id
    failed = Signal(str)
    hindered = Signal(str)  # it cannot be read or written now, but may be later
    fell_behind = Signal()  # more was changed than can be indexed in passing
    caught_up = Signal()  # all that was saved is found
    _answered = Signal(object, object)  # from the thread: Errand, answer

    def __init__(
        self, archive: Archive, parent: QObject, make_finder: MakeFinder = later.make_finder
    ) -> None:
        super().__init__(parent)
        self._archive = archive
        self._make_finder = make_finder
        self._errands = Errands()
        self._finder: Finder | None = None
        self._under_way: Errand | None = None
        self._painted = threading.Event()  # the window has shown the last page
        self._stopped = False  # whether what is under way was interrupted from here
        self._thread: threading.Thread | None = None
        self._answered.connect(self._hand_on)
        self._tell = {
            Step.PAGE: self.page_found,
            Step.HITS: self.hits_found,
            Step.ADVICE: self.advised,
            Step.SIMILAR: self.similar_found,
            Step.FACETS: self.facets_found,
            Step.REST: self.found,
            Step.EXACT: self.facets_found,
            Step.WARM: self.indicators_found,
            Step.COUNT: self.counted,
        }
        self._number = 0  # of the newest list

    # --- asking ----------------------------------------------------------------------------------

    def ask(self, question: Question, *, facets: bool = False) -> None:
        """List the cases; with `facets` count their values too."""
        self._number = self._errands.renew(Step.PAGE)
        self._put(Errand(Step.PAGE, self._number, question, facets=facets))

    def ask_facets(self, question: Question, *, anew: bool = False) -> None:
        """Count the values of what is listed; `anew` for a list that was not asked for here."""
        if anew:
            self.forget()
        self._put(Errand(Step.FACETS, self._number, question))

    def ask_hits(self, question: Question, ids: Sequence[str]) -> None:
        """Ask where the words of the newest search stand in these cases."""
        self._put(Errand(Step.HITS, self._number, question, tuple(ids)))

    def ask_suggestions(self, typed: str, cursor: int) -> None:
        """Ask what may be meant at the cursor."""
        number = self._errands.renew(Step.SUGGEST)
        self._put(Errand(Step.SUGGEST, number, Question(typed), cursor=cursor))

    def ask_similar(self, ids: Sequence[str]) -> None:
        """Ask for cases like these."""
        number = self._errands.renew(Step.SIMILAR)
        self._put(Errand(Step.SIMILAR, number, ids=tuple(ids)))

    def forget(self) -> None:
        """Let go of the newest list: it is not searched for any more."""
        self._number = self._errands.renew(Step.PAGE)
        self._interrupt()

    def warm_up(self) -> None:
        """Take in what was saved lately before anybody asks, and name what can be sorted by."""
        self._put(Errand(Step.WARM, self._errands.renew(Step.WARM)))

    def count_searches(self, ids: Sequence[str]) -> None:
        """Count what lies on smart lists, one by one, whenever there is nothing else to do."""
        number = self._errands.renew(Step.COUNT)
        for search in ids:
            self._put(Errand(Step.COUNT, number, Question(shelf=Shelf("search", search))))

    def close(self) -> bool:
        """End the thread; say whether it has ended."""
        self._errands.close()
        self._painted.set()
        if self._thread is None:
            return True
        self._stop_finder()
        self._thread.join(10)
        return not self._thread.is_alive()

    def _put(self, errand: Errand) -> None:
        self._errands.put(errand)
        if errand.step is Step.PAGE:
            self._painted.set()  # that of the list before is not waited for
        self._interrupt(errand.step)
        if self._thread is None:
            self._thread = threading.Thread(target=self._serve, daemon=True)
            self._thread.name = "casearchive-search"
            self._thread.start()

    def _interrupt(self, step: Step = Step.WARM) -> None:
        """Stop what nobody waits for, and what can wait longer than `step`.

        What was saved is indexed in one short piece: to stop that would lose it.
        """
        doing = self._under_way
        if doing is None or doing.step is Step.WARM:
            return
        if doing.step > step or not self._errands.is_wanted(doing):
            self._stopped = True
            self._stop_finder()

    def _stop_finder(self) -> None:
        if finder := self._finder:  # the thread may give it up at any moment
            finder.interrupt()

    def _hand_on(self, errand: Errand, answer: object) -> None:
        if errand.step is Step.PAGE:
            QTimer.singleShot(0, self._painted.set)  # comes behind the painting
        if answer is None or not self._errands.is_wanted(errand):
            return
        if isinstance(answer, ArchiveCannotBeUsed):
            self.hindered.emit(answer.message)
        elif isinstance(answer, CaseArchiveError):
            if errand.step is not Step.SUGGEST:  # the list of the same key says it
                self.failed.emit(answer.message)
        elif isinstance(answer, Exception):
            sys.excepthook(type(answer), answer, answer.__traceback__)
        elif errand.step is Step.SUGGEST:
            self.suggested.emit(errand.question.typed, answer)
        else:
            self._tell[errand.step].emit(answer)

    # --- on the thread ---------------------------------------------------------------------------

    def _serve(self) -> None:
        while (errand := self._errands.take()) is not None:
            self._under_way, self._stopped = errand, False
            try:
                answer = self._answer(errand)
            except WorkWasCancelled:  # done again if it was meant for another, or is still wanted
                tries = errand.tries + (not self._stopped)
                self._under_way = None
                if tries < _TRIES:
                    self._errands.put(replace(errand, tries=tries))
                continue
            except Exception as error:  # told on the main thread; the next may go well
                answer = error
                if isinstance(error, ArchiveCannotBeUsed):
                    self._give_up_finder()
            self._under_way = None
            self._painted.clear()
            self._answered.emit(errand, answer)
            if self._finder and self._finder.trouble:  # it answered from what there is
                self._answered.emit(errand, self._finder.trouble)
            self._go_on(errand, answer)
            if errand.step is Step.PAGE:
                self._painted.wait(_PAINTING)  # two threads would fight for the interpreter
        self._give_up_finder()

    def _give_up_finder(self) -> None:
        """Close the index: where its place was away, only a new connection reads it again."""
        finder, self._finder = self._finder, None
        if finder:
            finder.close()

    def _answer(self, errand: Errand) -> object:
        if self._finder is None:
            self._finder = self._make_finder(self._archive)
        finder, question = self._finder, errand.question
        match errand.step:
            case Step.PAGE:
                return self._first_page(finder, question)
            case Step.SUGGEST:
                return finder.suggestions(question.typed, errand.cursor)
            case Step.HITS:
                return finder.hits(question.words, list(errand.ids))
            case Step.ADVICE:
                return self._counsel(finder, question)
            case Step.SIMILAR:
                return finder.similar(errand.ids)
            case Step.FACETS:
                return self._facets(finder, question)
            case Step.REST:
                return finder.everything(later.request(question))
            case Step.EXACT:
                return finder.facets_exact(later.request(question))
            case Step.WARM:
                finder.first(later.request(question), 1)
                if not finder.trouble:
                    (self.caught_up if finder.is_current() else self.fell_behind).emit()
                return finder.indicators()
            case Step.COUNT:
                return self._count(finder, question)

    def _first_page(self, finder: Finder, question: Question) -> FirstPage:
        found = finder.first(later.request(question), _FIRST)
        if not found.keys and not finder.is_current():
            self.fell_behind.emit()
            return FirstPage(found, {}, behind=True)
        seen = list(found.keys[:_SCREEN])
        hits = finder.hits(question.words, seen) if question.words else {}
        return FirstPage(
            found, browsing.case_rows(self._archive, found.keys[:PAGE], question.order), hits
        )

    def _facets(self, finder: Finder, question: Question) -> Facets | None:
        """Count what is listed; nothing where the index has yet to be made: nobody knows."""
        facets = finder.facets(later.request(question))
        if finder.is_current():
            return facets
        self.fell_behind.emit()
        return facets if any(facets.values.values()) else None

    def _count(self, finder: Finder, question: Question) -> dict[str, int]:
        """Count a smart list, unless it has just been deleted or the index has yet to be made."""
        try:
            number = finder.count(later.request(question))
        except WorkWasCancelled:
            raise
        except CaseArchiveError:  # whoever opens the list is told
            return {}
        return {question.shelf.value: number} if finder.is_current() else {}

    def _counsel(self, finder: Finder, question: Question) -> Counsel:
        request, everywhere = later.request(question), 0
        if question.shelf != Shelf():
            everywhere = finder.count(replace(request, shelf=Shelf()))
        return Counsel(finder.advice(request), everywhere)

    def _go_on(self, errand: Errand, answer: object) -> None:
        """Ask for the steps that follow from an answer."""
        steps: list[Step] = []
        if isinstance(answer, FirstPage) and not answer.behind:
            steps += [Step.FACETS] if errand.facets else []
            if not answer.found.complete:
                steps.append(Step.REST)
            elif len(answer.found.keys) < _SCARCE and errand.question.typed:
                steps.append(Step.ADVICE)
        elif errand.step is Step.FACETS and not getattr(answer, "exact", True):
            steps.append(Step.EXACT)
        for step in steps:
            self._errands.put(Errand(step, errand.number, errand.question))
