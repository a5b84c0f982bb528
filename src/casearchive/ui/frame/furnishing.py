"""What the window gets after its first paint: the reader, and all that acts on what is shown.

It is imported then, too (see later.py): these modules cost as much as the whole first paint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from casearchive.services.archive import Archive
from casearchive.ui.actions.archives import ArchiveActions
from casearchive.ui.actions.attachments import AttachmentActions
from casearchive.ui.actions.case_menu import CaseMenu
from casearchive.ui.actions.cases import CaseActions
from casearchive.ui.actions.closing import Closing
from casearchive.ui.actions.folders import FolderActions
from casearchive.ui.actions.going import Going
from casearchive.ui.actions.packs import PackActions
from casearchive.ui.actions.personal import Personal
from casearchive.ui.actions.undoing import Undoing
from casearchive.ui.facets.narrowing import Narrowing
from casearchive.ui.frame.choices import Choices
from casearchive.ui.frame.extras import Extras
from casearchive.ui.frame.panes import Panes
from casearchive.ui.frame.preferences import Preferences
from casearchive.ui.imports.arrivals import Arrivals
from casearchive.ui.look import Look
from casearchive.ui.packages.door import PackageDoor
from casearchive.ui.reader.likenesses import Likenesses
from casearchive.ui.reader.pane import ReaderPane
from casearchive.ui.search.searching import Searching
from casearchive.ui.texts.flow import Texts
from casearchive.ui.widgets import Toast

if TYPE_CHECKING:
    from casearchive.ui.frame.window import MainWindow


def furnish(window: MainWindow, archive: Archive, look: Look, preferences: Preferences) -> None:
    """Make what the window lacks; the window connects it."""
    look.fonts.complete()
    _add_panes(window, archive, look, preferences)
    _add_actions(window, archive, look, preferences)
    _add_pages(window, archive, look)


def _add_panes(window: MainWindow, archive: Archive, look: Look, preferences: Preferences) -> None:
    window.packs = QMenu(window)
    window.reader = ReaderPane(look, window.commands, archive, window.tasks, window.packs)
    window.searching = Searching(
        archive=archive,
        tasks=window.tasks,
        look=look,
        preferences=preferences,
        catalogue=window.catalogue,
        cases=window.cases,
        library=window.library,
        commands=window.commands,
    )
    window.narrowing = Narrowing(
        look, window.catalogue, window.cases, window.library.pages, window.commands["facets"]
    )
    window.likenesses = Likenesses(window.catalogue, window.cases, window.reader, window.library)


def _add_actions(
    window: MainWindow, archive: Archive, look: Look, preferences: Preferences
) -> None:
    tasks, commands, cases, reader = window.tasks, window.commands, window.cases, window.reader
    window.case_actions = CaseActions(
        archive, tasks, look, lambda: cases.selected, lambda: cases.current
    )
    window.archive_actions = ArchiveActions(archive, tasks, window)
    window.attachments = AttachmentActions(archive, tasks, window)
    window.choices = Choices(look, preferences, commands, cases, reader.view)
    window.folders = FolderActions(archive, tasks, look, window.library, cases)
    window.pack_actions = PackActions(archive, tasks, look, window.library)
    window.extras = Extras(archive, tasks, look, commands, window)
    window.extras.know(window.library, cases, reader, window.choices, preferences)
    window.closing = Closing(archive, tasks, preferences)
    window.undoing = Undoing(archive, tasks, commands)
    window.personal = Personal(archive, tasks, cases, reader, commands)
    window.case_menu = CaseMenu(
        look, commands, window.case_actions, window.folders, window.personal
    )
    window.panes = Panes(window, look, preferences, commands)
    window.panes.serve(library=window.library, cases=cases, reader=reader)


def _add_pages(window: MainWindow, archive: Archive, look: Look) -> None:
    pages, tasks = window.pages, window.tasks
    window.arrivals = Arrivals(window, pages, allowed=not archive.read_only)
    window.texts = Texts(archive, tasks, look, pages, window.commands)
    window.package_door = PackageDoor(archive, tasks, look, pages, window)
    window.toast = Toast(look, window)
    window.going = Going(pages, window.catalogue, window.cases, window.library, back=window.go_back)
