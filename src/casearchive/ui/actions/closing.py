"""What is done before the window closes: a backup, where the user wants one and it is due."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from casearchive.errors import CaseArchiveError
from casearchive.i18n import _
from casearchive.services.archive import Archive
from casearchive.ui.actions.meanwhile import BackupMeanwhile
from casearchive.ui.actions.notice import Notice
from casearchive.ui.frame.preferences import Preferences
from casearchive.ui.start import safekeeping
from casearchive.ui.tasks import Tasks

if TYPE_CHECKING:
    from casearchive.services.safekeeping.backups import BackupRound


class Closing(QObject):
    """Backs the archive up once, if it was changed since the last backup of this kind."""

    told = Signal(object)  # a Notice

    def __init__(self, archive: Archive, tasks: Tasks, preferences: Preferences) -> None:
        super().__init__(tasks)
        self._archive, self._tasks, self._preferences = archive, tasks, preferences
        self._tried = False
        self.meanwhile = BackupMeanwhile(archive, tasks, preferences)
        self.meanwhile.setParent(self)
        self.meanwhile.told.connect(self.told)

    @property
    def is_due(self) -> bool:
        """Whether a backup has to be made before the window may close."""
        wanted = self._preferences.switch("backup_on_close")
        if not wanted or self._tried or self._archive.read_only:
            return False
        try:
            return safekeeping.backup_is_due(self._archive, self._mark())
        except CaseArchiveError:  # out of reach: nothing can be copied, and nothing was changed
            return False

    def back_up(self, then: Callable[[], object]) -> None:
        """Back up, then go on; where a place fails, say so and let the user decide."""
        self._tried = True
        self.meanwhile.stop()

        def done(made: BackupRound) -> None:
            if made.failed:
                tell(made.failed[0])
            else:
                then()

        def failed(error: CaseArchiveError) -> None:
            tell(error.message)

        def tell(reason: str) -> None:
            text = _("关闭时没有备份成功：{reason}").format(reason=reason)
            self.told.emit(Notice(text, "warning", _("仍然关闭"), then))

        self._tasks.run(
            safekeeping.back_up,
            self._archive,
            self._mark(),
            title=_("正在关闭前备份"),
            on_done=done,
            on_failed=failed,
        )

    def _mark(self) -> str:
        return safekeeping.state_of(self._archive)
