"""Edition, template and what stands on the cover."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from casearchive.i18n import _
from casearchive.services.labels import label as word_label
from casearchive.services.views import PackView
from casearchive.ui.form.fields import Field
from casearchive.ui.form.inputs import ChoiceInput, LineInput
from casearchive.ui.look import Look

EDITIONS = ("trainee", "trainer")


class CoverFields(QWidget):
    """Small fields below the list. Each tells of its change; `show_pack` is silent."""

    edition_chosen = Signal(str)
    template_chosen = Signal(str)
    option_typed = Signal(str, str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edition = ChoiceInput([(name, word_label("edition", name)) for name in EDITIONS])
        self.template = ChoiceInput()
        self.edition.edited.connect(lambda: self.edition_chosen.emit(self.edition.value()))
        self.template.edited.connect(lambda: self.template_chosen.emit(self.template.value()))
        self.options = {
            "subtitle": LineInput(),
            "centre": LineInput(),
            "class_name": LineInput(),
            "date": LineInput(),
        }
        for name, line in self.options.items():
            line.edited.connect(lambda name=name: self._type(name))
        titles = {
            "subtitle": _("副标题"),
            "centre": _("编制单位"),
            "class_name": _("班次"),
            "date": _("日期"),
        }
        fields = {name: Field(look, titles[name], line) for name, line in self.options.items()}
        self._template_field = Field(look, _("版式"), self.template)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for pair in (
            (Field(look, _("版次"), self.edition), self._template_field),
            (fields["subtitle"], fields["centre"]),
            (fields["class_name"], fields["date"]),
        ):
            row = QHBoxLayout()
            row.setSpacing(10)
            row.addWidget(pair[0], 1)
            row.addWidget(pair[1], 1)
            column.addLayout(row)

    def offer_templates(self, names: tuple[str, ...]) -> None:
        """Offer the templates there are."""
        self.template.offer([(name, template_title(name)) for name in names])

    def show_pack(self, pack: PackView) -> None:
        """Show what the pack says; a field that says it already keeps its cursor."""
        self.edition.set_value(pack.edition)
        self.template.set_value(pack.template)
        for name, line in self.options.items():
            text = pack.options.get(name, "")
            if line.value().strip() != text.strip():
                line.set_value(text)

    def _type(self, name: str) -> None:
        self.option_typed.emit(name, self.options[name].value())


def template_title(name: str) -> str:
    """Return how a template reads."""
    return {"casebook": _("案例汇编")}.get(name, word_label("template", name))
