"""The files of an import, each with the drafts it proposes below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
)

from casearchive.i18n import _
from casearchive.services.importing.candidates import Candidate
from casearchive.ui.lists.ordering import AnyIndex
from casearchive.ui.lists.painting import paint_box, paint_branch
from casearchive.ui.look import Look

_CANDIDATE, _DRAFT = int(Qt.ItemDataRole.UserRole), int(Qt.ItemDataRole.UserRole) + 1
_BOX = 16  # pixels
_MOST_ROWS = 500  # of a table that are listed; the mapping shows what is wrong with the others
_ICONS = {"xlsx": "figures", "csv": "figures", "photo": "eye", "pasted": "copy", "json": "archive"}
_ICONS["package"] = "pack"


class _FilesDelegate(QStyledItemDelegate):
    """Paints the boxes as all others are: the style has its own, lost in the dark."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint a row, then our box over the style's."""
        super().paint(painter, option, index)
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        if state is None or option.widget is None:
            return
        whole = QStyleOptionViewItem(option)
        self.initStyleOption(whole, index)
        part = QStyle.SubElement.SE_ItemViewItemCheckIndicator
        style = option.widget.style()
        box = QRectF(0, 0, _BOX, _BOX)
        box.moveCenter(QRectF(style.subElementRect(part, whole, option.widget)).center())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = Qt.CheckState(state) is Qt.CheckState.Checked
        paint_box(painter, box, on=on)
        painter.restore()


class FileTree(QTreeWidget):
    """Lists candidates. `chosen` comes with one and the number of its draft, -1 for the file.

    Space takes a file in or leaves it out, Delete takes it off the list.
    """

    chosen = Signal(object, int)
    changed = Signal()
    removed = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._filling = False
        self.setProperty("kind", "files")
        self.setColumnCount(2)
        self.setHeaderLabels([_("文件和草稿"), _("情况")])
        self.setAccessibleName(_("要导入的文件"))
        self.setUniformRowHeights(True)
        self.setItemDelegate(_FilesDelegate(self))
        self.setIconSize(QSize(16, 16))
        self.setFont(look.font(13))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.header().setStretchLastSection(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)
        self.currentItemChanged.connect(self._choose)
        self.itemChanged.connect(self._check)
        look.changed.connect(self._tint)

    def show_candidates(self, candidates: Sequence[Candidate]) -> None:
        """List the candidates anew; the one that was current stays so."""
        current = self.current
        self._filling = True
        self.clear()
        for candidate in candidates:
            self.addTopLevelItem(self._item(candidate))
        self._filling = False
        self._choose_again(current)

    def refresh(self, candidate: Candidate) -> None:
        """Show anew what one candidate would become."""
        for number in range(self.topLevelItemCount()):
            item = self.topLevelItem(number)
            if item is not None and item.data(0, _CANDIDATE) is candidate:
                self._filling = True
                self._fill(item, candidate)
                self._filling = False

    @property
    def current(self) -> Candidate | None:
        """The candidate that is chosen, itself or one of its drafts."""
        item = self.currentItem()
        return item.data(0, _CANDIDATE) if item is not None else None

    @property
    def number(self) -> int:
        """The number of the draft that is chosen, -1 for the file."""
        item = self.currentItem()
        return int(item.data(0, _DRAFT)) if item is not None else -1

    def _choose_again(self, current: Candidate | None) -> None:
        items = [self.topLevelItem(number) for number in range(self.topLevelItemCount())]
        found = [item for item in items if item and item.data(0, _CANDIDATE) is current]
        usable = [item for item in items if item and not item.data(0, _CANDIDATE).refusal]
        for item in (found or usable or items)[:1]:
            if item is not None:
                self.setCurrentItem(item)

    def _item(self, candidate: Candidate) -> QTreeWidgetItem:
        item = QTreeWidgetItem()
        item.setData(0, _CANDIDATE, candidate)
        item.setData(0, _DRAFT, -1)
        self._fill(item, candidate)
        return item

    def _fill(self, item: QTreeWidgetItem, candidate: Candidate) -> None:
        item.setText(0, candidate.name)
        item.setText(1, state_of(candidate))
        bad = candidate.refusal and candidate.kind != "package"
        icon = "warning" if bad else _ICONS.get(candidate.kind, "document")
        item.setIcon(0, self._look.icon(icon))
        if candidate.refusal:
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
            item.setForeground(1, self._look.colour("warning"))
        else:
            wanted = Qt.CheckState.Checked if candidate.wanted else Qt.CheckState.Unchecked
            item.setCheckState(0, wanted)
        item.takeChildren()
        titles = [draft.title for draft in candidate.drafts]
        if candidate.uses_rows:
            titles = [row.title for row in candidate.good_rows[:_MOST_ROWS]]
        for number, title in enumerate(titles):
            child = QTreeWidgetItem([title, ""])
            child.setData(0, _CANDIDATE, candidate)
            child.setData(0, _DRAFT, number)
            child.setIcon(0, self._look.icon("draft"))
            item.addChild(child)
        item.setExpanded(1 < len(titles) <= 12)

    def _choose(self, item: QTreeWidgetItem | None) -> None:
        if item is not None and not self._filling:
            self.chosen.emit(item.data(0, _CANDIDATE), item.data(0, _DRAFT))

    def _check(self, item: QTreeWidgetItem, column: int) -> None:
        candidate = item.data(0, _CANDIDATE)
        if self._filling or column or candidate is None or item.data(0, _DRAFT) != -1:
            return
        candidate.wanted = item.checkState(0) is Qt.CheckState.Checked
        self.changed.emit()

    def drawBranches(self, painter: QPainter, rect: QRect, index: AnyIndex) -> None:
        """Paint an arrow before what holds drafts; its ground goes on from the row."""
        if self.selectionModel().isSelected(index):
            painter.fillRect(rect, self._look.colour("selected"))
        paint_branch(painter, self._look, self, rect, index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes a file off the list."""
        if event.key() == Qt.Key.Key_Delete and self.current is not None:
            self.removed.emit(self.current)
        else:
            super().keyPressEvent(event)

    def _show_menu(self, at: QPoint) -> None:
        candidate = self.current
        if candidate is None:
            return
        menu = QMenu(self)
        take = menu.addAction(self._look.icon("trash"), _("从列表中去掉"))
        take.triggered.connect(lambda: self.removed.emit(candidate))
        menu.exec(self.viewport().mapToGlobal(at))
        menu.deleteLater()

    def _tint(self) -> None:
        for number in range(self.topLevelItemCount()):
            item = self.topLevelItem(number)
            if item is not None:
                self.refresh(item.data(0, _CANDIDATE))


def state_of(candidate: Candidate) -> str:
    """Return in a few words what will become of a candidate."""
    if candidate.kind == "package":
        return _("交换包")
    if candidate.refusal:
        return _("不能导入")
    if candidate.same and not candidate.wanted:
        return _("{day} 导入过").format(day=candidate.same)
    wrong = len(candidate.rows) - len(candidate.good_rows) if candidate.uses_rows else 0
    text = _("{count} 个案例").format(count=candidate.count)
    if wrong:
        text = _("{count} 个案例，{wrong} 行有错").format(count=candidate.count, wrong=wrong)
    return text
