"""The head of the list: what is listed, how many, and in which order and groups."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from casearchive.i18n import _
from casearchive.services.labels import label as worded
from casearchive.services.library.browsing import OUTCOME
from casearchive.ui.cases.groups import groupings, orders
from casearchive.ui.look import Look
from casearchive.ui.widgets import ElidedLabel, IconButton, MenuButton, label


def columns() -> tuple[tuple[str, str], ...]:
    """Return what can be shown of each case besides, by its key."""
    return (
        ("code", _("编号")),
        ("status", _("状态")),
        ("kind", _("类型")),
        ("industry", _("产业")),
        ("period", _("时间")),
        ("place", _("地点")),  # the longest, and the one that may be cut
    )


class ListHead(QWidget):
    """Emits the order and the groups that were chosen."""

    order_chosen = Signal(str)
    group_chosen = Signal(str)
    columns_chosen = Signal(object)  # a set of keys

    def __init__(self, look: Look, facets: QAction) -> None:
        super().__init__()
        self._look = look
        self.heading = ElidedLabel(look, _("全部案例"), 16, bold=True)
        self.count = label(look, pixels=12, tone="muted")
        self.menu = QMenu(self)
        self._orders = QActionGroup(self)
        self._groups = QActionGroup(self)
        self._order = ""
        self.outcomes = QMenu(_("成效指标"), self)
        self._fill()
        self.sort = MenuButton(look, "sort", _("排序和分组"), self.menu)
        self.facets = IconButton(look, "filter", "")
        self.facets.follow(facets)
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 10, 10, 6)
        row.setSpacing(4)
        row.addWidget(self.heading)
        row.addSpacing(4)
        row.addWidget(self.count, 1)
        row.addWidget(self.facets)
        row.addWidget(self.sort)

    def _fill(self) -> None:
        for order, text in orders():
            self._add(self.menu, self._orders, order, text)
        self.menu.addMenu(self.outcomes)
        self.menu.addSeparator()
        for group, text in groupings():
            self._add(self.menu, self._groups, group, text)
        self.menu.addSeparator()
        self.columns = self.menu.addMenu(_("多显示一栏"))
        for key, text in columns():
            action = self.columns.addAction(text)
            action.setCheckable(True)
            action.setData(key)
            action.toggled.connect(lambda _on: self.columns_chosen.emit(self._checked_columns()))
        self._orders.triggered.connect(lambda action: self.order_chosen.emit(action.data()))
        self._groups.triggered.connect(lambda action: self.group_chosen.emit(action.data()))
        self.show_indicators(())

    def _add(self, menu: QMenu, choices: QActionGroup, key: str, text: str) -> None:
        action = menu.addAction(text.replace("&", "&&"))
        action.setCheckable(True)
        action.setData(key)
        choices.addAction(action)

    def show_count(self, number: int | None) -> None:
        """Show how many cases are listed; None while they are being counted."""
        known = "" if number is None else _("{count} 条").format(count=f"{number:,}")
        self.count.setText(known)

    def show_indicators(self, names: Sequence[str]) -> None:
        """Offer the indicators there are to sort by."""
        self.outcomes.clear()
        for name in names:
            text = worded("indicator", name)
            self._add(self.outcomes, self._orders, OUTCOME + name, text)
        self.outcomes.menuAction().setEnabled(bool(names))
        self._check(self._orders, self._order)

    def show_choice(self, order: str, group: str, *, searching: bool) -> None:
        """Check the order and the groups in force; only a search has a relevance."""
        self._order = order
        self._check(self._orders, order)
        self._check(self._groups, group)
        self._orders.actions()[0].setEnabled(searching)

    def _checked_columns(self) -> frozenset[str]:
        return frozenset(a.data() for a in self.columns.actions() if a.isChecked())

    def show_columns(self, chosen: frozenset[str]) -> None:
        """Check what is shown of each case besides."""
        for action in self.columns.actions():
            action.setChecked(action.data() in chosen)

    def _check(self, choices: QActionGroup, key: str) -> None:
        for action in choices.actions():
            action.setChecked(action.data() == key)
