"""What is this user's own: stars, what is read, notes carried in and out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from casearchive.i18n import _
from casearchive.services.archive import Archive
from casearchive.services.library import browsing
from casearchive.ui.actions.notice import Notice
from casearchive.ui.cases.model import CasesModel
from casearchive.ui.cases.pane import CasesPane
from casearchive.ui.commands.commands import Commands
from casearchive.ui.reader.pane import ReaderPane
from casearchive.ui.start import afterwards
from casearchive.ui.tasks import Change, Tasks


class Personal(QObject):
    """Carries out the commands on the trainee's layer that do not need the text."""

    told = Signal(object)  # a Notice

    def __init__(
        self,
        archive: Archive,
        tasks: Tasks,
        cases: CasesPane,
        reader: ReaderPane,
        commands: Commands,
    ) -> None:
        super().__init__(cases)
        self._archive, self._tasks = archive, tasks
        self._cases = cases
        self.shown_in: CasesModel = cases.view.cases_model
        commands["star"].triggered.connect(lambda _on=False: self.star())
        commands["read"].triggered.connect(lambda _on=False: reader.desk.turn_read())
        commands["export_notes"].triggered.connect(lambda _on=False: self.export())
        commands["import_notes"].triggered.connect(lambda _on=False: self.bring())
        reader.notes_closed.connect(lambda: commands["notes"].setChecked(False))

    def read(self) -> None:
        """Show in the list what is starred and what is read."""
        self._tasks.run(browsing.own_marks, self._archive, on_done=self.shown_in.show_own)

    def star(self, ids: Sequence[str] | None = None) -> None:
        """Star cases, those selected unless others are named; where all are, take it back."""
        cases = tuple(self._cases.selected if ids is None else ids)
        if cases:
            on = ids is not None or not set(cases) <= self._starred
            change = Change("study", cases)
            self._tasks.run(afterwards.star_cases, self._archive, cases, on, changes=change)

    @property
    def _starred(self) -> frozenset[str]:
        return self.shown_in.starred

    def export(self) -> None:
        """Write the layer into a file: Markdown to print or hand in, JSON to carry along."""
        start = str(self._archive.path.parent / _("学习笔记.md"))
        kinds = ";;".join((_("可打印的文本 (*.md)"), _("可导入的文件 (*.json)")))
        name, kind = QFileDialog.getSaveFileName(
            self._cases.window(), _("导出我的笔记"), start, kinds
        )
        if not name:
            return
        path = Path(name)
        if not path.suffix:
            path = path.with_suffix(".json" if "json" in kind else ".md")

        def done(written: Path) -> None:
            text = _("已导出到 {name}。").format(name=written.name)
            self.told.emit(Notice(text, "export"))

        self._tasks.run(
            afterwards.export_notes, self._archive, path, (), title=_("正在导出"), on_done=done
        )

    def bring(self) -> None:
        """Bring a layer in that was carried here."""
        name, _kind = QFileDialog.getOpenFileName(
            self._cases.window(),
            _("导入我的笔记"),
            str(self._archive.path.parent),
            _("可导入的文件 (*.json)"),
        )
        if name:
            self._tasks.run(
                afterwards.import_notes,
                self._archive,
                Path(name),
                title=_("正在导入"),
                on_done=self._tell_import,
                changes=Change("study"),
            )

    def _tell_import(self, number: int) -> None:
        text = _("导入了 {count} 条笔记。").format(count=number)
        if not number:
            text = _("文件里没有比现有笔记更新的内容。")
        self.told.emit(Notice(text, "import"))
