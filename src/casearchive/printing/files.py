"""One registry of what a publication can become, each made in a process of its own.

A writer is known by the ending of the file asked for. Its library is imported in the child alone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from casearchive.printing.blocks import Publication
from casearchive.printing.measures import Template
from casearchive.printing.office.figures import Sheet
from casearchive.printing.office.package import About
from casearchive.printing.worker import in_printing_child
from casearchive.progress import Progress, silent

# Writers are imported in the child that needs them: each brings a library of its own.
# ruff: noqa: PLC0415


@dataclass(frozen=True, slots=True)
class Material:
    """What files are made of.

    `trainers` is the same publication in the trainer's edition where that one is asked for; a
    deck takes its notes from there and shows `publication`, the trainees'. `sheets` are the
    figures for a workbook.
    """

    publication: Publication
    template: Template
    trainers: Publication | None = None
    sheets: tuple[Sheet, ...] = ()

    @property
    def asked_for(self) -> Publication:
        """The edition that was asked for."""
        return self.trainers or self.publication


Writer = Callable[[Material, Progress], bytes]


def _docx(material: Material, progress: Progress) -> bytes:
    from casearchive.printing.office.word.writer import write_docx

    return write_docx(material.asked_for, material.template, progress)


def _pptx(material: Material, progress: Progress) -> bytes:
    from casearchive.printing.office.slides.deck import write_pptx

    return write_pptx(material.publication, material.trainers, progress)


def _html(material: Material, progress: Progress) -> bytes:
    from casearchive.printing.web.reader import write_html

    return write_html(material.asked_for, progress)


def _xlsx(material: Material, progress: Progress) -> bytes:
    from casearchive.printing.office.workbook import write_xlsx

    made = material.asked_for
    about = About(made.title, made.author, made.subject, made.edition, made.language)
    return write_xlsx(material.sheets, about, progress)


WRITERS: dict[str, Writer] = {"docx": _docx, "pptx": _pptx, "html": _html, "xlsx": _xlsx}


def write_in_child(kind: str, material: Material, progress: Progress = silent) -> bytes:
    """Return the file of a kind of `WRITERS`.

    `progress` is called at least every tenth of a second; what it raises (a cancellation) ends
    the child and goes on to the caller. Raises a
    :class:`casearchive.printing.worker.PrintingFailed`.
    """
    return in_printing_child(write, kind, material, progress=progress)


def write(kind: str, material: Material, progress: Progress) -> bytes:
    """Do the work in the child."""
    return WRITERS[kind](material, progress)


def write_sheets_in_child(
    sheets: Sequence[Sheet], about: About, progress: Progress = silent
) -> bytes:
    """Return a workbook of figures alone. Raises as :func:`write_in_child`."""
    return in_printing_child(write_sheets, tuple(sheets), about, progress=progress)


def write_sheets(sheets: tuple[Sheet, ...], about: About, progress: Progress) -> bytes:
    """Do the work in the child."""
    from casearchive.printing.office.workbook import write_xlsx

    return write_xlsx(sheets, about, progress)


def finish_in_child(
    data: bytes, *, booklet: bool, password: str, progress: Progress = silent
) -> bytes:
    """Return a PDF as a booklet, locked, or both. Raises as :func:`write_in_child`."""
    return in_printing_child(finish, data, booklet, password, progress=progress)


def finish(data: bytes, booklet: bool, password: str, progress: Progress) -> bytes:
    """Do the work in the child."""
    from casearchive.printing.finishing.booklet import fold_booklet
    from casearchive.printing.finishing.locking import lock_pdf

    data = fold_booklet(data, progress) if booklet else data
    return lock_pdf(data, password) if password else data
