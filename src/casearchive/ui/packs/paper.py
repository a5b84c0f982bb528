"""Getting a PDF onto paper: the file itself where the system takes it, a picture where not."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSizeF, Qt
from PySide6.QtGui import QImage, QPageSize, QPainter

from casearchive.errors import CaseArchiveError
from casearchive.i18n import _
from casearchive.progress import Progress, silent

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPrintSupport import QPrinter

DOTS = 300  # per inch, where pages must be sent as pictures
LP_PATIENCE = 60  # seconds
POINTS = 72  # per inch


class PaperWasRefused(CaseArchiveError):
    """The printer, or the system in front of it, did not take the pages."""

    def __init__(self, printer: str, reason: str) -> None:
        super().__init__(
            _(
                "打印机“{printer}”没有接受这份材料：{reason}。请检查打印机，或导出 PDF 后打印。"
            ).format(printer=printer, reason=reason or _("没有说明原因"))
        )


@dataclass(frozen=True, slots=True)
class PaperJob:
    """What is wanted: which printer, how many copies, on both sides or one."""

    printer: str
    copies: int = 1
    both_sides: bool = True
    title: str = ""


def printers() -> tuple[str, ...]:
    """Return the names of the system's printers, the usual one first."""
    from PySide6.QtPrintSupport import QPrinterInfo  # noqa: PLC0415 - at the first print only

    usual = QPrinterInfo.defaultPrinterName()
    names = QPrinterInfo.availablePrinterNames()
    return tuple(sorted(names, key=lambda name: name != usual))


def print_pdf(data: bytes, job: PaperJob, progress: Progress = silent) -> None:
    """Print a PDF; a worker's job. Raises PaperWasRefused and what `progress` raises."""
    if sys.platform == "linux" and (lp := shutil.which("lp")):
        send_file(lp, data, job)
    else:
        print_pictures(data, job, progress)


def send_file(lp: str, data: bytes, job: PaperJob) -> None:
    """Hand the PDF itself to CUPS: letters stay letters, and the file stays small."""
    sides = "two-sided-long-edge" if job.both_sides else "one-sided"
    command = [lp, "-d", job.printer, "-n", str(job.copies), "-o", f"sides={sides}"]
    # A name that begins with a dash must not be read as an option.
    command += ["-t", job.title.lstrip("-") or "casearchive"]
    try:
        done = subprocess.run(  # noqa: S603 - no shell; printer and title are single arguments
            command, input=data, capture_output=True, timeout=LP_PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PaperWasRefused(job.printer, str(error)) from error
    if done.returncode:
        reason = done.stderr.decode(errors="replace").strip().splitlines()
        raise PaperWasRefused(job.printer, reason[-1] if reason else "")


def print_pictures(
    data: bytes, job: PaperJob, progress: Progress = silent, into: Path | None = None
) -> None:
    """Print each page as a picture of 300 dots an inch; with `into`, to a PDF file instead."""
    from PySide6.QtPdf import QPdfDocument  # noqa: PLC0415 - at the first print only

    source = QBuffer()
    source.setData(QByteArray(data))
    source.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(source)
    printer = _printer(job, document.pagePointSize(0), into)
    painter = QPainter()
    if not painter.begin(printer):
        raise PaperWasRefused(job.printer, "")
    room = printer.pageLayout().fullRectPixels(DOTS)
    try:
        for page in range(document.pageCount()):
            progress(page, document.pageCount())
            if page:
                printer.newPage()
            painter.drawImage(room, _picture(document, page))
    except CaseArchiveError:
        printer.abort()
        raise
    finally:
        painter.end()
        document.close()


def _printer(job: PaperJob, page: QSizeF, into: Path | None) -> QPrinter:
    from PySide6.QtPrintSupport import QPrinter  # noqa: PLC0415 - at the first print only

    printer = QPrinter()
    printer.setResolution(DOTS)
    if into:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(into))
    else:
        printer.setPrinterName(job.printer)
    printer.setDocName(job.title)
    printer.setCopyCount(job.copies)
    printer.setPageSize(QPageSize(page, QPageSize.Unit.Point))
    printer.setFullPage(True)
    long_edge, none = QPrinter.DuplexMode.DuplexLongSide, QPrinter.DuplexMode.DuplexNone
    printer.setDuplex(long_edge if job.both_sides else none)
    return printer


def _picture(document: QPdfDocument, page: int) -> QImage:
    """Return a page at the printer's resolution, on white: Qt renders it on nothing."""
    points = document.pagePointSize(page)
    size = (points * (DOTS / POINTS)).toSize()
    picture = QImage(size, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    painter.drawImage(0, 0, document.render(page, size))
    painter.end()
    return picture
