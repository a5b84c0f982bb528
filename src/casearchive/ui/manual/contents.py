"""The chapters of the manual with their sections, and what a search in it finds."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from casearchive.i18n import _
from casearchive.services.manual import Manual, anchor_of, find_in_manual
from casearchive.services.views import Heading
from casearchive.ui.lists.ordering import AnyIndex
from casearchive.ui.lists.painting import paint_branch
from casearchive.ui.look import Look
from casearchive.ui.widgets import label, surface

WIDTH = 250  # pixels
_PLACE = Qt.ItemDataRole.UserRole


class Contents(QWidget):
    """`chosen` comes with chapter and anchor, `typed` with the words that are looked for."""

    chosen = Signal(str, str)
    typed = Signal(str)

    def __init__(self, look: Look, manual: Manual) -> None:
        super().__init__()
        self._look, self._manual = look, manual
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("在手册里找"))
        self.field.setAccessibleName(_("在手册里找"))
        self.field.setClearButtonEnabled(True)
        self.tree = _Lines(look)
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName(_("目录"))
        self.tree.setIndentation(14)
        self.tree.setFrameShape(QTreeWidget.Shape.NoFrame)
        self.tree.setProperty("kind", "chapters")
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.none = label(look, _("手册里没有这些字。换一个词试试。"), 12, tone="muted", wrap=True)
        self.none.hide()
        ground = surface("sidebar", self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ground)
        column = QVBoxLayout(ground)
        column.setContentsMargins(12, 14, 8, 8)
        column.setSpacing(10)
        column.addWidget(self.field)
        column.addWidget(self.none)
        column.addWidget(self.tree, 1)
        self.setFixedWidth(WIDTH)
        find = QAction(self)
        find.setShortcut(QKeySequence("Ctrl+F"))
        find.triggered.connect(self._find)
        self.addAction(find)
        self.field.textChanged.connect(self._list)
        self.field.returnPressed.connect(self._take_first)
        self.tree.itemClicked.connect(self._take)
        self.tree.itemActivated.connect(self._take)
        self._list("")

    def showEvent(self, event: QShowEvent) -> None:
        """Lay the list out again: only now is it known how the style spaces its lines."""
        super().showEvent(event)
        self.tree.doItemsLayout()

    def mark(self, chapter: str, anchor: str) -> None:
        """Show in the list which section is read; silent while a search is shown."""
        if self.field.text().strip():
            return
        for number in range(self.tree.topLevelItemCount()):
            line = self.tree.topLevelItem(number)
            assert line is not None
            if line.data(0, _PLACE)[0] != chapter:
                line.setExpanded(False)
                continue
            line.setExpanded(True)
            parts = [line.child(row) for row in range(line.childCount())]
            found = next((one for one in parts if one and one.data(0, _PLACE)[1] == anchor), line)
            self.tree.setCurrentItem(found)

    def _find(self) -> None:
        self.field.setFocus()
        self.field.selectAll()

    def _list(self, typed: str) -> None:
        self.tree.clear()
        if typed.strip():
            self._list_found(typed)
        else:
            self._list_chapters()
        self.none.setVisible(bool(typed.strip()) and not self.tree.topLevelItemCount())
        self.typed.emit(typed.strip())

    def _list_chapters(self) -> None:
        for chapter in self._manual.chapters:
            line = self._line(self.tree, chapter.title, chapter.name, "")
            for block in chapter.blocks:
                if isinstance(block, Heading) and block.level == 2:
                    title = "".join(run.text for run in block.runs)
                    self._line(line, title, chapter.name, anchor_of(title))

    def _list_found(self, typed: str) -> None:
        for passage in find_in_manual(self._manual, typed):
            chapter = self._manual.chapter(passage.chapter).title
            where = chapter if passage.heading == chapter else f"{chapter} › {passage.heading}"
            line = self._line(self.tree, where, passage.chapter, passage.anchor)
            told = self._line(line, passage.snippet, passage.chapter, passage.anchor)
            told.setForeground(0, self._look.colour("text2"))
            line.setExpanded(True)

    def _line(
        self, parent: QTreeWidget | QTreeWidgetItem, text: str, chapter: str, anchor: str
    ) -> QTreeWidgetItem:
        line = QTreeWidgetItem(parent, [text])
        line.setFont(0, self._look.font(13 if parent is self.tree else 12))
        line.setData(0, _PLACE, (chapter, anchor))
        line.setToolTip(0, text)
        return line

    def _take(self, line: QTreeWidgetItem) -> None:
        self.chosen.emit(*line.data(0, _PLACE))

    def _take_first(self) -> None:
        if line := self.tree.topLevelItem(0):
            self.tree.setCurrentItem(line)
            self._take(line)


class _Lines(QTreeWidget):
    """The lines, with the arrows of the program before what opens."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        look.changed.connect(self.viewport().update)

    def drawBranches(self, painter: QPainter, rect: QRect, index: AnyIndex) -> None:
        """Paint an arrow before a line that holds others, outside the ground of a chosen one."""
        painter.fillRect(rect, self._look.colour("sidebar"))
        paint_branch(painter, self._look, self, rect, index)
