"""What is done while the window stays open for days: a backup every half an hour, if it is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from casearchive.errors import WorkWasCancelled
from casearchive.i18n import _
from casearchive.services.archive import Archive
from casearchive.ui.actions.notice import Notice
from casearchive.ui.frame.preferences import Preferences
from casearchive.ui.start import safekeeping
from casearchive.ui.tasks import Tasks, Work

if TYPE_CHECKING:
    from casearchive.errors import CaseArchiveError
    from casearchive.services.safekeeping.backups import BackupRound

SWITCH = "backup_meanwhile"
EVERY = 30 * 60 * 1000  # milliseconds
SOON = 60 * 1000  # milliseconds until the next look, where other work was under way


class BackupMeanwhile(QObject):
    """Backs up on a worker what was changed. Says something only where that fails, and once."""

    told = Signal(object)  # a Notice

    def __init__(self, archive: Archive, tasks: Tasks, preferences: Preferences) -> None:
        super().__init__(tasks)
        self._archive, self._tasks, self._preferences = archive, tasks, preferences
        self._work: Work | None = None
        self._told = ""  # why it failed last
        self.timer = QTimer(self, singleShot=True, interval=EVERY)
        self.timer.timeout.connect(self.look)
        if not archive.read_only:
            self.timer.start()

    def look(self) -> None:
        """Back up if the user wants it and nothing else is under way; then wait again."""
        busy = self._tasks.busy
        self.timer.start(SOON if busy else EVERY)
        if busy or not self._preferences.switch(SWITCH):
            return
        self._work = self._tasks.run(
            safekeeping.back_up_in_passing,
            self._archive,
            title=_("正在备份"),
            on_done=self._done,
            on_failed=self._failed,
        )

    def stop(self) -> None:
        """Leave it to the backup that is made at closing."""
        self.timer.stop()
        if self._work is not None:
            self._work.cancel()

    def _done(self, made: BackupRound | None) -> None:
        self._work = None
        self._tell(made.failed[0] if made and made.failed else "")

    def _failed(self, error: CaseArchiveError) -> None:
        self._work = None
        if not isinstance(error, WorkWasCancelled):
            self._tell(error.message)

    def _tell(self, reason: str) -> None:
        if reason and reason != self._told:
            text = _("没有备份成功：{reason}").format(reason=reason)
            self.told.emit(Notice(text, "warning"))
        self._told = reason
