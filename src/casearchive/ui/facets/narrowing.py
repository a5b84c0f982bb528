"""Narrowing the list: joins the panel of facets with the search field and the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget

from casearchive.ui.cases.catalogue import Catalogue
from casearchive.ui.cases.pane import CasesPane
from casearchive.ui.look import Look
from casearchive.ui.start import later

if TYPE_CHECKING:
    from casearchive.services.searching.finding import Facets
    from casearchive.ui.facets.panel import FacetsPanel


class Narrowing(QObject):
    """A choice is text: choosing rewrites what stands in the search field, and what is typed there
    is what the panel shows. The panel is made when it is first wanted.
    """

    def __init__(
        self,
        look: Look,
        catalogue: Catalogue,
        cases: CasesPane,
        room: QStackedWidget,
        wanted: QAction,
    ) -> None:
        super().__init__(room)
        self._look, self._catalogue, self._cases, self._room = look, catalogue, cases, room
        self._wanted = wanted
        self._shelf = catalogue.shelf
        self.panel: FacetsPanel | None = None
        wanted.toggled.connect(self.show)
        catalogue.facets_found.connect(self._take)
        catalogue.indexing.connect(self._indexing)
        catalogue.hindered.connect(self._hinder)
        catalogue.listed.connect(self._listed)
        cases.search.changed.connect(self._typed)

    @property
    def on(self) -> bool:
        """Whether the panel is shown."""
        return self._wanted.isChecked()

    def show(self, on: bool) -> None:
        """Show the panel in the place of the shelves, or these again."""
        if on:
            panel = self._made()
            panel.choose(later.chosen(self._cases.search.text()))
            self._room.setCurrentWidget(panel)
            panel.focus()
        else:
            self._room.setCurrentIndex(0)
            self._cases.view.setFocus()
        self._catalogue.count_facets(on)

    def leave(self) -> None:
        """Show the shelves again."""
        self._wanted.setChecked(False)

    def _made(self) -> FacetsPanel:
        if self.panel is None:
            self.panel = later.make_facets_panel(self._look)
            self.panel.chosen.connect(self._choose)
            self.panel.cleared.connect(self._clear)
            self.panel.left.connect(self.leave)
            self._room.addWidget(self.panel)
        return self.panel

    def _take(self, facets: Facets) -> None:
        if self.panel:
            first = not self.panel.model.has_counts
            self.panel.show_facets(facets, later.chosen(self._cases.search.text()))
            if first and self.on:
                self.panel.focus()

    def _indexing(self, _done: int, total: int) -> None:
        if self.panel and total:
            self.panel.wait()

    def _hinder(self, told: str) -> None:
        if self.panel:
            self.panel.wait(told)

    def _listed(self, _fresh: bool) -> None:
        if self._shelf != self._catalogue.shelf:
            self._shelf = self._catalogue.shelf
            if self.panel:
                self.panel.model.forget()

    def _typed(self, text: str) -> None:
        if self.panel and self.on:
            self.panel.choose(later.chosen(text))

    def _choose(self, facet: str, values: tuple[str, ...]) -> None:
        self._put(later.choose(self._cases.search.text(), facet, values))

    def _clear(self) -> None:
        typed = self._cases.search.text()
        for facet in later.chosen(typed):
            typed = later.choose(typed, facet, ())
        self._put(typed)

    def _put(self, typed: str) -> None:
        self._cases.search.set_text(typed)
