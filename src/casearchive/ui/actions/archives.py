"""What can be done with whole archives: open, make, take out, check, copy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from casearchive.i18n import _
from casearchive.services.archive import Archive
from casearchive.ui.actions.notice import Notice
from casearchive.ui.start import later
from casearchive.ui.tasks import Tasks
from casearchive.ui.widgets import tell

if TYPE_CHECKING:
    from casearchive.services.upkeep import CheckReport

SUFFIX = "casearchive"


class ArchiveActions(QObject):
    """Asks for files, has the work done, tells what came of it."""

    opened = Signal(object)  # another Archive, to take this window's place
    told = Signal(object)  # a Notice

    def __init__(self, archive: Archive, tasks: Tasks, window: QWidget) -> None:
        super().__init__(window)
        self._archive = archive
        self._tasks = tasks
        self._window = window

    def open(self) -> None:
        """Open another archive."""
        name, _kind = QFileDialog.getOpenFileName(
            self._window, _("打开档案"), self._folder, _archives()
        )
        if name and Path(name) != self._archive.path:
            self._switch(_("正在打开档案"), later.open_archive, Path(name))

    def create(self) -> None:
        """Make an empty archive and open it."""
        name = _("新档案")
        start = str(Path(self._folder) / f"{name}.{SUFFIX}")
        name, _kind = QFileDialog.getSaveFileName(self._window, _("新建档案"), start, _archives())
        if name:
            path = Path(name)
            path = path if path.suffix else path.with_suffix(f".{SUFFIX}")
            self._switch(_("正在新建档案"), later.create_archive, path)

    def sample(self) -> None:
        """Open the sample archive, made at the first time."""
        if self._archive.path != self._archive.settings.sample_archive.absolute():
            self._switch(_("正在打开示例档案"), later.open_sample)

    def _switch(self, title: str, function: object, *arguments: object) -> None:
        if callable(function):
            settings = self._archive.settings
            self._tasks.run(function, *arguments, settings, title=title, on_done=self.opened.emit)

    def export(self) -> None:
        """Write everything to a JSON file."""
        start = str(Path(self._folder) / f"{self._archive.name}.json")
        name, _kind = QFileDialog.getSaveFileName(
            self._window, _("导出"), start, _("案例数据 (*.json)")
        )
        if not name:
            return
        path = Path(name) if Path(name).suffix else Path(name).with_suffix(".json")

        def done(number: int) -> None:
            text = _("已把 {count} 个案例导出到 {name}。").format(count=number, name=path.name)
            self.told.emit(Notice(text, "export"))

        self._tasks.run(later.export_json, self._archive, path, title=_("正在导出"), on_done=done)

    def check(self) -> None:
        """Check the archive."""
        self._tasks.run(
            later.check_archive,
            self._archive,
            title=_("正在检查档案"),
            on_done=self._tell_check,
        )

    def _tell_check(self, report: CheckReport) -> None:
        if report.sound:
            text = _("档案完好：核对了 {revisions} 个版本和 {attachments} 个附件。")
            text = text.format(revisions=report.revisions, attachments=report.attachments)
            self.told.emit(Notice(text, "verify"))
            return
        shown = "\n".join(report.faults[:8])
        advice = _("请先备份这个文件，再从最近的完好备份打开。")
        title = _("检查发现 {count} 处问题").format(count=len(report.faults))
        tell(self._window, title, f"{shown}\n\n{advice}", "\n".join(report.faults))

    def backup(self) -> None:
        """Copy the archive into a folder that is asked for."""
        name = QFileDialog.getExistingDirectory(
            self._window, _("选择存放备份的文件夹"), self._folder
        )
        if name:
            self._tasks.run(
                later.backup,
                self._archive,
                Path(name),
                title=_("正在备份"),
                on_done=self._tell_backup,
            )

    def _tell_backup(self, path: Path) -> None:
        text = _("备份完成并已核对：{name}").format(name=path.name)
        self.told.emit(Notice(text, "backup"))

    @property
    def _folder(self) -> str:
        return str(self._archive.path.parent)


def _archives() -> str:
    return _("案例档案 (*.{suffix})").format(suffix=SUFFIX)
