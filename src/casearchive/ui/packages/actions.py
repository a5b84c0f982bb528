"""What can be done with packages: hand one out, open one, merge it, take that back."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from casearchive.errors import CaseArchiveError
from casearchive.i18n import _
from casearchive.progress import Progress, silent
from casearchive.services.archive import Archive
from casearchive.services.attachments.attaching import read_waiting_files
from casearchive.services.briefing.packs import list_packs
from casearchive.services.packages.choosing import Choices
from casearchive.services.packages.exporting import (
    ExportReport,
    export_package,
    left_out_words,
)
from casearchive.services.packages.keys import CentreKey, SignatureView, own_key, signer_view
from casearchive.services.packages.merging import MergeReport, merge_package
from casearchive.services.packages.previewing import PackagePreview, preview_package
from casearchive.services.searching.saved_searches import list_searches
from casearchive.services.undoing import undo_import
from casearchive.ui.look import Look
from casearchive.ui.packages.centre_dialog import CentreDialog
from casearchive.ui.packages.export_dialog import ExportDialog, Offers
from casearchive.ui.packages.keys_dialog import KeysDialog
from casearchive.ui.tasks import Change, Tasks
from casearchive.ui.widgets import tell

SUFFIX = ".casepack"


def merge_and_read(
    archive: Archive, path: Path, choices: Choices, expected: str, progress: Progress = silent
) -> MergeReport:
    """Merge a package, then read out the files it brought, so that they are found."""
    report = merge_package(archive, path, choices, expected, progress)
    with suppress(CaseArchiveError):  # the merge is done, whatever becomes of the index
        read_waiting_files(archive, progress)
    return report


class PackageActions(QObject):
    """Asks, has the work done, tells what came of it.

    `looked_at` (PackagePreview) when a package is to be shown, `merged` when one has been merged,
    `signer_changed` (SignatureView) when the signer of the one that is shown is trusted now.
    """

    looked_at = Signal(object)
    merged = Signal()
    signer_changed = Signal(object)
    told = Signal(str, str, str, object)  # text, icon, the words of a button, what that does

    def __init__(self, archive: Archive, tasks: Tasks, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._archive, self._tasks, self._look, self._window = archive, tasks, look, window

    def hand_out(self, selected: Sequence[str]) -> None:
        """Ask what is to go, and where to; write it."""
        own = own_key(self._archive.settings)
        offers = Offers(
            tuple(selected),
            tuple((pack.id, pack.name) for pack in list_packs(self._archive)),
            tuple((search.id, search.name) for search in list_searches(self._archive)),
            own.name if own else "",
        )
        dialog = ExportDialog(self._look, offers, self._window)
        if dialog.ask():
            self._write(dialog)
        dialog.deleteLater()

    def _write(self, dialog: ExportDialog) -> None:
        start = self._archive.path.with_suffix(SUFFIX)
        name, _kind = QFileDialog.getSaveFileName(
            self._window, _("导出交换包"), str(start), _packages()
        )
        if name:
            self._tasks.run(
                export_package,
                self._archive,
                Path(name),
                dialog.chosen_scope(),
                dialog.omit(),
                history=dialog.with_history(),
                signed_as=dialog.signed_as(),
                title=_("正在导出交换包"),
                on_done=self._tell_export,
            )

    def _tell_export(self, report: ExportReport) -> None:
        text = _("已把 {count} 个案例写进 {name}。")
        text = text.format(count=report.counts.get("cases", 0), name=report.path.name)
        self.told.emit(text, "export", "", None)
        notes = [_("略去了{what}。").format(what=line) for line in left_out_words(report.left_out)]
        notes += [
            _("附件“{name}”的文件不在档案里，没有写出。").format(name=name)
            for name in report.missing_files
        ]
        if notes:
            tell(self._window, _("交换包已写好"), "\n".join(notes[:14]), "\n".join(notes))

    def show_keys(self) -> None:
        """Show this centre's key and the centres it trusts."""
        dialog = KeysDialog(self._look, self._archive.settings, self._window)
        dialog.exec()
        dialog.deleteLater()

    def trust_signer(self, signature: SignatureView) -> None:
        """Ask whether the centre that signed a package is to be trusted."""
        settings, key = self._archive.settings, signature.public_key
        given = CentreKey(signature.name, key, signature.short)
        dialog = CentreDialog(self._look, settings, self._window, given)
        dialog.exec()
        if dialog.trusted is not None:
            self.signer_changed.emit(signer_view(settings, signature.name, key))
        dialog.deleteLater()

    def open(self) -> None:
        """Ask for a package and look at it."""
        folder = str(self._archive.path.parent)
        name, _kind = QFileDialog.getOpenFileName(
            self._window, _("打开交换包"), folder, _packages()
        )
        if name:
            self.look_at(Path(name))

    def look_at(self, path: Path) -> None:
        """Check a package and show what it would do."""
        self._tasks.run(
            preview_package,
            self._archive,
            path,
            title=_("正在核对交换包"),
            on_done=self.looked_at.emit,
        )

    def merge(self, preview: PackagePreview, choices: Choices) -> None:
        """Merge the package that was looked at."""
        self._tasks.run(
            merge_and_read,
            self._archive,
            preview.path,
            choices,
            preview.digest,
            title=_("正在合并"),
            on_done=self._tell_merge,
            changes=Change("archive"),
        )

    def _tell_merge(self, report: MergeReport) -> None:
        self.merged.emit()
        text = _("合并完成：新增 {new} 项，更新 {updated} 项，{same} 项没有变化。")
        text = text.format(
            new=sum(report.created.values()),
            updated=sum(report.updated.values()),
            same=sum(report.unchanged.values()),
        )
        if report.batch_id:
            batch = report.batch_id
            self.told.emit(text, "import", _("撤销"), lambda: self._undo(batch))
        else:
            self.told.emit(text, "import", "", None)
        notes = [_("“{old}”与已有的重名，改成了“{new}”。").format(old=o, new=n)
                 for o, n in report.renamed]  # fmt: skip
        notes += [_("附件没有找到：{name}").format(name=name) for name in report.missing_files]
        if notes:
            tell(self._window, _("合并完成，请留意"), "\n".join(notes[:12]), "\n".join(notes))

    def _undo(self, batch_id: str) -> None:
        self._tasks.run(
            undo_import,
            self._archive,
            batch_id,
            title=_("正在撤销"),
            on_done=lambda _report: self.told.emit(_("已撤销这次合并。"), "undo", "", None),
            changes=Change("archive"),
        )


def _packages() -> str:
    return _("交换包 (*.casepack)")
