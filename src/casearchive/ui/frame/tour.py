"""The tour: six stops on the window itself, three minutes, to be left at any time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from casearchive.i18n import _
from casearchive.ui.look import Look
from casearchive.ui.widgets import label, push_button

_WIDTH, _GAP = 380, 14  # pixels
_DIM = QColor(0, 0, 0, 110)


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop: what is pointed at, a title, a few sentences."""

    target: QWidget
    title: str
    text: str


class Tour(QWidget):
    """Covers the window, leaves a hole over what is told of. `left` comes at its end."""

    left = Signal()

    def __init__(self, look: Look, stops: Sequence[Stop], window: QWidget) -> None:
        super().__init__(window)
        self._look, self._stops, self._at = look, stops, 0
        self._before: QWidget | None = None  # where the keyboard was
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("三分钟导览"))
        self.card = QFrame(self)
        self.card.setProperty("surface", "toast")
        self.card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._number = label(look, "", 12, tone="muted")
        self._title = label(look, "", 17, bold=True, wrap=True)
        self._text = label(look, "", 13.5, tone="second", wrap=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        self.skip = push_button(look, _("跳过"), kind="quiet")
        self.skip.clicked.connect(self.end)
        self.back = push_button(look, _("上一步"))
        self.back.clicked.connect(lambda: self.go(self._at - 1))
        self.next = push_button(look, "", kind="primary")
        self.next.clicked.connect(lambda: self.go(self._at + 1))
        row = QHBoxLayout()
        row.addWidget(self.skip)
        row.addStretch(1)
        row.addWidget(self.back)
        row.addWidget(self.next)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(22, 18, 22, 16)
        column.setSpacing(8)
        column.addWidget(self._number)
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addSpacing(6)
        column.addLayout(row)
        window.installEventFilter(self)

    def begin(self) -> None:
        """Show the first stop."""
        self._before = QApplication.focusWidget()
        self.show()
        self.raise_()
        self.go(0)
        self.setFocus()

    def go(self, number: int) -> None:
        """Show a stop; behind the last the tour ends."""
        if not 0 <= number < len(self._stops):
            self.end()
            return
        self._at, stop = number, self._stops[number]
        total = len(self._stops)
        self._number.setText(f"{number + 1} / {total}")
        self._title.setText(stop.title)
        self._text.setText(stop.text)
        self.back.setEnabled(number > 0)
        self.next.setText(_("开始使用") if number == total - 1 else _("下一步"))
        self._place()

    def end(self) -> None:
        """Leave the tour."""
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus()
        self.left.emit()
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter and the arrows, leave with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right):
            self.go(self._at + 1)
        elif event.key() == Qt.Key.Key_Left and self._at:
            self.go(self._at - 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the window at every size."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _hole(self) -> QRect:
        target, window = self._stops[self._at].target, self.parentWidget()
        if window is None or not target.isVisible():
            return QRect()
        at = target.mapTo(window, QPoint(0, 0))
        return QRect(at, target.size()).adjusted(3, 3, -3, -3)

    def _place(self) -> None:
        window = self.parentWidget()
        if window is None:
            return
        self.setGeometry(window.rect())
        for part in (self._title, self._text):
            part.setFixedWidth(_WIDTH - 44)
            part.setFixedHeight(part.heightForWidth(_WIDTH - 44))
        if layout := self.card.layout():
            layout.invalidate()
            self.card.setFixedSize(_WIDTH, layout.totalHeightForWidth(_WIDTH))
        hole, size, room = self._hole(), self.card.size(), self.rect()
        if hole.isNull():
            at = room.center() - QPoint(size.width() // 2, size.height() // 2)
        elif hole.right() + _GAP + size.width() < room.right():
            at = QPoint(hole.right() + _GAP, hole.top() + _GAP)
        elif hole.left() - _GAP - size.width() > 0:
            at = QPoint(hole.left() - _GAP - size.width(), hole.top() + _GAP)
        else:
            at = QPoint(hole.center().x() - size.width() // 2, hole.top() + 2 * _GAP)
        x = max(_GAP, min(at.x(), room.width() - size.width() - _GAP))
        y = max(_GAP, min(at.y(), room.height() - size.height() - _GAP))
        self.card.move(x, y)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim everything but what is told of."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath()
        path.addRect(QRectF(self.rect()))
        hole = QRectF(self._hole())
        if not hole.isNull():
            inner = QPainterPath()
            inner.addRoundedRect(hole, 10, 10)
            path -= inner
        painter.fillPath(path, _DIM)
        if not hole.isNull():
            painter.setPen(QPen(self._look.colour("accent"), 2))
            painter.drawRoundedRect(hole, 10, 10)
        painter.end()
