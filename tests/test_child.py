"""A process of its own: what it tells, and every way it can end."""

import multiprocessing
import os
import pickle
import sys
import time
from multiprocessing.reduction import ForkingPickler

import pytest

from casearchive.child import (
    ChildBrokeOff,
    ChildFailed,
    ChildRanOutOfMemory,
    ChildTookTooLong,
    _pickled,
    _Pieces,
    in_child,
)
from casearchive.errors import InputIsInvalid, WorkWasCancelled
from casearchive.i18n import language, use_language
from casearchive.progress import Progress

ROOM = 1024**3


def add(one: int, other: int, progress: Progress) -> int:
    progress(1, 2)
    return one + other


def count(things: list[str], progress: Progress) -> int:
    return len(things)


def speak(progress: Progress) -> str:
    return language()


def refuse(progress: Progress) -> None:
    raise InputIsInvalid("这样不行。")


def swallow(progress: Progress) -> int:
    return len(bytearray(4 * ROOM))


def sleep(progress: Progress) -> None:
    time.sleep(60)


def die(progress: Progress) -> None:
    os._exit(3)


def test_a_child_gives_back_what_it_made_and_tells_how_far_it_is() -> None:
    told: list[tuple[int, int]] = []
    made = in_child(
        add, 2, 3, progress=lambda *at: told.append(at), time_limit=60, memory_limit=ROOM
    )
    assert made == 5
    assert (1, 2) in told
    assert multiprocessing.active_children() == []


def test_much_is_handed_over_in_pieces_between_which_others_run() -> None:
    """One call that pickled a thousand cases held the window up for all that time."""
    much = [f"{number}：村里先算账，再种。" * 20 for number in range(2_000)]
    pieces = _Pieces()
    ForkingPickler(pieces, pickle.DEFAULT_PROTOCOL).dump(much)
    assert len(pieces) > 10
    assert pickle.loads(_pickled(much)) == much
    assert in_child(count, much, time_limit=60, memory_limit=ROOM) == 2_000


def test_a_child_speaks_the_caller_s_language() -> None:
    use_language("en")
    assert in_child(speak, time_limit=60, memory_limit=ROOM) == "en"


def test_what_a_child_refuses_comes_as_a_sentence() -> None:
    with pytest.raises(ChildFailed, match="这样不行"):
        in_child(refuse, time_limit=60, memory_limit=ROOM)


def test_a_child_that_dies_is_noticed() -> None:
    with pytest.raises(ChildBrokeOff):
        in_child(die, time_limit=60, memory_limit=ROOM)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not limit a process")
def test_a_child_is_held_to_its_memory() -> None:
    with pytest.raises(ChildRanOutOfMemory):
        in_child(swallow, time_limit=60, memory_limit=ROOM)


def test_a_child_is_held_to_its_time() -> None:
    with pytest.raises(ChildTookTooLong):
        in_child(sleep, time_limit=0.2, memory_limit=ROOM)
    assert multiprocessing.active_children() == []


def test_a_child_ends_when_nobody_wants_its_work_any_more() -> None:
    def stop(done: int, total: int) -> None:
        raise WorkWasCancelled

    with pytest.raises(WorkWasCancelled):
        in_child(sleep, progress=stop, time_limit=60, memory_limit=ROOM)
    assert multiprocessing.active_children() == []
