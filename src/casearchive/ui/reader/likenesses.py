"""Similar cases: asks for them, shows them in the reader, and opens the one that is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from casearchive.services.library.browsing import Shelf
from casearchive.ui.cases.catalogue import Catalogue
from casearchive.ui.cases.pane import CasesPane
from casearchive.ui.library.pane import LibraryPane
from casearchive.ui.reader.pane import ReaderPane

if TYPE_CHECKING:
    from casearchive.services.searching.finding import Likeness
    from casearchive.ui.reader.similar import SimilarPage


class Likenesses(QObject):
    """Finds what is like the cases that are selected, one or several."""

    def __init__(
        self, catalogue: Catalogue, cases: CasesPane, reader: ReaderPane, library: LibraryPane
    ) -> None:
        super().__init__(reader)
        self._catalogue, self._cases = catalogue, cases
        self._reader, self._library = reader, library
        self._page: SimilarPage | None = None
        catalogue.searcher.similar_found.connect(self._show)

    def find(self) -> None:
        """Look for cases like the selection and show them where it was read."""
        ids = self._cases.selected
        if not ids:
            return
        if self._page is None:
            self._page = self._reader.wait_for_similar(len(ids))
            self._page.opened.connect(self._open)
        else:
            self._reader.wait_for_similar(len(ids))
        self._catalogue.searcher.ask_similar(ids)

    def _show(self, likenesses: Sequence[Likeness]) -> None:
        if self._page is not None:
            self._page.show_likenesses(likenesses)

    def _open(self, case_id: str) -> None:
        """Select a case in the list; where it is not listed, among all of them."""
        if self._catalogue.model.row_of(case_id) < 0:
            self._cases.keep(case_id)
            self._cases.search.set_text("")
            if self._catalogue.shelf != Shelf():
                self._library.choose_shelf(Shelf())
        else:
            self._cases.choose(case_id)
        self._cases.view.setFocus()
