"""How large a new table is to be: chosen on a small grid by mouse or keys."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from casearchive.i18n import _
from casearchive.ui.form.rich.tables import MOST_COLUMNS, MOST_ROWS
from casearchive.ui.look import Look
from casearchive.ui.widgets import label

_CELL, _GAP = 22, 4  # px
_MOVES = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class _Grid(QWidget):
    """The grid: `rows` and `columns` are what is chosen so far."""

    changed = Signal()
    chosen = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.rows, self.columns = 3, 3
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        """Return the room of all cells."""
        step = _CELL + _GAP
        return QSize(MOST_COLUMNS * step - _GAP, MOST_ROWS * step - _GAP)

    def minimumSizeHint(self) -> QSize:
        """Return the room of all cells."""
        return self.sizeHint()

    def choose(self, rows: int, columns: int) -> None:
        """Choose a size, within what is offered."""
        rows = min(max(1, rows), MOST_ROWS)
        columns = min(max(1, columns), MOST_COLUMNS)
        if (rows, columns) != (self.rows, self.columns):
            self.rows, self.columns = rows, columns
            self.update()
            self.changed.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse."""
        step = _CELL + _GAP
        at = event.position().toPoint()
        across = self.width() - at.x() if self.isRightToLeft() else at.x()
        self.choose(at.y() // step + 1, across // step + 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take the size under the mouse."""
        self.mouseMoveEvent(event)
        self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Change the size with the arrows, take it with Enter."""
        move = _MOVES.get(Qt.Key(event.key()))
        if move:
            down, across = move
            self.choose(
                self.rows + down, self.columns + (-across if self.isRightToLeft() else across)
            )
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells; the chosen ones in the accent."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step = _CELL + _GAP
        for row in range(MOST_ROWS):
            for column in range(MOST_COLUMNS):
                on = row < self.rows and column < self.columns
                painter.setPen(self._look.colour("accent" if on else "border"))
                painter.setBrush(self._look.colour("selected" if on else "field"))
                left = column * step
                if self.isRightToLeft():
                    left = self.width() - left - _CELL
                cell = QRectF(left + 0.5, row * step + 0.5, _CELL - 1, _CELL - 1)
                painter.drawRoundedRect(cell, 3, 3)


class SizePicker(QFrame):
    """Pops up below a button; `chosen` (rows, columns) once, then it is gone."""

    chosen = Signal(int, int)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("surface", "toast")
        self.grid = _Grid(look)
        self._told = label(look, "", 12, tone="second")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 10)
        column.setSpacing(8)
        column.addWidget(self.grid)
        column.addWidget(self._told)
        self.grid.changed.connect(self._tell)
        self.grid.chosen.connect(self._take)
        self.setFocusProxy(self.grid)
        self._tell()

    def pop_up(self, at: QPoint) -> None:
        """Show it with its corner at a point of the screen."""
        self.adjustSize()
        self.move(at)
        self.show()
        self.grid.setFocus()

    def _tell(self) -> None:
        said = _("{rows} 行 × {columns} 列").format(rows=self.grid.rows, columns=self.grid.columns)
        self._told.setText(said)
        self.grid.setAccessibleName(_("表格的大小"))
        self.grid.setAccessibleDescription(said)

    def _take(self) -> None:
        rows, columns = self.grid.rows, self.grid.columns
        self.close()
        self.chosen.emit(rows, columns)
