"""Taking turns: what two programs would spoil for each other, one does while the other waits."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

_LOOK = 0.3  # seconds between two looks


@contextmanager
def taking_turns(path: Path, waiting: Callable[[], None]) -> Iterator[bool]:
    """Hold the lock file `path`; say whether somebody else held it first.

    `waiting` is called while somebody does, and what it raises ends the waiting. The operating
    system holds the lock, so a killed program lets it go.
    """
    lock = FileLock(path)
    waited = False
    while not lock.is_locked:
        try:
            lock.acquire(timeout=_LOOK)
        except Timeout:
            waited = True
            waiting()
    try:
        yield waited
    finally:
        lock.release()
