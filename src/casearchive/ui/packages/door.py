"""The way of exchange packages into the window and out of it: commands, drops, the merge page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from casearchive.services.archive import Archive
from casearchive.ui.actions.notice import Notice
from casearchive.ui.frame.pages import Pages
from casearchive.ui.look import Look
from casearchive.ui.start import later
from casearchive.ui.tasks import Tasks

if TYPE_CHECKING:
    from casearchive.services.packages.previewing import PackagePreview
    from casearchive.ui.packages.actions import PackageActions

SUFFIX = ".casepack"


class PackageDoor(QObject):
    """Light, because it is there from the start; what it does is imported when it is asked."""

    told = Signal(object)  # a Notice

    def __init__(
        self, archive: Archive, tasks: Tasks, look: Look, pages: Pages, window: QWidget
    ) -> None:
        super().__init__(window)
        self._archive, self._tasks, self._look = archive, tasks, look
        self._pages, self._window = pages, window
        pages.package_asked.connect(self.look_at)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    @cached_property
    def _actions(self) -> PackageActions:
        actions = later.package_actions(self._archive, self._tasks, self._look, self._window)
        actions.told.connect(self._tell)
        actions.merged.connect(self._pages.left)
        actions.looked_at.connect(self._show)
        self._pages.merge_asked.connect(actions.merge)
        self._pages.trust_asked.connect(actions.trust_signer)
        actions.signer_changed.connect(self._pages.show_signer)
        return actions

    def _tell(self, text: str, icon: str, button: str, action: Callable[[], object]) -> None:
        self.told.emit(Notice(text, icon, button, action))

    def hand_out(self, selected: Sequence[str]) -> None:
        """Ask what is to go into a package, and write it."""
        self._actions.hand_out(selected)

    def open(self) -> None:
        """Ask for a package, once no form holds the page, and look at it."""
        self._pages.when_free(self._actions.open)

    def show_keys(self) -> None:
        """Show this centre's key and the centres it trusts."""
        self._actions.show_keys()

    def look_at(self, path: Path) -> None:
        """Look at a package."""
        self._actions.look_at(path)

    def _show(self, preview: PackagePreview) -> None:
        self._pages.when_free(lambda: self._pages.show_package(preview))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take packages that are dragged onto the window; leave everything else to others."""
        if isinstance(event, QDropEvent) and (paths := dropped_packages(event)):
            event.acceptProposedAction()
            if event.type() is QEvent.Type.Drop:
                self.look_at(paths[0])
            return True
        return super().eventFilter(watched, event)


def dropped_packages(event: QDropEvent) -> list[Path]:
    """Return the packages that are dragged, none where anything else is among them."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return paths if all(path.suffix.lower() == SUFFIX for path in paths) else []
