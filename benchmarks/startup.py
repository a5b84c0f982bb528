"""Process start to first paint: ``python -m benchmarks.startup [--cases 10000] [--rounds 7]``.

Every figure is of fresh processes, warm, the median of the rounds: an empty window (the floor), the
real window on an archive, their ratio, and the memory each holds at its first paint. The target is
1.5 times the floor and 120 MB. Last, the imports that cost the real window most.
"""

import argparse
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from casearchive.settings import Settings

if TYPE_CHECKING:
    from casearchive.ui.window import MainWindow

TARGET_RATIO, TARGET_MB = 1.5, 120.0
STARTED = "CASEARCHIVE_BENCHMARK_STARTED"
THEMES = ("产业振兴", "人才振兴", "文化振兴", "生态振兴", "组织振兴")
WINDOW = """
from benchmarks.startup import paint_window
paint_window({path!r})
"""
FLOOR = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
import PySide6.QtSvg, sqlite3
from benchmarks.startup import report_first_paint
app = QApplication(sys.argv[:1])
window = QMainWindow()
window.resize(1440, 900)
report_first_paint(window)
window.show()
app.exec()
"""


@dataclass(frozen=True)
class Start:
    """One start: seconds to the first paint, megabytes held then, the processor's seconds."""

    seconds: float
    megabytes: float
    processor: float


def settings_in(folder: Path) -> Settings:
    """Return settings that keep everything under `folder`."""
    return Settings(folder, folder / "cache", folder / "config")


def make_archive(folder: Path, cases: int) -> Path:
    """Return a new archive with `cases` made-up cases, written in one go."""
    from casearchive.services.opening import create_archive  # noqa: PLC0415 - heavy: parent only

    archive = create_archive(folder / "start.casearchive", settings_in(folder))
    archive.close()
    rows = [
        {
            "id": UUID(int=number + 1).hex,
            "code": f"ST-{number:06}",
            "title": f"第{number}村：从一件小事做起",
            "abstract": "村里先把一件小事做成，再把做法写成规矩，别的村照着试。" * 4,
            "moment": f"20{10 + number % 16}-0{1 + number % 9}-11T08:00:00Z",
            "theme": THEMES[number % len(THEMES)],
        }
        for number in range(cases)
    ]
    with closing(sqlite3.connect(archive.path)) as connection, connection:
        connection.executemany(
            """INSERT INTO "case" VALUES (:code, '典型', :title, '示范', '村', '已核', :abstract,
               '', '', '', '[]', '', '', 1, NULL, NULL, :id, :moment, :moment)""",
            rows,
        )
        connection.executemany("INSERT INTO case_theme VALUES (:id, 0, :theme)", rows)
    return archive.path


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
    """Open the real window as the program does."""
    open_real_window(Path(path), settings_in(Path(path).parent), report_first_paint)


def open_real_window(
    path: Path, settings: Settings, about_to_show: "Callable[[MainWindow], object]"
) -> None:
    """Open the real window as `casearchive open` does, its imports in the same order."""
    from casearchive.services.opening import open_archive  # noqa: PLC0415 - measured
    from casearchive.ui.guard import why_not_to_start  # noqa: PLC0415 - measured
    from casearchive.ui.haste import in_haste  # noqa: PLC0415 - measured

    if problem := why_not_to_start():
        raise SystemExit(problem)
    with in_haste():
        from casearchive.ui.app import run  # noqa: PLC0415 - measured
    run(open_archive(path, settings, window=True), settings, about_to_show)


def memory() -> float:
    """Return this process's resident memory in megabytes; 0 where the system does not say."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)


def start(code: str, *options: str) -> subprocess.CompletedProcess[str]:
    """Run a child to its first paint."""
    environment = {**os.environ, STARTED: repr(time.monotonic())}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # users have their modules compiled
    command = [sys.executable, *options, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=True, env=environment)


def measure(code: str, rounds: int) -> Start:
    """Return the median start of `rounds`, after one that warms the disk's cache."""
    start(code)
    found = [tuple(map(float, start(code).stdout.split())) for _round in range(rounds)]
    return Start(*(statistics.median(column) for column in zip(*found, strict=True)))


def dearest_imports(code: str, number: int) -> Sequence[tuple[float, str]]:
    """Return the modules whose own import took longest: milliseconds and name."""
    lines = start(code, "-X", "importtime").stderr.splitlines()
    parts = [line.removeprefix("import time:").split("|") for line in lines if "|" in line]
    own = [(int(p[0]) / 1000, p[2].strip()) for p in parts if p[0].strip().isdigit()]
    return sorted(own, reverse=True)[:number]


def main() -> int:
    """Measure and print; 1 where the target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = make_archive(Path(folder), options.cases)
        window = WINDOW.format(path=str(path))
        floor, real = measure(FLOOR, options.rounds), measure(window, options.rounds)
        ratio = real.seconds / floor.seconds
        print(f"empty window    {floor.seconds:6.3f} s  {floor.megabytes:6.1f} MB")
        print(f"real window     {real.seconds:6.3f} s  {real.megabytes:6.1f} MB"
              f"  ({options.cases:,} cases)")  # fmt: skip
        print(f"ratio           {ratio:6.2f}    (target {TARGET_RATIO}, {TARGET_MB:.0f} MB);"
              f" of the processor's time {real.processor / floor.processor:.2f}")  # fmt: skip
        print("dearest imports, their own milliseconds (slower under -X importtime):")
        for milliseconds, name in dearest_imports(window, 12):
            print(f"  {milliseconds:7.1f}  {name}")
    return int(ratio > TARGET_RATIO or real.megabytes > TARGET_MB)


if __name__ == "__main__":
    sys.exit(main())
