"""The field one searches in: a glass, the words, a bookmark, a cross to empty it."""

import re

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QToolButton

from casearchive.i18n import _
from casearchive.ui.look import Look
from casearchive.ui.utf16 import characters, units

LONGEST = 2000  # characters: as much as a search reads
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")  # letters that turn what follows them
_BY_READER = (  # ways to get the focus that mean somebody is about to type
    Qt.FocusReason.MouseFocusReason,
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class SearchField(QLineEdit):
    """A line edit with our icons, tinted with the look, that knows when a word is unfinished.

    While an input method composes, what stands in the field is not what is meant yet: `settled`
    comes for text that is meant, `composing_changed` when that begins and ends.
    """

    settled = Signal(str)
    composing_changed = Signal(bool)
    entered_by_reader = Signal()  # the focus came by mouse or keys
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._composing = self._unsettled = False
        self.setProperty("kind", "search")
        self.setFont(look.font(13))
        self.setPlaceholderText(_("搜索标题、正文、地点、编号"))
        self.setAccessibleName(_("搜索案例"))
        self.setMaxLength(LONGEST)
        self.setClearButtonEnabled(True)
        trailing = QLineEdit.ActionPosition.TrailingPosition
        self._glass = QAction(_("搜索案例"), self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self._cross = self.findChild(QAction, "_q_qlineeditclearaction")  # Qt's own name for it
        self.keep = QAction(_("保存这个搜索…"), self)
        self.help = QAction(_("搜索的写法"), self)
        self.addAction(self.keep, trailing)
        self.addAction(self.help, trailing)
        self._name_buttons()
        self._kept = False
        self.textChanged.connect(self._hear)
        look.changed.connect(self._tint)
        self._show_fitting()
        self._tint()

    @property
    def composing(self) -> bool:
        """Whether an input method is in the middle of a word."""
        return self._composing

    @property
    def cursor_place(self) -> int:
        """Where the cursor is, in characters; Qt counts those beyond the BMP twice."""
        return characters(self.text(), self.cursorPosition())

    def select(self, start: int, end: int) -> None:
        """Select the characters from `start` to `end`, or put the cursor where there are none."""
        first, last = (units(self.text()[:place]) for place in (start, end))
        if last > first:
            self.setSelection(first, last - first)
        else:
            self.setCursorPosition(first)

    def put(self, text: str) -> None:
        """Replace the text, what is the same at both ends left alone; Ctrl+Z takes it back."""
        old, text = self.text(), " ".join(text.splitlines())
        start = _alike(old, text)
        end = _alike(old[start:][::-1], text[start:][::-1])
        self.replace(start, len(old) - end, text[start : len(text) - end])

    def replace(self, start: int, end: int, text: str) -> None:
        """Put `text` in the place of what stands from `start` to `end`; one step to undo."""
        text = " ".join(text.splitlines())
        self.deselect()
        self.select(start, end)
        if text:
            self.insert(text)
        elif self.hasSelectedText():
            self.del_()

    def mark_kept(self, on: bool) -> None:
        """Show whether the present search has been saved."""
        if on is not self._kept:
            self._kept = on
            self._tint()

    # --- what Qt asks ----------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Let the window have Ctrl+E and Ctrl+K, which a line edit under X11 takes for itself."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            held = event.modifiers() == Qt.KeyboardModifier.ControlModifier
            if held and event.key() in (Qt.Key.Key_E, Qt.Key.Key_K, Qt.Key.Key_D):
                event.ignore()
                return False
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Note whether a word is unfinished before anybody hears of the change."""
        self._compose(bool(event.preeditString()))
        super().inputMethodEvent(event)
        self._settle()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell a reader who comes to type from a window that comes back."""
        super().focusInEvent(event)
        if event.reason() in _BY_READER:
            self.entered_by_reader.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave no word unfinished: Qt commits or drops it with the focus."""
        super().focusOutEvent(event)
        self._compose(False)
        self._settle()
        self.left.emit()

    # --- inside ----------------------------------------------------------------------------------

    def _hear(self) -> None:
        if _TURNING.search(self.text()):  # pasted along, unseen; this comes again without it
            self.setText(_TURNING.sub("", self.text()))
            return
        self._unsettled = True
        self._show_fitting()
        self._settle()

    def _settle(self) -> None:
        if self._unsettled and not self._composing:
            self._unsettled = False
            self.settled.emit(self.text())

    def _compose(self, on: bool) -> None:
        if on is not self._composing:
            self._composing = on
            self.composing_changed.emit(on)

    def _show_fitting(self) -> None:
        """Offer to save where there is something to save, and to help where there is nothing."""
        some = bool(self.text().strip())
        self.keep.setVisible(some)
        self.help.setVisible(not self.text())

    def _name_buttons(self) -> None:
        for button in self.findChildren(QToolButton):
            button.setAccessibleName(button.text())
            action = button.defaultAction()
            if action is self._cross:
                button.setAccessibleName(_("清空搜索"))
                button.setToolTip(_("清空搜索"))

    def _tint(self) -> None:
        self._glass.setIcon(self._look.icon("search", "text3"))
        self.keep.setIcon(self._look.icon("bookmark", "accent" if self._kept else "text3"))
        self.help.setIcon(self._look.icon("question", "text3"))
        if isinstance(self._cross, QAction):  # else Qt's own bitmap of one colour
            self._cross.setIcon(self._look.icon("close", "text3"))


def _alike(one: str, other: str) -> int:
    """Return how many characters two texts begin with in common."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
