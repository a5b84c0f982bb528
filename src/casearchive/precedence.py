"""The window goes first: while it is at work, work on other threads stands aside for a moment.

Of all threads only one runs Python at a time, and they take turns as equals. A page that is made
in 50 ms is made in 250 beside three workers, and somebody waits for it: nobody would notice if the
workers had waited instead. So the window says when it is at work, and who works for it in the
background asks between two small steps whether it may go on.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

# Seconds that others stand aside for one piece of the window's work. What takes longer, a dialog
# that is open meanwhile, must not stop them: what it waits for may be theirs to do.
_AT_MOST = 0.25


class Precedence:
    """Goes to one thread, the window's; the others ask for it."""

    def __init__(self) -> None:
        self._way_is_free = threading.Event()
        self._way_is_free.set()
        self._first = 0  # the thread that goes first
        self._depth = 0
        self._until = self._ended = 0.0

    @contextmanager
    def going_first(self) -> Iterator[None]:
        """Let others stand aside within this; for one thread of the process alone."""
        self._depth += 1
        if self._depth == 1:
            self._first, self._until = threading.get_ident(), monotonic() + _AT_MOST
            self._way_is_free.clear()
        try:
            yield
        finally:
            self._depth -= 1
            if not self._depth:
                self._ended = monotonic()
                self._way_is_free.set()

    def stand_aside(self) -> None:
        """Wait while the window is at work, a quarter of a second at most; it itself never."""
        if self._way_is_free.is_set() or threading.get_ident() == self._first:
            return
        left = self._until - monotonic()
        if left > 0:
            self._way_is_free.wait(left)

    def rested(self) -> float:
        """Return for how many seconds the window has had nothing to do."""
        return 0.0 if self._depth else monotonic() - self._ended


_PRECEDENCE = Precedence()
going_first = _PRECEDENCE.going_first
stand_aside = _PRECEDENCE.stand_aside
rested = _PRECEDENCE.rested
