"""What was read out of the index once and is asked for again, for as long as it is true."""

import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Hashable
from sys import getsizeof
from typing import TypeVar, cast

T = TypeVar("T")

_BUDGET = 64 << 20  # bytes; every value of every filter of 100,000 cases takes about 20 MB
_WEIGHED = 50


class FilterCache:
    """Keeps row sets and orders of one index in memory, those used last, up to a budget of bytes.

    What it gives is true inside the snapshot in which :meth:`refresh` was called. It is not for
    use inside a transaction that has written, for that may be undone without a trace.
    """

    def __init__(self, connection: sqlite3.Connection, budget: int = _BUDGET) -> None:
        self.connection = connection
        self._budget = budget
        self._state: tuple[int, int] | None = None
        self._kept: OrderedDict[tuple[Hashable, ...], tuple[object, int]] = OrderedDict()
        self._size = 0

    def refresh(self) -> None:
        """Forget everything if the index was changed, by this connection or by another one."""
        version: int = self.connection.execute("PRAGMA data_version").fetchone()[0]
        state = version, self.connection.total_changes
        if state != self._state:
            self._kept.clear()
            self._size = 0
            self._state = state

    def knows(self, key: tuple[Hashable, ...]) -> bool:
        """Say whether what belongs to the key is in memory."""
        return key in self._kept

    def keep(self, key: tuple[Hashable, ...], make: Callable[[], T]) -> T:
        """Return what was made for the key before, or make it now."""
        if key in self._kept:
            self._kept.move_to_end(key)
            return cast(T, self._kept[key][0])
        made = make()
        size = _size(made)
        self._kept[key] = made, size
        self._size += size
        while self._size > self._budget:
            _key, (_made, size) = self._kept.popitem(last=False)
            self._size -= size
        return made


def _size(thing: object) -> int:
    """Return about how many bytes a thing takes; of a long list, some are weighed for all."""
    if isinstance(thing, list | tuple) and thing:
        some = thing[:: len(thing) // _WEIGHED or 1]
        return getsizeof(thing) + sum(map(_size, some)) * len(thing) // len(some)
    return getsizeof(thing)
