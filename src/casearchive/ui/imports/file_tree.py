"""The files of an import, each with the drafts it proposes below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
)

from casearchive.i18n import _
from casearchive.services.importing.candidates import Candidate
from casearchive.ui.imports.file_model import NAME, STATE, FileModel, state_of
from casearchive.ui.lists.ordering import AnyIndex
from casearchive.ui.lists.painting import paint_box, paint_branch
from casearchive.ui.look import Look

_BOX = 16  # pixels
_UNFOLDED = range(2, 13)  # so many drafts are shown from the beginning,
_FEW = 50  # where there are no more files than that: of many, one looks at the files first


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


class FileTree(QTreeView):
    """Lists candidates. `chosen` comes with one and the number of its draft, -1 for the file.

    Space takes a file in or leaves it out, Delete takes it off the list.
    """

    chosen = Signal(object, int)
    changed = Signal()
    removed = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.files = FileModel(look, self)
        self.setModel(self.files)
        self.setProperty("kind", "files")
        self.setAccessibleName(_("要导入的文件"))
        self.setUniformRowHeights(True)
        self.setItemDelegate(_FilesDelegate(self))
        self.setIconSize(QSize(16, 16))
        self.setFont(look.font(13))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(STATE, QHeaderView.ResizeMode.Fixed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)
        self.files.wanted_changed.connect(self._fit)
        self.files.wanted_changed.connect(self.changed)
        look.changed.connect(self.viewport().update)

    def show_candidates(self, candidates: Sequence[Candidate]) -> None:
        """List the candidates anew; the one that was current stays so, or the next takes over."""
        current, row = self.current, self.files.row_of(self.current)
        self.files.show(candidates)
        for number in range(len(candidates)) if len(candidates) <= _FEW else ():
            self._unfold(number)
        self._fit()
        same = self.files.row_of(current)
        usable = (number for number, one in enumerate(candidates) if not one.refusal)
        chosen = same if same >= 0 else min(row, len(candidates) - 1)
        if chosen < 0:
            chosen = next(usable, 0)
        self.setCurrentIndex(self.files.index(chosen, NAME))

    def refresh(self, candidate: Candidate) -> None:
        """Show anew what one candidate would become."""
        self.files.refresh(candidate)
        if (row := self.files.row_of(candidate)) >= 0:
            self._unfold(row)
        self._fit()

    @property
    def current(self) -> Candidate | None:
        """The candidate that is chosen, itself or one of its drafts."""
        return self.files.candidate(self.currentIndex())

    @property
    def number(self) -> int:
        """The number of the draft that is chosen, -1 for the file."""
        return self.files.number(self.currentIndex())

    def choose(self, row: int, number: int = -1) -> None:
        """Choose the file of a row, or one of its drafts."""
        index = self.files.index(row, NAME)
        self.setCurrentIndex(index if number < 0 else self.files.index(number, NAME, index))

    def _unfold(self, row: int) -> None:
        self.setExpanded(self.files.index(row, NAME), len(self.files.titles(row)) in _UNFOLDED)

    def _fit(self) -> None:
        """Give the states the room of the longest; Qt would measure every row at every change."""
        width = self.header().sectionSizeHint(STATE)
        if self.files.candidates:
            metrics = QFontMetrics(self.font())
            lengths = [metrics.horizontalAdvance(state_of(one)) for one in self.files.candidates]
            longest = self.files.index(lengths.index(max(lengths)), STATE)
            width = max(width, self.sizeHintForIndex(longest).width())
        self.header().resizeSection(STATE, width)

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        """Tell what is chosen now."""
        super().currentChanged(current, previous)
        candidate = self.files.candidate(current)
        if candidate is not None:
            self.chosen.emit(candidate, self.files.number(current))

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
