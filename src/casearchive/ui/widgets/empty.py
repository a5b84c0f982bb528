"""What a pane shows when it has nothing to show: a picture, a word, what to do."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from casearchive.ui.look import Look
from casearchive.ui.widgets.buttons import push_button
from casearchive.ui.widgets.labels import label

_PICTURE, _WIDEST, _SIDE = 52, 560, 32  # pixels; longer lines are tiring to read


class EmptyState(QWidget):
    """An empty pane. `chosen` comes with the key of the button that was pressed."""

    chosen = Signal(str)

    def __init__(self, look: Look, icon: str, title: str, text: str = "") -> None:
        super().__init__()
        self._look = look
        self._icon = icon
        self._picture = QLabel()
        self.title = label(look, title, 16, tone="second", bold=True, wrap=True)
        self.text = label(look, text, 13, tone="muted", wrap=True)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, 24, _SIDE, 64)
        column.setSpacing(8)
        column.addStretch(1)
        for part in (self._picture, self.title, self.text):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(part)
        column.addSpacing(8)
        column.addLayout(self._buttons)
        column.addStretch(1)
        self._buttons.addStretch(1)
        self._buttons.addStretch(1)
        self.text.setVisible(bool(text))  # or it would keep a line open
        look.changed.connect(self._tint)
        self._tint()

    def offer(self, key: str, text: str, icon: str = "", *, kind: str = "") -> None:
        """Add a button that says what can be done here."""
        button = push_button(self._look, text, icon, kind=kind)
        button.clicked.connect(lambda: self.chosen.emit(key))
        self._buttons.insertWidget(self._buttons.count() - 1, button)

    def say(self, title: str, text: str, icon: str = "") -> None:
        """Change the words, and the picture if one is named."""
        if icon:
            self._icon = icon
            self._tint()
        self.title.setText(title)
        self.text.setText(text)
        self.text.setVisible(bool(text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the words in a column that can be read."""
        side = max(_SIDE, (self.width() - _WIDEST) // 2)
        if (column := self.layout()) is not None and column.contentsMargins().left() != side:
            column.setContentsMargins(side, 24, side, 64)
        super().resizeEvent(event)

    def _tint(self) -> None:
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(self._look.pixmap(self._icon, "scrollbar", _PICTURE, ratio))
