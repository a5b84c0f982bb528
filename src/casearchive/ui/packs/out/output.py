"""The pack out of the window: into a file of the wished kind, onto paper."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from casearchive.errors import CaseArchiveError
from casearchive.i18n import _
from casearchive.progress import Progress, silent
from casearchive.services.archive import Archive
from casearchive.services.briefing.exporting import Exported, Wish, export_pack
from casearchive.services.briefing.paper import PaperJob
from casearchive.services.briefing.publishing import (
    PrintedPack,
    print_pack,
    suggested_name,
    write_pdf,
)
from casearchive.ui.look import Look
from casearchive.ui.packs.out.dialogs import ExportDialog, FileWish, PrintDialog
from casearchive.ui.packs.out.kinds import PDF, kind_filter, kind_title
from casearchive.ui.packs.out.paper import print_pdf, printers
from casearchive.ui.tasks import Tasks
from casearchive.ui.widgets import Toast, ask, tell

SHOWN_GLYPHS = 40


@dataclass(frozen=True, slots=True)
class Ready:
    """A pack whose pages show it as it stands: its id, its name, the pages."""

    pack_id: str
    name: str
    printed: PrintedPack


class Output(QObject):
    """Asks where to, then writes or prints. `failed` (error) where it did not work."""

    failed = Signal(object)

    def __init__(
        self, archive: Archive, tasks: Tasks, look: Look, toast: Toast, window: QWidget
    ) -> None:
        super().__init__(window)
        self._archive = archive
        self._tasks, self._look, self._toast, self._window = tasks, look, toast, window
        self._folder = Path.home()

    # --- a file ----------------------------------------------------------------------------------

    def export(self, ready: Ready) -> None:
        """Ask for a kind of file and a place, and write the pack there."""
        dialog = ExportDialog(self._look, self._window)
        accepted, wish = dialog.ask(), dialog.wish()
        dialog.deleteLater()
        if accepted:
            self.export_as(ready, wish)

    def export_as(self, ready: Ready, wish: FileWish) -> None:
        """Ask for a place and write a file of this kind there."""
        if wish.kind == PDF and not self.accepts_missing(ready.printed, _("仍要导出")):
            return
        edition = ready.printed.edition
        named = Path(suggested_name(ready.name, edition, own_notes=wish.own_notes))
        suggestion = str(self._folder / named.with_suffix(f".{wish.kind}"))
        title = _("导出：{kind}").format(kind=kind_title(wish.kind))
        chosen, _kind = QFileDialog.getSaveFileName(
            self._window, title, suggestion, kind_filter(wish.kind)
        )
        if chosen:
            self.export_to(Path(chosen), ready, wish)

    def export_to(self, path: Path, ready: Ready, wish: FileWish) -> None:
        """Write a file to `path`, whole or not at all."""
        ending = f".{wish.kind}"
        path = path if path.suffix.lower() == ending else path.with_name(path.name + ending)
        self._folder = path.parent
        printed = ready.printed

        def done(made: object) -> None:
            folder = QUrl.fromLocalFile(str(path.parent))
            told = written_told(path, made, printed.missing)
            self._toast.show_text(
                told,
                button=_("打开所在文件夹"),
                action=lambda: QDesktopServices.openUrl(folder),
            )

        title = _("正在导出“{name}”").format(name=path.name)
        if wish.plain:
            self._tasks.run(
                write_pdf,
                path,
                printed.data,
                on_done=done,
                on_failed=self.failed.emit,
                title=title,
            )
        else:
            self._tasks.run(
                export_pack,
                self._archive,
                ready.pack_id,
                path,
                Wish(
                    password=wish.password,
                    booklet=wish.booklet,
                    allow_missing=True,
                    own_notes=wish.own_notes,
                ),
                on_done=done,
                on_failed=self.failed.emit,
                title=title,
            )

    # --- paper -----------------------------------------------------------------------------------

    def print(self, ready: Ready) -> None:
        """Ask for a printer and send the pages to it."""
        names = printers()
        if not names:
            tell(
                self._window,
                _("没有找到打印机"),
                _("请在系统设置里添加打印机后再试；也可以先导出 PDF，拿到接有打印机的电脑上打印。"),
            )
            return
        if not self.accepts_missing(ready.printed, _("仍要打印")):
            return
        dialog = PrintDialog(self._look, names, ready.printed.pages, self._window)
        if dialog.ask():
            self.print_job(ready, dialog.job(ready.name), own_notes=dialog.own_notes.value())
        dialog.deleteLater()

    def print_job(self, ready: Ready, job: PaperJob, *, own_notes: bool = False) -> None:
        """Send the pages to a printer, in the background; with notes they are set anew."""

        def done(_result: object) -> None:
            told = _("已送到打印机“{printer}”。").format(printer=job.printer)
            self._toast.show_text(told, icon="print")

        data = None if own_notes else ready.printed.data
        self._tasks.run(
            print_on_paper,
            self._archive,
            ready,
            data,
            job,
            on_done=done,
            on_failed=self._tell_failure,
            title=_("正在打印"),
        )

    def _tell_failure(self, error: CaseArchiveError) -> None:
        self.failed.emit(error)

    # --- glyphs ----------------------------------------------------------------------------------

    def accepts_missing(self, printed: PrintedPack, accept: str) -> bool:
        """Ask whether characters without a glyph may print as 〓; at once where there are none."""
        if not printed.missing:
            return True
        return ask(
            self._window,
            _("有些字印不出来"),
            missing_told(printed.missing),
            accept=accept,
            reject=_("先不"),
        )


def print_on_paper(
    archive: Archive, ready: Ready, data: bytes | None, job: PaperJob, progress: Progress = silent
) -> None:
    """Print a PDF, or where there is none the pack anew with this user's notes; a worker's job."""
    if data is None:
        edition, template = ready.printed.edition, ready.printed.template
        made = print_pack(archive, ready.pack_id, edition, template, progress, own_notes=True)
        data = made.data
    print_pdf(data, job, progress)


def written_told(path: Path, made: object, known: tuple[str, ...] = ()) -> str:
    """Say that a file was written, and which characters print as 〓 that nobody knew of."""
    told = _("已导出“{name}”。").format(name=path.name)
    missing = made.missing if isinstance(made, Exported) else ()
    if other := tuple(one for one in missing if one not in known):
        told += missing_told(other)
    return told


def missing_told(missing: tuple[str, ...]) -> str:
    """Say which characters have no glyph, and how they are printed."""
    shown = "　".join(missing[:SHOWN_GLYPHS])
    told = _("字体里没有这些字，印作〓：{glyphs}").format(glyphs=shown)
    if len(missing) > SHOWN_GLYPHS:
        told += _("（共 {count} 个）").format(count=len(missing))
    return told
