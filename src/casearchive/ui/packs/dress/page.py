"""The page of the desk's side on which the pack is dressed: edition, template, cover, wishes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from casearchive.i18n import _
from casearchive.services.labels import label as word_label
from casearchive.services.printing.templates import TemplateOption, TemplateView, common_options
from casearchive.services.views import PackView
from casearchive.ui.form.fields import Field
from casearchive.ui.form.inputs import CheckInput, ChoiceInput, LineInput, TextInput
from casearchive.ui.look import Look
from casearchive.ui.packs.dress.logo import LogoRow
from casearchive.ui.packs.dress.templates import TemplateList
from casearchive.ui.widgets import label

EDITIONS = ("trainee", "trainer")
MARGIN = 16


class DressPage(QWidget):
    """Each part tells of its change; `show_pack` is silent."""

    edition_chosen = Signal(str)
    template_chosen = Signal(str)
    option_typed = Signal(str, str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._pack: PackView | None = None
        self._views: dict[str, TemplateView] = {}
        self._asked: tuple[TemplateOption, ...] = ()
        self.inputs: dict[str, LineInput | TextInput | CheckInput] = {}
        self.edition = ChoiceInput([(name, word_label("edition", name)) for name in EDITIONS])
        self.edition.edited.connect(lambda: self.edition_chosen.emit(str(self.edition.value())))
        self.template = TemplateList(look)
        self.template.chosen.connect(self.template_chosen)
        self.logo = LogoRow(look)
        self._fields = QVBoxLayout()
        self._fields.setSpacing(10)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(MARGIN, 10, MARGIN, 10)
        column.setSpacing(10)
        column.addWidget(Field(look, _("版次"), self.edition))
        column.addWidget(label(look, _("版式"), 12, tone="second"))
        column.addWidget(self.template)
        column.addLayout(self._fields)
        column.addWidget(self.logo)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def offer_templates(self, views: Sequence[TemplateView]) -> None:
        """Offer the templates there are."""
        self._views = {view.name: view for view in views}
        self.template.offer(views)
        if self._pack:
            self.show_pack(self._pack)

    def show_pack(self, pack: PackView) -> None:
        """Show what the pack says; a field that says it already keeps its cursor."""
        self._pack = pack
        self.edition.set_value(pack.edition)
        self.template.choose(pack.template)
        view = self._views.get(pack.template)
        cover = view is None or view.asks_cover
        asked = (*_common(cover=cover), *(view.options if view else ()))
        if asked != self._asked:
            self._ask(asked)
        for option in asked:
            self._fill(option, pack.options.get(option.name, ""))
        self.logo.setVisible(cover)
        self.logo.show_logo(pack.options.get("logo", ""))

    def _ask(self, options: tuple[TemplateOption, ...]) -> None:
        """Make a field for each thing that is asked."""
        self._asked = options
        while item := self._fields.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        self.inputs = {}
        for option in options:
            entry = self._input(option)
            self.inputs[option.name] = entry
            if isinstance(entry, CheckInput):
                entry.setToolTip(option.hint)
                entry.setAccessibleDescription(option.hint)
                self._fields.addWidget(entry)
            else:
                field = Field(self._look, option.title, entry)
                entry.setToolTip(option.hint)
                self._fields.addWidget(field)
            entry.edited.connect(lambda name=option.name: self._type(name))

    def _input(self, option: TemplateOption) -> LineInput | TextInput | CheckInput:
        match option.kind:
            case "switch":
                return CheckInput(option.title)
            case "long":
                return TextInput(3, option.default)
            case _:
                return LineInput(option.default)

    def _fill(self, option: TemplateOption, text: str) -> None:
        entry = self.inputs[option.name]
        if isinstance(entry, CheckInput):
            entry.set_value((text or option.default) == "1")
        elif entry.value().strip() != text.strip():
            entry.set_value(text)

    def _type(self, name: str) -> None:
        entry = self.inputs[name]
        if isinstance(entry, CheckInput):
            self.option_typed.emit(name, "1" if entry.value() else "0")
        else:
            self.option_typed.emit(name, entry.value())


def _common(*, cover: bool) -> tuple[TemplateOption, ...]:
    """Return what every pack may say; the cover's facts only where there is a cover."""
    return tuple(one for one in common_options() if cover or one.kind == "switch")
