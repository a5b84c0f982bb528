"""Print in a process of its own: the window keeps its interpreter, and a print can be stopped.

The child is spawned afresh on every system, knows only this room, and ends with its parent.
"""

import gc
import multiprocessing
import sys
import time
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection
from pathlib import Path

from casearchive.errors import ArchiveCannotBeUsed, CaseArchiveError
from casearchive.i18n import _, language, use_language
from casearchive.printing.blocks import Publication
from casearchive.printing.fontfiles import Role
from casearchive.printing.fonts import resolve_fonts
from casearchive.printing.pdf import RenderedPdf, render_pdf
from casearchive.printing.template import load_template
from casearchive.progress import Progress, silent

_TIME_LIMIT = 900.0  # s; a thousand cases take a twentieth of it
_MEMORY_LIMIT = 2 * 1024**3  # bytes of address space, where the system can hold a process to it
_PULSE = 0.1  # s between two calls of `progress` while nothing is told

Message = tuple[str, object]  # ("progress", (done, total)) | ("done", RenderedPdf) | ("failed", …)


class PrintingFailed(ArchiveCannotBeUsed):
    """The printing process could not finish; its message says why."""


class PrintingTookTooLong(PrintingFailed):
    """The print was stopped at its time limit."""

    def __init__(self) -> None:
        super().__init__(_("打印用时过长，已停止。请把材料包分成几份再打印。"))


class PrintingRanOutOfMemory(PrintingFailed):
    """The print needed more memory than it may take."""

    def __init__(self) -> None:
        super().__init__(_("打印所需内存过多，已停止。请把材料包分成几份再打印。"))


class PrintingBrokeOff(PrintingFailed):
    """The printing process ended without an answer."""

    def __init__(self) -> None:
        super().__init__(_("打印进程意外结束，没有生成文件。请重试；仍不成功时请导出问题报告。"))


def render_in_child(
    publication: Publication,
    progress: Progress = silent,
    *,
    template: str = "casebook",
    fonts: Mapping[Role, Path] | None = None,
    time_limit: float = _TIME_LIMIT,
) -> RenderedPdf:
    """Return the publication as a PDF file, made in a process of its own.

    `progress` is called at least every tenth of a second; what it raises (a cancellation) ends
    the child and goes on to the caller. `fonts` are the user's own font files. Raises a
    :class:`PrintingFailed`.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    arguments = (theirs, publication, template, dict(fonts or {}), language())
    child = context.Process(target=_render, args=arguments, daemon=True)
    child.start()
    theirs.close()
    try:
        return _await_result(ours, progress, time.monotonic() + time_limit)
    finally:
        child.kill()
        child.join()
        child.close()
        ours.close()


def _await_result(told: Connection, progress: Progress, deadline: float) -> RenderedPdf:
    done, total = 0, 0
    while time.monotonic() < deadline:
        if told.poll(_PULSE):
            kind, value = _receive(told)
            if isinstance(value, RenderedPdf):
                return value
            if kind == "failed":
                raise PrintingFailed(str(value))
            if kind == "memory":
                raise PrintingRanOutOfMemory
            if isinstance(value, tuple):
                done, total = value
        progress(done, total)
    raise PrintingTookTooLong


def _receive(told: Connection) -> Message:
    try:
        message: Message = told.recv()
    except (EOFError, OSError) as error:
        raise PrintingBrokeOff from error
    return message


def _render(
    told: Connection,
    publication: Publication,
    template: str,
    fonts: Mapping[Role, Path],
    code: str,
) -> None:
    """Do the work in the child, and tell how it goes."""
    settle_process()
    use_language(code)
    try:
        told.send(_result(publication, template, fonts, _teller(told)))
    except CaseArchiveError as error:
        told.send(("failed", error.message))
    except MemoryError:
        told.send(("memory", None))


def _result(
    publication: Publication, template: str, fonts: Mapping[Role, Path], progress: Progress
) -> Message:
    rendered = render_pdf(
        publication, progress, fonts=resolve_fonts(fonts), template=load_template(template)
    )
    return ("done", rendered)


def _teller(told: Connection) -> Callable[[int, int], None]:
    """Return a listener that passes progress on, at most once a pulse."""
    last = 0.0

    def tell(done: int, total: int) -> None:
        nonlocal last
        if time.monotonic() - last >= _PULSE:
            last = time.monotonic()
            told.send(("progress", (done, total)))

    return tell


def settle_process() -> None:
    """Make this process one that prints and ends.

    It is held to its share of memory, where the system offers that. Nothing it makes is garbage
    before its end, so looking for garbage would only take time: a sixth of the print.
    """
    gc.disable()
    if sys.platform == "linux":
        import resource  # noqa: PLC0415 - only there on systems that have limits

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_LIMIT, _MEMORY_LIMIT))
