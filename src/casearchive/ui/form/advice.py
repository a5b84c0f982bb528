"""What a case still lacks, a sentence each, in a narrow column."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from casearchive.ui.look import Look
from casearchive.ui.widgets import label

_GAP = 8  # pixels between two sentences: more than between two lines of one


class AdviceList(QWidget):
    """Shows sentences below each other, nothing where there are none."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._told: Sequence[str] = ()
        self._lines: list[QLabel] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(18, 0, 14, 0)
        self._column.setSpacing(_GAP)

    def text(self) -> str:
        """Return all that is said."""
        return "\n".join(self._told)

    def say(self, sentences: Sequence[str]) -> None:
        """Say these in place of those before."""
        if sentences == self._told:
            return
        self._told = sentences
        for line in self._lines:
            self._column.removeWidget(line)
            line.deleteLater()
        self._lines = [
            label(self._look, sentence, 12, tone="muted", wrap=True) for sentence in sentences
        ]
        for line in self._lines:
            self._column.addWidget(line)
