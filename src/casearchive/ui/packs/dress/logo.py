"""The row in which the cover's logo is chosen and taken off."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from casearchive.i18n import _
from casearchive.ui.look import Look
from casearchive.ui.widgets import IconButton, label, push_button


class LogoRow(QWidget):
    """`chosen` when a picture is to be chosen, `dropped` when the logo is to go."""

    chosen = Signal()
    dropped = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told = label(look, "", 12, tone="second")
        self.choose = push_button(look, _("选图片…"))
        self.drop = IconButton(look, "close", _("不印标志"))
        self.choose.clicked.connect(self.chosen)
        self.drop.clicked.connect(self.dropped)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._told, 1)
        row.addWidget(self.choose)
        row.addWidget(self.drop)
        self.show_logo("")

    def show_logo(self, sha256: str) -> None:
        """Show whether there is a logo."""
        self._told.setText(_("封面标志：已选") if sha256 else _("封面标志：没有"))
        self.drop.setVisible(bool(sha256))
