"""The field one searches in: a glass, the words, a cross to empty it."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QToolButton

from casearchive.i18n import _
from casearchive.ui.look import Look

_LONGEST = 200  # letters: nobody searches for more


class SearchField(QLineEdit):
    """A line edit with our icons, tinted with the look."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setProperty("kind", "search")
        self.setFont(look.font(13))
        self.setPlaceholderText(_("搜索标题、正文、地点、编号"))
        self.setAccessibleName(_("搜索案例"))
        self.setMaxLength(_LONGEST)
        self.setClearButtonEnabled(True)
        leading = QLineEdit.ActionPosition.LeadingPosition
        self._glass = self.addAction(look.icon("search", "text3"), leading)
        self._glass.setText(_("搜索案例"))
        for button in self.findChildren(QToolButton):  # the glass does nothing, the cross empties
            button.setAccessibleName(_("清空搜索"))
        look.changed.connect(self._tint)
        self._tint()

    def event(self, event: QEvent) -> bool:
        """Let the window have Ctrl+E and Ctrl+K, which a line edit under X11 takes for itself."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            held = event.modifiers() == Qt.KeyboardModifier.ControlModifier
            if held and event.key() in (Qt.Key.Key_E, Qt.Key.Key_K):
                event.ignore()
                return False
        return super().event(event)

    def _tint(self) -> None:
        self._glass.setIcon(self._look.icon("search", "text3"))
        # Qt's own cross is a bitmap of one colour; this is the name Qt gives its action.
        if isinstance(cross := self.findChild(QAction, "_q_qlineeditclearaction"), QAction):
            cross.setIcon(self._look.icon("close", "text3"))
