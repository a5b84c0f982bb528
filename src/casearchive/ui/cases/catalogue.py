"""Which cases are listed: the shelf, the order and the words searched for, joined in one place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from casearchive.services import browsing
from casearchive.services.archive import Archive
from casearchive.services.browsing import CaseRow, Shelf
from casearchive.ui.cases.model import PAGE, CasesModel
from casearchive.ui.cases.searcher import Searcher
from casearchive.ui.tasks import Tasks

if TYPE_CHECKING:
    from casearchive.services.finding import Hit


class Catalogue(QObject):
    """Fills the model. The first page of a shelf is read at once, the rest on a worker."""

    listed = Signal()  # the model shows another list

    def __init__(self, archive: Archive, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._archive = archive
        self._tasks = tasks
        self.model = CasesModel(self._read_rows, self)
        self.searcher = Searcher(archive, self)
        self.searcher.found.connect(self._found)
        self.searcher.hits_found.connect(self._take_hits)
        self.model.hits_wanted.connect(self._ask_hits)
        self.shelf = Shelf()
        self.order = "updated"
        self.text = ""
        self._round = 0

    @property
    def searching(self) -> bool:
        """Whether words are searched for."""
        return bool(self.text)

    def show_shelf(self, shelf: Shelf) -> None:
        """List another shelf."""
        self.shelf = shelf
        self.refresh()

    def sort(self, order: str) -> None:
        """List in another order; a search keeps its own, the best first."""
        self.order = order
        if not self.searching:
            self.refresh()

    def search(self, text: str) -> None:
        """List what matches; an empty text lists the shelf again."""
        if text.strip() == self.text:
            return
        self.text = text.strip()
        self.refresh()

    def refresh(self) -> None:
        """List anew."""
        self._round += 1
        if self.searching:
            self.searcher.ask(self.text, self.shelf)
            return
        self.searcher.forget()
        first = browsing.case_ids(self._archive, self.shelf, self.order, PAGE)
        if len(first) < PAGE or list(self.model.ids[:PAGE]) != first:
            self.model.show(first)
        self.listed.emit()
        if len(first) == PAGE:
            self._read_the_rest(self._round)

    def reread(self) -> None:
        """List anew after cases were changed: their rows too."""
        self.model.forget_rows()
        self.refresh()

    def _read_the_rest(self, number: int) -> None:
        def show(ids: list[str]) -> None:
            if number == self._round:
                self.model.show(ids)
                self.listed.emit()

        self._tasks.run(browsing.case_ids, self._archive, self.shelf, self.order, on_done=show)

    def _found(self, _generation: int, ids: Sequence[str]) -> None:
        self.model.show(ids, searching=True)
        self.listed.emit()

    def _ask_hits(self, ids: list[str]) -> None:
        self.searcher.ask_hits(self.text, ids)

    def _take_hits(self, _generation: int, hits: Mapping[str, Hit]) -> None:
        self.model.take_hits(hits)

    def _read_rows(self, ids: Sequence[str]) -> Mapping[str, CaseRow]:
        return browsing.case_rows(self._archive, ids)
