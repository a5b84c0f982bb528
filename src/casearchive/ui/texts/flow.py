"""The window's door to texts and duplicates: makes the pages when they are first wanted."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from casearchive.i18n import _
from casearchive.services.archive import Archive
from casearchive.ui.actions.notice import Notice
from casearchive.ui.commands.commands import Commands
from casearchive.ui.frame.pages import Pages
from casearchive.ui.look import Look
from casearchive.ui.start import afterpages
from casearchive.ui.tasks import Change, Tasks

if TYPE_CHECKING:
    from casearchive.services.cases.drafts import CaseDraft
    from casearchive.services.cases.duplicates.merging import Merge
    from casearchive.services.exchange.repairing import WebText
    from casearchive.ui.texts.desk import TextDesk
    from casearchive.ui.texts.merging import DuplicatesPage

_WORTHWHILE = 60  # characters on the clipboard, from which on they are taken for a text


class Texts(QObject):
    """Shows the desk for texts and the page of near-identical cases among the window's pages."""

    told = Signal(object)  # a Notice

    def __init__(
        self, archive: Archive, tasks: Tasks, look: Look, pages: Pages, commands: Commands
    ) -> None:
        super().__init__(tasks)
        self._archive, self._tasks, self._look, self._pages = archive, tasks, look, pages
        self.desk: TextDesk | None = None
        self.duplicates: DuplicatesPage | None = None
        self._is_import = False  # whether the text on the desk comes from the page of imports
        commands["mend"].triggered.connect(lambda: pages.when_free(self.mend))
        pages.mending_asked.connect(lambda text: pages.when_free(lambda: self.mend(text)))
        pages.check_asked.connect(self.check)
        pages.pairs_asked.connect(self.find_duplicates)
        commands["duplicates"].triggered.connect(lambda: pages.when_free(self.find_duplicates))

    def mend(self, text: str = "") -> None:
        """Open the desk, with a text or with what a long enough clipboard holds."""
        desk = self._open_desk(is_import=False)
        if not text:
            held = QApplication.clipboard().text()
            text = held if len(held.strip()) >= _WORTHWHILE else ""
        self._pages.show_page(desk)
        desk.begin(text)

    def check(self, text: WebText) -> None:
        """Go through a text that may be imported; the way back leads to the page of imports."""
        desk = self._open_desk(is_import=True)
        self._pages.show_page(desk)
        desk.begin_with(text)

    def _open_desk(self, *, is_import: bool) -> TextDesk:
        self._is_import = is_import
        if self.desk is None:
            self.desk = afterpages.make_text_desk(self._archive, self._tasks, self._look)
            self.desk.drafted.connect(self._hand_on)
            self.desk.closed.connect(self._leave)
        return self.desk

    def _leave(self) -> None:
        if self._is_import:
            self._pages.show_import()
        else:
            self._pages.left.emit()

    def _hand_on(self, draft: CaseDraft) -> None:
        """Open the draft; what is on the list of an import leaves it, or it would come twice."""
        if self._is_import and self._pages.imports is not None:
            left = self._pages.imports.set_aside()
            text = _("已从导入列表里取下。列表里还有 {count} 个案例，按 Ctrl+I 回到那里。")
            if left:
                self.told.emit(Notice(text.format(count=left), "info"))
        self._pages.show_form(draft)

    def find_duplicates(self, among: Collection[str] = ()) -> None:
        """Open the page of near-identical cases, among all or with one of these."""
        if self.duplicates is None:
            self.duplicates = afterpages.make_duplicates_page(
                self._archive, self._tasks, self._look
            )
            self.duplicates.merged.connect(self._tell_merge)
            self.duplicates.closed.connect(self._pages.left)
        self._pages.show_page(self.duplicates)
        self.duplicates.begin(among)

    def _tell_merge(self, merge: Merge, title: str) -> None:
        text = _("已合并到“{title}”，另一个案例在回收站里。").format(title=title)
        undo = partial(self._undo, merge)
        self.told.emit(Notice(text, "done", _("撤销"), undo))

    def _undo(self, merge: Merge) -> None:
        told = Notice(_("已撤销合并，两个案例都恢复了原样。"), "undo")

        def done(_report: object) -> None:
            self.told.emit(told)
            if self.duplicates is not None and self._pages.currentWidget() is self.duplicates:
                self.duplicates.begin()

        self._tasks.run(
            afterpages.undo_merge,
            self._archive,
            merge.batch,
            on_done=done,
            title=_("正在撤销合并"),
            changes=Change("cases", (merge.kept, merge.other)),
        )
