"""The pane of the list: search field, heading with count, order, the list or why it is empty."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from casearchive.i18n import _
from casearchive.ui.cases.catalogue import Catalogue
from casearchive.ui.cases.delegate import CaseDelegate
from casearchive.ui.library.pane import BAR
from casearchive.ui.look import Look
from casearchive.ui.search.empties import CasesEmpty
from casearchive.ui.search.field import SearchField
from casearchive.ui.widgets import ElidedLabel, IconButton, MenuButton, label, surface

_PAUSE = 60  # milliseconds after the last key before a search begins


class CasesPane(QWidget):
    """Emits what was chosen; asks nothing of the archive itself."""

    chosen = Signal(list)  # ids selected, the current one first
    opened = Signal(str)  # an id, by Enter or a double click
    menu_asked = Signal(QPoint)  # where, on the screen
    order_chosen = Signal(str)
    act = Signal(str)  # a button of an empty list: its key

    def __init__(self, look: Look, catalogue: Catalogue, new: QAction) -> None:
        super().__init__()
        self._look = look
        self._catalogue = catalogue
        self.setProperty("surface", "list")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.search = SearchField(look)
        self.view = _make_view(look, catalogue, self)
        self.empty = CasesEmpty(look)
        self.empty.chosen.connect(self._act)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        self._build(new)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(lambda: catalogue.search(self.search.text()))
        self.search.textChanged.connect(self._typed)
        self.search.installEventFilter(self)
        catalogue.listed.connect(self._listed)
        selection = self.view.selectionModel()
        selection.selectionChanged.connect(self._tell)
        selection.currentChanged.connect(self._tell)
        self.view.activated.connect(lambda index: self.opened.emit(self._id(index)))
        self.view.customContextMenuRequested.connect(
            lambda at: self.menu_asked.emit(self.view.viewport().mapToGlobal(at))
        )
        self._told: list[str] = []
        self._keep: list[str] = []
        self._row: int | None = None  # the current row; None until the window has begun
        self._shelf = catalogue.shelf

    def _build(self, new: QAction) -> None:
        bar = surface("bar")
        bar.setFixedHeight(BAR)
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 0, 10, 0)
        row.setSpacing(6)
        add = IconButton(self._look, "plus", "")
        add.follow(new)
        row.addWidget(self.search, 1)
        row.addWidget(add)
        self.heading = ElidedLabel(self._look, _("全部案例"), 16, bold=True)
        self.count = label(self._look, pixels=12, tone="muted")
        self.sort = MenuButton(self._look, "sort", _("排序"), self._sort_menu())
        head = QHBoxLayout()
        head.setContentsMargins(22, 12, 10, 6)
        head.setSpacing(8)
        head.addWidget(self.heading)
        head.addWidget(self.count, 1)
        head.addWidget(self.sort)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        self.setMinimumWidth(300)

    def _sort_menu(self) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for order, text in (
            ("updated", _("最近更新在前")),
            ("title", _("按标题")),
            ("code", _("按编号")),
        ):
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(order == self._catalogue.order)
            action.triggered.connect(lambda _on=False, o=order: self.order_chosen.emit(o))
            group.addAction(action)
        return menu

    # --- what others ask -------------------------------------------------------------------------

    @property
    def selected(self) -> list[str]:
        """The ids selected, the current one first."""
        current = self.view.currentIndex()
        rows = sorted(
            self.view.selectionModel().selectedIndexes(), key=lambda i: (i != current, i.row())
        )
        return [self._id(index) for index in rows]

    def focus_search(self) -> None:
        """Put the cursor into the search field, its text selected."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def choose(self, case_id: str) -> None:
        """Select a case, if it is listed."""
        row = self._catalogue.model.row_of(case_id)
        if row >= 0:
            self.view.setCurrentIndex(self._catalogue.model.index(row))
        else:
            self._keep = [case_id]

    def choose_first(self) -> None:
        """Select the first case."""
        if self._catalogue.model.rowCount():
            self.view.setCurrentIndex(self._catalogue.model.index(0))

    # --- inside ----------------------------------------------------------------------------------

    def _listed(self) -> None:
        model = self._catalogue.model
        number = model.rowCount()
        self.count.setText(_("{count} 条").format(count=f"{number:,}"))
        searching = self._catalogue.searching
        self.sort.setEnabled(not searching)
        self.sort.describe(_("搜索结果按相关程度排列") if searching else _("排序"))
        if number:
            self._stack.setCurrentWidget(self.view)
            self._select_again()
        else:
            self.empty.explain(self._catalogue.shelf, self._catalogue.text)
            self._stack.setCurrentWidget(self.empty)
        self._tell()

    def _select_again(self) -> None:
        """Keep what was selected; where it is gone, take what now stands in its place."""
        selection = self.view.selectionModel()
        if self._shelf != self._catalogue.shelf:
            self._shelf, self._row = self._catalogue.shelf, 0
        if selection.hasSelection():
            return
        model = self._catalogue.model
        wanted = [row for row in map(model.row_of, self._keep or self._told) if row >= 0]
        for row in reversed(wanted):
            flag = QItemSelectionModel.SelectionFlag.Select
            selection.select(model.index(row), flag)
        if wanted:
            flag = QItemSelectionModel.SelectionFlag.NoUpdate
            selection.setCurrentIndex(model.index(wanted[0]), flag)
            self._keep = []
        elif self._row is not None:
            row = 0 if self._catalogue.searching else min(self._row, model.rowCount() - 1)
            self.view.setCurrentIndex(model.index(row))

    def _tell(self) -> None:
        selected = self.selected
        if selected:
            self._row = self.view.currentIndex().row()
        if selected != self._told:
            self._told = selected
            self.chosen.emit(selected)

    def _typed(self) -> None:
        self._pause.start()

    def _act(self, key: str) -> None:
        if key == "clear":
            self.search.clear()
            self.search.setFocus()
        else:
            self.act.emit(key)

    def _id(self, index: QModelIndex) -> str:
        return self._catalogue.model.ids[index.row()] if index.isValid() else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the search field, ↓ goes to the list, Escape empties it."""
        if watched is self.search and isinstance(event, QKeyEvent):
            pressed = event.type() is QEvent.Type.KeyPress
            if pressed and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._pause.stop()
                self._catalogue.search(self.search.text())
                self.view.setFocus(Qt.FocusReason.TabFocusReason)
                if not self.view.currentIndex().isValid():
                    self.choose_first()
                return True
            if pressed and event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return super().eventFilter(watched, event)


def _make_view(look: Look, catalogue: Catalogue, parent: QWidget) -> QListView:
    view = QListView(parent)
    view.setModel(catalogue.model)
    view.setItemDelegate(CaseDelegate(look, view))
    view.setUniformItemSizes(True)
    view.setMouseTracking(True)
    view.setAccessibleName(_("案例列表"))
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.verticalScrollBar().setSingleStep(24)
    view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    look.changed.connect(view.viewport().update)
    return view
