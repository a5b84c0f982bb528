"""Collect garbage on the window's thread, between events, and nowhere else.

Python collects cycles wherever somebody happens to allocate: on a worker, or inside a Python
override while Qt walks over all widgets. A widget freed there leaves Qt with a dangling pointer. A
segmentation fault while all widgets were restyled was seen once in the tests; collecting from a
timer of the main thread rules out both ways to it.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_INTERVAL = 500  # milliseconds


class Collector(QObject):
    """Collects by Python's own thresholds, from a timer, until closed."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._collect)
        self._timer.start(_INTERVAL)

    def close(self) -> None:
        """Leave collecting to Python again."""
        self._timer.stop()
        gc.enable()

    def _collect(self) -> None:
        counts, limits = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > limits[generation]:
                gc.collect(generation)
                return
