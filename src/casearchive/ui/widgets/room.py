"""How large a window may be where the screen is small."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

_FRAME = QSize(16, 48)  # what a title bar and borders take, in pixels; known only once shown


def resize_to_fit(window: QWidget, size: QSize) -> bool:
    """Give a window this size, or what its screen has room for; say whether it had."""
    room = window.screen().availableSize() - _FRAME
    window.resize(size.boundedTo(room))
    return size.boundedTo(room) == size
