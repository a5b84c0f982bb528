"""Figures and the sources they rest on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from casearchive.i18n import _
from casearchive.services.cases.drafts import CaseDraft, OutcomeDraft, SourceDraft
from casearchive.services.labels import label, with_unit
from casearchive.ui.form.board import Kind
from casearchive.ui.form.dates import DateInput
from casearchive.ui.form.fields import FieldSet
from casearchive.ui.form.inputs import ChoiceInput, LineInput, TextInput
from casearchive.ui.form.words import WordInput, WordStock, fixed
from casearchive.ui.look import Look

NO_SOURCE = -1
RANGE = "区间"


class Citations(QObject):
    """Which figure cites which source. A draft says it by number, and numbers change.

    `changed` tells the pickers to offer the sources anew.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sources: list[SourceDraft] = []
        self._in_order: list[SourceDraft] = []
        self._outcomes: list[OutcomeDraft] = []

    def hold(self, draft: CaseDraft) -> None:
        """Follow this draft from now on."""
        self._sources = draft.sources
        self._in_order = list(draft.sources)
        self._outcomes = list(draft.outcomes)
        self.changed.emit()

    def new_outcome(self) -> OutcomeDraft:
        """Return a figure to be written; it is followed even while it is taken out."""
        outcome = OutcomeDraft()
        self._outcomes.append(outcome)
        return outcome

    def renumber(self) -> None:
        """After sources were added, moved or removed: let every figure keep the source it had."""
        numbers = {id(source): number for number, source in enumerate(self._sources)}
        for outcome in self._outcomes:
            if 0 <= outcome.source < len(self._in_order):
                source = self._in_order[outcome.source]
                outcome.source = numbers.get(id(source), NO_SOURCE)
            elif len(self._sources) == 1:
                outcome.source = 0
        self._in_order = list(self._sources)
        self.changed.emit()

    def options(self) -> list[tuple[object, str]]:
        """Return the sources to pick from, as they are numbered in print."""
        return [
            (number, f"[{number + 1}] {source_title(source)}")
            for number, source in enumerate(self._sources)
        ]

    def why_kept(self, source: SourceDraft, outcomes: list[OutcomeDraft]) -> str:
        """Say why a source may not be removed, or nothing."""
        number = next(n for n, other in enumerate(self._sources) if other is source)
        count = sum(outcome.source == number for outcome in outcomes)
        if not count:
            return ""
        told = _("有 {count} 个成效指标引用这条出处，请先为它们改选别的出处。")
        return told.format(count=count)


class OutcomeFields(FieldSet):
    """One figure, with the source it rests on."""

    def __init__(
        self, look: Look, stock: WordStock, citations: Citations, outcome: OutcomeDraft
    ) -> None:
        super().__init__(look, outcome)
        self._stock = stock
        self._citations = citations
        self._outcome = outcome
        self._suggested = ""
        self._indicator = WordInput(stock, "indicator")
        self._unit = WordInput(stock, "unit")
        self._qualifier = ChoiceInput(fixed("qualifier"))
        self._source = ChoiceInput(citations.options())
        self.row(self.field("indicator", _("指标"), self._indicator, required=True))
        self._amount()
        self._when()
        self.row(self.field("source", _("出处"), self._source, required=True))
        quote = TextInput(2, _("出处中的原话，或页码、段落"))
        self.row(self.field("quote", _("原话或位置"), quote, required=True))
        self._indicator.edited.connect(self._suggest_unit)
        self._qualifier.edited.connect(self._show_upper)
        citations.changed.connect(self._offer)
        self._show_upper()

    def _amount(self) -> None:
        self._upper = self.field("upper_value", _("上限"), LineInput(), required=True)
        self.row(
            self.field("qualifier", _("程度"), self._qualifier, required=True),
            self.field("value", _("数值"), LineInput(_("例如 170")), required=True),
            self._upper,
            self.field("unit", _("单位"), self._unit, required=True),
        )

    def _when(self) -> None:
        year = LineInput(_("没写就留空：未载"))
        self.row(
            self.field("year", _("年份"), year),
            self.field("period_kind", _("口径"), ChoiceInput(fixed("period_kind")), required=True),
            self.field("year_basis", _("年份依据"), LineInput(_("例如 报道日期"))),
            parts=(2, 2, 5),
        )

    def _suggest_unit(self) -> None:
        indicator = self._indicator.value()
        words = {word.word: word.unit for word in self._stock.words("indicator")}
        unit = words.get(indicator, "")
        if unit and self._unit.value() in ("", self._suggested):
            self._suggested = unit
            self._unit.setEditText(label("unit", unit))

    def _show_upper(self) -> None:
        self._upper.setVisible(self._qualifier.value() == RANGE)

    def _offer(self) -> None:
        number = self._outcome.source
        self._source.offer(self._citations.options())
        self._source.set_value(number if number != NO_SOURCE else None)


class SourceFields(FieldSet):
    """One source."""

    def __init__(self, look: Look, source: SourceDraft) -> None:
        super().__init__(look, source)
        self.row(self.field("title", _("题名"), LineInput(), required=True))
        self.row(
            self.field("type", _("类型"), ChoiceInput(fixed("source_type")), required=True),
            self.field("grade", _("可信等级"), ChoiceInput(_grades()), required=True),
            parts=(1, 2),
        )
        self.row(
            self.field("author", _("作者"), LineInput()),
            self.field("publisher", _("发布者"), LineInput(), required=True),
        )
        self.row(self.field("url", _("网址"), LineInput("https://")))
        self.row(
            self.field("published", _("发布日期"), DateInput()),
            self.field("accessed", _("引用日期"), DateInput()),
        )


def _grades() -> list[tuple[object, str]]:
    return [(grade, f"{grade}　{shown}") for grade, shown in fixed("source_grade")]


def outcomes(look: Look, stock: WordStock, citations: Citations) -> Kind:
    """Return what a board of figures holds."""
    return Kind(
        name=_("成效指标"),
        icon="figures",
        add=_("添加指标"),
        nothing=_("还没有成效指标"),
        make=citations.new_outcome,
        title=_outcome_title,
        edit=lambda outcome: OutcomeFields(look, stock, citations, outcome),
        first="indicator",
    )


def sources(look: Look, why_kept: Callable[[SourceDraft], str]) -> Kind:
    """Return what a board of sources holds."""
    return Kind(
        name=_("出处"),
        icon="link",
        add=_("添加出处"),
        nothing=_("还没有出处"),
        make=SourceDraft,
        title=source_title,
        edit=lambda source: SourceFields(look, source),
        first="title",
        why_kept=why_kept,
    )


def source_title(source: SourceDraft) -> str:
    """Return how a source goes by in lists."""
    return source.title.strip() or _("未命名出处")


def _outcome_title(outcome: OutcomeDraft) -> str:
    name = label("indicator", outcome.indicator.strip()) or _("未命名指标")
    value = outcome.value.strip()
    return f"{name}　{with_unit(value, outcome.unit.strip())}" if value else name
