"""The input for a date."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from casearchive.services.cases.editing import read_date
from casearchive.ui.form.inputs import LineInput


class DateInput(LineInput):
    """A date; one written otherwise is shown as the archive keeps it once the cursor goes on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("2023-04-14", parent)
        self.editingFinished.connect(lambda: self.set_value(self.value()))

    def value(self) -> str:
        """Return the date as the archive keeps it, or the text where it is none."""
        return read_date(self.text()) or self.text()
