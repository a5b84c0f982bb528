"""Which cases are listed: the shelf, the order, the groups and the words, joined in one place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QObject, Qt, Signal

from casearchive.errors import CaseArchiveError, WorkWasCancelled
from casearchive.services.archive import Archive
from casearchive.services.library import browsing
from casearchive.services.library.browsing import CaseRow, Shelf
from casearchive.ui.cases.errands import Question
from casearchive.ui.cases.groups import headings
from casearchive.ui.cases.model import PAGE, CasesModel
from casearchive.ui.cases.recovery import Recovery
from casearchive.ui.cases.searcher import FirstPage, Searcher
from casearchive.ui.start import later
from casearchive.ui.tasks import FaultOfOurs, Tasks

if TYPE_CHECKING:
    from casearchive.services.searching.finding import Found

BROWSED = ("updated", "title", "code")  # orders of a plain shelf, read without the index
Known: TypeAlias = tuple[Shelf, str, tuple[int, str]]  # a shelf, its order, the last change


class Catalogue(QObject):
    """Fills the model. A plain shelf's first page is read at once, its rest on a worker.

    Words, other orders and groups need the index: they are asked of the search thread, and until
    it answers the list stays as it is.
    """

    listed = Signal(bool)  # the model shows a list; whether it answers another question
    facets_found = Signal(object)  # Facets of what is listed
    advised = Signal(object)  # Counsel: next to nothing was found
    indexing = Signal(int, int)  # done, total; (0, 0) when it is over
    failed = Signal(str)  # the sentence to show
    hindered = Signal(str)  # what keeps the index from being used; it goes on by itself

    def __init__(self, archive: Archive, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._archive = archive
        self._tasks = tasks
        self.model = CasesModel(self._read_rows, self)
        self.searcher = Searcher(archive, self)
        self.searcher.page_found.connect(self._take_page)
        self.searcher.found.connect(self._take_rest)
        self.searcher.hits_found.connect(self.model.take_hits)
        self.searcher.facets_found.connect(self.facets_found)
        self.searcher.advised.connect(self.advised)
        self.searcher.fell_behind.connect(self._index)
        self.searcher.failed.connect(self.failed)
        self._recovery = Recovery(self)
        self._recovery.told.connect(self.failed)
        self._recovery.told.connect(self.hindered)
        self._recovery.again.connect(self.searcher.warm_up)
        self.searcher.hindered.connect(self._recovery.hinder)
        self.searcher.caught_up.connect(self._recover)
        # Told while the list is painted: what shows it must come after the painting.
        self.model.failed.connect(self.failed, Qt.ConnectionType.QueuedConnection)
        self.model.hits_wanted.connect(self._ask_hits)
        self.shelf = Shelf()
        self.order, self.search_order = "updated", "relevance"
        self.group = ""
        self.text = self.kept = ""
        self.complete = True  # whether the whole list is shown
        self._indexing = False
        self._listed: Question | None = None  # what the model answers
        self._round = 0
        # The whole of the shelf that was listed last: 100,000 ids take a while to read again.
        self._whole: tuple[Known | None, list[str]] = (None, [])
        self._faceted = self._begun = False
        self._waits = False  # with the rest of a shelf, until the first page has been painted
        self._known: Known | None = None  # what the shelf listed is, where it has a rest
        self._partial = False  # while that is being read

    # --- what is asked ---------------------------------------------------------------------------

    @property
    def searching(self) -> bool:
        """Whether words are searched for, typed or kept in a smart list."""
        return bool(self.text or self.kept)

    @property
    def question(self) -> Question:
        """What is to be listed."""
        order = self.search_order if self.searching else self.order
        return Question(self.text, self.shelf, order, self.group, self.kept)

    def show_shelf(self, shelf: Shelf, kept: str = "") -> None:
        """List another shelf; `kept` is what a smart list looks for."""
        self.shelf, self.kept = shelf, kept
        self.refresh()

    def use(self, order: str, search_order: str, group: str) -> None:
        """List in these orders and groups from the next listing on."""
        self.order, self.search_order, self.group = order, search_order, group

    def sort(self, order: str) -> None:
        """List in another order; a search has an order of its own."""
        if self.searching:
            self.search_order = order
        else:
            self.order = order
        self.model.forget_rows()  # they may show the number that they are sorted by
        self.refresh()

    def group_by(self, group: str) -> None:
        """List in groups: ``place``, ``theme``, or empty for none."""
        self.group = group
        self.refresh()

    def search(self, text: str) -> None:
        """List what matches; an empty text lists the shelf again."""
        if text.strip() != self.text:
            self.text = text.strip()
            self.refresh()

    def count_facets(self, on: bool) -> None:
        """Count the facets of what is listed, now and with every list to come."""
        self._faceted = on
        if on and self._begun:
            self._recovery.ask_anew()
            self.searcher.ask_facets(self.question)

    def begin(self) -> None:
        """Use the index from now on: the window has been painted."""
        self._begun = True
        if self._needs_index or self._faceted:
            self.refresh()
        self.searcher.warm_up()

    def list_first_page(self) -> None:
        """List what is painted first; :meth:`list_on` reads the rest, however much there is."""
        self._waits = True
        self.refresh()

    def list_on(self) -> None:
        """Read the rest: the first page has been painted."""
        self._waits = False
        if self._known is not None:
            self._read_the_rest(self._round, self._known)

    def reread(self) -> None:
        """List anew after cases were changed: their rows too."""
        self.model.forget_rows()
        self._whole = None, []
        self.refresh()
        if self._begun:
            self.searcher.warm_up()  # what was saved can be found at the next key

    @property
    def _needs_index(self) -> bool:
        question = self.question
        if question.shelf.kind == "trash":  # what was thrown away is not indexed
            return bool(question.typed)
        plain = question.order in BROWSED and not question.group and not question.typed
        return not plain or question.shelf.kind == "search"

    @property
    def answered(self) -> bool:
        """Whether what is listed is what was asked for last."""
        return self._listed == self.question

    @property
    def counted(self) -> bool:
        """Whether the model holds all there is: only then its length is the number of cases."""
        if self._needs_index and self._begun:
            return self.complete
        return not self._partial

    # --- listing ---------------------------------------------------------------------------------

    def refresh(self) -> None:
        """List anew."""
        self._round += 1
        self._recovery.ask_anew()
        if self._needs_index and self._begun:
            self.searcher.ask(self.question, facets=self._faceted)
        else:
            self._browse()

    def _browse(self) -> None:
        self.searcher.forget()
        if self.shelf.kind == "search":
            return  # waits for the index
        order = self.order if self.order in BROWSED else "updated"
        try:
            first = browsing.case_ids(self._archive, self.shelf, order, PAGE)
            known = self.shelf, order, browsing.change_mark(self._archive)
        except CaseArchiveError as error:  # what is listed stays
            self.failed.emit(error.message)
            return
        if self._whole[0] == known and self._whole[1][:PAGE] == first:
            first = self._whole[1]  # back from a search, and nothing has been changed
        if len(first) < PAGE or list(self.model.ids[:PAGE]) != first or self.model.heading_rows:
            self.model.show(first)
        self._known = known if len(first) == PAGE else None
        self._partial = self._known is not None
        self._tell()
        if self._partial and not self._waits:
            self._read_the_rest(self._round, known)
        if self._faceted and self._begun:
            self.searcher.ask_facets(self.question)

    def _read_the_rest(self, number: int, known: Known) -> None:
        def show(ids: list[str]) -> None:
            if number == self._round:
                self._whole, self._partial = (known, ids), False
                self.model.show(ids)
                self._tell()

        self._tasks.run(browsing.case_ids, self._archive, *known[:2], on_done=show)

    def _index(self) -> None:
        """Index what was changed on a worker; until then what is indexed is searched."""

        def end() -> None:
            self._indexing = False
            self.indexing.emit(0, 0)

        def done(_result: object) -> None:
            end()
            self.refresh()
            self.searcher.warm_up()

        def failed(error: CaseArchiveError) -> None:
            end()
            if not isinstance(error, FaultOfOurs):  # of which everything has been told
                # Cancelled: another window began anew, or this one is closing.
                self._recovery.hinder("" if isinstance(error, WorkWasCancelled) else error.message)

        if not self._indexing:
            self._indexing = True
            work = self._tasks.run(
                later.refresh_index, self._archive, on_done=done, on_failed=failed
            )
            work.progressed.connect(self.indexing)

    def _recover(self) -> None:
        """List what could not be had while there was trouble."""
        if self._recovery.end():
            self.refresh()

    def _take_page(self, page: FirstPage) -> None:
        if page.behind or not (page.found.keys or page.found.complete):
            return  # takes longer: what is listed stays until there is an answer
        again = self._listed == self.question and not page.found.complete
        if again and tuple(self.model.ids[: len(page.found.keys)]) == page.found.keys:
            self._tell()  # the same list as before, after a change elsewhere: its rest will come
            return
        self._show(page.found)
        self.model.take_rows(page.rows)
        self.model.take_hits(page.hits)
        self._tell()

    def _take_rest(self, found: Found) -> None:
        # Without a first page the model still shows what other words have found, and their hits.
        self._show(found, going_on=self._listed == self.question)
        self._tell()

    def _show(self, found: Found, *, going_on: bool = False) -> None:
        self.complete = found.complete
        over = headings(self.group, found.groups, len(found.keys), found.complete)
        self.model.show(found.keys, over, searching=self.searching, going_on=going_on)

    def _tell(self) -> None:
        fresh, self._listed = self._listed != self.question, self.question
        self.listed.emit(fresh)

    def _ask_hits(self, ids: list[str]) -> None:
        self.searcher.ask_hits(self.question, ids)

    def _read_rows(self, ids: Sequence[str]) -> Mapping[str, CaseRow]:
        return browsing.case_rows(self._archive, ids, self.question.order)

    def section_of(self, case_id: str) -> str:
        """Return the section in which the search's words were found, where that is known."""
        hit = self.model.hit_of(case_id)
        return hit.section if hit else ""
