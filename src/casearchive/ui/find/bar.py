"""The bar one types into to find a text on the page, afloat at its upper right corner."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from casearchive.i18n import _
from casearchive.ui.find.target import Target
from casearchive.ui.look import Look
from casearchive.ui.widgets import IconButton, label

_WIDTH, EDGE, _TOLD = 400, 14, 96  # pixels


class FindBar(QFrame):
    """Floats over `host`, `top` pixels below its upper edge and `side` beside its right one.

    `closed` when it goes.
    """

    closed = Signal()

    def __init__(
        self, look: Look, host: QWidget, target: Target, *, top: int = EDGE, side: int = 2 * EDGE
    ) -> None:
        super().__init__(host)
        self._host, self.target = host, target
        self._top, self._side = top, side
        self.setProperty("surface", "toast")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("在这一页里找"))
        self.field.setAccessibleName(_("在这一页里找"))
        self.field.setFont(look.font(13.5))
        self.field.textChanged.connect(target.find)
        self.field.installEventFilter(self)
        self.told = label(look, "", 12, tone="second")
        self.told.setMinimumWidth(_TOLD)
        self.told.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.back = IconButton(look, "arrow-up", _("上一处（Shift+Enter）"))
        self.on = IconButton(look, "arrow-down", _("下一处（Enter）"))
        self.shut = IconButton(look, "close", _("关闭（Esc）"))
        self.back.clicked.connect(lambda: self.step(-1))
        self.on.clicked.connect(lambda: self.step(1))
        self.shut.clicked.connect(self.leave)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 7, 7, 7)
        row.setSpacing(4)
        row.addWidget(self.field, 1)
        row.addWidget(self.told)
        for button in (self.back, self.on, self.shut):
            button.setFixedSize(28, 28)
            row.addWidget(button)
        target.changed.connect(self._tell)
        host.installEventFilter(self)
        self.hide()

    def open(self, text: str = "") -> None:
        """Show the bar, its text selected, so that typing begins anew."""
        if text and len(text.splitlines()) == 1:
            self.field.setText(text)
        self._place()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        if self.field.text():
            self.target.find(self.field.text())
        else:
            self._tell(0, 0, True)

    def find_again(self) -> None:
        """Look anew where the bar is open: other texts have come in."""
        if self.isVisible():
            self.target.find(self.field.text())

    def step(self, by: int) -> None:
        """Go to the next hit, or to the one before."""
        self.target.step(by)

    def leave(self) -> None:
        """Close the bar and take the marks away."""
        if self.isVisible():
            self.hide()
            self.target.leave()
            self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go on with Enter, leave with Escape; stay in the corner."""
        if watched is self._host and event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._place()
        if watched is not self.field or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.type() is QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
            event.accept()  # leaves the bar, not the page it is on
            return True
        return event.type() is QEvent.Type.KeyPress and self._use(event)

    def _use(self, event: QKeyEvent) -> bool:
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F3):
            self.step(-1 if back else 1)
            return True
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.step(1 if event.key() == Qt.Key.Key_Down else -1)
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return True
        return False

    def _tell(self, at: int, total: int, done: bool) -> None:
        typed = bool(self.field.text().strip())
        text = _("第 {number} / {total} 处").format(number=f"{at:,}", total=f"{total:,}")
        if not total:
            text = (_("没有找到") if done else _("正在找…")) if typed else ""
        self.told.setText(text)
        for button in (self.back, self.on):
            button.setEnabled(total > 0)

    def _place(self) -> None:
        width = min(_WIDTH, self._host.width() - self._side - EDGE)
        left = self._host.width() - width - self._side
        left = self._side if self._host.isRightToLeft() else left
        self.setGeometry(left, self._top, width, self.sizeHint().height())


def give_find(look: Look, window: QWidget, target: Target, *, top: int = EDGE) -> FindBar:
    """Let Ctrl+F find in a window of its own; F3 and Shift+F3 go on."""
    bar = FindBar(look, window, target, top=top)

    def on(keys: QKeySequence | QKeySequence.StandardKey | str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), window)
        shortcut.activated.connect(act)

    on(QKeySequence.StandardKey.Find, lambda: bar.open(target.selected()))
    on("F3", lambda: bar.step(1))
    on("Shift+F3", lambda: bar.step(-1))
    return bar
