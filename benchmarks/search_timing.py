"""Timings and what is told of them: the median, the 95th percentile, the worst and what it was.

Beside the time on the wall stands the processor's own (of all threads): on a busy machine the
wall's says more of the neighbours than of the work.
"""

import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")


class Spread:
    """Timings of one kind of work, in milliseconds."""

    def __init__(self) -> None:
        self._taken: list[tuple[float, str]] = []
        self._worked: list[float] = []

    @contextmanager
    def timed(self, name: str) -> Iterator[None]:
        """Time what happens inside, on `name`."""
        start, working = time.perf_counter(), time.process_time()
        yield
        self._worked.append((time.process_time() - working) * 1000)
        self._taken.append(((time.perf_counter() - start) * 1000, name))

    @property
    def p50(self) -> float:
        """The median."""
        return statistics.median(taken for taken, _name in self._taken)

    @property
    def p95(self) -> float:
        """What 95 of 100 do not exceed."""
        return _p95([taken for taken, _name in self._taken])

    def slowest(self, count: int) -> list[str]:
        """Return the names of the slowest ones, the slowest first."""
        return [name for _taken, name in sorted(self._taken, reverse=True)[:count]]

    def over(self, milliseconds: float) -> list[tuple[float, str]]:
        """Return what took longer, with its time, the slowest first."""
        return [pair for pair in sorted(self._taken, reverse=True) if pair[0] > milliseconds]

    def print(self, title: str) -> None:
        """Print one line, with the three slowest."""
        if not self._taken:
            print(f"{title}: none")
            return
        worst = sorted(self._taken, reverse=True)
        slow = "  ".join(f"{name[:24]!r} {taken:.1f}" for taken, name in worst[:3])
        print(
            f"{title}: p50 {self.p50:.2f}  p95 {self.p95:.2f}  max {worst[0][0]:.2f} ms;"
            f" processor p50 {statistics.median(self._worked):.2f}"
            f" p95 {_p95(self._worked):.2f} max {max(self._worked):.2f}"
        )
        print(f"    n={len(worst)}, slowest {slow}")


def spread_of(work: Callable[[T], object], items: Iterable[T]) -> Spread:
    """Return how long the work takes for each item."""
    spread = Spread()
    for item in items:
        with spread.timed(str(getattr(item, "typed", getattr(item, "code", item)))):
            work(item)
    return spread


def _p95(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]


def seconds(work: Callable[[], object]) -> float:
    """Return how long the work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
