"""Files dropped onto the window, and what the clipboard holds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from casearchive.ui.frame.pages import Pages
    from casearchive.ui.imports.desk import ImportDesk

SHORTEST = 40  # characters of a text that is worth a case; a word is for a field to paste


class Arrivals(QObject):
    """Takes what is dropped onto the window, or pasted, to the page of imports."""

    def __init__(self, window: QWidget, pages: Pages, *, allowed: bool) -> None:
        super().__init__(window)
        self._pages = pages
        self._allowed = allowed
        window.setAcceptDrops(True)  # packages are looked at in an archive that is only read too
        window.installEventFilter(self)

    def show(self) -> None:
        """Go to the page of imports."""
        self._go(lambda desk: desk.setFocus())

    def paste(self) -> None:
        """Look at the files or the text that were copied."""
        self._go(lambda desk: desk.take_clipboard())

    def take(self, paths: list[Path]) -> None:
        """Look at files."""
        self._go(lambda desk: desk.add_paths(paths))

    def _go(self, then: Callable[[ImportDesk], object]) -> None:
        """Show the page once the form may be left, and do something there."""
        self._pages.when_free(lambda: then(self._pages.show_import()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a drop of files, and end the import with the window."""
        if event.type() is QEvent.Type.Hide and not event.spontaneous() and self._pages.imports:
            self._pages.imports.end()
        if self._allowed and isinstance(
            event, QDropEvent
        ):  # entering and moving are drops too, for Qt
            paths = local_files(event.mimeData())
            if paths:
                event.acceptProposedAction()
                if event.type() is QEvent.Type.Drop:
                    self.take(paths)
                return True
        return super().eventFilter(watched, event)


def local_files(data: QMimeData) -> list[Path]:
    """Return the files of this computer that were dropped or copied."""
    urls = data.urls() if data.hasUrls() else []
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile() and url.toLocalFile()]


def clipboard_files() -> list[Path]:
    """Return the files that were copied."""
    return local_files(QGuiApplication.clipboard().mimeData())


def clipboard_text() -> str:
    """Return a text that was copied, if it is long enough for a case."""
    text = QGuiApplication.clipboard().text()
    return text if len(text.strip()) >= SHORTEST else ""
