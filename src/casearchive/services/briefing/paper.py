"""A PDF onto paper by the system's own print service: on both sides, or as a booklet to fold."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass

from casearchive.errors import CaseArchiveError
from casearchive.i18n import _
from casearchive.printing.files import finish_in_child
from casearchive.progress import Progress, silent

LP_PATIENCE = 60  # seconds


class PaperWasRefused(CaseArchiveError):
    """The printer, or the system in front of it, did not take the pages."""

    def __init__(self, printer: str, reason: str) -> None:
        super().__init__(
            _(
                "打印机“{printer}”没有接受这份材料：{reason}。请检查打印机，或导出 PDF 后打印。"
            ).format(printer=printer, reason=reason or _("没有说明原因"))
        )


class NothingPrintsHere(CaseArchiveError):
    """This system has no print service that takes a PDF from a command."""

    def __init__(self) -> None:
        super().__init__(
            _("这台电脑上没有打印服务（lp 命令）。请在窗口里打印，或导出 PDF 后打印。")
        )


@dataclass(frozen=True, slots=True)
class PaperJob:
    """What is wanted: which printer, how many copies, on both sides or one.

    A `booklet` goes onto A3, two pages a side, turned at the short edge, to be folded.
    """

    printer: str
    copies: int = 1
    both_sides: bool = True
    title: str = ""
    booklet: bool = False

    @property
    def options(self) -> tuple[str, ...]:
        """What the print service is told of sides and paper."""
        if self.booklet:
            return "sides=two-sided-short-edge", "media=A3"
        return ("sides=two-sided-long-edge" if self.both_sides else "sides=one-sided",)


def sheets_of(data: bytes, job: PaperJob, progress: Progress = silent) -> bytes:
    """Return a PDF as the job puts it on sheets. Raises PrintingFailed."""
    if not job.booklet:
        return data
    return finish_in_child(data, booklet=True, password="", progress=progress)


def print_service() -> str:
    """Return the command that takes a PDF for a printer. Raises NothingPrintsHere."""
    if lp := shutil.which("lp"):
        return lp
    raise NothingPrintsHere


def send_file(lp: str, data: bytes, job: PaperJob) -> None:
    """Hand a finished PDF to CUPS: letters stay letters, and the file stays small.

    Raises PaperWasRefused.
    """
    command = [lp, "-d", job.printer, "-n", str(job.copies)]
    for option in job.options:
        command += ["-o", option]
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
