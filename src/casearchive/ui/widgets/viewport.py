"""A viewport of our own making for lists."""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QWidget


def give_viewport(view: QAbstractScrollArea) -> None:
    """Give a view a viewport made in Python, before anything else is set on the view.

    Asked for one of Qt's making, PySide looks through every class of widget there is to find out
    what it got, and readies all their enums: twice as long as painting the list.
    """
    port = QWidget()
    port.setBackgroundRole(QPalette.ColorRole.Base)
    port.setAutoFillBackground(True)
    view.setViewport(port)
