"""What a child of the start's benchmark does: the floor and the program import the same of it.

Hence it imports next to nothing; what the floor would carry too is no cost of the program's.
"""

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from casearchive.settings import Settings
    from casearchive.ui.frame.window import MainWindow

STARTED = "CASEARCHIVE_BENCHMARK_STARTED"


def report_first_paint(window: object) -> None:
    """Print seconds since the parent started us, our memory and our processor's seconds; end.

    All of them after the first paint.
    """
    from PySide6.QtCore import QEvent, QObject, QTimer  # noqa: PLC0415 - in the child only
    from PySide6.QtWidgets import QWidget  # noqa: PLC0415 - as above

    class Watcher(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt
            if event.type() is QEvent.Type.Paint:
                watched.removeEventFilter(self)
                QTimer.singleShot(0, report)
            return False

    def report() -> None:
        taken = time.monotonic() - float(os.environ[STARTED])
        print(taken, memory(), time.process_time(), flush=True)
        os._exit(0)  # what comes after the first paint is not measured

    if isinstance(window, QWidget):
        watcher = Watcher(window)
        window.installEventFilter(watcher)


def paint_window(path: str) -> None:
    """Open the real window on an archive, its home beside it."""
    open_real_window(Path(path), settings_in(Path(path).parent), report_first_paint)


def settings_in(folder: Path) -> "Settings":
    """Return settings that keep everything under `folder`."""
    from casearchive.settings import Settings  # noqa: PLC0415 - measured

    return Settings(folder, folder / "cache", folder / "config")


def open_real_window(
    path: Path, settings: "Settings", about_to_show: "Callable[[MainWindow], object]"
) -> None:
    """Do what ``casearchive open`` does, its imports in the same order."""
    from casearchive.cli import desktop, display, main  # noqa: F401, PLC0415 - measured

    options = desktop.read_start(["--archive", str(path), "open"])
    display.has_display()  # where nothing is to be seen it says no, and we go on
    if options is not None:
        desktop.show_window(options, settings, about_to_show)


def memory() -> float:
    """Return this process's resident memory in megabytes; 0 where the system does not say."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)
