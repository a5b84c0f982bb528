"""The real window at work: the list scrolled, typed into, an import, a print, a print cancelled."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.corpus import Corpus
from benchmarks.heartbeat import Heartbeat, Stalls
from benchmarks.import_rate import write_documents
from benchmarks.made_archive import documents_of, made_archive, settings_beside
from benchmarks.search_queries import queries
from benchmarks.search_timing import Spread
from benchmarks.window_search import Typist, Watch, wait
from casearchive.services.briefing.packs import create_pack
from casearchive.services.opening import open_archive
from casearchive.services.searching.finding import Finder
from casearchive.ui.start.app import Desktop, make_app
from casearchive.ui.start.collector import Collector

if TYPE_CHECKING:
    from casearchive.services.archive import Archive
    from casearchive.ui.frame.window import MainWindow

FRAMES, STEP = 300, 0.4  # how often the list is scrolled, and by how much of a page
LONG = 600_000.0  # milliseconds that long work may take
REST = 3_000.0  # milliseconds


@dataclass
class Work:
    """What was seen at work."""

    stalls: list[Stalls] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@contextmanager
def opened(path: Path) -> "Iterator[tuple[MainWindow, Archive]]":
    """Open the window on an archive; it has just begun."""
    settings = settings_beside(path)
    with closing(open_archive(path, settings)) as archive, closing(Finder(archive)) as finder:
        finder.refresh()
    desktop = Desktop(make_app(), settings)
    collector = Collector(desktop)
    archive = open_archive(path, settings, window=True)
    desktop.show(archive)
    window = desktop.window
    if window is None:
        raise RuntimeError
    _until(lambda: window.has_begun)
    yield window, archive
    _until(lambda: not window.tasks.busy)
    collector.close()
    desktop.end()


def _until(so: Callable[[], object]) -> None:
    if not wait(lambda: bool(so()), LONG):
        raise TimeoutError


def _rest(window: "MainWindow") -> None:
    _until(lambda: not window.tasks.busy)
    wait(milliseconds=REST)
    _until(lambda: not window.tasks.busy)


def scroll(window: "MainWindow") -> Spread:
    """Scroll the list a step a frame; each frame from the wish to the end of its painting."""
    frames, watch = Spread(), Watch(window)
    bar = window.cases.view.verticalScrollBar()
    down = True
    for number in range(FRAMES):
        step = max(1, round(bar.pageStep() * STEP))
        down = bar.value() + step <= bar.maximum() if down else bar.value() - step < 0
        since = time.perf_counter()
        with frames.timed(f"frame {number}"):
            bar.setValue(bar.value() + (step if down else -step))
            wait(lambda since=since: watch.painted > since)  # type: ignore[misc]
        wait(milliseconds=4)
    return frames


def type_into(window: "MainWindow", archive: "Archive", number: int) -> Spread:
    """Type queries key by key; each key from its event to the painted list."""
    documents = list(islice(documents_of(archive), 200))
    typist = Typist(window)
    typist.type_all(queries(documents, number))
    return typist.painted


def look_at(path: Path, number: int) -> tuple[Spread, Spread]:
    """Scroll and type in a window on an archive."""
    with opened(path) as (window, archive):
        _rest(window)
        return scroll(window), type_into(window, archive, number)


def long_work(folder: Path, cases: int, files: int) -> Work:
    """Import files into an archive of so many cases, print all of them; cancel one print."""
    path = folder / "work.casearchive"
    made_archive(path, Corpus(cases)).close()
    write_documents(folder / "files", files)
    work = Work()
    with opened(path) as (window, archive):
        heart = Heartbeat()
        work.stalls.append(heart.begin("the first seconds"))
        _rest(window)
        work.stalls.append(heart.begin("at rest"))
        wait(milliseconds=REST)
        _print(window, archive, heart, work, cases)
        _import(window, folder / "files", heart, work)
        heart.begin("")
    return work


def _print(
    window: "MainWindow", archive: "Archive", heart: Heartbeat, work: Work, cases: int
) -> None:
    ids = list(window.catalogue.model.ids)[:cases]
    heart.begin("")
    pack = create_pack(archive, "基准", ids)
    wait(milliseconds=500)
    work.stalls.append(heart.begin("the composer opened, a print cancelled"))
    window.case_actions.pack_opened.emit(pack)
    _until(lambda: window.pages.desk)
    desk = window.pages.desk
    assert desk is not None
    ended: list[str] = []
    moved: list[int] = []
    desk.press.stopped.connect(lambda: ended.append("stopped"))
    desk.press.ready.connect(lambda _pages: ended.append("ready"))
    desk.press.progressed.connect(lambda done, _total: moved.append(done))
    _until(lambda: max(moved, default=0) > len(ids) // 4 or ended)
    since = time.perf_counter()
    desk.pane.stop.click()
    _until(lambda: ended)
    taken = (time.perf_counter() - since) * 1000
    work.notes.append(f"print cancelled at a quarter: {ended[0]} after {taken:.0f} ms")
    wait(milliseconds=REST)
    work.stalls.append(heart.begin(f"print of {len(ids):,} cases"))
    ended.clear()
    desk.press.want(desk.pack)
    _until(lambda: ended)
    work.stalls.append(heart.begin("its pages shown, its checks"))
    wait(milliseconds=REST)
    _until(lambda: not window.tasks.busy)
    wait(milliseconds=500)
    printed = desk.press.printed
    if printed is not None:
        size = len(printed.data) / 1e6
        work.notes.append(f"printed: {printed.pages:,} pages, {size:.1f} MB")
    desk.leave()


def _import(window: "MainWindow", folder: Path, heart: Heartbeat, work: Work) -> None:
    files = len(list(folder.iterdir()))
    work.stalls.append(heart.begin(f"{files:,} files read and looked at"))
    window.arrivals.take([folder])
    desk = window.pages.imports
    assert desk is not None
    _until(lambda: len(desk.candidates) == files and desk.go.isEnabled())
    work.stalls.append(heart.begin(f"{files:,} files imported"))
    desk.run()
    _until(lambda: desk.go.isHidden() or not desk.candidates)
    work.stalls.append(heart.begin("what follows an import"))
    wait(milliseconds=REST)
    _until(lambda: not window.tasks.busy)
    wait(milliseconds=500)
