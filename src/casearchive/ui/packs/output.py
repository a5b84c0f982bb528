"""The pack out of the window: into a file, onto paper."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from casearchive.errors import CaseArchiveError
from casearchive.i18n import _
from casearchive.services.paper import PaperJob
from casearchive.services.publishing import PrintedPack, suggested_name, write_pdf
from casearchive.ui.look import Look
from casearchive.ui.packs.dialogs import PrintDialog
from casearchive.ui.packs.paper import print_pdf, printers
from casearchive.ui.tasks import Tasks
from casearchive.ui.widgets import Toast, ask, tell

SHOWN_GLYPHS = 40


class Output(QObject):
    """Asks where to, then writes or prints. `failed` (error) where it did not work."""

    failed = Signal(object)

    def __init__(self, tasks: Tasks, look: Look, toast: Toast, window: QWidget) -> None:
        super().__init__(window)
        self._tasks, self._look, self._toast, self._window = tasks, look, toast, window
        self._folder = Path.home()

    # --- a file ----------------------------------------------------------------------------------

    def export(self, name: str, printed: PrintedPack) -> None:
        """Ask for a place and write the PDF there."""
        if not self._accepts_missing(printed, _("仍要导出")):
            return
        suggestion = str(self._folder / suggested_name(name, printed.edition))
        chosen, _kind = QFileDialog.getSaveFileName(
            self._window, _("导出 PDF"), suggestion, _("PDF 文件 (*.pdf)")
        )
        if chosen:
            self.export_to(Path(chosen), printed)

    def export_to(self, path: Path, printed: PrintedPack) -> None:
        """Write the PDF to `path`, whole or not at all."""
        path = path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")
        self._folder = path.parent

        def done(_result: object) -> None:
            folder = QUrl.fromLocalFile(str(path.parent))
            self._toast.show_text(
                _("已导出“{name}”，共 {pages} 页。").format(name=path.name, pages=printed.pages),
                button=_("打开所在文件夹"),
                action=lambda: QDesktopServices.openUrl(folder),
            )

        self._tasks.run(
            write_pdf,
            path,
            printed.data,
            on_done=done,
            on_failed=self.failed.emit,
            title=_("正在导出 PDF"),
        )

    # --- paper -----------------------------------------------------------------------------------

    def print(self, name: str, printed: PrintedPack) -> None:
        """Ask for a printer and send the pages to it."""
        names = printers()
        if not names:
            tell(
                self._window,
                _("没有找到打印机"),
                _("请在系统设置里添加打印机后再试；也可以先导出 PDF，拿到接有打印机的电脑上打印。"),
            )
            return
        if not self._accepts_missing(printed, _("仍要打印")):
            return
        dialog = PrintDialog(self._look, names, printed.pages, self._window)
        if dialog.ask():
            self.print_job(printed, dialog.job(name))
        dialog.deleteLater()

    def print_job(self, printed: PrintedPack, job: PaperJob) -> None:
        """Send the pages to a printer, in the background."""

        def done(_result: object) -> None:
            told = _("已送到打印机“{printer}”。").format(printer=job.printer)
            self._toast.show_text(told, icon="print")

        self._tasks.run(
            print_pdf,
            printed.data,
            job,
            on_done=done,
            on_failed=self._tell_failure,
            title=_("正在打印"),
        )

    def _tell_failure(self, error: CaseArchiveError) -> None:
        self.failed.emit(error)

    # --- glyphs ----------------------------------------------------------------------------------

    def _accepts_missing(self, printed: PrintedPack, accept: str) -> bool:
        if not printed.missing:
            return True
        return ask(
            self._window,
            _("有些字印不出来"),
            missing_told(printed.missing),
            accept=accept,
            reject=_("先不"),
        )


def missing_told(missing: tuple[str, ...]) -> str:
    """Say which characters have no glyph, and how they are printed."""
    shown = "　".join(missing[:SHOWN_GLYPHS])
    told = _("字体里没有这些字，印作〓：{glyphs}").format(glyphs=shown)
    if len(missing) > SHOWN_GLYPHS:
        told += _("（共 {count} 个）").format(count=len(missing))
    return told
