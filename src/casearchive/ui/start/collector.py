"""Collect garbage on the window's thread, between events, and nowhere else.

Python collects cycles wherever somebody happens to allocate: on a worker, or inside a Python
override while Qt walks over all widgets. A widget freed there leaves Qt with a dangling pointer. A
segmentation fault while all widgets were restyled was seen once in the tests; collecting from a
timer of the main thread rules out both ways to it.

A collection looks at everything that is alive, and the window stands still meanwhile: 0.1 to 0.3 s
for the libraries alone. Where that would be much, it is set aside instead, and looked at when
nobody looks at the window; where somebody does for hours, when so much has been set aside that it
may be worth the pause.
"""

from __future__ import annotations

import gc
from time import monotonic, thread_time

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

_INTERVAL = 50  # milliseconds: what a worker leaves meanwhile is gone through in some few
_MANY = 30_000  # objects that are looked at in some 10 ms, unless large sets are among them
_SLOW = 0.006  # seconds of looking: not to be done twice
_ASIDE = 60.0  # seconds that what was set aside is left alone at least
_LONG, _HEAP = 600.0, 300_000  # seconds and objects more from which a pause is worth it: some 30 MB


class Collector(QObject):
    """Collects by Python's own thresholds, from a timer, until closed."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._looked = monotonic()
        self._aside: int | None = None  # objects that stayed when all was looked at last
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._collect)
        self._timer.start(_INTERVAL)

    def close(self) -> None:
        """Leave collecting to Python again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def _collect(self) -> None:
        waited = monotonic() - self._looked
        if waited > _ASIDE and (not _is_looked_at() or (waited > _LONG and self._has_grown())):
            self._looked = monotonic()
            gc.unfreeze()
            gc.collect()
            gc.freeze()
            self._aside = gc.get_freeze_count()
            return
        counts, limits = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > limits[generation]:
                # What a worker has just made, much of it perhaps, counts as well.
                older = sum(len(gc.get_objects(age)) for age in range(1, generation + 1))
                if counts[0] + older > _MANY:
                    gc.freeze()
                else:
                    _collect_once(generation)
                return

    def _has_grown(self) -> bool:
        """Say whether much has been set aside since all was looked at, or since the beginning."""
        count = gc.get_freeze_count()
        if self._aside is None and count:
            self._aside = count  # the libraries, for the most part
        return count - (self._aside or 0) > _HEAP


def _collect_once(generation: int) -> None:
    """Collect; what takes long, as do hashes by the hundred thousand, is not looked at again."""
    begun = thread_time()
    gc.collect(generation)
    if thread_time() - begun > _SLOW:
        gc.freeze()


def _is_looked_at() -> bool:
    return QGuiApplication.applicationState() is Qt.ApplicationState.ApplicationActive
