"""From a key to the painted list, in the real window: ``python -m benchmarks.window_search``.

Options: ``--cases 10000 --archive made.casearchive --facets``. The archive is made where it is not
there yet, its index built before anything is measured.

Queries are typed key by key into the window, offscreen. Timed is the way from a letter's event to
the moment the list that answers it has been painted, and, by a timer that should ring every
millisecond, how long the event loop was blocked meanwhile; a query's last letter is given the time
to list everything and to set the first case. Ends with 1 where a target is missed.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.corpus import Corpus
from benchmarks.made_archive import documents_of, made_archive, settings_beside
from benchmarks.search_queries import queries
from benchmarks.search_timing import Spread

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from casearchive.ui.frame.window import MainWindow

TARGET = 50.0  # milliseconds from key to painted list, 95 of 100
BETWEEN = 40  # milliseconds between a painted list and the next key
AFTER = 500  # milliseconds after the last letter of a query
PATIENCE = 10.0  # seconds
PAINTS = 200


class Watch:
    """Watches one widget: when it has been painted, and how long nothing could happen."""

    def __init__(self, widget: "QWidget") -> None:
        from PySide6.QtCore import QEvent, QObject, Qt, QTimer  # noqa: PLC0415 - see main()

        watch = self

        class Filter(QObject):
            def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt
                if watched is widget and event.type() is QEvent.Type.UpdateRequest:
                    QTimer.singleShot(0, watch._note_paint)
                return False

        self.painted = 0.0  # when painting ended last
        self.blocked: list[float] = []  # milliseconds
        self._filter = Filter()
        widget.installEventFilter(self._filter)
        self._beat = time.perf_counter()
        self._timer = QTimer(self._filter, interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._note_beat)
        self._timer.start()

    def _note_paint(self) -> None:
        self.painted = time.perf_counter()

    def _note_beat(self) -> None:
        now = time.perf_counter()
        self.blocked.append((now - self._beat) * 1000 - 1)
        self._beat = now


def wait(until: Callable[[], bool] = lambda: False, milliseconds: float = 0) -> bool:
    """Let the window live until something is so, or for a time; say whether it became so."""
    from PySide6.QtCore import QEventLoop  # noqa: PLC0415 - see main()

    loop = QEventLoop()
    end = time.perf_counter() + (milliseconds / 1000 or PATIENCE)
    while time.perf_counter() < end:
        # Asleep until something happens, for the search thread needs the interpreter.
        loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if until():
            return True
    return False


class Typist:
    """Types into the window and times its answers."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._watch = Watch(window)
        self._listed = 0.0
        self.painted = Spread()
        self.late: list[str] = []
        window.catalogue.listed.connect(self._note)

    @property
    def blocked(self) -> list[float]:
        """How long the event loop stood still, each time."""
        return self._watch.blocked

    def type_all(self, typed: Sequence[str]) -> None:
        """Type the queries, one after the other."""
        for query in typed:
            for end in range(1, len(query) + 1):
                self._press(query[end - 1], query[:end])
                wait(milliseconds=BETWEEN)
            wait(milliseconds=AFTER)
            self._window.cases.search.field.clear()
            wait(milliseconds=BETWEEN)

    def _press(self, letter: str, text: str) -> None:
        from PySide6.QtGui import QInputMethodEvent  # noqa: PLC0415 - see main()
        from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - see main()

        changes = text.strip() != self._window.catalogue.text
        event = QInputMethodEvent("", [])
        event.setCommitString(letter)
        begun = time.perf_counter()
        self._listed = 0.0
        with self.painted.timed(text) if changes else Spread().timed(""):
            QApplication.sendEvent(self._window.cases.search.field, event)
            done = lambda: begun < self._listed < self._watch.painted  # noqa: E731 - read once
            if changes and not wait(done):
                self.late.append(text)

    def _note(self) -> None:
        self._listed = time.perf_counter() if not self._listed else self._listed


def empty_window() -> float:
    """Return how many milliseconds an empty window of that size takes to be painted: the floor."""
    from PySide6.QtWidgets import QMainWindow  # noqa: PLC0415 - see main()

    window = QMainWindow()
    window.resize(1440, 900)
    window.show()
    watch = Watch(window)
    wait(milliseconds=200)
    taken = []
    for _time in range(PAINTS):
        begun = time.perf_counter()
        window.update()
        wait(lambda since=begun: watch.painted > since)  # type: ignore[misc]
        taken.append((watch.painted - begun) * 1000)
    window.close()
    return statistics.median(taken)


def measure(path: Path, cases: int, number: int, *, facets: bool) -> int:
    """Type into a window on the archive; print; 1 where the target is missed."""
    from casearchive.services.opening import open_archive  # noqa: PLC0415 - see main()
    from casearchive.services.searching.finding import Finder  # noqa: PLC0415 - see main()
    from casearchive.ui.start.app import Desktop, make_app  # noqa: PLC0415 - see main()
    from casearchive.ui.start.collector import Collector  # noqa: PLC0415 - see main()

    with closing(made_archive(path, Corpus(cases))) as archive:
        with closing(Finder(archive)) as finder:
            finder.refresh()
        typed = queries(list(islice(documents_of(archive), 200)), number)
    app = make_app()
    floor = empty_window()
    settings = settings_beside(path)
    desktop = Desktop(app, settings)
    collector = Collector(desktop)
    desktop.show(open_archive(path, settings, window=True))
    window = desktop.window
    if window is None:
        raise RuntimeError
    wait(lambda: window.has_begun and not window.tasks.busy, 60_000)  # counting takes a while
    if facets:
        window.commands["facets"].trigger()
    wait(milliseconds=1500)
    typist = Typist(window)
    wait(milliseconds=500)
    at_rest = max(typist.blocked[5:])
    typist.blocked.clear()
    typist.type_all(typed)
    print(f"{cases:,} cases, {len(typed)} queries key by key{', facets open' if facets else ''}")
    typist.painted.print("key to painted list")
    print(f"an empty window's paint: {floor:.2f} ms; ratio {typist.painted.p50 / floor:.1f}")
    worst = "  ".join(f"{one:.1f}" for one in sorted(typist.blocked, reverse=True)[:5])
    print(f"event loop blocked longest: {worst} ms (at rest {at_rest:.1f})")
    if typist.late:
        print(f"never painted: {typist.late}")
    collector.close()
    desktop.end()
    return int(typist.painted.p95 > TARGET or bool(typist.late))


def main() -> int:
    """Measure and print; 1 where the target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--archive", type=Path, help="made there, or used again")
    parser.add_argument("--queries", type=int, default=60)
    parser.add_argument("--facets", action="store_true", help="with the facets open")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything of Qt is imported
    with tempfile.TemporaryDirectory() as folder:
        path = (options.archive or Path(folder) / "made.casearchive").absolute()
        path.parent.mkdir(parents=True, exist_ok=True)
        return measure(path, options.cases, options.queries, facets=options.facets)


if __name__ == "__main__":
    sys.exit(main())
