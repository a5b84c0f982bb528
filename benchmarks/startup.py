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
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from benchmarks.first_paint import STARTED, settings_in

TARGET_RATIO, TARGET_MB = 1.5, 120.0
THEMES = ("产业振兴", "人才振兴", "文化振兴", "生态振兴", "组织振兴")
WINDOW = """
from benchmarks.first_paint import paint_window
paint_window({path!r})
"""
FLOOR = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
import PySide6.QtSvg, sqlite3
from benchmarks.first_paint import report_first_paint
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
