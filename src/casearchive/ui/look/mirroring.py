"""Margins in a language read from right to left: Qt mirrors places, but not the margins given."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMargins, QObject
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLabel, QLayout, QWidget

_DONE = "margins mirrored"


class MarginMirror(QObject):
    """Turns the margins of every widget round when it is first shown; on only while it is needed.

    It hears every event of the program, which costs too much to do for nothing.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app

    def use(self, on: bool) -> None:
        """Mirror what is made from now on, or nothing any more."""
        self._app.removeEventFilter(self)
        if on:
            self._app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Mirror a widget that is about to be shown for the first time."""
        if event.type() is QEvent.Type.Polish and isinstance(watched, QWidget):
            mirror(watched)
        return False


def mirror(widget: QWidget) -> None:
    """Turn round the margins of a widget and of its layout, once."""
    if widget.property(_DONE) or isinstance(widget, QAbstractScrollArea):
        return
    widget.setProperty(_DONE, True)
    if isinstance(widget, QLabel):
        widget.setContentsMargins(_turned(widget.contentsMargins()))
    if (layout := widget.layout()) is not None:
        _mirror_layout(layout)


def _mirror_layout(layout: QLayout) -> None:
    layout.setContentsMargins(_turned(layout.contentsMargins()))
    for place in range(layout.count()):
        item = layout.itemAt(place)
        inner = item.layout() if item is not None else None
        if inner is not None:
            _mirror_layout(inner)


def _turned(margins: QMargins) -> QMargins:
    return QMargins(margins.right(), margins.top(), margins.left(), margins.bottom())
