"""The foot of the window: always the newest work, its own progress, a stop that can be heard."""

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from casearchive.errors import CaseArchiveError
from casearchive.progress import Progress
from casearchive.ui.frame.statusbar import StatusBar
from casearchive.ui.look import Look
from casearchive.ui.tasks import Tasks, Work


class Job:
    """Work that goes on when it is told to."""

    def __init__(self) -> None:
        self.steps: list[tuple[int, int]] = []
        self.go, self.end = threading.Semaphore(0), threading.Event()

    def __call__(self, progress: Progress) -> None:
        while True:
            self.go.acquire()
            if self.end.is_set():
                return
            progress(*self.steps.pop(0))

    def reach(self, done: int, total: int) -> None:
        self.steps.append((done, total))
        self.go.release()

    def finish(self) -> None:
        self.end.set()
        self.go.release()


@pytest.fixture
def bar(qtbot: QtBot, look: Look, tasks: Tasks) -> Iterator[StatusBar]:
    made = StatusBar(look, "村")
    qtbot.addWidget(made)
    tasks.started.connect(made.follow)
    yield made
    tasks.started.disconnect(made.follow)


def begin(tasks: Tasks, title: str) -> tuple[Job, Work]:
    job = Job()
    return job, tasks.run(job.__call__, title=title, on_failed=ignore)


def ignore(_error: CaseArchiveError) -> None: ...


def test_the_newest_work_is_shown_with_its_own_progress(
    qtbot: QtBot, tasks: Tasks, bar: StatusBar
) -> None:
    old, _old_work = begin(tasks, "导出")
    old.reach(30, 100)
    qtbot.waitUntil(lambda: bar._bar.value() == 30)
    new, _new_work = begin(tasks, "备份")
    new.reach(1, 7)
    qtbot.waitUntil(lambda: (bar._bar.value(), bar._bar.maximum()) == (1, 7))
    assert bar._doing.text() == "备份"
    old.reach(100, 100)
    qtbot.waitUntil(lambda: not old.steps)
    qtbot.wait(20)
    assert (bar._bar.value(), bar._bar.maximum()) == (1, 7), "the older work moved the bar"
    new.finish()
    qtbot.waitUntil(lambda: bar._doing.text() == "导出")
    assert (bar._bar.value(), bar._bar.maximum()) == (100, 100)
    old.finish()
    qtbot.waitUntil(bar._bar.isHidden)
    assert bar._stop.isHidden()


def test_the_index_is_shown_under_everything_else_and_cannot_be_stopped(
    qtbot: QtBot, tasks: Tasks, bar: StatusBar
) -> None:
    bar.show_indexing(2, 10)
    assert (bar._doing.text(), bar._bar.value()) == ("正在为搜索编目", 2)
    assert bar._stop.isHidden()
    job, _work = begin(tasks, "导出")
    assert bar._doing.text() == "导出"
    bar.show_indexing(9, 10)
    assert bar._bar.value() == 0
    job.finish()
    qtbot.waitUntil(lambda: bar._doing.text() == "正在为搜索编目")
    assert bar._bar.value() == 9
    bar.show_indexing(0, 0)
    assert bar._bar.isHidden()


def test_what_is_asked_to_stop_says_so_at_once(qtbot: QtBot, tasks: Tasks, bar: StatusBar) -> None:
    job, work = begin(tasks, "导入")
    assert bar._stop.isEnabled()
    bar._stop.click()
    assert work.cancelled
    assert bar._doing.text() == "正在取消……"
    assert not bar._stop.isEnabled()
    job.reach(1, 2)
    qtbot.waitUntil(bar._bar.isHidden)


def test_work_that_hears_nothing_offers_no_stop(qtbot: QtBot, tasks: Tasks, bar: StatusBar) -> None:
    end = threading.Event()
    tasks.run(end.wait, title="打开")
    assert bar._doing.text() == "打开"
    assert bar._stop.isHidden()
    end.set()
    qtbot.waitUntil(bar._bar.isHidden)


def test_remaining_time_stands_beside_the_bar(
    qtbot: QtBot, tasks: Tasks, bar: StatusBar, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    job, _work = begin(tasks, "导入")
    monkeypatch.setattr(bar._courses[-1].pace, "_clock", lambda: now[0])
    for done in range(30):
        now[0] = float(done)
        bar._move(bar._courses[-1], done, 100)
    assert not bar._left.isHidden()
    assert bar._left.text() == "约剩 2 分钟"
    job.finish()
    qtbot.waitUntil(bar._left.isHidden)


def test_an_archive_that_is_only_read_says_so(qtbot: QtBot, look: Look) -> None:
    bar = StatusBar(look, "村", read_only=True)
    qtbot.addWidget(bar)
    assert bar.archive.text() == "村（只读）"
