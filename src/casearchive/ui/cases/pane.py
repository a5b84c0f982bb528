"""The pane of the list: the search bar, the head, the list or why it is empty."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from casearchive.ui.cases.catalogue import Catalogue
from casearchive.ui.cases.head import ListHead
from casearchive.ui.cases.searcher import Counsel
from casearchive.ui.cases.view import CasesView, ranges
from casearchive.ui.look import Look
from casearchive.ui.search.advice import RepairHint
from casearchive.ui.search.bar import SearchBar
from casearchive.ui.search.empties import CasesEmpty
from casearchive.ui.widgets import IconButton


class CasesPane(QWidget):
    """Emits what was chosen; asks nothing of the archive itself."""

    chosen = Signal(list)  # ids selected, the current one first
    opened = Signal(str)  # an id, by Enter or a double click
    menu_asked = Signal(QPoint)  # where, on the screen
    act = Signal(str)  # a button of an empty list: its key

    def __init__(self, look: Look, catalogue: Catalogue, new: QAction, facets: QAction) -> None:
        super().__init__()
        self._catalogue = catalogue
        self.setProperty("surface", "list")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.search = SearchBar(look)
        self.head = ListHead(look, facets)
        self.view = CasesView(look, catalogue.model, self)
        self.empty = CasesEmpty(look)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        self.hint = RepairHint(look)
        self.hint.show_repair(None)
        self._build(look, new)
        self._connect()
        self._told: list[str] = []
        self._keep: list[str] = []
        self._row: int | None = None  # the current row; None until the window has begun
        self._shelf, self._text = catalogue.shelf, catalogue.text

    def _build(self, look: Look, new: QAction) -> None:
        add = IconButton(look, "plus", "")
        add.follow(new)
        self.search.head.addWidget(add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addWidget(self.search)
        column.addWidget(self.head)
        column.addWidget(self.hint)
        column.addWidget(self._stack, 1)
        self.setMinimumWidth(300)

    def _connect(self) -> None:
        catalogue = self._catalogue
        self.search.changed.connect(catalogue.search)
        self.search.entered.connect(self._go_to_list)
        self.search.moved_down.connect(self._go_to_list)
        self.empty.chosen.connect(self._act)
        catalogue.listed.connect(self._listed)
        catalogue.hindered.connect(self._hinder)
        selection = self.view.selectionModel()
        selection.selectionChanged.connect(self._tell)
        selection.currentChanged.connect(self._tell)
        self.view.activated.connect(lambda index: self.opened.emit(self._id(index)))
        self.view.customContextMenuRequested.connect(
            lambda at: self.menu_asked.emit(self.view.viewport().mapToGlobal(at))
        )

    # --- what others ask -------------------------------------------------------------------------

    @property
    def selected(self) -> list[str]:
        """The ids selected, in the order of the list."""
        model = self._catalogue.model
        rows = {
            row
            for part in ranges(self.view.selectionModel().selection())
            for row in range(part.top(), part.bottom() + 1)
        }
        return [case_id for row in sorted(rows) if (case_id := model.id_at(row))]

    @property
    def current(self) -> str:
        """The id of the one the keys stand on, if it is selected; else of the first selected."""
        selected, here = self.selected, self._id(self.view.currentIndex())
        return here if here in selected else next(iter(selected), "")

    def choose(self, case_id: str) -> None:
        """Select a case, if it is listed."""
        row = self._catalogue.model.row_of(case_id)
        if row >= 0:
            self._select([row])
        else:
            self.keep(case_id)

    def keep(self, case_id: str) -> None:
        """Select a case as soon as it is listed."""
        self._keep = [case_id]

    def choose_first(self) -> None:
        """Select the first case."""
        self.choose_near(0)

    def choose_near(self, row: int) -> None:
        """Select the case in a row, or the nearest one below it, or above."""
        model = self._catalogue.model
        places = (model.case_near(row, 1), model.case_near(row, -1))
        if found := [place for place in places if place >= 0]:
            self._select(found[:1])

    def take_focus(self) -> None:
        """Let the keyboard work on the list, or on what an empty one offers to do."""
        page = self.empty.currentWidget()
        if self._stack.currentWidget() is not self.empty:
            page = None
        first = page.findChild(QPushButton) if page else None
        (first or self.view).setFocus()

    # --- inside ----------------------------------------------------------------------------------

    def _listed(self, fresh: bool) -> None:
        catalogue = self._catalogue
        number, question = len(catalogue.model.ids), catalogue.question
        if fresh:
            self.hint.show_repair(None)
        if catalogue.counted or fresh:
            self.head.show_count(number if catalogue.counted else None)
        self.head.show_choice(question.order, question.group, searching=catalogue.searching)
        if number:
            self._stack.setCurrentWidget(self.view)
            self._select_again(fresh)
        else:
            if fresh or self._stack.currentWidget() is not self.empty:
                self.empty.explain(catalogue.shelf, catalogue.text)
            self._stack.setCurrentWidget(self.empty)
        self._tell()

    def _hinder(self, told: str) -> None:
        """Show why there is no answer, lest what was listed before be taken for one."""
        if not self._catalogue.answered:
            self.head.show_count(None)
            self.empty.hinder(told)
            self._stack.setCurrentWidget(self.empty)

    def _select_again(self, fresh: bool) -> None:
        """Keep what was selected; where it is gone, take what now stands in its place.

        Other words have another best case: that is chosen, and the list begun from there.
        """
        catalogue, model = self._catalogue, self._catalogue.model
        other_words = catalogue.text != self._text and catalogue.searching
        elsewhere = other_words or self._shelf != catalogue.shelf
        self._shelf, self._text = catalogue.shelf, catalogue.text
        if self.view.selectionModel().hasSelection():
            return
        kept = self._keep or ([] if other_words else self._told)
        rows = [row for row in map(model.row_of, kept) if row >= 0]
        scrolled = self.view.verticalScrollBar().value()
        if rows:
            self._select(rows)
            self._keep = []
            if not fresh:
                self.view.verticalScrollBar().setValue(scrolled)
        elif self._row is not None:
            if elsewhere:
                self.view.scrollToTop()
            self.choose_near(0 if elsewhere else self._row)

    def _select(self, rows: list[int]) -> None:
        """Select these rows and no other, the first the current one.

        `setCurrentIndex` of the view would look at the keyboard: while Ctrl is held, as in Ctrl+Z,
        it adds to what is selected.
        """
        selection, model = self.view.selectionModel(), self._catalogue.model
        flags = QItemSelectionModel.SelectionFlag
        selection.setCurrentIndex(model.index(rows[0]), flags.ClearAndSelect)
        for row in rows[1:]:
            selection.select(model.index(row), flags.Select)

    def advise(self, counsel: Counsel) -> None:
        """Show what to search for instead of words that next to no case has."""
        number, repairs = len(self._catalogue.model.ids), counsel.advice.repairs
        if not number:
            self.empty.advise(counsel.advice, counsel.everywhere)
        elif repairs and repairs[0].cases > number:
            self.hint.show_repair(repairs[0])

    def _tell(self) -> None:
        selected = self.selected
        if selected:
            self._row = self.view.currentIndex().row()
        if selected != self._told:
            self._told = selected
            self.chosen.emit(selected)

    def _go_to_list(self) -> None:
        self.view.setFocus(Qt.FocusReason.TabFocusReason)
        if not self.view.currentIndex().isValid():
            self.choose_first()

    def _act(self, key: str) -> None:
        if key == "clear":
            self.search.set_text("")
            self.search.focus()
        elif key != "everywhere":
            self.act.emit(key)

    def _id(self, index: QModelIndex) -> str:
        return self._catalogue.model.id_at(index.row()) if index.isValid() else ""
