"""What can be done with an attached file: have it shown by another program, or keep a copy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from casearchive.i18n import _
from casearchive.services.archive import Archive
from casearchive.services.attachments.copies import name_of_copy, open_copy, save_copy
from casearchive.services.attachments.media_types import may_open
from casearchive.ui.tasks import Tasks

if TYPE_CHECKING:
    from casearchive.services.cases.drafts import AttachmentDraft
    from casearchive.services.views import AttachmentView, CaseView


class AttachmentActions(QObject):
    """Opens what may be opened by a click; of other files it asks where to save them.

    `failed` (sentence) where no program takes the file.
    """

    failed = Signal(str)

    def __init__(self, archive: Archive, tasks: Tasks, window: QWidget) -> None:
        super().__init__(window)
        self._archive, self._tasks, self._window = archive, tasks, window

    def open_in(self, case: CaseView | None, attachment_id: str) -> None:
        """Open the file of a case that has this id."""
        for attachment in case.attachments if case else ():
            if attachment.id == attachment_id:
                self.open(attachment)

    def open(self, file: AttachmentView | AttachmentDraft) -> None:
        """Open a file, or save it where the user says."""
        name = file.name or file.caption
        if may_open(name):
            self._tasks.run(
                open_copy,
                self._archive,
                file.sha256,
                name,
                on_done=self._show,
                title=_("正在打开附件"),
            )
        else:
            self._save(file.sha256, name)

    def _save(self, sha256: str, name: str) -> None:
        documents = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        chosen, _kind = QFileDialog.getSaveFileName(
            self._window, _("另存附件"), str(Path(documents) / name_of_copy(name))
        )
        if chosen:
            self._tasks.run(
                save_copy,
                self._archive,
                sha256,
                Path(chosen),
                title=_("正在另存附件"),
            )

    def _show(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            told = _("没有程序能打开“{name}”。请安装能打开这类文件的程序。")
            self.failed.emit(told.format(name=path.name))
