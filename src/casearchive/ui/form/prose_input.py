"""Body text as plain Markdown, with a few marks at hand and a look at how it will read."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from casearchive.i18n import _
from casearchive.services.views import read_prose
from casearchive.ui.form.inputs import TextInput
from casearchive.ui.form.marks import toggle_bold, toggle_prefix
from casearchive.ui.form.pasting import cleaned
from casearchive.ui.form.prose_preview import write_prose
from casearchive.ui.look import Look
from casearchive.ui.widgets import IconButton, push_button

BODY_LINES = 16
SIDE_BY_SIDE = 640  # px; narrower, the preview goes below the text
PREVIEW_HEIGHT = 260
PREVIEW_DELAY = 250  # ms after the last key
HEADING, BULLET, QUOTE = "## ", "- ", "> "
PREFIXES = (HEADING, BULLET, QUOTE)


class _MarkedText(TextInput):
    """Takes headings, lists, bold and tables from Word and the web as marks, and nothing else."""

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste what was copied, cleaned, as one step that can be undone."""
        self.textCursor().insertText(cleaned(source))
        self.ensureCursorVisible()


class ProseInput(QWidget):
    """A text with marks, and at will beside it how it reads, as it is typed."""

    edited = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.text = _MarkedText(BODY_LINES)
        self.text.setFont(look.font(14))
        self.text.edited.connect(self.edited)
        self.preview = QTextBrowser()
        self.preview.setOpenLinks(False)
        self.preview.setProperty("kind", "field")
        self.preview.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.preview.setAccessibleName(_("正文预览"))
        self.preview.hide()
        self._later = QTimer(self, singleShot=True, interval=PREVIEW_DELAY)
        self._later.timeout.connect(self._show_preview)
        self.text.edited.connect(self._later.start)
        look.changed.connect(self._show_preview)
        self._lay_out()
        self.setFocusProxy(self.text)

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(2)
        for title, keys, act in (
            (_("粗体"), "Ctrl+B", self._bold),
            (_("小标题"), "Ctrl+H", lambda: self._prefix(HEADING)),
            (_("列表"), "Ctrl+L", lambda: self._prefix(BULLET)),
            (_("引文"), "", lambda: self._prefix(QUOTE)),
        ):
            tools.addWidget(self._tool(title, keys, act))
        tools.addStretch(1)
        self.toggle = IconButton(self._look, "eye", _("边写边看"), checkable=True)
        self.toggle.toggled.connect(self._turn)
        tools.addWidget(self.toggle)
        self._texts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._texts.setSpacing(12)
        self._texts.addWidget(self.text, 1)
        self._texts.addWidget(self.preview, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(tools)
        column.addLayout(self._texts)

    def _tool(self, title: str, keys: str, act: Callable[[], object]) -> QPushButton:
        button = push_button(self._look, title, kind="mark")
        button.clicked.connect(act)
        if keys:
            shortcut = QShortcut(QKeySequence(keys), self.text)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)
            native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
            button.setToolTip(f"{title}  {native}")
        return button

    def value(self) -> str:
        """Return the text as it was typed."""
        return self.text.value()

    def set_value(self, value: object) -> None:
        """Show `value`."""
        self.text.set_value(value)
        self._show_preview()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the preview where there is room for it."""
        super().resizeEvent(event)
        beside = self.width() >= SIDE_BY_SIDE
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._texts.setDirection(across if beside else down)
        self.preview.setMinimumHeight(0 if beside else PREVIEW_HEIGHT)

    def _bold(self) -> None:
        self.text.setFocus()
        self.text.setTextCursor(toggle_bold(self.text.textCursor()))

    def _prefix(self, prefix: str) -> None:
        self.text.setFocus()
        toggle_prefix(self.text.textCursor(), prefix, PREFIXES)

    def _turn(self, on: bool) -> None:
        self.preview.setVisible(on)
        self._show_preview()

    def _show_preview(self) -> None:
        if self.preview.isVisibleTo(self):
            write_prose(self.preview.document(), read_prose(self.value()), self._look)
