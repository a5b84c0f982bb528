"""The foot of the window: how many cases, which archive, what is under way."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from casearchive.i18n import _
from casearchive.pace import Pace
from casearchive.ui.look import Look
from casearchive.ui.tasks import Work
from casearchive.ui.widgets import ElidedLabel, IconButton, label, surface

HEIGHT = 30


@dataclass(eq=False)
class _Course:
    """How far one piece of work is; the index has one too, without any `work` to stop."""

    title: str
    work: Work | None = None
    done: int = 0
    total: int = 0
    pace: Pace = field(default_factory=Pace)


class StatusBar(QWidget):
    """Left the count and the archive; right the newest work: its progress, how long it will still
    take, a button to stop it. Work that began before it is shown again when it ends.
    """

    def __init__(self, look: Look, archive_name: str, *, read_only: bool = False) -> None:
        super().__init__()
        self.setFixedHeight(HEIGHT)
        foot = surface("foot")
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(foot)
        if read_only:
            archive_name = _("{archive}（只读）").format(archive=archive_name)
        self.count = label(look, pixels=12, tone="muted")
        self.archive = ElidedLabel(look, archive_name, 12)
        self.archive.setProperty("tone", "muted")
        self._doing = label(look, pixels=12, tone="muted")
        self._left = label(look, pixels=12, tone="muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(140)
        self._bar.setAccessibleName(_("进度"))
        self._stop = IconButton(look, "close", _("取消这项工作"))
        self._stop.setFixedSize(24, 24)
        self._stop.clicked.connect(self._cancel)
        self._index = _Course(_("正在为搜索编目"))
        self._courses: list[_Course] = []  # under way, the newest last
        row = QHBoxLayout(foot)
        row.setContentsMargins(20, 0, 10, 0)
        row.setSpacing(14)
        row.addWidget(self.count)
        row.addWidget(self.archive, 1)
        for part in (self._doing, self._left, self._bar, self._stop):
            row.addWidget(part)
            part.hide()

    def show_count(self, count: int) -> None:
        """Show how many cases the archive holds."""
        self.count.setText(_("共 {count} 个案例").format(count=f"{count:,}"))

    def show_indexing(self, done: int, total: int) -> None:
        """Show how far the search index is, while nothing else is under way; total 0 ends it."""
        if total:
            if self._index not in self._courses:
                self._index.pace = Pace()
                self._courses.insert(0, self._index)
            self._move(self._index, done, total)
        elif self._index in self._courses:
            self._courses.remove(self._index)
        self._show()

    def follow(self, work: Work) -> None:
        """Show work that began, until it ends."""
        course = _Course(work.title, work)
        self._courses.append(course)
        work.progressed.connect(lambda done, total: self._move(course, done, total))
        work.ended.connect(lambda: self._leave(course))
        self._show()

    def _leave(self, course: _Course) -> None:
        self._courses.remove(course)
        self._show()

    def _move(self, course: _Course, done: int, total: int) -> None:
        course.done, course.total = done, total
        course.pace.note(done, total)
        if course is self._courses[-1]:
            self._show_progress(course)

    def _show(self) -> None:
        newest = self._courses[-1] if self._courses else None
        self._doing.setText(newest.title if newest else "")
        for part in (self._doing, self._bar):
            part.setVisible(newest is not None)
        work = newest.work if newest else None
        self._stop.setVisible(work is not None and work.can_be_stopped)
        self._stop.setEnabled(work is not None and not work.cancelled)
        if newest:
            self._show_progress(newest)
        else:
            self._left.hide()

    def _show_progress(self, course: _Course) -> None:
        self._bar.setRange(0, course.total)
        self._bar.setValue(course.done)
        stopping = course.work is not None and course.work.cancelled
        words = "" if stopping else course.pace.words()
        self._left.setText(words)
        self._left.setVisible(bool(words))

    def _cancel(self) -> None:
        newest = self._courses[-1] if self._courses else None
        if newest and newest.work:
            newest.work.cancel()
            newest.title = _("正在取消……")
            self._show()
