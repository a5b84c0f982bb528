"""Messages that do not stop anybody: a bar above a page, a toast that goes by itself."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from casearchive.i18n import _
from casearchive.ui.look import Look
from casearchive.ui.widgets.buttons import IconButton, push_button
from casearchive.ui.widgets.labels import label, surface

_STAYS = 7000  # milliseconds: long enough to read a sentence and reach for "undo"
_ICONS = {"info": "info", "warning": "warning", "done": "done", "lock": "lock"}


class InlineMessage(QWidget):
    """A quiet bar with one sentence, and at will a button; hidden until there is something."""

    def __init__(self, look: Look, parent: QWidget | None = None, *, icon: str = "warning") -> None:
        super().__init__(parent)
        self._look = look
        self._icon = _ICONS.get(icon, icon)
        bar = surface("alert")
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(bar)
        self._picture = QLabel()
        self.text = label(look, wrap=True)
        self.button = push_button(look, "", kind="quiet")
        self.button.hide()
        self.shut = IconButton(look, "close", _("关闭这条提示"))
        self.shut.clicked.connect(self.hide)
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 6, 8, 6)
        row.setSpacing(10)
        row.addWidget(self._picture)
        row.addWidget(self.text, 1)
        row.addWidget(self.button)
        row.addWidget(self.shut)
        self.hide()
        look.changed.connect(self._tint)
        self._tint()

    def show_text(self, text: str, *, button: str = "", can_close: bool = True) -> None:
        """Show a sentence; an empty one hides the bar."""
        self.text.setText(text)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.shut.setVisible(can_close)
        self.setVisible(bool(text))

    def show_icon(self, icon: str) -> None:
        """Change the icon."""
        self._icon = _ICONS.get(icon, icon)
        self._tint()

    def _tint(self) -> None:
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(self._look.pixmap(self._icon, "warning", 18, ratio))


class Toast(QFrame):
    """A sentence over the bottom of the window, with at most one thing to do about it."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._window = parent
        self.setProperty("surface", "toast")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._picture = QLabel()
        self.text = label(look, wrap=True)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.button: QPushButton = push_button(look, "", kind="quiet")
        self._shut = IconButton(look, "close", _("关闭这条提示"))
        self._shut.clicked.connect(self.hide)
        self.button.clicked.connect(self._act)
        self._action: Callable[[], object] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 8, 8)
        row.setSpacing(10)
        for part in (self._picture, self.text, self.button, self._shut):
            row.addWidget(part)
        self._timer = QTimer(self, singleShot=True, interval=_STAYS)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def show_text(
        self,
        text: str,
        *,
        icon: str = "done",
        button: str = "",
        action: Callable[[], object] | None = None,
        stays: bool = False,
    ) -> None:
        """Show a sentence for a while; `action` is what the button does.

        One that `stays` waits until it is answered or sent away, or something newer is told.
        """
        self.text.setText(text)
        token = "warning" if icon == "warning" else "accent"
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(self._look.pixmap(_ICONS.get(icon, icon), token, 18, ratio))
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self._action = action
        self._place()
        self.show()
        self.raise_()
        self._timer.stop() if stays else self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the bottom when the window changes size."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _act(self) -> None:
        self.hide()
        if self._action:
            self._action()

    def _place(self) -> None:
        room: QSize = self._window.size()
        others = self.button.sizeHint().width() if self.button.text() else 0
        words = self.text.fontMetrics().horizontalAdvance(self.text.text()) + 8
        width = min(room.width() - 48, 640, words + others + 120)
        self.setFixedWidth(max(240, width))
        self.adjustSize()
        self.move((room.width() - self.width()) // 2, room.height() - self.height() - 44)
