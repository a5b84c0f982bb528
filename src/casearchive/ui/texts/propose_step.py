"""What the assistant proposes for a case, beside the text it rests on; each is taken or not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from casearchive.i18n import _, named
from casearchive.services.exchange.proposing import (
    CaseProposal,
    FoundPlace,
    NameProposal,
    NumberWarning,
    OutcomeProposal,
    SectionProposal,
    TermProposal,
    usual_keys,
)
from casearchive.services.labels import label as word_label
from casearchive.services.labels import with_unit
from casearchive.ui.look import Look
from casearchive.ui.texts.entries import Entry, EntryList
from casearchive.ui.texts.paper import Mark, Sheet
from casearchive.ui.widgets import label, push_button, surface
from casearchive.ui.widgets.shortcuts import on_keys

Span = tuple[int, int]
_WARNING = "warning"


class ProposeStep(QWidget):
    """Ticks proposals. `accepted` holds the keys of those that were taken."""

    decided = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._text = ""
        self._proposal: CaseProposal | None = None
        self.accepted: set[str] = set()
        self._spans: dict[str, tuple[Span, ...]] = {}
        self.sheet = Sheet(look, _("整理后的文字"))
        self.list = EntryList(look, _("建议"))
        self.count = label(look, "", 12, tone="muted", wrap=True)
        self.all = push_button(look, _("全部采用"), "done")
        self.all.setToolTip(_("采用全部建议，地点只取第一个（Ctrl+Enter）"))
        self.none = push_button(look, _("全部不用"), kind="quiet")
        self.all.clicked.connect(self.accept_all)
        self.none.clicked.connect(self.accept_nothing)
        self._lay_out()
        self.list.toggled.connect(self._toggle)
        self.list.chosen.connect(self._look_at)
        self.sheet.clicked.connect(self.list.choose)
        on_keys(self, "Ctrl+Return", self.accept_all)

    def _lay_out(self) -> None:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        ground = surface("list")
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.sheet)
        split.addWidget(ground)
        side = surface("window")
        side.setMinimumWidth(340)
        column = QVBoxLayout(side)
        column.setContentsMargins(8, 10, 8, 10)
        column.setSpacing(8)
        column.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.setContentsMargins(14, 0, 8, 0)  # under the words and the grounds of the list
        row.addWidget(self.count, 1)
        row.addWidget(self.none)
        row.addWidget(self.all)
        column.addLayout(row)
        split.addWidget(side)
        split.setSizes([640, 520])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(split)

    # --- what is proposed ------------------------------------------------------------------------

    def show_proposal(self, text: str, proposal: CaseProposal) -> None:
        """Begin to decide on the proposals for a text; none is taken yet."""
        self._text, self._proposal = text, proposal
        self.accepted.clear()
        self._spans = dict(_spans(proposal))
        self._list()
        self.list.step()
        self.list.setFocus()

    def _list(self) -> None:
        if self._proposal is None:
            return
        entries = list(_entries(self._proposal, self.accepted))
        self.list.show_entries(entries or [Entry(_("没有可以提取的内容，可以直接打开草稿。"))])
        self._mark()
        choices = sum(1 for entry in entries if entry.ticked is not None)
        text = _("已采用 {taken} / {all} 项").format(taken=len(self.accepted), all=choices)
        self.count.setText(text if self.accepted else self.lack)

    def _mark(self) -> None:
        current = self.list.current_key
        quiet = [
            Mark(start, end, "lost" if key.startswith(_WARNING) else "hint", key)
            for key, spans in self._spans.items()
            if key != current and not key.startswith(("section", "title", "term"))
            for start, end in spans
        ]
        strong = [Mark(*span, "strong", current) for span in self._spans.get(current, ())]
        self.sheet.show_text(self._text, [*quiet, *strong])

    def _look_at(self, key: str) -> None:
        self._mark()
        if spans := self._spans.get(key):
            self.sheet.look_at(*spans[0])

    @property
    def has_text(self) -> bool:
        """Whether a draft would have a body even if nothing were taken."""
        return self._proposal is not None and bool(self._proposal.sections)

    @property
    def lack(self) -> str:
        """What a draft of which nothing was taken would hold, or why there can be none."""
        if self.has_text:
            return _("还没有采用建议：现在打开，草稿里只有正文和原件。")
        return _("这段文字没有正文。请先采用标题，或返回放入全文。")

    # --- deciding --------------------------------------------------------------------------------

    def _toggle(self, key: str) -> None:
        if key.startswith(_WARNING):
            self.list.step()
            return
        if key in self.accepted:
            self.accepted.discard(key)
        else:
            if key.startswith("place/"):  # a case stands at one place
                self.accepted = {one for one in self.accepted if not one.startswith("place/")}
            self.accepted.add(key)
            self.list.step()
        self._list()
        self.decided.emit()

    def accept_all(self) -> None:
        """Take every proposal; of the places the likeliest."""
        if self._proposal is not None:
            self.accepted = set(usual_keys(self._proposal))
            self._list()
            self.decided.emit()

    def accept_nothing(self) -> None:
        """Take back what was taken."""
        self.accepted.clear()
        self._list()
        self.decided.emit()


def _entries(proposal: CaseProposal, accepted: set[str]) -> Iterator[Entry]:
    if proposal.warnings:
        yield Entry(_("请先核对"))
        for number, warning in enumerate(proposal.warnings):
            said = _warning(warning)
            yield Entry(said, "", f"{_WARNING}/{number}", "warning", "warning")
    if proposal.title:
        yield Entry(_("标题"))
        yield Entry(proposal.title.text, "", "title", ticked="title" in accepted)
    groups: tuple[tuple[str, str, Sequence[Any], Callable[[Any], tuple[str, str]]], ...] = (
        ("place", _("地点（选一个）"), proposal.places, _place),
        ("term", _("主题和分类"), proposal.terms, _term),
        ("section", _("章节"), proposal.sections, _section),
        ("outcome", _("成效指标"), proposal.outcomes, _outcome),
        ("name", _("人名改为职务"), proposal.names, _name),
    )
    for kind, heading, items, show in groups:
        if items:
            yield Entry(heading)
        for number, item in enumerate(items):
            key = f"{kind}/{number}"
            text, note = show(item)
            yield Entry(text, note, key, ticked=key in accepted)


def _place(place: FoundPlace) -> tuple[str, str]:
    levels = (place.province, place.city, place.county, place.township, place.village)
    path = " ".join(dict.fromkeys(level for level in levels if level))
    known = named(_("代码"), place.code) if place.code else _("区划表里没有这个地名")
    return place.name, f"{path}  {known}"


def _term(term: TermProposal) -> tuple[str, str]:
    kinds = {
        "theme": _("主题"),
        "industry": _("产业"),
        "governance_topic": _("治理主题"),
        "income_path": _("增收路径"),
        "endowment": _("资源禀赋"),
        "terrain": _("地形"),
    }
    note = _("{kind}，依据 {count} 处").format(
        kind=kinds.get(term.vocabulary, term.vocabulary), count=len(term.spans)
    )
    return word_label(term.vocabulary, term.word), note


def _section(section: SectionProposal) -> tuple[str, str]:
    kind = word_label("section_type", section.type)
    return (named(kind, section.title) if section.title else kind), " ".join(section.body.split())


def _outcome(outcome: OutcomeProposal) -> tuple[str, str]:
    qualifier = (
        "" if outcome.qualifier in ("=", "区间") else word_label("qualifier", outcome.qualifier)
    )
    upper = f"–{outcome.upper_value}" if outcome.upper_value else ""
    amount = f"{qualifier} {with_unit(f'{outcome.value}{upper}', outcome.unit)}".strip()
    year = str(outcome.year or _("年份未载"))
    detail = f"{year} · {word_label('period_kind', outcome.period_kind)}　{outcome.quote}"
    return f"{word_label('indicator', outcome.indicator)}　{amount}", detail


def _name(name: NameProposal) -> tuple[str, str]:
    return f"{name.name} → {name.post}", _("出现 {count} 次").format(count=len(name.spans))


def _warning(warning: NumberWarning) -> str:
    if warning.kind == "identity":
        return _("“{number}”像身份证号码，请删去。").format(number=warning.text)
    return _("“{number}”像电话号码，请核对是否要保留。").format(number=warning.text)


def _spans(proposal: CaseProposal) -> Iterator[tuple[str, tuple[Span, ...]]]:
    if proposal.title:
        yield "title", (proposal.title.span,)
    for number, place in enumerate(proposal.places):
        yield f"place/{number}", place.spans
    for number, term in enumerate(proposal.terms):
        yield f"term/{number}", term.spans
    for number, section in enumerate(proposal.sections):
        heading = section.heading_span
        yield f"section/{number}", (heading if heading[1] > heading[0] else section.span,)
    for number, outcome in enumerate(proposal.outcomes):
        yield f"outcome/{number}", (outcome.span,)
    for number, name in enumerate(proposal.names):
        yield f"name/{number}", name.spans
    for number, warning in enumerate(proposal.warnings):
        yield f"{_WARNING}/{number}", (warning.span,)
