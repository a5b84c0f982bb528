"""Ways to a case or a search from anywhere in the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from casearchive.services.library.browsing import Shelf
from casearchive.ui.cases.catalogue import Catalogue
from casearchive.ui.cases.pane import CasesPane
from casearchive.ui.frame.extras import Extras
from casearchive.ui.frame.pages import Pages
from casearchive.ui.library.pane import LibraryPane


class Going(QObject):
    """Goes there once the form, if it is open, may be left; `back` shows list and reader."""

    def __init__(
        self,
        pages: Pages,
        catalogue: Catalogue,
        cases: CasesPane,
        library: LibraryPane,
        *,
        back: Callable[[], object],
    ) -> None:
        super().__init__(pages)
        self._pages, self._catalogue, self._cases = pages, catalogue, cases
        self._library, self._back = library, back

    def serve(self, extras: Extras) -> None:
        """Go where the palette, or a draft that was left, leads to."""
        extras.case_wanted.connect(self.to_case)
        extras.search_wanted.connect(self.search)
        extras.draft_wanted.connect(self._pages.go_on_with)

    def to_search(self) -> None:
        """Put the cursor into the search field."""

        def go() -> None:
            self._back()
            self._cases.search.focus()

        self._pages.when_free(go)

    def search(self, text: str) -> None:
        """Search for a text."""
        self.to_search()
        self._cases.search.set_text(text)

    def to_case(self, case_id: str) -> None:
        """Show a case, on the shelf of all cases where this one does not hold it."""

        def go() -> None:
            self._back()
            if self._catalogue.model.row_of(case_id) < 0:
                self._cases.search.set_text("")
                self._cases.keep(case_id)
                self._library.choose_shelf(Shelf())
            self._cases.choose(case_id)

        self._pages.when_free(go)
