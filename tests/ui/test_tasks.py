"""Background work: results on the main thread, cancel, errors, no thread left."""

import threading

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casearchive.errors import CaseArchiveError, WorkWasCancelled
from casearchive.progress import Progress
from casearchive.ui.tasks import Change, FaultOfOurs, Tasks


def where() -> str:
    return threading.current_thread().name


def test_work_runs_elsewhere_and_its_result_comes_home(qtbot: QtBot, tasks: Tasks) -> None:
    seen: list[tuple[str, str]] = []
    tasks.run(where, on_done=lambda name: seen.append((name, where())))
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0][0].startswith("casearchive-work")
    assert seen[0][1] == "MainThread"
    assert not tasks.busy


def test_what_changed_is_announced_after_success_only(qtbot: QtBot, tasks: Tasks) -> None:
    changes: list[Change] = []
    failures: list[tuple[str, CaseArchiveError]] = []
    tasks.changed.connect(changes.append)
    tasks.failed.connect(lambda title, error: failures.append((title, error)))

    def fail() -> None:
        raise CaseArchiveError("不行。")

    tasks.run(fail, title="保存", changes=Change("cases"))
    qtbot.waitUntil(lambda: bool(failures))
    assert changes == []
    assert failures[0][0] == "保存"
    assert failures[0][1].message == "不行。"
    tasks.run(where, changes=Change("cases", ("a",)))
    qtbot.waitUntil(lambda: changes == [Change("cases", ("a",))])


def test_cancel_stops_work_at_its_next_report(qtbot: QtBot, tasks: Tasks) -> None:
    failures: list[CaseArchiveError] = []
    begun = threading.Event()

    def long_work(progress: Progress) -> None:
        for step in range(10_000_000):
            progress(step, 0)
            begun.set()

    work = tasks.run(long_work, on_failed=failures.append, title="长工作")
    qtbot.waitUntil(begun.is_set)
    work.cancel()
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], WorkWasCancelled)


def test_progress_reaches_the_main_thread(qtbot: QtBot, tasks: Tasks) -> None:
    seen: list[tuple[int, int, str]] = []

    listening = threading.Event()

    def work_in_steps(progress: Progress) -> None:
        listening.wait(5)
        progress(3, 3)

    work = tasks.run(work_in_steps)
    work.progressed.connect(lambda done, total: seen.append((done, total, where())))
    listening.set()
    qtbot.waitUntil(lambda: seen == [(3, 3, "MainThread")])


def test_an_unforeseen_error_is_shown_once_and_the_caller_hears_of_it(
    qtbot: QtBot, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[type[BaseException]] = []
    heard: list[CaseArchiveError] = []
    monkeypatch.setattr("sys.excepthook", lambda kind, *_: shown.append(kind))
    tasks.run(lambda: 1 // 0, on_failed=heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    assert shown == [ZeroDivisionError]
    assert isinstance(heard[0], FaultOfOurs)


def test_closing_ends_every_thread(qtbot: QtBot) -> None:
    before = threading.active_count()
    tasks = Tasks()
    done: list[str] = []
    for _number in range(8):
        tasks.run(where, on_done=done.append)
    qtbot.waitUntil(lambda: len(done) == 8)
    assert tasks.close()
    assert threading.active_count() == before


def test_work_may_outlive_the_last_who_knew_its_door(qapp: QApplication) -> None:
    """It once deleted that while it was being deleted itself, which ended the program."""
    seen: list[str] = []

    def come_and_go() -> None:
        tasks, loop = Tasks(), QEventLoop()

        def done(name: str) -> None:
            seen.append(name)
            loop.quit()

        tasks.run(where, on_done=done)
        loop.exec()
        assert tasks.close()

    come_and_go()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert len(seen) == 1
