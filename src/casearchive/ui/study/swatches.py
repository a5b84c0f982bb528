"""The small bar over a selection: four colours, a note, and taking the mark away."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from casearchive.i18n import _
from casearchive.ui.look import Look
from casearchive.ui.study.colours import MARK_COLOURS, mark_colour
from casearchive.ui.widgets import IconButton

_EDGE = 8


def colour_names() -> dict[str, str]:
    """Return how the four colours are called."""
    return {"yellow": _("黄色"), "green": _("绿色"), "blue": _("蓝色"), "pink": _("粉色")}


class _Swatch(QToolButton):
    def __init__(self, look: Look, colour: str, key: int) -> None:
        super().__init__()
        self._look, self._colour = look, colour
        self.setFixedSize(30, 30)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        name = _("标成{colour}").format(colour=colour_names()[colour])
        self.setAccessibleName(name)
        self.setToolTip(f"{name}  {key}")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a round patch of the colour."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._look.colour("text3"))
        painter.setBrush(mark_colour(self._look, self._colour))
        painter.drawEllipse(QRectF(7, 7, 16, 16))
        painter.end()


class SwatchBar(QFrame):
    """Says which colour was chosen, or that a note is wanted, or the mark taken away."""

    coloured = Signal(str)
    noted = Signal()
    removed = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("surface", "toast")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 4, 6, 4)
        row.setSpacing(2)
        for key, colour in enumerate(MARK_COLOURS, 1):
            swatch = _Swatch(look, colour, key)
            swatch.clicked.connect(lambda _on=False, c=colour: self.coloured.emit(c))
            row.addWidget(swatch)
        note = IconButton(look, "note", _("写批注"))
        note.describe(_("写批注"), "N")
        note.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        note.clicked.connect(self.noted)
        self.remove = IconButton(look, "trash", _("去掉标注"))
        self.remove.describe(_("去掉标注"), "0")
        self.remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.remove.clicked.connect(self.removed)
        row.addWidget(note)
        row.addWidget(self.remove)
        self.hide()

    def show_above(self, at: QPoint, *, marked: bool) -> None:
        """Show the bar over a place of its parent, inside of it."""
        self.remove.setVisible(marked)
        self.adjustSize()
        parent = self.parentWidget()
        room = parent.rect() if parent else self.rect()
        x = max(_EDGE, min(at.x() - self.width() // 2, room.width() - self.width() - _EDGE))
        y = at.y() - self.height() - _EDGE
        self.move(x, y if y > 0 else at.y() + 30)
        self.show()
        self.raise_()
