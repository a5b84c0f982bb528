"""A part of the settings: a title and rows below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from casearchive.ui.form.inputs import ChoiceInput
from casearchive.ui.look import Look
from casearchive.ui.widgets import label

NAME_WIDTH = 120  # pixels of the names at the left of the rows


class Section(QWidget):
    """Rows under a title."""

    def __init__(self, look: Look, title: str) -> None:
        super().__init__()
        self.look = look
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)
        self.column.addWidget(label(look, title, 15, bold=True))
        self.problem = label(look, "", 12, tone="danger", wrap=True)
        self.problem.hide()
        self.column.addWidget(self.problem)

    def show_problem(self, text: str) -> None:
        """Say what went wrong; an empty text says that nothing did."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def aside(self, text: str) -> None:
        """Add a quiet sentence."""
        self.column.addWidget(label(self.look, text, 12, tone="muted", wrap=True))

    def row(self, name: str, *parts: QWidget) -> None:
        """Add a row: its name, then parts, the first of which takes the room there is."""
        row = QHBoxLayout()
        row.setSpacing(10)
        title = label(self.look, name, 13, tone="second")
        title.setFixedWidth(NAME_WIDTH)
        title.setWordWrap(True)
        row.addWidget(title)
        for part in parts:
            row.addWidget(part, 1 if part is parts[0] else 0)
        parts[0].setAccessibleName(name)
        title.setBuddy(parts[0])
        self.column.addLayout(row)

    def choice(
        self,
        name: str,
        options: Sequence[tuple[str, str]],
        now: str,
        use: Callable[[str], object],
    ) -> ChoiceInput:
        """Add a row in which one of the options is chosen."""
        box = ChoiceInput(list(options))
        box.set_value(now)
        box.edited.connect(lambda: use(str(box.value())))
        self.row(name, box)
        return box
