"""Keys that belong to a page: they work while the keyboard is anywhere in it, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def on_keys(page: QWidget, keys: str | QKeySequence.StandardKey, act: Callable[[], object]) -> None:
    """Do `act` on these keys, such as ``Ctrl+Return``, wherever in the page the keyboard is."""
    shortcut = QShortcut(QKeySequence(keys), page)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(act)
