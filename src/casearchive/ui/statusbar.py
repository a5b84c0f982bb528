"""The foot of the window: how many cases, which archive, what is under way."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from casearchive.i18n import _
from casearchive.ui.look import Look
from casearchive.ui.tasks import Work
from casearchive.ui.widgets import ElidedLabel, IconButton, label, surface

HEIGHT = 30


class StatusBar(QWidget):
    """Left the count and the archive; right the newest work, its progress, a button to stop it."""

    def __init__(self, look: Look, archive_name: str) -> None:
        super().__init__()
        self.setFixedHeight(HEIGHT)
        foot = surface("foot")
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(foot)
        self.count = label(look, pixels=12, tone="muted")
        self.archive = ElidedLabel(look, archive_name, 12)
        self.archive.setProperty("tone", "muted")
        self._doing = label(look, pixels=12, tone="muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(140)
        self._bar.setAccessibleName(_("进度"))
        self._stop = IconButton(look, "close", _("取消这项工作"))
        self._stop.setFixedSize(24, 24)
        self._stop.clicked.connect(self._cancel)
        self._work: list[Work] = []
        row = QHBoxLayout(foot)
        row.setContentsMargins(20, 0, 10, 0)
        row.setSpacing(14)
        row.addWidget(self.count)
        row.addWidget(self.archive, 1)
        for part in (self._doing, self._bar, self._stop):
            row.addWidget(part)
            part.hide()

    def show_count(self, count: int) -> None:
        """Show how many cases the archive holds."""
        self.count.setText(_("共 {count} 个案例").format(count=f"{count:,}"))

    def show_indexing(self, done: int, total: int) -> None:
        """Show how far the search index is; total 0 ends it."""
        if self._work:
            return
        self._show(bool(total), _("正在为搜索编目"))
        self._stop.hide()
        self._move(done, total)

    def follow(self, work: Work) -> None:
        """Show work that began, until it ends."""
        self._work.append(work)
        work.progressed.connect(self._move)
        work.ended.connect(lambda: self._leave(work))
        self._move(0, 0)
        self._show(True, work.title)

    def _leave(self, work: Work) -> None:
        self._work.remove(work)
        self._show(bool(self._work), self._work[-1].title if self._work else "")

    def _move(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _show(self, on: bool, text: str) -> None:
        self._doing.setText(text)
        for part in (self._doing, self._bar, self._stop):
            part.setVisible(on)

    def _cancel(self) -> None:
        if self._work:
            self._work[-1].cancel()
