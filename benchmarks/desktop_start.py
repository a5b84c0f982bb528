"""A start of the real window, in a process of its own: to the first paint, to the first case."""

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.first_paint import STARTED, memory, open_real_window
from casearchive.settings import Settings

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from casearchive.ui.frame.window import MainWindow


def until_usable(path: str, home: str) -> None:
    """Open the window; print what is known at the first paint, then when it can be used."""
    # As both makers of archives lay them out.
    folder = Path(home)
    documents = folder / "documents" if (folder / "documents").exists() else folder
    settings = Settings(documents, folder / "cache", folder / "config")
    watchers: list[QObject] = []
    open_real_window(Path(path), settings, lambda window: watchers.append(_watch(window)))


def _watch(window: "MainWindow") -> "QObject":
    from PySide6.QtCore import QEvent, QObject, QTimer  # noqa: PLC0415 - in the child only

    begun = float(os.environ[STARTED])
    moments: list[float] = []

    class Watcher(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt
            if event.type() is QEvent.Type.UpdateRequest or (
                event.type() is QEvent.Type.Paint and not moments
            ):
                QTimer.singleShot(0, note)
            return super().eventFilter(watched, event)

    def note() -> None:
        if not moments:
            moments.extend((time.monotonic() - begun, memory(), time.process_time()))
        if window.reader.view.case is not None:
            print(*moments, time.monotonic() - begun, time.process_time(), _peak(), flush=True)
            os._exit(0)  # what comes after is not measured

    watcher = Watcher(window)
    window.installEventFilter(watcher)
    return watcher


def _peak() -> float:
    """Return the most memory this process has held, in megabytes; 0 where nobody says."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)
