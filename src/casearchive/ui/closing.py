"""What is done before the window closes: a backup, where the user wants one and it is due."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from casearchive.errors import CaseArchiveError
from casearchive.i18n import _
from casearchive.services.archive import Archive
from casearchive.services.library import browsing
from casearchive.ui import later
from casearchive.ui.case_actions import Notice
from casearchive.ui.preferences import Preferences
from casearchive.ui.tasks import Tasks


class Closing(QObject):
    """Backs the archive up once, if it was changed since the last backup of this kind."""

    told = Signal(object)  # a Notice

    def __init__(self, archive: Archive, tasks: Tasks, preferences: Preferences) -> None:
        super().__init__(tasks)
        self._archive, self._tasks, self._preferences = archive, tasks, preferences
        self._tried = False

    @property
    def is_due(self) -> bool:
        """Whether a backup has to be made before the window may close."""
        wanted = self._preferences.switch("backup_on_close")
        if not wanted or self._tried or self._archive.read_only:
            return False
        return self._mark() != self._preferences.words(self._name)

    def back_up(self, then: Callable[[], object]) -> None:
        """Back up, then go on; where that fails, say so and let the user decide."""
        self._tried = True
        mark = self._mark()
        folder = self._preferences.words("backup_folder")

        def done(_path: Path) -> None:
            self._preferences.keep_words(self._name, mark)
            then()

        def failed(error: CaseArchiveError) -> None:
            text = _("关闭时没有备份成功：{reason}").format(reason=error.message)
            self.told.emit(Notice(text, "warning", _("仍然关闭"), then))

        self._tasks.run(
            later.backup,
            self._archive,
            Path(folder) if folder else None,
            title=_("正在关闭前备份"),
            on_done=done,
            on_failed=failed,
        )

    def _mark(self) -> str:
        number, stamp = browsing.change_mark(self._archive)
        return f"{number}:{stamp}"

    @property
    def _name(self) -> str:
        return f"backed-{self._archive.archive_id}"
