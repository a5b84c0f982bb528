"""Work on other threads stands aside while the window is at work, and not for ever."""

import threading
from collections.abc import Callable

import pytest

from casearchive import precedence
from casearchive.precedence import Precedence


def begun(work: Callable[[], object]) -> threading.Thread:
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


def test_others_wait_until_the_window_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(precedence, "_AT_MOST", 3600.0)
    turns = Precedence()
    done: list[str] = []

    def work() -> None:
        asked.set()
        turns.stand_aside()
        done.append("work")

    asked = threading.Event()
    with turns.going_first():
        with turns.going_first():
            worker = begun(work)
            asked.wait()
        turns.stand_aside()  # the window itself never waits
        done.append("window")
    worker.join()
    assert done == ["window", "work"]


def test_a_dialog_that_stays_open_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(precedence, "_AT_MOST", 0.01)
    turns = Precedence()
    with turns.going_first():
        worker = begun(turns.stand_aside)
        worker.join()
        assert not worker.is_alive()


def test_nobody_waits_while_the_window_rests() -> None:
    turns = Precedence()
    turns.stand_aside()
    with pytest.raises(RuntimeError), turns.going_first():
        raise RuntimeError
    worker = begun(turns.stand_aside)
    worker.join()
    assert not worker.is_alive()


def test_how_long_the_window_has_rested(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 10.0
    monkeypatch.setattr(precedence, "monotonic", lambda: now)
    turns = Precedence()
    with turns.going_first():
        now = 12.0
        assert turns.rested() == 0.0
    now = 15.0
    assert turns.rested() == 3.0
