"""Printing in a process of its own."""

import multiprocessing
import os
import subprocess
import sys

import pytest

from casearchive.errors import WorkWasCancelled
from casearchive.printing import worker
from casearchive.printing.blocks import Publication
from casearchive.printing.faces.fontfiles import Role
from casearchive.printing.faces.fonts import AFontIsMissing, resolve_fonts
from casearchive.printing.pdf import render_pdf
from casearchive.printing.rendered import RenderedPdf
from casearchive.printing.templates.loading import ThereIsNoSuchTemplate
from casearchive.printing.worker import (
    PrintingBrokeOff,
    PrintingFailed,
    PrintingTookTooLong,
    render_in_child,
)
from casearchive.progress import Progress
from tests.printing import samples


def test_the_child_prints_what_we_would() -> None:
    publication = samples.publication(1)
    assert render_in_child(publication) == render_pdf(publication, fonts=resolve_fonts())


def test_a_cancelled_print_ends_its_process() -> None:
    def stop(done: int, total: int) -> None:
        raise WorkWasCancelled

    with pytest.raises(WorkWasCancelled):
        render_in_child(samples.publication(1), stop)
    assert multiprocessing.active_children() == []


def test_a_print_past_its_time_is_stopped() -> None:
    with pytest.raises(PrintingTookTooLong):
        render_in_child(samples.publication(1), time_limit=0.0)


def test_a_child_that_dies_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "render", die)
    with pytest.raises(PrintingBrokeOff, match="意外结束"):
        render_in_child(Publication("x", ()))


def die(*arguments: object, progress: Progress) -> RenderedPdf:
    os._exit(3)


def test_a_template_that_is_not_there_is_named() -> None:
    with pytest.raises(ThereIsNoSuchTemplate, match="no such template"):
        render_in_child(Publication("x", ()), template="no such template")


def test_what_the_child_refuses_is_told_in_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "render", refuse)
    with pytest.raises(PrintingFailed, match="宋体"):
        render_in_child(Publication("x", ()))


def refuse(*arguments: object, progress: Progress) -> RenderedPdf:
    raise AFontIsMissing(Role.SONG)


def test_printing_knows_no_window_and_no_database() -> None:
    program = (
        "import sys, casearchive.printing.worker;"
        "print([name for name in ('PySide6', 'sqlalchemy', 'reportlab.platypus')"
        " if name in sys.modules])"
    )
    assert subprocess.check_output([sys.executable, "-c", program], text=True).strip() == "[]"
