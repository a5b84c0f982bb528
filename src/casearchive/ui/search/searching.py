"""Searching: joins the search bar with the list, the search thread and what is remembered."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from casearchive.errors import CaseArchiveError
from casearchive.services.archive import Archive
from casearchive.services.library.browsing import Shelf
from casearchive.ui.cases.catalogue import Catalogue
from casearchive.ui.cases.pane import CasesPane
from casearchive.ui.commands.commands import Commands
from casearchive.ui.frame.preferences import Preferences
from casearchive.ui.library.pane import LibraryPane
from casearchive.ui.look import Look
from casearchive.ui.search.saved import SavedSearches
from casearchive.ui.start import later
from casearchive.ui.tasks import Tasks

if TYPE_CHECKING:
    from casearchive.services.searching.finding import Suggestion

_RESTS = 3000  # milliseconds: a search that stood so long is worth remembering


class Searching(QObject):
    """What is typed becomes a list, chips and suggestions; an order chosen is remembered."""

    def __init__(
        self,
        *,
        archive: Archive,
        tasks: Tasks,
        look: Look,
        preferences: Preferences,
        catalogue: Catalogue,
        cases: CasesPane,
        library: LibraryPane,
        commands: Commands,
    ) -> None:
        super().__init__(cases)
        self._archive, self._tasks, self._preferences = archive, tasks, preferences
        self._catalogue, self._cases, self._commands = catalogue, cases, commands
        self._library = library
        self.saved = SavedSearches(
            archive, tasks, look, library=library, bar=cases.search, now=self._now
        )
        self._warm = False  # whether the search thread has looked at the index
        self._use_own()
        self._rest = QTimer(self, singleShot=True, interval=_RESTS)
        self._rest.timeout.connect(self._note)
        self._connect()

    def _connect(self) -> None:
        bar, searcher = self._cases.search, self._catalogue.searcher
        bar.changed.connect(self._typed)
        bar.suggestions_wanted.connect(searcher.ask_suggestions)
        bar.entered.connect(self._note)
        bar.moved_down.connect(self._note)
        bar.recent_wanted.connect(self._show_recent)
        bar.recent_cleared.connect(self._forget_recent)
        searcher.suggested.connect(self._suggest)
        searcher.indicators_found.connect(self._cases.head.show_indicators)
        searcher.indicators_found.connect(self._count_lists)
        searcher.counted.connect(self._library.show_search_counts)
        self.saved.listed.connect(self._count_lists)
        self._catalogue.advised.connect(self._cases.advise)
        self._catalogue.listed.connect(self._count)
        self._cases.empty.typed.connect(bar.set_text)
        self._cases.hint.typed.connect(bar.set_text)
        self._cases.empty.chosen.connect(self._go_everywhere)
        self._cases.head.order_chosen.connect(self._sort)
        self._cases.head.group_chosen.connect(self._group)
        self._commands["search_help"].triggered.connect(bar.show_help)
        self._commands["save_search"].triggered.connect(self.saved.save)
        self._typed(bar.text())

    # --- typing ----------------------------------------------------------------------------------

    def _typed(self, text: str) -> None:
        self._commands.enable(("save_search",), bool(text.strip()))
        self._rest.start()
        if text.strip() or self._cases.search.chips.isVisible():
            self._cases.search.show_chips(later.chips(text))

    def _suggest(self, typed: str, suggestions: Sequence[Suggestion]) -> None:
        self._cases.search.show_suggestions(suggestions, typed)

    # --- what is remembered ----------------------------------------------------------------------

    def _note(self) -> None:
        """Remember what is searched for: it stood for a while, or the reader went on with it."""
        self._rest.stop()
        if typed := self._cases.search.text().strip():
            self._tasks.run(later.note_search, self._archive.settings, typed)

    def _show_recent(self) -> None:
        show = self._cases.search.show_recent
        self._tasks.run(later.recent_searches, self._archive.settings, on_done=show)

    def _forget_recent(self) -> None:
        self._tasks.run(later.forget_searches, self._archive.settings)

    # --- shelves, orders, groups -----------------------------------------------------------------

    def show_shelf(self, shelf: Shelf) -> None:
        """List a shelf; a smart list has an order and groups of its own."""
        catalogue = self._catalogue
        self._use_own()
        kept = ""
        if shelf.kind == "search":
            with suppress(CaseArchiveError):  # deleted in another window: the list will say it
                saved = later.find_search(self._archive, shelf.value)
                catalogue.search_order, catalogue.group = saved.order, saved.group
                kept = saved.typed
        catalogue.show_shelf(shelf, kept)

    def _use_own(self) -> None:
        """Use the order and groups this user chose for all other lists."""
        preferences = self._preferences
        self._catalogue.use(preferences.order, preferences.search_order, preferences.group)

    def _sort(self, order: str) -> None:
        if self._catalogue.shelf.kind != "search":
            if self._catalogue.searching:
                self._preferences.search_order = order
            else:
                self._preferences.order = order
        self._catalogue.sort(order)

    def _group(self, group: str) -> None:
        if self._catalogue.shelf.kind != "search":
            self._preferences.group = group
        self._catalogue.group_by(group)

    def _go_everywhere(self, key: str) -> None:
        if key == "everywhere":
            self._library.choose_shelf(Shelf())

    def _now(self) -> tuple[str, str, str]:
        """Return the present search: its words, with those of a smart list, order and groups."""
        question = self._catalogue.question
        return question.words, question.order, question.group

    def _count_lists(self, indicators: Sequence[str] | None = None) -> None:
        """Count the smart lists anew: they or the cases have changed, or the window has begun."""
        self._warm = self._warm or indicators is not None
        if self._warm:
            self._catalogue.searcher.count_searches(self.saved.ids)

    def _count(self) -> None:
        """Show in the library how many cases a smart list has."""
        shelf, question = self._catalogue.shelf, self._catalogue.question
        if shelf.kind == "search" and not question.typed and self._catalogue.complete:
            self._library.show_search_counts({shelf.value: len(self._catalogue.model.ids)})
