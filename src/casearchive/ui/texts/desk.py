"""The page that takes a text from the clipboard or a file to a draft, in three steps."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from casearchive.errors import CaseArchiveError
from casearchive.i18n import _
from casearchive.services.archive import Archive
from casearchive.services.cases.drafts import CaseDraft
from casearchive.services.exchange.proposing import CaseProposal, draft_of, propose
from casearchive.services.exchange.repairing import (
    MOST,
    Repaired,
    SourceFacts,
    WebText,
    attach_original,
    cleaned,
    log_of,
    read_web_text,
    repair_text,
    source_of,
)
from casearchive.ui.look import Look
from casearchive.ui.tasks import Tasks
from casearchive.ui.texts.paste_step import PasteStep
from casearchive.ui.texts.propose_step import ProposeStep
from casearchive.ui.texts.repair_step import RepairStep
from casearchive.ui.widgets import (
    ElidedLabel,
    IconButton,
    InlineMessage,
    head_bar,
    label,
    push_button,
)
from casearchive.ui.widgets.shortcuts import on_keys


class TextDesk(QWidget):
    """Takes one text at a time through its steps.

    `drafted` with a CaseDraft at the end, nothing of which is saved yet; `closed` when left.
    """

    MANUAL = "importing"  # the chapter on this page

    drafted = Signal(object)
    closed = Signal()

    def __init__(
        self, archive: Archive, tasks: Tasks, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._archive, self._tasks, self._look = archive, tasks, look
        self._source = WebText("")
        self._repaired: Repaired | None = None
        self._proposal: CaseProposal | None = None
        self._busy = False
        self._is_handed = False  # by another page, to which going back leads
        self.paste, self.repair = PasteStep(look), RepairStep(look)
        self.propose = ProposeStep(look)
        self.message = InlineMessage(look)
        self._steps = QStackedWidget()
        for step in (self.paste, self.repair, self.propose):
            self._steps.addWidget(step)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar())
        column.addWidget(self.message)
        column.addWidget(self._steps, 1)
        self.paste.file_chosen.connect(self.read_file)
        self.paste.edited.connect(self._allow)
        self.propose.decided.connect(self._allow)
        on_keys(self, QKeySequence.StandardKey.Cancel, self.back)
        self._show(self.paste)

    def _bar(self) -> QWidget:
        bar = head_bar()
        self.leave = IconButton(self._look, "arrow-left", _("返回（Esc）"))
        self.leave.clicked.connect(self.back)
        self._title = ElidedLabel(self._look, "", 16, bold=True)
        self._state = label(self._look, "", 12, tone="muted")
        self.go = push_button(self._look, "", kind="primary")
        self.go.clicked.connect(self.go_on)
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 0, 16, 0)
        row.setSpacing(10)
        row.addWidget(self.leave)
        row.addWidget(self._title, 1)
        row.addWidget(self._state)
        row.addWidget(self.go)
        return bar

    def _show(self, step: QWidget) -> None:
        number, title, button = {
            self.paste: (1, _("整理文字：放入"), _("下一步")),
            self.repair: (2, _("整理文字：核对改动"), _("下一步：提取内容")),
            self.propose: (3, _("整理文字：从文字到案例"), _("打开草稿")),
        }[step]
        self._steps.setCurrentWidget(step)
        self._title.setText(title)
        self._state.setText(_("第 {number} 步，共 3 步").format(number=number))
        self.go.setText(button)
        self._allow()

    def _allow(self) -> None:
        empty = self._steps.currentWidget() is self.paste and not self.pasted
        bare = self.step is self.propose and not self.propose.accepted
        if self.step is self.propose:
            self.go.setText(_("只带正文打开草稿") if bare else _("打开草稿"))
            empty = bare and not self.propose.has_text
        lack = self.propose.lack if bare else ""
        self.go.setToolTip(lack)
        self.go.setAccessibleDescription(lack)
        self.go.setEnabled(not self._busy and not empty)

    @property
    def pasted(self) -> str:
        """What stands in the field of the first step."""
        return self.paste.field.toPlainText().strip()

    @property
    def step(self) -> QWidget:
        """The step that is shown."""
        current = self._steps.currentWidget()
        assert current is not None
        return current

    # --- going through ---------------------------------------------------------------------------

    def begin(self, text: str = "") -> None:
        """Begin anew, with a text if there is one; it is worked on at once."""
        self._source = WebText("")
        self._is_handed = False
        self.message.hide()
        self.paste.field.setPlainText(text)
        self._show(self.paste)
        self.paste.field.setFocus()
        if text.strip():
            self.go_on()

    def begin_with(self, text: WebText) -> None:
        """Begin anew with a text that another page hands over; going back leads there."""
        self.begin()
        self._is_handed = True
        self._take_file(text)

    def read_file(self, path: Path) -> None:
        """Take the text of a file instead of a pasted one."""
        self._wait()
        self._tasks.run(
            read_web_text,
            path,
            on_done=self._take_file,
            on_failed=self._fail,
            title=_("正在读取文件"),
        )

    def _take_file(self, text: WebText) -> None:
        self.paste.field.setPlainText(text.text)
        shown = self.paste.field.toPlainText()  # with its line ends, to be known again
        self._source = replace(text, text=shown)
        self._ready()
        self.go_on()

    def go_on(self) -> None:
        """Go on to the next step, or hand out the draft after the last."""
        if self._busy or not self.go.isEnabled():
            return
        if self.step is self.paste:
            self._begin_repair()
        elif self.step is self.repair:
            self._begin_proposals()
        else:
            self._make_draft()

    def back(self) -> None:
        """Go back a step; from the first one, leave."""
        if self._busy:
            return
        self.message.hide()
        was_mended = self._repaired is not None and self._repaired.damaged
        if self.step is self.propose and was_mended:
            self._show(self.repair)
        elif self.step is self.paste or self._is_handed:
            self.closed.emit()
        else:
            self._show(self.paste)

    def _begin_repair(self) -> None:
        text = self.paste.field.toPlainText()
        if len(text) > MOST:
            told = _("文字超过 {most} 字，请分几次整理。")
            self.message.show_text(told.format(most=f"{MOST:,}"))
            return
        if text != self._source.text:
            self._source = WebText(text)
        self._wait()
        self._tasks.run(
            repair_text,
            cleaned(text),
            on_done=self._take_repair,
            on_failed=self._fail,
            title=_("正在整理文字"),
        )

    def _take_repair(self, repaired: Repaired) -> None:
        self._ready()
        self._repaired = repaired
        if repaired.damaged:
            self.repair.show_repair(cleaned(self._source.text), repaired)
            self._show(self.repair)
        else:
            self._begin_proposals()

    @property
    def _text(self) -> str:
        if self._repaired is not None and self._repaired.damaged:
            return self.repair.text
        return cleaned(self._source.text)

    @property
    def _facts(self) -> SourceFacts:
        found = self._repaired.source_facts if self._repaired is not None else SourceFacts()
        return found.or_else(self._source.facts)

    def _begin_proposals(self) -> None:
        self._wait()
        self._tasks.run(
            propose,
            self._archive,
            self._text,
            self._facts.published,
            on_done=self._take_proposal,
            on_failed=self._fail,
            title=_("正在提取内容"),
        )

    def _take_proposal(self, proposal: CaseProposal) -> None:
        self._ready()
        self._proposal = proposal
        self.propose.show_proposal(self._text, proposal)
        self._show(self.propose)
        if self._repaired is not None and not self._repaired.damaged:
            told = _("没有发现网页转换造成的损坏，文字没有改动。")
            self._state.setText(f"{told}  {self._state.text()}")

    def _make_draft(self) -> None:
        if self._proposal is None or self._repaired is None:
            return
        self._wait()
        self._tasks.run(
            make_draft,
            self._archive,
            self._source,
            self._proposal,
            accepted=frozenset(self.propose.accepted),
            facts=self._facts,
            log=log_of(self._repaired, self.repair.decisions),
            on_done=self._hand_out,
            on_failed=self._fail,
            title=_("正在准备草稿"),
        )

    def _hand_out(self, draft: CaseDraft) -> None:
        self._ready()
        self.drafted.emit(draft)

    def _wait(self) -> None:
        self._busy = True
        self.message.hide()
        self._allow()

    def _ready(self) -> None:
        self._busy = False
        self._allow()

    def _fail(self, error: CaseArchiveError) -> None:
        self._ready()
        self.message.show_text(error.message)


def make_draft(
    archive: Archive,
    text: WebText,
    proposal: CaseProposal,
    *,
    accepted: Collection[str],
    facts: SourceFacts,
    log: str,
) -> CaseDraft:
    """Keep the text as it came and return the draft of what was accepted; a worker's job."""
    title = proposal.title.text if proposal.title else ""
    original = attach_original(archive, text, facts.title or title)
    source = source_of(facts, title, log, original.sha256)
    return draft_of(archive, proposal, accepted, source, [original])
