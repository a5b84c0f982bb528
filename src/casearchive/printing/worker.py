"""Print in a process of its own: the window keeps its interpreter, and a print can be stopped."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from casearchive.child import (
    ChildBrokeOff,
    ChildFailed,
    ChildRanOutOfMemory,
    ChildTookTooLong,
    in_child,
)
from casearchive.errors import ArchiveCannotBeUsed
from casearchive.i18n import _, language, use_language
from casearchive.printing.blocks import Publication
from casearchive.printing.faces.fontfiles import Role
from casearchive.printing.measures import Template
from casearchive.printing.rendered import RenderedPdf
from casearchive.printing.templates.loading import load_template
from casearchive.progress import Progress, silent

Result = TypeVar("Result")
TIME_LIMIT = 900.0  # s; a thousand cases take a twentieth of it
MEMORY_LIMIT = 2 * 1024**3  # bytes


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
    template: str | Template = "casebook",
    folders: Sequence[Path] = (),
    fonts: Mapping[Role, Path] | None = None,
    speech: str = "",
    time_limit: float = TIME_LIMIT,
) -> RenderedPdf:
    """Return the publication as a PDF file, made in a process of its own.

    `progress` is called at least every tenth of a second; what it raises (a cancellation) ends
    the child and goes on to the caller. `template` names one that ships or lies in
    one of `folders`, or is one itself; `fonts` are the user's own font files. `speech` is the
    language of the words that setting adds, such as 目录; the one in force where it is empty.

    Raises a :class:`PrintingFailed`, and what
    :func:`casearchive.printing.templates.loading.load_template` raises.
    """
    return in_printing_child(
        render,
        publication,
        load_template(template, folders) if isinstance(template, str) else template,
        dict(fonts or {}),
        speech or language(),
        progress=progress,
        time_limit=time_limit,
    )


def in_printing_child(
    work: Callable[..., Result],
    *arguments: object,
    progress: Progress = silent,
    time_limit: float = TIME_LIMIT,
) -> Result:
    """Return ``work(*arguments, progress=…)``, done in a process of its own.

    What goes wrong there is told in sentences of ours: raises a :class:`PrintingFailed`.
    """
    try:
        return in_child(
            work,
            *arguments,
            progress=progress,
            time_limit=time_limit,
            memory_limit=MEMORY_LIMIT,
        )
    except ChildFailed as error:
        raise PrintingFailed(str(error)) from error
    except ChildTookTooLong as error:
        raise PrintingTookTooLong from error
    except ChildRanOutOfMemory as error:
        raise PrintingRanOutOfMemory from error
    except ChildBrokeOff as error:
        raise PrintingBrokeOff from error


def render(
    publication: Publication,
    template: Template,
    fonts: Mapping[Role, Path],
    speech: str,
    progress: Progress,
) -> RenderedPdf:
    """Do the work in the child."""
    from casearchive.printing.faces.fonts import resolve_fonts  # noqa: PLC0415 - see below
    from casearchive.printing.pdf import render_pdf  # noqa: PLC0415 - only the child needs ReportLab

    use_language(speech)
    return render_pdf(publication, progress, fonts=resolve_fonts(fonts), template=template)
