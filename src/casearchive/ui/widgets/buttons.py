"""Buttons: icons with a name for every reader, and pushes of three kinds."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QCursor, QKeySequence
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QWidget

from casearchive.ui.look import Look

ICON = QSize(18, 18)
_OTHER_WAY = {"arrow-left": "arrow-right"}  # icons that point where reading comes from


class IconButton(QToolButton):
    """A button that is an icon: tooltip and accessible name are `text`, tinted with the look."""

    def __init__(
        self,
        look: Look,
        icon: str,
        text: str,
        parent: QWidget | None = None,
        *,
        shortcut: str = "",
        checkable: bool = False,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._icon = icon
        self.setIconSize(ICON)
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCheckable(checkable)
        self.describe(text, shortcut)
        if shortcut:
            self.setShortcut(QKeySequence(shortcut))
        look.changed.connect(self._tint)
        self._tint()

    def describe(self, text: str, shortcut: str = "") -> None:
        """Say what the button does; `shortcut` is only told."""
        self.setAccessibleName(text)
        self.setToolTip(tip(text, QKeySequence(shortcut)))

    def show_icon(self, icon: str) -> None:
        """Change the icon."""
        self._icon = icon
        self._tint()

    def follow(self, action: QAction) -> None:
        """Do what `action` does, and be on and off with it."""
        self.describe(action.text().rstrip("…"), action.shortcut().toString())
        self.setCheckable(action.isCheckable())
        self.setChecked(action.isChecked())
        self.setEnabled(action.isEnabled())
        self.clicked.connect(action.trigger)
        action.enabledChanged.connect(self.setEnabled)
        action.toggled.connect(self.setChecked)

    def _tint(self) -> None:
        name = self._icon
        if self.isRightToLeft():
            name = _OTHER_WAY.get(name, name)
        self.setIcon(self._look.icon(name))


class MenuButton(IconButton):
    """An icon that opens a menu."""

    def __init__(self, look: Look, icon: str, text: str, menu: QMenu) -> None:
        super().__init__(look, icon, text)
        self.setMenu(menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu.aboutToHide.connect(self._leave)

    def _leave(self) -> None:
        """Be no longer under the pointer: while the menu was open, nobody was told of its going."""
        if not self.rect().contains(self.mapFromGlobal(QCursor.pos())):
            self.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, on=False)
            self.update()


class PushButton(QPushButton):
    """A push button with words; made by :func:`push_button`."""

    def __init__(self, look: Look, text: str, icon: str, kind: str, parent: QWidget | None) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self._look = look
        self._icon = icon
        self._colour = {"primary": "on_accent", "quiet": "accent", "danger": "danger"}.get(kind)
        self.setFont(look.font(13, bold=kind == "primary"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setIconSize(QSize(16, 16))
        if kind:
            self.setProperty("kind", kind)
        look.changed.connect(self._tint)
        self._tint()

    def _tint(self) -> None:
        if self._icon:
            self.setIcon(self._look.icon(self._icon, self._colour or "text2", 16))


def push_button(
    look: Look,
    text: str,
    icon: str = "",
    *,
    kind: str = "",
    parent: QWidget | None = None,
) -> QPushButton:
    """Return a push button; `kind` is ``primary``, ``quiet``, ``danger`` or plain."""
    return PushButton(look, text, icon, kind, parent)


def tip(text: str, shortcut: QKeySequence) -> str:
    """Return a tooltip: what it does, and the keys that do it."""
    keys = shortcut.toString(QKeySequence.SequenceFormat.NativeText)
    return f"{text}  {keys}" if keys else text
