"""Tools that keep to one line: those for which there is no room stand in a menu at its end."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QMenu, QSizePolicy, QWidget

from casearchive.i18n import _
from casearchive.ui.look import Look
from casearchive.ui.widgets import IconButton, MenuButton

_GAP = 1


class OneLine(QWidget):
    """A line of tools. What is kept is always in sight; buttons go from the end when it narrows."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept: list[QWidget] = []
        self._tools: list[tuple[IconButton, str]] = []  # with the keys that are told
        self.overflow = QMenu(self)
        self.overflow.aboutToShow.connect(self._fill)
        self.more = MenuButton(look, "more", _("更多工具"), self.overflow)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_GAP)
        self._row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._row.addWidget(self.more)
        self._row.addStretch(1)
        self.more.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def keep(self, widget: QWidget) -> None:
        """Take a widget that stays in sight, before the menu."""
        self._kept.append(widget)
        self._put(widget)

    def add(self, button: IconButton, keys: str = "") -> None:
        """Take a button that may go into the menu."""
        self._tools.append((button, keys))
        self._put(button)

    def _put(self, widget: QWidget) -> None:
        self._row.insertWidget(self._row.indexOf(self.more), widget)

    def in_sight(self, button: IconButton) -> QWidget:
        """Return the button, or what opens the menu in which it stands."""
        return self.more if button.isHidden() else button

    # --- what Qt asks ----------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Ask for room for all of them."""
        tools = [button for button, _keys in self._tools]
        return QSize(_width([*self._kept, *tools]), self._height())

    def minimumSizeHint(self) -> QSize:
        """Need no more than what is kept and the menu."""
        return QSize(_width([*self._kept, self.more]), self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many tools as fit."""
        super().resizeEvent(event)
        self._fit()

    # --- inside ----------------------------------------------------------------------------------

    def _height(self) -> int:
        widgets = [*self._kept, self.more, *(button for button, _keys in self._tools)]
        return max(widget.sizeHint().height() for widget in widgets)

    def _fit(self) -> None:
        tools = [button for button, _keys in self._tools]
        count = len(tools)
        if _width([*self._kept, *tools]) > self.width():
            while count and _width([*self._kept, *tools[:count], self.more]) > self.width():
                count -= 1
        for number, button in enumerate(tools):
            button.setVisible(number < count)
        self.more.setVisible(count < len(tools))
        self._row.activate()  # now, not with the next event: nothing is painted out of its place

    def _fill(self) -> None:
        """List what is out of sight, as it stands now."""
        self.overflow.clear()
        for button, keys in self._tools:
            if button.isHidden():
                told = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
                text = button.accessibleName().replace("&", "&&")
                act = self.overflow.addAction(button.icon(), f"{text}\t{told}" if told else text)
                act.setCheckable(button.isCheckable())
                act.setChecked(button.isChecked())
                act.setEnabled(button.isEnabled())
                act.triggered.connect(button.click)


def _width(widgets: list[QWidget]) -> int:
    """Return what widgets need side by side, in pixels."""
    wanted = (max(w.sizeHint().width(), w.minimumWidth()) for w in widgets)
    return sum(wanted) + _GAP * max(0, len(widgets) - 1)
