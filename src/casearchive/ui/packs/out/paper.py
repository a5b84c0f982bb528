"""Getting a PDF onto paper: the file itself where the system takes it, a picture where not."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSizeF, Qt
from PySide6.QtGui import QImage, QPageSize, QPainter

from casearchive.errors import CaseArchiveError
from casearchive.progress import Progress, silent
from casearchive.services.briefing.paper import PaperJob, PaperWasRefused, send_file, sheets_of

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPrintSupport import QPrinter

DOTS = 300  # per inch, where pages must be sent as pictures
POINTS = 72  # per inch


def printers() -> tuple[str, ...]:
    """Return the names of the system's printers, the usual one first."""
    from PySide6.QtPrintSupport import QPrinterInfo  # noqa: PLC0415 - at the first print only

    usual = QPrinterInfo.defaultPrinterName()
    names = QPrinterInfo.availablePrinterNames()
    return tuple(sorted(names, key=lambda name: name != usual))


def print_pdf(data: bytes, job: PaperJob, progress: Progress = silent) -> None:
    """Print a PDF; a worker's job. Raises PaperWasRefused and what `progress` raises."""
    data = sheets_of(data, job, progress)
    if sys.platform == "linux" and (lp := shutil.which("lp")):
        send_file(lp, data, job)
    else:
        print_pictures(data, job, progress)


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
    modes = QPrinter.DuplexMode
    both = modes.DuplexShortSide if job.booklet else modes.DuplexLongSide
    printer.setDuplex(both if job.both_sides or job.booklet else modes.DuplexNone)
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
