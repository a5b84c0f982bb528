"""The manual, readable beside the work."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QDialog, QTextEdit, QVBoxLayout, QWidget

from casearchive.i18n import _
from casearchive.services.manual import read_manual
from casearchive.ui.look import Look
from casearchive.ui.reader.pages import MEASURE, Page
from casearchive.ui.reader.prose import ProseSetter

_TEXT = 15  # pixels
_SIDE = 36  # pixels of paper beside the text


def make_manual(look: Look, parent: QWidget) -> QDialog:
    """Return a window of its own with the manual; it does not keep the main window waiting."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(_("使用手册"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    paper = QTextEdit()
    paper.setReadOnly(True)
    paper.setAccessibleName(_("使用手册"))
    paper.setFrameShape(QTextEdit.Shape.NoFrame)
    paper.setViewportMargins(0, 0, _SIDE, 0)
    page = Page(paper.document(), look)
    ProseSetter(page, _TEXT).set(read_manual())
    paper.moveCursor(QTextCursor.MoveOperation.Start)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(_SIDE, 0, 0, 0)
    column.addWidget(paper)
    dialog.resize(MEASURE + 3 * _SIDE, 760)
    return dialog
