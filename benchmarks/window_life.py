"""The real window lived in for a while: ``python -m benchmarks.window_life [--seconds 60]``.

Scrolls, types, chooses, resizes and repaints the window offscreen, without a pause, and prints the
reference count of None before and after. Each Qt call of a Python override that returns None must
give back the reference it takes: where it does not, the count falls by hundreds of thousands and
the interpreter aborts (PySide6 6.12.0 on Python 3.11). Ends with 1 where the count is not steady.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.first_paint import settings_in
from benchmarks.startup import make_archive

CASES = 500
STEADY = 20_000  # references: what caches and threads may come to hold
WAITS = 200  # waits without anything done, to know what waiting itself costs
WORDS = ("村", "小事", "第4村", "规矩", "没有的词", "做成")


def live(path: Path, seconds: float) -> tuple[int, int]:
    """Live in the window; return how many things were done, and how None's count changed."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QEventLoop, QTimer  # noqa: PLC0415 - after the platform is set

    from casearchive.services.opening import open_archive  # noqa: PLC0415 - as above
    from casearchive.ui.start.app import Desktop, make_app  # noqa: PLC0415 - as above
    from casearchive.ui.start.collector import Collector  # noqa: PLC0415 - as above

    settings = settings_in(path.parent)
    app = make_app()
    desktop = Desktop(app, settings)
    collector = Collector(desktop)
    desktop.show(open_archive(path, settings, window=True))
    window = desktop.window
    if window is None:
        raise RuntimeError

    def rest(milliseconds: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    while not window.reader.view.case:
        rest(100)
    dice = random.Random(1)
    steps: list[Callable[[], object]] = [
        lambda: scroll(window.cases.view.verticalScrollBar(), dice),
        lambda: scroll(window.reader.view.verticalScrollBar(), dice),
        lambda: window.cases.search.set_text(dice.choice(WORDS)),
        lambda: window.cases.search.set_text(""),
        lambda: window.resize(dice.randint(960, 1600), dice.randint(600, 1000)),
        lambda: window.cases.choose(dice.choice(list(window.catalogue.model.ids) or [""])),
        lambda: [window.grab() for _time in range(3)],
        window.commands["switch_scheme"].trigger,
    ]
    for step in steps:  # once through before counting: caches fill
        step()
        rest(200)
    waiting = sys.getrefcount(None)
    for _wait in range(WAITS):
        rest(5)
    waiting = sys.getrefcount(None) - waiting  # PySide keeps some None for every loop we wait in
    done, before = 0, sys.getrefcount(None)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        dice.choice(steps)()
        rest(5)
        done += 1
    window.cases.search.set_text("")
    rest(500)
    change = sys.getrefcount(None) - before
    print(f"None: {before:,} references before, {before + change:,} after")
    own = waiting * done // WAITS
    print(f"of these {own:,} come from the benchmark's own waiting")
    change -= own
    collector.close()
    desktop.end()
    return done, change


def scroll(bar: object, dice: random.Random) -> None:
    """Move a scroll bar in small steps, each of which paints."""
    from PySide6.QtWidgets import QApplication, QScrollBar  # noqa: PLC0415 - see live()

    if isinstance(bar, QScrollBar):
        start = dice.randint(0, max(0, bar.maximum()))
        for value in range(start, start + 600, 20):
            bar.setValue(value)
            QApplication.processEvents()


def main() -> int:
    """Live and print; 1 where None's count is not steady."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    options = parser.parse_args()
    immortal = sys.version_info >= (3, 12)
    with tempfile.TemporaryDirectory() as folder:
        done, change = live(make_archive(Path(folder), CASES), options.seconds)
    version = ".".join(map(str, sys.version_info[:3]))
    note = ", None is immortal here" if immortal else ""
    print(f"{done:,} things done in {options.seconds:.0f} s on Python {version}{note}")
    print(f"change: {change:+,} ({'steady' if abs(change) < STEADY else 'NOT STEADY'})")
    return int(abs(change) >= STEADY)


if __name__ == "__main__":
    sys.exit(main())
