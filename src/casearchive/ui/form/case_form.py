"""The page a case is written on: its parts, saving as a whole, leaving without losing anything."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from casearchive.errors import CaseArchiveError
from casearchive.i18n import _
from casearchive.services.archive import Archive
from casearchive.services.cases import draft_keeping
from casearchive.services.cases.draft_keeping import KeptDraft
from casearchive.services.cases.drafts import CaseDraft, Problem
from casearchive.services.cases.editing import (
    CaseWasChangedElsewhere,
    DraftIsIncomplete,
    check_draft,
    load_draft,
)
from casearchive.ui.actions.attachments import AttachmentActions
from casearchive.ui.form.asking import ask_which
from casearchive.ui.form.attachments import Bringing
from casearchive.ui.form.parts import Parts
from casearchive.ui.form.pasted import Pasted
from casearchive.ui.form.saving import adopt, owned, save_as_new, save_case
from casearchive.ui.form.sheet import form_sheet
from casearchive.ui.form.words import WordStock, load_words
from casearchive.ui.look import Look
from casearchive.ui.tasks import Change, Tasks
from casearchive.ui.widgets import (
    ElidedLabel,
    IconButton,
    InlineMessage,
    Toast,
    head_bar,
    label,
    push_button,
)
from casearchive.ui.widgets.shortcuts import on_keys

Then = Callable[[], object]
_KEEPS = 1200  # milliseconds after the last key before the draft is kept


class CaseForm(QWidget):
    """Edits one draft at a time.

    `saved` (id) after each saving, `closed` when the form is done with; the shell shows something
    else then. Nothing reaches the archive before 保存.
    """

    MANUAL = "writing"  # the chapter on this page

    saved = Signal(str)
    closed = Signal()
    mending_asked = Signal(str)  # a text in a field that a web converter has mangled

    def __init__(
        self, archive: Archive, tasks: Tasks, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._archive, self._tasks, self._look = archive, tasks, look
        self._draft = CaseDraft()
        self._stored = CaseDraft()
        self._key = ""  # under which the draft is kept while it is written
        self._keep = QTimer(self, singleShot=True, interval=_KEEPS)
        self._keep.timeout.connect(self._keep_draft)
        self._saving = False
        self._then: Then | None = None  # what is to be done once the draft is saved
        self._stock = WordStock(self)
        look.changed.connect(self._dress)
        self._dress()  # before there is anything in it: once filled, all of it is styled anew
        self.parts = Parts(look, self._stock, self)
        self.parts.edited.connect(self._tell_state)
        self.parts.removed.connect(self._tell_removed)
        self.parts.refused.connect(self._refuse)
        self.parts.hindered.connect(self._tell_hindered)
        self._bringing = Bringing(archive, tasks, self.parts.attachments)
        self._bringing.told.connect(self._refuse)
        self.parts.pictures.use(archive, tasks)
        self.parts.pictures.wanted.connect(self._bringing.bring)
        self.files = AttachmentActions(archive, tasks, self)
        self.files.failed.connect(self._refuse)
        self.parts.attachments.open_asked.connect(self.files.open)
        self.message = InlineMessage(look)
        self._toast = Toast(look, self)
        self._pasted = Pasted(self.parts, self.message, lambda: self._draft)
        self._pasted.asked.connect(self.mending_asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar())
        column.addWidget(self.message)
        column.addWidget(self.parts, 1)
        on_keys(self, QKeySequence.StandardKey.Save, self.save)
        on_keys(self, QKeySequence.StandardKey.Cancel, self.leave)

    def _dress(self) -> None:
        self.setStyleSheet(form_sheet(self._look.tokens))

    def _bar(self) -> QWidget:
        bar = head_bar()
        self.back = IconButton(self._look, "arrow-left", _("返回（Esc）"))
        self.back.clicked.connect(self.leave)
        self._title = ElidedLabel(self._look, "", 16, bold=True)
        self._state = label(self._look, "", 12, tone="muted")
        self.save_button = push_button(self._look, _("保存"), "save", kind="primary")
        self.save_button.setToolTip(_("保存（Ctrl+S）"))
        self.save_button.clicked.connect(self.save)
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 0, 16, 0)
        row.setSpacing(10)
        row.addWidget(self.back)
        row.addWidget(self._title, 1)
        row.addWidget(self._state)
        row.addWidget(self.save_button)
        return bar

    # --- the draft -------------------------------------------------------------------------------

    @property
    def draft(self) -> CaseDraft:
        """The draft as it stands on the form."""
        return self._draft

    @property
    def is_changed(self) -> bool:
        """Whether something was typed that is not saved."""
        return self._draft != self._stored

    def edit(self, draft: CaseDraft, kept: KeptDraft | None = None) -> None:
        """Begin to edit a draft; the words on offer arrive a moment later.

        `kept` is one that was left unsaved before, a power cut ago: it is gone on with.
        """
        if kept is None and draft.id:
            kept = draft_keeping.kept_draft(self._archive, draft.id)
        self._key = kept.key if kept else draft.id or draft_keeping.new_key()
        self._stored = CaseDraft() if kept and not draft.id else deepcopy(draft)
        self._draft = draft = kept.draft if kept else draft
        self.message.hide()
        if kept:
            self.message.show_text(
                _("这是上次没有保存的稿子，接着写就行；不要的话，返回时选“不保存”。")
            )
        self._toast.hide()  # what it offers to put back belongs to the draft before
        self.parts.hold(draft)
        self.parts.about.focus("title")
        self._tell_state()
        self._tasks.run(load_words, self._archive, on_done=self._stock.fill)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the cursor in the title."""
        super().showEvent(event)
        self.parts.about.focus("title")

    # --- saving ----------------------------------------------------------------------------------

    def save(self, *, then: Then | None = None) -> None:
        """Save, then do `then`; what keeps it from being saved is shown beside the fields."""
        self._then = then
        if self._saving:
            return
        problems = [found for found in check_draft(self._draft) if found.hinders == "save"]
        if problems:
            self._show_problems(problems)
            return
        if self._draft.id and not self.is_changed:
            self._end(self._draft)  # the history holds it already
            return
        copy, things = deepcopy(self._draft), owned(self._draft)

        def done(saved: CaseDraft) -> None:
            adopt(self._draft, things, saved)
            adopt(copy, owned(copy), saved)
            self._stored = copy
            self._forget_draft(saved.id)
            self._end(saved)

        self._begin()
        self._tasks.run(
            save_case,
            self._archive,
            copy,
            on_done=done,
            on_failed=self._fail,
            title=_("正在保存案例"),
            changes=self._change(),
        )

    def _begin(self) -> None:
        self._saving = True
        self.message.hide()
        self.parts.clear_problems()
        self.save_button.setEnabled(False)
        self._state.setText(_("正在保存……"))

    def _end(self, saved: CaseDraft) -> None:
        self._saving = False
        self.save_button.setEnabled(True)
        self._tell_state()
        self.saved.emit(saved.id)
        then, self._then = self._then, None
        if then:
            then()

    def _fail(self, error: CaseArchiveError) -> None:
        self._saving, self._then = False, None
        self.save_button.setEnabled(True)
        self._tell_state()
        if isinstance(error, DraftIsIncomplete):
            self._show_problems(error.problems)
        elif isinstance(error, CaseWasChangedElsewhere):
            # Not inside the call that brings the news: the question waits for an answer.
            QTimer.singleShot(0, self, self._ask_about_other)
        else:
            self.message.show_text(error.message)

    def _show_problems(self, problems: list[Problem] | tuple[Problem, ...]) -> None:
        self.parts.show_problems(problems)
        self._tell_hindered(len(problems))

    def _tell_hindered(self, count: int) -> None:
        if not count:
            self.message.hide()
            return
        told = _("有 {count} 处需要改好才能保存，已在各栏标出；已写的内容都还在。")
        self.message.show_text(told.format(count=count))

    def _ask_about_other(self) -> None:
        answer = ask_which(
            self._look,
            self,
            _("这个案例已在别处改过"),
            _("直接保存会盖掉别处的改动，所以没有保存。您写的内容还在这里。"),
            (
                ("new", _("另存为新案例"), "primary"),
                ("reload", _("放弃我的改动，重新载入"), "danger"),
            ),
        )
        if answer == "new":
            self._run_anew(save_as_new, deepcopy(self._draft), _("正在另存为新案例"))
        elif answer == "reload":
            self._run_anew(load_draft, self._draft.id, _("正在重新载入"))

    def _run_anew(self, work: Callable[..., CaseDraft], what: object, title: str) -> None:
        is_saving = work is save_as_new

        def done(draft: CaseDraft) -> None:
            self.edit(draft)
            self._saving = False
            self.save_button.setEnabled(True)
            if is_saving:
                self.saved.emit(draft.id)

        self._begin()
        self._tasks.run(
            work,
            self._archive,
            what,
            on_done=done,
            on_failed=self._fail,
            title=title,
            changes=Change("cases") if is_saving else None,
        )

    def _change(self) -> Change:
        return Change("cases", (self._draft.id,) if self._draft.id else ())

    # --- leaving ---------------------------------------------------------------------------------

    def leave(self, *, then: Then | None = None) -> None:
        """Do `then` (or close the form) once nothing would be lost by it.

        Asks where something is not saved; 取消 leaves everything as it is.
        """
        then = then or self.closed.emit
        if self._saving:
            self._then = then
        elif not self.is_changed:
            then()
        else:
            self._ask_to_leave(then)

    def _ask_to_leave(self, then: Then) -> None:
        answer = ask_which(
            self._look,
            self,
            _("改动还没有保存"),
            _("要保存对“{title}”的改动吗？").format(title=self._name()),
            (("save", _("保存"), "primary"), ("drop", _("不保存"), "danger")),
        )
        if answer == "save":
            self.save(then=then)
        elif answer == "drop":
            self._stored = deepcopy(self._draft)
            self._forget_draft(self._draft.id)
            then()

    # --- notices ---------------------------------------------------------------------------------

    def _name(self) -> str:
        return " ".join(self._draft.title.split()) or _("未命名案例")

    def _tell_state(self) -> None:
        self._title.setText(self._name() if self._draft.id else _("新案例"))
        if self._saving:
            return
        if self.is_changed:
            self._state.setText(_("有未保存的改动"))
            self._keep.start()
        else:
            self._state.setText(_("已保存") if self._draft.id else "")

    def _keep_draft(self) -> None:
        """Keep what is written, so that a kill or a power cut does not lose it."""
        if self.is_changed and not self._saving:
            copy = deepcopy(self._draft)
            self._tasks.run(
                draft_keeping.keep_draft,
                self._archive,
                self._key,
                copy,
                on_done=self._tell_kept,
                on_failed=lambda error: self._refuse(error.message),
            )

    def _tell_kept(self, _result: object) -> None:
        if self.is_changed and not self._saving:
            now = datetime.now().astimezone().strftime("%H:%M")
            self._state.setText(_("还没保存，{time} 已留底").format(time=now))
        elif not self._saving:
            draft_keeping.forget_draft(self._archive, self._key)  # saved while it was being kept

    def _forget_draft(self, next_key: str) -> None:
        self._keep.stop()
        draft_keeping.forget_draft(self._archive, self._key)
        self._key = next_key or draft_keeping.new_key()

    def _tell_removed(self, title: str, put_back: Then) -> None:
        told = _("已移除“{title}”。").format(title=title)
        self._toast.show_text(told, button=_("撤销"), action=put_back)

    def _refuse(self, sentence: str) -> None:
        self._toast.show_text(sentence, icon="warning")
