"""How long work will still take, told only once that can be known.

An estimate that jumps is worse than none: nothing is told in the first seconds, nor before some of
the work is done, nor while the last seconds went at quite another speed than those before.
"""

from collections import deque
from collections.abc import Callable
from math import ceil
from time import monotonic

from casearchive.i18n import _

_SETTLES = 4.0  # seconds before anything is told
_SHARE = 0.03  # of the work that is done by then
_NOW, _LATELY = 8.0, 30.0  # seconds whose speeds are compared
_AGREE = 1.5  # times faster or slower that is still steady
_BRIEF = 3.0  # seconds: so little left is not told
_AGAIN = 1.0  # seconds between two looks


class Pace:
    """Hears how far one piece of work is; `clock` tells seconds."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._total = 0
        self._seen: deque[tuple[float, int]] = deque()
        self._begun = (0.0, 0)
        self._left: float | None = None  # seconds, at the last look
        self._looked = 0.0

    def note(self, done: int, total: int) -> None:
        """Hear that `done` of `total` is done. Another total, or less done, is another work."""
        now = self._clock()
        if total != self._total or not self._seen or done < self._seen[-1][1]:
            self._total, self._begun, self._left = total, (now, done), None
            self._seen.clear()
            self._looked = now
        if len(self._seen) < 2 or now - self._seen[-2][0] >= _AGAIN / 2:
            self._seen.append((now, done))
        else:
            self._seen[-1] = (now, done)
        if now - self._looked >= _AGAIN:
            self._looked = now
            while len(self._seen) > 2 and now - self._seen[1][0] > _LATELY:
                self._seen.popleft()
            self._left = self._estimate()

    @property
    def left(self) -> float | None:
        """Seconds that are left, as far as they are known."""
        return self._left

    def words(self) -> str:
        """Return what is left in words, empty where nothing can be said."""
        return "" if self._left is None or self._left < _BRIEF else left_in_words(self._left)

    def _estimate(self) -> float | None:
        now, done = self._seen[-1]
        start, first = self._begun
        if not self._total or now - start < _SETTLES or done - first < _SHARE * self._total:
            return None
        present = self._speed(next(one for one in self._seen if now - one[0] <= _NOW))
        lately = self._speed(self._seen[0])
        if not present or not lately / _AGREE <= present <= lately * _AGREE:
            return None
        return (self._total - done) / ((present + lately) / 2)

    def _speed(self, since: tuple[float, int]) -> float:
        now, done = self._seen[-1]
        return (done - since[1]) / (now - since[0]) if now > since[0] else 0.0


def left_in_words(seconds: float) -> str:
    """Return a time that is left, rounded up so that it seldom takes longer."""
    if seconds <= 50:
        step = 5 if seconds <= 20 else 10
        return _("约剩 {seconds} 秒").format(seconds=ceil(seconds / step) * step)
    minutes = ceil(seconds / 60)
    if minutes == 1:
        return _("约剩 1 分钟")
    if minutes < 60:
        return _("约剩 {minutes} 分钟").format(minutes=minutes)
    hours, rest = divmod(ceil(minutes / 10) * 10, 60)
    if hours == 1 and not rest:
        return _("约剩 1 小时")
    if not rest:
        return _("约剩 {hours} 小时").format(hours=hours)
    return _("约剩 {hours} 小时 {minutes} 分钟").format(hours=hours, minutes=rest)
