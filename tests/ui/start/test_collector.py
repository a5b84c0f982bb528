"""Widgets are freed on the thread they live on."""

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from casearchive.ui.start import collector as collecting
from casearchive.ui.start.collector import Collector


class Knot(QObject):
    """An object that only the collector can free."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


def allocate_a_lot() -> None:
    for _round in range(200_000):
        cycle: list[object] = []
        cycle.append(cycle)


def test_what_a_worker_s_allocations_set_free_is_freed_here(
    qtbot: QtBot, qapp: QObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collecting, "_MANY", 10**9)  # however much other tests have left
    collector = Collector(qapp)
    freed_on: list[int] = []
    try:
        knot = Knot()
        weakref.finalize(knot, lambda: freed_on.append(threading.get_ident()))
        del knot
        worker = threading.Thread(target=allocate_a_lot)
        worker.start()
        worker.join()
        assert freed_on == []
        qtbot.waitUntil(lambda: freed_on != [], timeout=10_000)
        assert freed_on == [threading.get_ident()]
    finally:
        collector.close()
    assert gc.isenabled()


def test_what_was_set_aside_is_freed_while_nobody_looks(
    qapp: QObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at = True
    monkeypatch.setattr(collecting, "_is_looked_at", lambda: looked_at)
    monkeypatch.setattr(collecting, "_ASIDE", 0.0)
    collector = Collector(qapp)
    try:
        knot = Knot()
        gone = weakref.ref(knot)
        gc.freeze()  # as when there is much
        del knot
        gc.collect()
        collector._collect()
        assert gone() is not None
        looked_at = False
        collector._collect()
        assert gone() is None
    finally:
        collector.close()
    assert gc.get_freeze_count() == 0


def test_hours_of_use_do_not_fill_the_memory(
    qapp: QObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The window is looked at all the time, and what it leaves is set aside again and again."""
    now = 0.0
    monkeypatch.setattr(collecting, "_is_looked_at", lambda: True)
    monkeypatch.setattr(collecting, "monotonic", lambda: now)
    monkeypatch.setattr(collecting, "_HEAP", 1_000)
    collector = Collector(qapp)
    try:
        gc.freeze()
        now = 601.0
        collector._collect()  # sees what there is from the beginning
        knots: list[weakref.ref[Knot]] = []
        for _step in range(1_100):
            knot = Knot()
            knots.append(weakref.ref(knot))
            del knot
        gc.freeze()  # as when there is much
        collector._aside = gc.get_freeze_count() - 500
        collector._collect()
        assert all(one() is not None for one in knots), "not worth the pause yet"
        collector._aside -= 1_000
        collector._collect()
        assert all(one() is None for one in knots)
    finally:
        collector.close()


def test_what_a_worker_has_just_made_much_of_is_set_aside(
    qapp: QObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collecting, "_is_looked_at", lambda: True)
    monkeypatch.setattr(collecting, "_MANY", 5_000)
    collector = Collector(qapp)
    try:
        gc.collect()
        assert gc.get_freeze_count() == 0
        made: list[list[int]] = [[] for _number in range(6_000)]
        collector._collect()
        assert gc.get_freeze_count() > len(made)
    finally:
        collector.close()


def test_what_takes_long_to_look_through_is_not_looked_at_again(
    qapp: QObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collecting, "_is_looked_at", lambda: True)
    clock = iter((0.0, 1.0, 2.0, 2.0))
    monkeypatch.setattr(collecting, "thread_time", lambda: next(clock))
    collector = Collector(qapp)
    try:
        collecting._collect_once(0)
        frozen = gc.get_freeze_count()
        assert frozen > 0
        collecting._collect_once(0)
        assert gc.get_freeze_count() <= frozen
    finally:
        collector.close()
