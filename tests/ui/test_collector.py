"""Widgets are freed on the thread they live on."""

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from casearchive.ui import collector as collecting
from casearchive.ui.collector import Collector


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
