"""The pages and small windows that are made when they are first asked for; see later.py."""

# ruff: noqa: PLC0415

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog, QWidget

    from casearchive.services.archive import Archive
    from casearchive.services.importing.undoing import UndoReport
    from casearchive.services.views import CaseView
    from casearchive.ui.commands.commands import Commands
    from casearchive.ui.find.bar import FindBar
    from casearchive.ui.frame.choices import Choices
    from casearchive.ui.frame.pages import Pages
    from casearchive.ui.frame.preferences import Preferences
    from casearchive.ui.frame.tour import Tour
    from casearchive.ui.look import Look
    from casearchive.ui.packs.out.cases import CaseExport, Tell
    from casearchive.ui.palette.frame import Palette
    from casearchive.ui.reader.classroom import Classroom
    from casearchive.ui.reader.history import HistoryWindow
    from casearchive.ui.reader.pane import ReaderPane
    from casearchive.ui.settings import SettingsWindow
    from casearchive.ui.tasks import Tasks
    from casearchive.ui.texts.desk import TextDesk
    from casearchive.ui.texts.merging import DuplicatesPage


def make_classroom(look: Look, parent: QWidget) -> Classroom:
    """Return the classroom view, hidden."""
    from casearchive.ui.reader.classroom import Classroom

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
    from casearchive.services.undoing import undo_import

    return undo_import(archive, batch)


def make_case_export(
    archive: Archive, tasks: Tasks, look: Look, window: QWidget, tell: Tell
) -> CaseExport:
    """Return what writes selected cases into a file."""
    from casearchive.ui.packs.out.cases import CaseExport

    return CaseExport(archive, tasks, look, window, tell)


def make_find_bar(look: Look, pages: Pages, reader: ReaderPane, page: QWidget) -> FindBar | None:
    """Return the bar that finds on a page, hidden; None where the page has no texts."""
    from casearchive.ui.find.bar import FindBar
    from casearchive.ui.find.case import ReaderTarget
    from casearchive.ui.find.texts import TextsTarget, texts_on

    top = 66  # pixels: below the bar at the head of a page
    if page is reader.view:
        return FindBar(look, reader, ReaderTarget(reader.view), top=top)
    if page is pages.form:
        from casearchive.ui.find.draft import DraftTarget

        # In the head itself, left of the button that saves: below it is what is looked for.
        return FindBar(look, page, DraftTarget(look, pages.form), top=4, side=216)
    if page is pages.desk:
        from casearchive.ui.find.pages import PagesTarget

        return FindBar(look, pages.desk.preview, PagesTarget(pages.desk.preview), top=top)
    if page is pages.imports and pages.imports.reader.isVisible():
        view = pages.imports.reader
        return FindBar(look, page, ReaderTarget(view), top=top)
    if texts_on(page):
        return FindBar(look, page, TextsTarget(look, lambda: texts_on(page), page), top=top)
    return None


def make_palette(
    look: Look,
    commands: Commands,
    archive: Archive,
    tasks: Tasks,
    window: QWidget,
    *,
    preferences: Preferences,
) -> Palette:
    """Return the palette, hidden."""
    from casearchive.ui.palette.frame import Palette

    return Palette(look, commands, archive, tasks, window, preferences=preferences)


def make_keys(look: Look, commands: Commands, parent: QWidget) -> QDialog:
    """Return the cheat sheet."""
    from casearchive.ui.commands import keys

    return keys.make_keys(look, commands, parent)


def make_history(
    look: Look, archive: Archive, tasks: Tasks, case: CaseView, parent: QWidget
) -> HistoryWindow:
    """Return the history of a case."""
    from casearchive.ui.reader.history import HistoryWindow

    return HistoryWindow(look, archive, tasks, case, parent)


def make_settings(
    look: Look,
    preferences: Preferences,
    choices: Choices,
    archive: Archive,
    *,
    tasks: Tasks,
    parent: QWidget,
) -> SettingsWindow:
    """Return the settings."""
    from casearchive.ui.settings import SettingsWindow

    return SettingsWindow(look, preferences, choices, archive, tasks=tasks, parent=parent)


def make_tour(look: Look, stops: Sequence[tuple[QWidget, str, str]], window: QWidget) -> Tour:
    """Return the tour, hidden."""
    from casearchive.ui.frame.tour import Stop, Tour

    return Tour(look, [Stop(*stop) for stop in stops], window)
