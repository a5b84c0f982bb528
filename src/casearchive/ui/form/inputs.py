"""The plain inputs of the form: a line, a text, a tick, a choice. All take text as plain text.

Each has `value()`, `set_value()`, and sends `edited` when the person at the keyboard changed it;
`set_value` is silent.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import (
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from casearchive.ui.lists.painting import paint_box, round_pen
from casearchive.ui.widgets.labels import plain_tip

MAX_LINES = 24  # a text grows with what is typed up to this many lines, then it scrolls
ARROW, ARROW_FROM_EDGE = 4, 15  # px
ROW_HEIGHT = 30  # px
BOX, BOX_GAP = 17, 8  # px
ROOM = 22  # px above and below the lines of a text: padding and border


class LineInput(QLineEdit):
    """One line of text."""

    edited = Signal()

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.textChanged.connect(lambda _text: self.edited.emit())

    def value(self) -> str:
        """Return the text as it was typed."""
        return self.text()

    def set_value(self, value: object) -> None:
        """Show `value`."""
        with QSignalBlocker(self):
            self.setText(str(value))
        self.setCursorPosition(0)


class TextInput(QPlainTextEdit):
    """Several lines of text; grows with them. Tab goes on to the next field."""

    edited = Signal()

    def __init__(
        self, lines: int = 3, placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._lines = lines
        self.setProperty("kind", "field")
        self.setTabChangesFocus(True)
        self.setPlaceholderText(placeholder)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.textChanged.connect(self.edited)
        self._fit()

    def value(self) -> str:
        """Return the text as it was typed, lines ending in a line feed."""
        return self.toPlainText()

    def set_value(self, value: object) -> None:
        """Show `value`."""
        with QSignalBlocker(self):
            self.setPlainText(str(value))

    def _fit(self) -> None:
        # The layout of a plain text document measures its height in lines.
        lines = round(self.document().documentLayout().documentSize().height())
        shown = max(self._lines, min(lines, MAX_LINES))
        self.setFixedHeight(shown * self.fontMetrics().lineSpacing() + ROOM)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste the text alone; line ends of Windows and old spaces become ordinary ones."""
        text = source.text().replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
        self.textCursor().insertText(text)
        self.ensureCursorVisible()


class CheckInput(QCheckBox):
    """Yes or no."""

    edited = Signal()

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.toggled.connect(lambda _on: self.edited.emit())

    def value(self) -> bool:
        """Return whether it is ticked."""
        return self.isChecked()

    def set_value(self, value: object) -> None:
        """Tick it or not."""
        with QSignalBlocker(self):
            self.setChecked(bool(value))

    def sizeHint(self) -> QSize:
        """Leave room for the box, the gap and the text."""
        words = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(BOX + BOX_GAP + words + 2, max(BOX, self.fontMetrics().height()) + 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint box and tick in the look's colours: those of the style are lost in the dark."""
        del event
        roles, palette = QPalette.ColorRole, self.palette()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = self.width() - BOX + 0.5 if mirrored else 0.5
        box = QRectF(left, (self.height() - BOX) / 2, BOX - 1, BOX - 1)
        paint_box(painter, box, on=self.isChecked())
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(palette.color(roles.Accent))
            painter.drawRoundedRect(box, 4, 4)
        painter.setPen(palette.color(roles.WindowText))
        gap = BOX + BOX_GAP
        room = (
            self.rect().adjusted(0, 0, -gap, 0) if mirrored else self.rect().adjusted(gap, 0, 0, 0)
        )
        side = Qt.AlignmentFlag.AlignLeft  # the painter itself mirrors it
        elide = Qt.TextElideMode.ElideRight
        shown = self.fontMetrics().elidedText(self.text(), elide, room.width())
        self.setToolTip(plain_tip(self.text()) if shown != self.text() else "")
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | side, shown)

    def hitButton(self, position: QPoint) -> bool:
        """Take a click on the box and on the words."""
        return self.rect().contains(position)


class RowDelegate(QStyledItemDelegate):
    """Gives the rows of a list that drops down the height of a comfortable target."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return one height for all."""
        return QSize(super().sizeHint(option, index).width(), ROW_HEIGHT)


class QuietCombo(QComboBox):
    """A combo box that leaves the wheel to the page unless it was chosen with a click or Tab."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumContentsLength(6)
        self.setItemDelegate(RowDelegate(self))
        self.setMaxVisibleItems(12)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the arrow too: a style sheet would only take one from a picture file."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(round_pen(self.palette().color(QPalette.ColorRole.PlaceholderText), 1.5))
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        at = ARROW_FROM_EDGE if mirrored else self.width() - ARROW_FROM_EDGE
        tip = QPointF(at, self.height() / 2 + 2)
        wing = QPointF(ARROW, -ARROW)
        painter.drawPolyline([tip + QPointF(-wing.x(), wing.y()), tip, tip + wing])

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn the choice only where it has the focus: the page is scrolled far more often."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class ChoiceInput(QuietCombo):
    """One of a fixed list: what is kept, and how it reads."""

    edited = Signal()

    def __init__(
        self, options: Iterable[tuple[object, str]] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.offer(options)
        self.currentIndexChanged.connect(lambda _row: self.edited.emit())

    def offer(self, options: Iterable[tuple[object, str]]) -> None:
        """Replace the list; the value stays if it is still there."""
        value = self.value()
        with QSignalBlocker(self):
            self.clear()
            for kept, shown in options:
                self.addItem(shown, kept)
        self.set_value(value)

    def value(self) -> object:
        """Return what is kept, None where nothing is chosen."""
        return self.currentData()

    def set_value(self, value: object) -> None:
        """Choose `value`; one that the list does not know is shown as it is, never dropped."""
        with QSignalBlocker(self):
            row = self.findData(value)
            if row < 0 and value not in (None, ""):
                self.addItem(str(value), value)
                row = self.count() - 1
            self.setCurrentIndex(row)
