"""Fields: a label, an input, a place for what is wrong with it, bound to one thing of the draft."""

from __future__ import annotations

from typing import TypeAlias

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from casearchive.ui.form.chips import ChipInput, SwitchesInput
from casearchive.ui.form.inputs import CheckInput, ChoiceInput, LineInput, TextInput
from casearchive.ui.form.prose_input import ProseInput
from casearchive.ui.form.words import WordInput
from casearchive.ui.look import Look
from casearchive.ui.widgets import hairline, label

AnyInput: TypeAlias = (
    LineInput
    | TextInput
    | CheckInput
    | ChoiceInput
    | WordInput
    | ChipInput
    | SwitchesInput
    | ProseInput
)
ROW_GAP = 16
COLUMN_GAP = 16
LABEL_GAP = 5


class Field(QWidget):
    """A label above an input, a hint beside the label, a problem below."""

    def __init__(
        self,
        look: Look,
        title: str,
        entry: AnyInput,
        *,
        required: bool = False,
        hint: str = "",
    ) -> None:
        super().__init__()
        self.entry = entry
        self.label = label(look, f"{title} *" if required else title, 12, tone="second")
        self.label.setBuddy(entry)
        self.hint = label(look, hint, 12, tone="muted")
        self.problem = label(look, "", 12, tone="danger", wrap=True)
        self.problem.hide()
        entry.setAccessibleName(title)
        if inner := entry.focusProxy():
            inner.setAccessibleName(title)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.label, 0, Qt.AlignmentFlag.AlignTop)
        if isinstance(entry, ProseInput):
            self.label.setMinimumHeight(entry.tools.line_height())  # stands beside the first line
            head.addWidget(entry.tools, 1)
        else:
            head.addStretch(1)
        head.addWidget(self.hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(LABEL_GAP)
        column.addLayout(head)
        column.addWidget(entry)
        column.addWidget(self.problem)
        column.addStretch(1)

    def show_problem(self, message: str) -> None:
        """Say what is wrong beside the input; an empty message says that all is well."""
        if message == self.problem.text():
            return
        self.problem.setText(message)
        self.problem.setVisible(bool(message))
        for part in filter(None, (self.entry, self.entry.focusProxy())):
            part.setAccessibleDescription(message)
        if isinstance(self.entry, ProseInput):
            self.entry.show_fault(bool(message))
            return
        self.entry.setProperty("fault", bool(message))
        self.entry.style().unpolish(self.entry)
        self.entry.style().polish(self.entry)


class FieldSet(QWidget):
    """The fields of one thing of the draft, each named after the attribute it writes to.

    What is typed is in the draft at once; `edited` tells of it.
    """

    edited = Signal()

    def __init__(self, look: Look, target: object, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.target = target
        self.fields: dict[str, Field] = {}
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(ROW_GAP)

    def field(
        self,
        name: str,
        title: str,
        entry: AnyInput,
        *,
        required: bool = False,
        hint: str = "",
        of: object = None,
        path: str = "",
    ) -> Field:
        """Return a field bound to the attribute `name`, still to be put in its place.

        With `of` it writes to another thing than the set's own, and goes by `path`.
        """
        target = self.target if of is None else of
        field = Field(self.look, title, entry, required=required, hint=hint)
        entry.set_value(getattr(target, name))

        def write() -> None:
            setattr(target, name, entry.value())
            field.show_problem("")
            self.edited.emit()

        entry.edited.connect(write)
        self.fields[path or name] = field
        return field

    def row(self, *fields: QWidget, parts: tuple[int, ...] = ()) -> None:
        """Put fields side by side; `parts` are their shares of the width, equal if left out."""
        line = QHBoxLayout()
        line.setSpacing(COLUMN_GAP)
        for number, field in enumerate(fields):
            line.addWidget(field, parts[number] if parts else 1)
        self.rows.addLayout(line)

    def heading(self, title: str) -> None:
        """Begin a group of fields."""
        if self.rows.count():
            self.rows.addSpacing(6)
            self.rows.addWidget(hairline())
        self.rows.addWidget(label(self.look, title, 15, bold=True))

    def show_problem(self, name: str, message: str) -> bool:
        """Show a problem at the field `name`; False where there is no such field."""
        field = self.fields.get(name)
        if field:
            field.show_problem(message)
        return field is not None

    def clear_problems(self) -> None:
        """Take every problem away."""
        for field in self.fields.values():
            field.show_problem("")

    def focus(self, name: str) -> None:
        """Give the focus to the field `name`."""
        if field := self.fields.get(name):
            field.entry.setFocus(Qt.FocusReason.OtherFocusReason)
