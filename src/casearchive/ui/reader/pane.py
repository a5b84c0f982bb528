"""The reading pane: its bar of buttons, and the case, or a word on why there is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from casearchive.i18n import _
from casearchive.services.archive import Archive
from casearchive.ui.commands.commands import Commands
from casearchive.ui.look import Look
from casearchive.ui.reader.hits_bar import HitsBar
from casearchive.ui.reader.standing import StandingMenu
from casearchive.ui.reader.view import ReaderView
from casearchive.ui.start import later
from casearchive.ui.study import work
from casearchive.ui.study.desk import StudyDesk
from casearchive.ui.tasks import Tasks
from casearchive.ui.widgets import EmptyState, IconButton, MenuButton, head_bar, push_button

if TYPE_CHECKING:
    from casearchive.errors import CaseArchiveError
    from casearchive.services.views import CaseView
    from casearchive.ui.reader.similar import SimilarPage
    from casearchive.ui.study.work import Studied


WIDTH = 300  # pixels of the notes beside the text, at first
_PAUSE = 150  # milliseconds after the last key before a case is set


class ReaderPane(QWidget):
    """Reads the newest case asked for on a worker; an older answer is let go."""

    notes_closed = Signal()
    answered = Signal()  # the case asked for is shown, or a word on why there is none

    def __init__(
        self, look: Look, commands: Commands, archive: Archive, tasks: Tasks, packs: QMenu
    ) -> None:
        super().__init__()
        self._look = look
        self._archive = archive
        self._tasks = tasks
        self._wanted = ""
        self._typed = ""
        self._listed = 1  # cases in the list, not told yet
        self._reading = self._stale = False
        self.setProperty("surface", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.view = ReaderView(look)
        self.view.make_pictures = partial(later.make_picture_stock, archive, tasks)
        self.standing = StandingMenu(archive, tasks, lambda: self.case, QMenu(self))
        self.desk = StudyDesk(archive, tasks, look, self.view)
        self.desk.panel_wanted.connect(lambda: commands["notes"].setChecked(True))
        self._empty: EmptyState | None = None
        self._several: EmptyState | None = None
        self.similar: SimilarPage | None = None
        self.section_of: Callable[[str], str] = lambda _id: ""
        self._find_similar = commands["similar"].trigger
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._go_on)
        self._stack = QStackedWidget()
        self._stack.addWidget(QWidget())  # nothing yet: the first case is on its way
        self._stack.addWidget(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._head, self._needs = self._bar(commands, packs), 0  # with the words of every button
        column.addWidget(self._head)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self._stack)
        commands["notes"].toggled.connect(self.show_notes)
        column.addWidget(self.split, 1)
        self.hits_bar = HitsBar(look, commands, self.view.hits)
        self.view.hits.changed.connect(lambda _at, total: self._allow_hits(commands, total))
        column.addWidget(self.hits_bar)
        self._stack.currentChanged.connect(
            lambda _page: self.hits_bar.serve(self._stack.currentWidget() is self.view)
        )
        policy = self.sizePolicy()
        policy.setHorizontalStretch(1)  # what a window gains is for the reader
        self.setSizePolicy(policy)
        self.setMinimumWidth(440)
        self._allow_hits(commands, 0)

    def _bar(self, commands: Commands, packs: QMenu) -> QWidget:
        bar = head_bar()
        row = QHBoxLayout(bar)
        row.setContentsMargins(14, 0, 16, 0)
        row.setSpacing(4)
        for key in ("edit", "print", "trash", "restore", "star", "similar"):
            row.addWidget(self._button(commands, key))
        row.addStretch(1)
        status = MenuButton(self._look, "flag", _("状态，以及还差什么"), self.standing.menu)
        row.addWidget(status)
        for key in ("notes", "trainee", "switch_scheme"):
            row.addWidget(self._button(commands, key))
        row.addSpacing(8)
        self.add = push_button(self._look, _("加入材料包"), "pack-add", kind="primary")
        self.add.clicked.connect(lambda: self._open_packs(packs))
        self.add.setToolTip(commands["add"].toolTip())
        self.add.setAccessibleName(_("加入材料包"))
        row.addWidget(self.add)
        return bar

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the button's words go where there is no room for them; its icon and name stay."""
        super().resizeEvent(event)
        if self.add.text():
            self._needs = self._head.sizeHint().width()
        words = _("加入材料包") if self.width() >= self._needs else ""
        if self.add.text() != words:
            self.add.setText(words)

    def _open_packs(self, menu: QMenu) -> None:
        menu.setMinimumWidth(self.add.width())
        menu.popup(self.add.mapToGlobal(self.add.rect().bottomLeft() + QPoint(0, 4)))

    def _button(self, commands: Commands, key: str) -> IconButton:
        button = IconButton(self._look, commands.icon(key), "")
        button.follow(commands[key])
        if key == "switch_scheme":
            self._scheme = button
            self._look.changed.connect(self._turn)
            self._turn()
        if key == "restore":  # stands in for the trash, where there is something to restore
            button.setVisible(False)
            commands[key].enabledChanged.connect(button.setVisible)
        if key == "trash":
            commands["restore"].enabledChanged.connect(lambda on: button.setVisible(not on))
        return button

    def _allow_hits(self, commands: Commands, total: int) -> None:
        commands.enable(("next_hit", "last_hit"), bool(total))

    def _turn(self) -> None:
        self._scheme.show_icon("sun" if self._look.dark else "moon")

    # --- what is shown ---------------------------------------------------------------------------

    @property
    def case(self) -> CaseView | None:
        """The case that is selected and read; None beside a page that says there is none."""
        case = self.view.case
        return case if case is not None and case.id == self._wanted else None

    def show_selection(self, ids: Sequence[str], typed: str) -> None:
        """Show the one case selected, or how many there are.

        While somebody types, a case is set only once the typing rests: to set one takes longer
        than to list a thousand.
        """
        typing, self._typed = typed != self._typed, typed
        self._wanted = ids[0] if len(ids) == 1 else ""
        if self._wanted:
            if typing or self._pause.isActive():
                self._pause.start()
            else:
                self._read()
            return
        self._pause.stop()
        if ids:
            self._tell_number(len(ids))
        else:
            self._tell_nothing()

    def tell_listed(self, number: int) -> None:
        """Hear how many cases are listed: with none of them there is nothing to choose."""
        self._listed = number
        if not number or self._stack.currentWidget() is self._empty:
            self._go_on() if self._wanted else self._tell_nothing()

    def _tell_nothing(self) -> None:
        if self._listed:
            self._say("book", _("选择一个案例开始阅读"), _("用 ↑ ↓ 浏览列表，Ctrl+F 搜索。"))
        else:
            self._say("book", _("正文显示在这里"), _("列表里有了案例，选中就能阅读。"))

    def _go_on(self) -> None:
        shown = self.view.case.id if self.view.case and self.desk.studied else ""
        if self._wanted and shown != self._wanted:
            self._read()
        elif self._wanted:
            self.view.mark(self._typed)
            self._stack.setCurrentWidget(self.view)

    def _tell_number(self, number: int) -> None:
        """Say how many cases are selected, and what can be done with them."""
        if self._several is None:
            self._several = EmptyState(self._look, "copy", "")
            self._several.offer("similar", _("查找相似的案例"), "similar")
            self._several.chosen.connect(lambda _key: self._find_similar())
            self._stack.addWidget(self._several)
        title = _("选中了 {count} 个案例").format(count=number)
        self._several.say(title, _("可以一起加入材料包、打印或移到回收站。"))
        self._stack.setCurrentWidget(self._several)
        self.desk.show_nothing()

    def wait_for_similar(self, number: int) -> SimilarPage:
        """Show the page of similar cases, still empty, for `number` cases; return it."""
        if self.similar is None:
            self.similar = later.make_similar_page(self._look)
            self.similar.left.connect(self.leave_similar)
            self._stack.addWidget(self.similar)
        title = _("和选中的 {count} 个案例相似").format(count=number)
        if number == 1 and self.view.case is not None:
            title = _("和“{title}”相似").format(title=self.view.case.title)
        self.similar.wait_for(title)
        self._stack.setCurrentWidget(self.similar)
        return self.similar

    def leave_similar(self) -> None:
        """Go back to the case, or to the number of cases that are selected."""
        back = self.view if self._wanted else self._several
        if back is not None:
            self._stack.setCurrentWidget(back)
            back.setFocus()

    def _say(self, icon: str, title: str, text: str) -> None:
        """Show a word in place of a case."""
        if self._empty is None:
            self._empty = EmptyState(self._look, icon, title, text)
            self._stack.addWidget(self._empty)
        self._empty.say(title, text, icon)
        self._stack.setCurrentWidget(self._empty)
        self.desk.show_nothing()
        self.answered.emit()

    def mark(self, typed: str) -> None:
        """Mark other words in the case that is shown, once the typing rests."""
        if typed != self._typed or self._pause.isActive():
            self._typed = typed
            self._pause.start()

    def read_again(self) -> None:
        """Read the case anew: it may have been changed."""
        if self._wanted:
            self._read()

    def _read(self) -> None:
        self._stale = self._reading
        if not self._reading:
            self._reading = True
            self._tasks.run(
                work.read_studied_case,
                self._archive,
                self._wanted,
                on_done=self._show,
                on_failed=self._fail,
            )

    def show_notes(self, on: bool) -> None:
        """Show the panel of the reader's own notes beside the text, or hide it."""
        if on and self.desk.panel is None:
            panel = work.make_study_panel(self._look)
            panel.closed.connect(self.notes_closed)
            self.split.addWidget(panel)
            self.split.setStretchFactor(0, 1)
            self.split.setSizes([self.width() - WIDTH, WIDTH])
            self.desk.attach(panel)
        if self.desk.panel:
            self.desk.panel.setVisible(on)

    def _show(self, studied: Studied) -> None:
        self._reading = False
        case = studied.case
        if case.id != self._wanted or self._stale:
            self.read_again()
            return
        self.view.marks.take(studied.study)
        self.desk.show(studied)
        self.view.show_case(case, self._typed, self.section_of(case.id))
        self._stack.setCurrentWidget(self.view)
        self.answered.emit()

    def _fail(self, error: CaseArchiveError) -> None:
        self._reading = False
        self._say("warning", _("这个案例现在不能读"), error.message)
