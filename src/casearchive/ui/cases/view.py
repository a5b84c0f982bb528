"""The view of the list: lines laid out by arithmetic, so that 100,000 of them cost nothing.

Qt's own list asks for the height of every line where they differ, which takes seconds; here a case
has one height and a heading another, and every place follows from their numbers.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import QCursor, QMouseEvent, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from casearchive.i18n import _
from casearchive.ui.cases.delegate import HEADING, HEIGHT, CaseDelegate
from casearchive.ui.cases.model import CasesModel
from casearchive.ui.lists.dragging import drag_cases
from casearchive.ui.look import Look
from casearchive.ui.widgets.viewport import give_viewport

AnyIndex = QModelIndex | QPersistentModelIndex
Action = QAbstractItemView.CursorAction
_STEPS = {Action.MoveUp: -1, Action.MoveDown: 1, Action.MovePrevious: -1, Action.MoveNext: 1}


def ranges(selection: QItemSelection) -> list[QItemSelectionRange]:
    """Return the stretches of rows a selection is made of."""
    return [selection.at(number) for number in range(selection.size())]


class CasesView(QListView):
    """Shows a :class:`CasesModel`; headings are never chosen, and the keys step over them."""

    def __init__(self, look: Look, model: CasesModel, parent: QWidget) -> None:
        super().__init__(parent)
        give_viewport(self)
        self._look, self._cases = look, model
        self.cases_model = model
        self.setModel(model)
        self.cases_delegate = CaseDelegate(look, self)
        self.setItemDelegate(self.cases_delegate)
        self.setDragEnabled(True)
        self.setMouseTracking(True)
        self.setAccessibleName(_("案例列表"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        look.changed.connect(self.viewport().update)

    # --- arithmetic ------------------------------------------------------------------------------

    def _top(self, row: int) -> int:
        """Return where a row begins, in pixels from the list's beginning."""
        return row * HEIGHT - (HEIGHT - HEADING) * bisect_left(self._cases.heading_rows, row)

    def _row_at(self, y: int) -> int:
        """Return the row at a place, -1 before the list or behind it."""
        if not 0 <= y < self._top(self._cases.rowCount()):
            return -1
        headings = self._cases.heading_rows
        before = bisect_right(headings, y, key=self._top) - 1
        if before < 0:
            return y // HEIGHT
        below = y - self._top(headings[before]) - HEADING
        return headings[before] + (0 if below < 0 else 1 + below // HEIGHT)

    def _height(self, row: int) -> int:
        return HEADING if self._cases.heading(row) else HEIGHT

    # --- what Qt asks ----------------------------------------------------------------------------

    def visualRect(self, index: AnyIndex) -> QRect:  # noqa: D102
        if not index.isValid():
            return QRect()
        top = self._top(index.row()) - self.verticalOffset()
        return QRect(0, top, self.viewport().width(), self._height(index.row()))

    def indexAt(self, at: QPoint) -> QModelIndex:  # noqa: D102
        row = self._row_at(at.y() + self.verticalOffset())
        return self._cases.index(row) if row >= 0 else QModelIndex()

    def verticalOffset(self) -> int:  # noqa: D102
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:  # noqa: D102
        return 0

    def doItemsLayout(self) -> None:
        """Lay nothing out: only the scroll bar has to know."""
        QAbstractItemView.doItemsLayout(self)

    def updateGeometries(self) -> None:
        """Tell the scroll bar how long the list is."""
        room, bar = self.viewport().height(), self.verticalScrollBar()
        bar.setSingleStep(24)
        bar.setPageStep(room)
        bar.setRange(0, max(0, self._top(self._cases.rowCount()) - room))
        QAbstractItemView.updateGeometries(self)

    def scrollTo(
        self,
        index: AnyIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a case into view, and the heading above it where that comes first."""
        if not index.isValid():
            return
        self.updateGeometries()  # of rows that have just come the bar may not know yet
        row, bar, room = index.row(), self.verticalScrollBar(), self.viewport().height()
        first = row - 1 if row and self._cases.heading(row - 1) else row
        top, bottom = self._top(first), self._top(row) + self._height(row)
        if hint == QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue((top + bottom - room) // 2)
        elif top < bar.value() or hint == QAbstractItemView.ScrollHint.PositionAtTop:
            bar.setValue(top)
        elif bottom > bar.value() + room:
            bar.setValue(bottom - room)

    def moveCursor(self, action: Action, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Step from case to case."""
        del modifiers
        last, row = self._cases.rowCount() - 1, self.currentIndex().row()
        if last < 0:
            return QModelIndex()
        page = max(1, self.viewport().height() // HEIGHT - 1)
        if action in _STEPS:
            wanted, step = row + _STEPS[action], _STEPS[action]
        elif action == Action.MovePageUp:
            wanted, step = row - page, -1
        elif action == Action.MovePageDown:
            wanted, step = row + page, 1
        elif action == Action.MoveHome:
            wanted, step = 0, 1
        elif action == Action.MoveEnd:
            wanted, step = last, -1
        else:
            return self.currentIndex()
        found = self._cases.case_near(wanted, step)
        found = self._cases.case_near(wanted, -step) if found < 0 else found
        return self._cases.index(found) if found >= 0 else self.currentIndex()

    def setSelection(self, rect: QRect, flags: QItemSelectionModel.SelectionFlag) -> None:
        """Select the cases that a rectangle of the viewport touches."""
        below, length = self.verticalOffset(), self._top(self._cases.rowCount())
        box = rect.normalized()
        selection = QItemSelection()
        if length and box.bottom() + below >= 0 and box.top() + below < length:
            first = self._row_at(max(0, box.top() + below))
            last = self._row_at(min(length - 1, box.bottom() + below))
            selection.select(self._cases.index(first), self._cases.index(last))
        self.selectionModel().select(selection, flags)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:  # noqa: D102
        region = QRegion()
        room = self.viewport().rect()
        for part in ranges(selection):
            top = self._top(part.top()) - self.verticalOffset()
            bottom = self._top(part.bottom() + 1) - self.verticalOffset()
            region += QRegion(QRect(0, top, room.width(), bottom - top).intersected(room))
        return region

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows that are seen."""
        below = self.verticalOffset()
        first = self._row_at(max(0, event.rect().top() + below))
        if first < 0:
            return
        painter = QPainter(self.viewport())
        hovered = self._hovered()
        top, row, rows = self._top(first) - below, first, self._cases.rowCount()
        while row < rows and top <= event.rect().bottom():
            height = self._height(row)
            option = self._option(row, hovered)
            option.rect = QRect(0, top, self.viewport().width(), height)
            self.itemDelegate().paint(painter, option, self._cases.index(row))
            top += height
            row += 1
        painter.end()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move what is painted, and paint what comes in.

        Qt's list would do nothing: it takes a list that it has not laid out for an empty one.
        """
        self.viewport().scroll(dx, dy)
        if self.viewport().underMouse():  # another row lies under the pointer now
            at = self.viewport().mapFromGlobal(QCursor.pos())
            for place in (at, at + QPoint(0, dy)):
                self.viewport().update(self.visualRect(self.indexAt(place)))

    def _hovered(self) -> int:
        if not self.viewport().underMouse():
            return -1
        return self.indexAt(self.viewport().mapFromGlobal(QCursor.pos())).row()

    def _option(self, row: int, hovered: int) -> QStyleOptionViewItem:
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        flags = QStyle.StateFlag
        state = option.state & ~(flags.State_MouseOver | flags.State_HasFocus)
        if self.selectionModel().isSelected(self._cases.index(row)):
            state |= flags.State_Selected
        if row == self.currentIndex().row() and self.hasFocus():
            state |= flags.State_HasFocus
        if row == hovered:
            state |= flags.State_MouseOver
        option.state = state
        return option

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Drag the selected cases, to a folder or a pack."""
        del actions
        rows = (
            row
            for part in ranges(self.selectionModel().selection())
            for row in range(part.top(), part.bottom() + 1)
        )
        ids = [case_id for row in sorted(rows) if (case_id := self._cases.id_at(row))]
        if ids:
            drag_cases(self._look, self, ids)

    def show_columns(self, columns: frozenset[str]) -> None:
        """Show more, or less, of each case."""
        self.cases_delegate.columns = columns
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Leave what is chosen as it is when a heading is pressed."""
        index = self.indexAt(event.position().toPoint())
        if not (index.isValid() and self._cases.heading(index.row())):
            super().mousePressEvent(event)
