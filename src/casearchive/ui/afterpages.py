"""The pages and small windows that are made when they are first asked for; see later.py."""

# ruff: noqa: PLC0415

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from casearchive.services.archive import Archive
    from casearchive.services.importing.undoing import UndoReport
    from casearchive.ui.classroom import Classroom
    from casearchive.ui.look import Look
    from casearchive.ui.tasks import Tasks
    from casearchive.ui.texts.desk import TextDesk
    from casearchive.ui.texts.merging import DuplicatesPage


def make_classroom(look: Look, parent: QWidget) -> Classroom:
    """Return the classroom view, hidden."""
    from casearchive.ui.classroom import Classroom

    return Classroom(look, parent)


def make_text_desk(archive: Archive, tasks: Tasks, look: Look) -> TextDesk:
    """Return the desk for texts."""
    from casearchive.ui.texts.desk import TextDesk

    return TextDesk(archive, tasks, look)


def make_duplicates_page(archive: Archive, tasks: Tasks, look: Look) -> DuplicatesPage:
    """Return the page of near-identical cases."""
    from casearchive.ui.texts.merging import DuplicatesPage

    return DuplicatesPage(archive, tasks, look)


def undo_merge(archive: Archive, batch: str) -> UndoReport:
    """Take a merge of two cases back."""
    from casearchive.services.merging_cases import undo_merge as undo

    return undo(archive, batch)
