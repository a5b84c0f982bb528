"""The text as it came and as the rules mend it, side by side, with every change to decide on."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QInputDialog,
    QMenu,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from casearchive.i18n import _, named
from casearchive.services.exchange.repairing import (
    CERTAIN,
    CHECK,
    LOST,
    PUNCTUATION,
    SIMPLIFIED,
    Change,
    Repaired,
    SourceFacts,
    mended_text,
    rule_label,
)
from casearchive.ui.form.inputs import ChoiceInput
from casearchive.ui.look import Look
from casearchive.ui.texts.entries import Entry, EntryList
from casearchive.ui.texts.paper import Mark, Sheet
from casearchive.ui.widgets import label, push_button, surface
from casearchive.ui.widgets.shortcuts import on_keys

_TONES = {CERTAIN: "hint", CHECK: "check", LOST: "lost"}
_CONVERSIONS = (SIMPLIFIED, PUNCTUATION)
_OPEN, _MENDED, _ALL = "open", "mended", "all"
_NOTHING = Repaired("", SourceFacts(), (), damaged=False)


class RepairStep(QWidget):
    """Decides on changes. What nobody decided on stands as the rules propose it."""

    decided = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._original, self._repaired = "", _NOTHING
        self.decisions: dict[int, str] = {}
        self._settled: set[int] = set()
        self.before = Sheet(look, _("原文"))
        self.after = Sheet(look, _("整理后的文字"))
        self.list = EntryList(look, _("改动"))
        self.which = ChoiceInput(
            ((_OPEN, _("待核和丢失的")), (_MENDED, _("除简繁和标点外")), (_ALL, _("全部改动")))
        )
        self.which.setAccessibleName(_("列出哪些改动"))
        self.count = label(look, "", 12, tone="muted", wrap=True)
        self._lay_out()
        self.which.edited.connect(self._list)
        self.list.chosen.connect(self._look_at)
        self.list.toggled.connect(lambda _key: self.accept())
        self.list.pressed_key.connect(self._press)
        for sheet in (self.before, self.after):
            sheet.clicked.connect(self._choose)
        for keys, act in (("Ctrl+Return", self.accept_certain), ("F8", self.list.step)):
            on_keys(self, keys, act)

    def _lay_out(self) -> None:
        look = self._look
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        for title, sheet in ((_("原文"), self.before), (_("整理后"), self.after)):
            ground = surface("list")
            column = QVBoxLayout(ground)
            column.setContentsMargins(0, 10, 0, 0)
            head = label(look, title, 12, tone="muted", bold=True)
            head.setContentsMargins(20, 0, 0, 0)
            column.addWidget(head)
            column.addWidget(sheet, 1)
            split.addWidget(ground)
        split.addWidget(self._side())
        split.setSizes([430, 430, 330])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(split)

    def _side(self) -> QWidget:
        look = self._look
        self.yes = push_button(look, _("采用"), "check")
        self.no = push_button(look, _("保留原样"), "undo")
        self.edit = push_button(look, _("改写…"), "edit")
        self.guesses = push_button(look, _("补字"), "chevron-down")
        self.all = push_button(look, _("采用全部确定的"), "done", kind="quiet")
        for button, act, tip in (
            (self.yes, self.accept, _("采用这处改动，到下一处（A 或 Enter）")),
            (self.no, self.reject, _("保留原样，到下一处（R）")),
            (self.edit, self.rewrite, _("自己写这里的字（E）")),
            (self.guesses, self.show_guesses, _("从可能的字里选（S）")),
            (self.all, self.accept_certain, _("采用全部确定的改动（Ctrl+Enter）")),
        ):
            button.setToolTip(tip)
            button.clicked.connect(act)
        side = surface("window")
        side.setMinimumWidth(280)
        column = QVBoxLayout(side)
        column.setContentsMargins(8, 10, 8, 10)
        column.setSpacing(8)
        column.addWidget(self.which)
        column.addWidget(self.list, 1)
        column.addWidget(self.count)
        for pair in ((self.yes, self.no), (self.edit, self.guesses)):
            row = QHBoxLayout()
            row.setSpacing(8)
            for button in pair:
                row.addWidget(button, 1)
            column.addLayout(row)
        column.addWidget(self.all)
        return side

    # --- the text --------------------------------------------------------------------------------

    def show_repair(self, original: str, repaired: Repaired) -> None:
        """Begin to decide on the changes of a text."""
        self._original, self._repaired = original, repaired
        self.decisions.clear()
        self._settled.clear()
        is_open = any(change.confidence != CERTAIN for change in repaired.changes)
        self.which.set_value(_OPEN if is_open else _MENDED)
        self._list()
        self.list.step()
        self.list.setFocus()

    @property
    def text(self) -> str:
        """The text as it was decided on."""
        return mended_text(self._original, self._repaired, self.decisions)

    def _stands(self, number: int) -> str:
        return self.decisions.get(number, self._repaired.changes[number].after)

    def _spans(self) -> Iterator[tuple[int, int, int]]:
        """Yield each change's number and its place in the text as it stands."""
        shift = 0
        for number, change in enumerate(self._repaired.changes):
            start = change.at + shift
            length = len(self._stands(number))
            yield number, start, start + length
            shift += length - len(change.after)

    def _list(self) -> None:
        wanted = self.which.value()
        entries = [
            self._entry(number, change)
            for number, change in enumerate(self._repaired.changes)
            if wanted == _ALL
            or (wanted == _MENDED and change.rule not in _CONVERSIONS)
            or change.confidence != CERTAIN
        ]
        self.list.show_entries(entries or [Entry(_("没有要逐一核对的改动。"))])
        self._mark()
        self._tell()

    def _entry(self, number: int, change: Change) -> Entry:
        now = self._stands(number)
        before, after = (_shown(text) for text in (change.before, now))
        if number not in self._settled:
            icon, tone = {CERTAIN: ("info", "text3"), CHECK: ("warning", "warning")}.get(
                change.confidence, ("question", "danger")
            )
        elif now == change.before:
            icon, tone = "undo", "text2"
        else:
            icon, tone = "done", "accent"
        note = rule_label(change.rule)
        if change.confidence == LOST and change.suggestions:
            note = named(note, " ".join(change.suggestions))
        return Entry(f"{before or '∅'} → {after or '∅'}", note, str(number), icon, tone)

    def _mark(self) -> None:
        current = self.list.current_key
        changes = self._repaired.changes

        def tone(number: int) -> str:
            change = changes[number]
            if str(number) == current:
                return "strong"
            is_conversion = change.rule in _CONVERSIONS and change.confidence == CERTAIN
            return "faint" if is_conversion else _TONES[change.confidence]

        before = [Mark(c.start, c.end, tone(n), str(n)) for n, c in enumerate(changes)]
        after = [Mark(start, end, tone(n), str(n)) for n, start, end in self._spans()]
        self.before.show_text(self._original, before)
        self.after.show_text(self.text, after)

    def _tell(self) -> None:
        changes = self._repaired.changes
        open_ones = [
            n for n, c in enumerate(changes) if c.confidence != CERTAIN and n not in self._settled
        ]
        text = _("改动 {all} 处，还有 {open} 处待核。")
        self.count.setText(text.format(all=len(changes), open=len(open_ones)))
        current = self._current()
        for button in (self.yes, self.no, self.edit):
            button.setEnabled(current is not None)
        self.guesses.setEnabled(current is not None and bool(changes[current].suggestions))

    # --- deciding --------------------------------------------------------------------------------

    def _current(self) -> int | None:
        key = self.list.current_key
        return int(key) if key.isdigit() else None

    def _choose(self, key: str) -> None:
        if self.list.entries.row_of(key) < 0:
            self.which.set_value(_ALL)
            self._list()
        self.list.choose(key)

    def _look_at(self, key: str) -> None:
        number = int(key)
        change = self._repaired.changes[number]
        self._mark()
        self.before.look_at(change.start, change.end)
        start, end = next((s, e) for n, s, e in self._spans() if n == number)
        self.after.look_at(start, end)
        self._tell()

    def _press(self, letter: str) -> None:
        does = {
            "a": self.accept,
            "r": self.reject,
            "e": self.rewrite,
            "s": self.show_guesses,
            "n": self.list.step,
        }
        if act := does.get(letter):
            act()

    def _decide(self, number: int, text: str) -> None:
        if text == self._repaired.changes[number].after:
            self.decisions.pop(number, None)
        else:
            self.decisions[number] = text
        self._settled.add(number)
        self._list()
        self.list.step()
        self.decided.emit()

    def accept(self) -> None:
        """Take what the rule proposes at the current change; a gap offers what may stand there."""
        number = self._current()
        if number is None:
            return
        change = self._repaired.changes[number]
        if change.confidence == LOST and number not in self._settled and change.suggestions:
            self.show_guesses()
        else:
            self._decide(number, self._repaired.changes[number].after)

    def reject(self) -> None:
        """Leave the original at the current change."""
        if (number := self._current()) is not None:
            self._decide(number, self._repaired.changes[number].before)

    def rewrite(self) -> None:
        """Ask what shall stand at the current change."""
        number = self._current()
        if number is None:
            return
        text, said = QInputDialog.getText(
            self, _("改写"), _("这里应当是："), text=self._stands(number).replace("〔〕", "")
        )
        if said:
            self._decide(number, text)

    def show_guesses(self) -> None:
        """Offer what may stand in a gap."""
        number = self._current()
        if number is None or not self._repaired.changes[number].suggestions:
            return
        menu = QMenu(self)
        for place, guess in enumerate(self._repaired.changes[number].suggestions, 1):
            shown = _("空格") if guess == " " else guess
            action = menu.addAction(f"&{place}  {shown}" if place < 10 else shown)
            action.triggered.connect(lambda _on=False, n=number, g=guess: self._decide(n, g))
        menu.addSeparator()
        menu.addAction(_("改写…")).triggered.connect(self.rewrite)
        keep = menu.addAction(_("先空着"))
        keep.triggered.connect(lambda: self._decide(number, self._repaired.changes[number].after))
        menu.exec(self.guesses.mapToGlobal(self.guesses.rect().bottomLeft()))
        menu.deleteLater()

    def accept_certain(self) -> None:
        """Take every change the rules are sure of."""
        changes = self._repaired.changes
        self._settled.update(n for n, c in enumerate(changes) if c.confidence == CERTAIN)
        self._list()
        self.decided.emit()


def _shown(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:38]}……"
