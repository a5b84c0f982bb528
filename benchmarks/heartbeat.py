"""How long the event loop stood still, and what the program's threads were at meanwhile."""

import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from PySide6.QtCore import QObject, Qt, QTimer

EVERY = 2  # milliseconds between two beats
LOOKS = 0.02  # seconds between two looks at a loop that may stand still
LATE = 0.04  # seconds without a beat from which on the main thread is looked at


@dataclass
class Stalls:
    """The stalls of one phase, in milliseconds.

    Each on the wall; the main thread's own work in it; and how long it was ready but other threads
    and processes had the processors, which on a machine shared with others is not the program's.
    """

    name: str
    seconds: float = 0.0
    taken: list[tuple[float, float, float]] = field(default_factory=list)
    where: Counter[str] = field(default_factory=Counter)

    def over(self, milliseconds: float) -> int:
        """Return how many were longer."""
        return sum(wall > milliseconds for wall, _own, _queued in self.taken)

    @property
    def worst(self) -> tuple[float, float, float]:
        """The longest."""
        return max(self.taken, default=(0.0, 0.0, 0.0))

    @property
    def worst_unqueued(self) -> float:
        """The longest without the time in which there was no processor for it."""
        return max((wall - queued for wall, _own, queued in self.taken), default=0.0)


class Heartbeat(QObject):
    """Beats in the main thread; what comes late is noted for the phase that is under way."""

    def __init__(self) -> None:
        super().__init__()
        self.phase = Stalls("")
        self._main = threading.get_ident()
        self._begun = self._last = time.perf_counter()
        self._worked, self._queued = time.thread_time(), queued()
        self._timer = QTimer(self, interval=EVERY, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()
        threading.Thread(target=self._look, daemon=True).start()

    def begin(self, name: str) -> Stalls:
        """Note what follows under another name."""
        now = time.perf_counter()
        self.phase.seconds = now - self._begun
        self.phase, self._begun, self._last = Stalls(name), now, now
        self._worked, self._queued = time.thread_time(), queued()
        return self.phase

    def _beat(self) -> None:
        now, worked, stood = time.perf_counter(), time.thread_time(), queued()
        late = (now - self._last) * 1000 - EVERY
        self.phase.taken.append((late, (worked - self._worked) * 1000, stood - self._queued))
        self._last, self._worked, self._queued = now, worked, stood

    def _look(self) -> None:
        while True:
            time.sleep(LOOKS)
            if time.perf_counter() - self._last > LATE:
                frames = sys._current_frames()
                at = [_place(frames.pop(self._main, None)) or "Qt alone"]
                at += [place for place in map(_place, frames.values()) if place]
                self.phase.where["  |  ".join(at)] += 1


def queued() -> float:
    """Return for how many milliseconds this thread has waited for a processor; 0 off Linux."""
    try:
        told = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat").read_bytes()
        return int(told.split()[1]) / 1e6
    except OSError:
        return 0.0


def _place(frame: FrameType | None) -> str:
    """Return the innermost lines of the program's own in a stack; nothing for an idle worker."""
    lines: list[str] = []
    while frame is not None and len(lines) < 2:
        path = frame.f_code.co_filename
        if not lines and frame.f_code.co_name == "_labour":
            return ""
        if "src/casearchive/" in path:
            short = path.rpartition("src/casearchive/")[2]
            lines.append(f"{short}:{frame.f_lineno} {frame.f_code.co_name}")
        frame = frame.f_back
    return " < ".join(lines)
