"""A page of the form: fields in a column of readable width that scrolls when it must."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

MEASURE = 760  # px; lines longer than this are hard to read and to aim at
MARGINS = (32, 24, 32, 40)


class Page(QScrollArea):
    """Holds `content` and scrolls to whatever in it gets the focus."""

    def __init__(self, content: QWidget, measure: int = MEASURE) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content.setMaximumWidth(measure)
        holder = QWidget()
        across = QHBoxLayout(holder)
        across.setContentsMargins(*MARGINS)
        across.setSpacing(0)
        across.addWidget(content, 1, Qt.AlignmentFlag.AlignTop)
        # A column narrower than the page stays at its left, under the page's heading.
        across.addStretch(0)
        self.setWidget(holder)
