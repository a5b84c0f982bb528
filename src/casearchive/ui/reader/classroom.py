"""The classroom view: one case over the whole screen in large type, nothing on it for trainers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from casearchive.i18n import _
from casearchive.ui.look import Look
from casearchive.ui.reader.view import ReaderView
from casearchive.ui.widgets import IconButton, label, surface

if TYPE_CHECKING:
    from casearchive.services.views import CaseView

_LARGER = (4, 8, 12, 18, 26)  # pixels above the usual size
_FIRST = 2
_MEASURE = 1100  # pixels: some thirty characters a line at the size begun with


class Classroom(QWidget):
    """A window of its own. Space goes on, + and - change the size, A shows the answers, Esc leaves.

    `left` comes when it is closed.
    """

    left = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._look, self._step = look, _FIRST
        self.setWindowTitle(_("课堂大字"))
        self.setProperty("surface", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.view = ReaderView(look)
        self.view.measure = _MEASURE
        self.answers = IconButton(look, "eye", _("显示答案"), checkable=True)
        self.answers.describe(_("显示答案和教师内容"), "A")
        self.answers.toggled.connect(self._set)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(self._foot())
        for keys, do in (
            ("Escape", self.close),
            ("F5", self.close),
            ("+", lambda: self._zoom(1)),
            ("=", lambda: self._zoom(1)),
            ("-", lambda: self._zoom(-1)),
            ("A", self.answers.toggle),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(do)

    def _foot(self) -> QWidget:
        foot = surface("foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(24, 6, 16, 6)
        row.setSpacing(6)
        self._told = label(self._look, "", 13, tone="muted")
        row.addWidget(self._told, 1)
        smaller = IconButton(self._look, "zoom-out", _("缩小"))
        smaller.describe(_("缩小"), "-")
        smaller.clicked.connect(lambda: self._zoom(-1))
        larger = IconButton(self._look, "zoom-in", _("放大"))
        larger.describe(_("放大"), "+")
        larger.clicked.connect(lambda: self._zoom(1))
        shut = IconButton(self._look, "close", _("结束课堂视图"))
        shut.describe(_("结束课堂视图"), "Esc")
        shut.clicked.connect(self.close)
        for button in (self.answers, smaller, larger, shut):
            row.addWidget(button)
        return foot

    def teach(self, case: CaseView) -> None:
        """Show a case from its beginning, answers hidden."""
        self.answers.setChecked(False)
        self._told.setText(_("空格翻页　+ − 改字号　A 显示答案　Esc 结束"))
        self._set()
        self.view.show_case(case)
        self.showFullScreen()
        self.raise_()
        self.activateWindow()
        self.view.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn the page with the keys that a presenter's remote control sends."""
        bar = self.view.verticalScrollBar()
        page = max(1, bar.pageStep() - 60)
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_PageDown, Qt.Key.Key_Right):
            bar.setValue(bar.value() + page)
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_Left):
            bar.setValue(bar.value() - page)
        else:
            super().keyPressEvent(event)

    def _zoom(self, by: int) -> None:
        self._step = max(0, min(len(_LARGER) - 1, self._step + by))
        self._set()

    def _set(self) -> None:
        self.view.use(zoom=_LARGER[self._step], trainee=not self.answers.isChecked())
