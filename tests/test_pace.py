"""Remaining time: told late, only when the speed is steady, and never far off then."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casearchive.pace import Pace, left_in_words


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def drive(
    pace: Pace, clock: Clock, speeds: Sequence[float], total: int, step: float = 0.5
) -> float:
    """Go on at these speeds, one a second; return how much is done."""
    done = 0.0
    pace.note(0, total)
    for speed in speeds:
        for _part in range(round(1 / step)):
            clock.now += step
            done = min(total, done + speed * step)
            pace.note(int(done), total)
    return done


def test_nothing_is_told_in_the_first_seconds() -> None:
    clock = Clock()
    pace = Pace(clock)
    drive(pace, clock, [10] * 3, 1000)
    assert pace.words() == ""


def test_a_steady_pace_is_told() -> None:
    clock = Clock()
    pace = Pace(clock)
    drive(pace, clock, [10] * 30, 1000)
    assert pace.left == pytest.approx(70, rel=0.05)
    assert pace.words() == "约剩 2 分钟"


def test_a_share_so_small_tells_nothing() -> None:
    clock = Clock()
    pace = Pace(clock)
    drive(pace, clock, [1] * 20, 1000)
    assert pace.left is None


def test_a_pace_that_has_just_changed_tells_nothing_until_it_is_steady_again() -> None:
    clock = Clock()
    pace = Pace(clock)
    drive(pace, clock, [50] * 10 + [2] * 12, 1000)
    assert pace.left is None
    again = Pace(clock)
    drive(again, clock, [50] * 10 + [2] * 45, 1000)
    assert again.left == pytest.approx((1000 - 590) / 2, rel=0.05)


@pytest.mark.parametrize(("done", "total"), [(0, 500), (3, 1000)])
def test_another_total_or_less_done_is_another_work(done: int, total: int) -> None:
    clock = Clock()
    pace = Pace(clock)
    drive(pace, clock, [10] * 30, 1000)
    pace.note(done, total)
    assert pace.left is None


def test_without_a_total_nothing_can_be_known() -> None:
    clock = Clock()
    pace = Pace(clock)
    for done in range(100):
        clock.now += 1
        pace.note(done, 0)
    assert pace.words() == ""


def test_the_last_moment_is_not_told() -> None:
    clock = Clock()
    pace = Pace(clock)
    drive(pace, clock, [10] * 99, 1000)
    assert pace.left is not None
    assert pace.words() == ""


@given(
    st.integers(1, 10**9),
    st.lists(st.tuples(st.floats(0, 1e4), st.integers(-(10**9), 10**9)), max_size=60),
)
def test_whatever_is_reported_it_tells_no_nonsense(
    total: int, reports: list[tuple[float, int]]
) -> None:
    clock = Clock()
    pace = Pace(clock)
    for waited, done in reports:
        clock.now += waited
        pace.note(done, total)
        assert pace.left is None or done > total or pace.left >= 0
        pace.words()


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        *((4, "约剩 5 秒"), (17, "约剩 20 秒"), (21, "约剩 30 秒"), (50, "约剩 50 秒")),
        *((51, "约剩 1 分钟"), (60, "约剩 1 分钟"), (61, "约剩 2 分钟"), (3500, "约剩 59 分钟")),
        *((3550, "约剩 1 小时"), (3700, "约剩 1 小时 10 分钟"), (7200, "约剩 2 小时")),
        (8000, "约剩 2 小时 20 分钟"),
    ],
)
def test_times_are_rounded_up_in_words(seconds: float, words: str) -> None:
    assert left_in_words(seconds) == words
