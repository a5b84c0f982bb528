"""What of an item is printed: parts of a case to tick, cases of a comparison to tick."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from casearchive.ui.form.inputs import CheckInput
from casearchive.ui.look import Look
from casearchive.ui.widgets import hairline, label

_HIGHEST = 216  # pixels; more parts scroll
_MARGIN, _GAP = 16, 2


@dataclass(frozen=True, slots=True)
class Tick:
    """A line to tick: what it stands for, how it reads, and whether it is ticked."""

    key: str
    title: str
    on: bool
    remark: str = ""


class PartsPanel(QWidget):
    """Lines to tick below the list. `ticked` (keys of the lines that are on) after each change."""

    ticked = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.boxes: dict[str, CheckInput] = {}
        self.title = label(look, "", 12, tone="second", bold=True)
        self._told = label(look, "", 12, tone="muted", wrap=True)
        self._inside = QWidget()
        self._lines = QVBoxLayout(self._inside)
        self._lines.setContentsMargins(_MARGIN, 0, _MARGIN, 4)
        self._lines.setSpacing(_GAP)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self._inside)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(hairline())
        head = QVBoxLayout()
        head.setContentsMargins(_MARGIN, 2, _MARGIN, 0)
        head.addWidget(self.title)
        head.addWidget(self._told)
        column.addLayout(head)
        column.addWidget(self._scroll)
        self.hide()

    def show_ticks(self, title: str, ticks: Sequence[Tick], told: str = "") -> None:
        """Show these lines under a title; without any the panel says only `told`, or hides."""
        self.setVisible(bool(ticks or told))
        self.title.setText(title)
        self._told.setText(told)
        self._told.setVisible(bool(told))
        self._scroll.setVisible(bool(ticks))
        if [tick.key for tick in ticks] != list(self.boxes):
            self._make(ticks)
        for tick in ticks:
            self.boxes[tick.key].set_value(tick.on)

    def _make(self, ticks: Sequence[Tick]) -> None:
        while item := self._lines.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        self.boxes = {}
        for tick in ticks:
            text = f"{tick.title}　{tick.remark}" if tick.remark else tick.title
            box = CheckInput(text)
            box.setFont(self._look.font(13))
            box.setAccessibleName(text)
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            box.edited.connect(self._tell)
            self.boxes[tick.key] = box
            self._lines.addWidget(box)
        # The layout does not count boxes that are not shown yet.
        wanted = sum(box.sizeHint().height() + _GAP for box in self.boxes.values()) + _GAP
        self._scroll.setFixedHeight(min(_HIGHEST, wanted))

    def _tell(self) -> None:
        self.ticked.emit(tuple(key for key, box in self.boxes.items() if box.value()))
