"""The panel of facets, which stands in the place of the library's shelves."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from casearchive.i18n import _
from casearchive.ui.facets.delegate import FacetsDelegate
from casearchive.ui.facets.lines import Line, toggled
from casearchive.ui.facets.model import Chosen, FacetsModel
from casearchive.ui.look import Look
from casearchive.ui.widgets import EmptyState, IconButton, label, push_button

if TYPE_CHECKING:
    from casearchive.services.searching.finding import Facets

_SHORT = 300  # milliseconds an estimate may stand before it is called one


class FacetsPanel(QWidget):
    """Emits what was chosen; asks nothing of the archive itself."""

    chosen = Signal(str, tuple)  # a facet, all of its values that are chosen now
    cleared = Signal()
    left = Signal()  # by Escape or the cross

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.model = FacetsModel(self)
        self.view = _View(look, self.model)
        self.view.pressed_on.connect(self._act)
        self.view.left.connect(self.left)
        self._estimated = QTimer(self, singleShot=True, interval=_SHORT)
        self._estimated.timeout.connect(lambda: self.model.tell_estimate(True))
        self.clear = push_button(look, _("全部清除"), kind="quiet")
        self.clear.clicked.connect(self.cleared)
        told = _("列表里没有案例，也就没有主题、地点和年份可选。")
        self.empty = EmptyState(look, "filter", _("没有可筛选的"), told)
        self.waiting = EmptyState(look, "filter", "")
        self._stack = QStackedWidget()
        for page in (self.view, self.empty, self.waiting):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(self._stack, 1)
        self.choose({})

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(20, 2, 10, 2)
        row.setSpacing(2)
        self._shut = shut = IconButton(self._look, "close", _("回到资料库"))
        shut.describe(_("回到资料库"), "Esc")
        shut.clicked.connect(self.left)
        row.addWidget(label(self._look, _("筛选"), 14, bold=True))
        row.addStretch(1)
        row.addWidget(self.clear)
        row.addWidget(shut)
        return row

    # --- what others ask -------------------------------------------------------------------------

    def show_facets(self, facets: Facets, chosen: Chosen) -> None:
        """Show counts, called estimates only where exact ones are long in coming."""
        self._keep_place(lambda: self.model.show(facets, chosen))
        if facets.exact:
            self._estimated.stop()
            self.model.tell_estimate(False)
        elif not self._estimated.isActive():
            self._estimated.start()
        self._settle(chosen, counted=True)

    def choose(self, chosen: Chosen) -> None:
        """Check other values; their counts are on the way."""
        self._keep_place(lambda: self.model.choose(chosen))
        self._settle(chosen)

    def wait(self, told: str = "") -> None:
        """Say that the index is being made, or what keeps it, where nothing was counted before."""
        if not self.model.rowCount():
            title = _("现在无法筛选") if told else _("正在建立检索索引")
            self.waiting.say(title, told or _("建好以后，这里列出主题、地点和年份。"))
            self._stack.setCurrentWidget(self.waiting)

    def focus(self) -> None:
        """Put the keyboard into the list of values."""
        if not self.view.currentIndex().isValid() and self.model.rowCount() > 1:
            self.view.setCurrentIndex(self.model.index(1))
        shown = self.view if self._stack.currentWidget() is self.view else self._shut
        shown.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # --- inside ----------------------------------------------------------------------------------

    def _settle(self, chosen: Chosen, *, counted: bool = False) -> None:
        """Show the values, or a word where it is known that there are none."""
        self.clear.setVisible(any(chosen.values()))
        nothing = counted and not self.model.rowCount()
        self._stack.setCurrentWidget(self.empty if nothing else self.view)

    def _act(self, line: Line) -> None:
        if line.more:
            self._keep_place(lambda: self.model.unfold(line.facet))
        elif line.is_heading:
            self._keep_place(lambda: self.model.fold(line.facet))
        else:
            now = tuple(self.model.chosen.get(line.facet, ()))
            values = toggled(line.facet, now, line.value)
            self.choose({**self.model.chosen, line.facet: values})
            self.chosen.emit(line.facet, values)

    def _keep_place(self, change: Callable[[], None]) -> None:
        """Change the lines and stay on the one the keyboard is on, without scrolling."""
        place, bar = self.view.currentIndex(), self.view.verticalScrollBar()
        line = self.model.line(place.row()) if place.isValid() else None
        scrolled = bar.value()
        change()
        if line is not None and not self.view.currentIndex().isValid():
            row = self.model.row_of(line.facet, line.value)
            row = row if row >= 0 else min(place.row(), self.model.rowCount() - 1)
            self.view.setCurrentIndex(self.model.index(row))
            bar.setValue(scrolled)


class _View(QListView):
    pressed_on = Signal(object)  # a Line, by mouse, Space or Enter
    left = Signal()

    def __init__(self, look: Look, model: FacetsModel) -> None:
        super().__init__()
        self._model = model
        self.setModel(model)
        self.setItemDelegate(FacetsDelegate(look, model, self))
        self.setMouseTracking(True)
        self.setAccessibleName(_("筛选条件"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(self._press)
        look.changed.connect(self.viewport().update)

    def _press(self, index: QModelIndex) -> None:
        if index.isValid():
            self.pressed_on.emit(self._model.line(index.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Check by Space or Enter, leave by Escape; ← and → fold a facet."""
        index, key = self.currentIndex(), event.key()
        if key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._press(index)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and index.isValid():
            line = self._model.line(index.row())
            if line.is_heading and line.folded == (key == Qt.Key.Key_Right):
                self.pressed_on.emit(line)
        else:
            super().keyPressEvent(event)
