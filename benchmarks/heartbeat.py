"""How long the event loop stood still, and what the program's threads were at meanwhile."""

import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from types import FrameType

from PySide6.QtCore import QObject, Qt, QTimer

EVERY = 2  # milliseconds between two beats
LOOKS = 0.02  # seconds between two looks at a loop that may stand still
LATE = 0.04  # seconds without a beat from which on the main thread is looked at


@dataclass
class Stalls:
    """The stalls of one phase, in milliseconds: on the wall, and the main thread's own work."""

    name: str
    seconds: float = 0.0
    taken: list[tuple[float, float]] = field(default_factory=list)
    where: Counter[str] = field(default_factory=Counter)

    def over(self, milliseconds: float) -> int:
        """Return how many were longer."""
        return sum(wall > milliseconds for wall, _own in self.taken)

    @property
    def worst(self) -> tuple[float, float]:
        """The longest, and how much of it the main thread was at work."""
        return max(self.taken, default=(0.0, 0.0))


class Heartbeat(QObject):
    """Beats in the main thread; what comes late is noted for the phase that is under way."""

    def __init__(self) -> None:
        super().__init__()
        self.phase = Stalls("")
        self._main = threading.get_ident()
        self._begun = self._last = time.perf_counter()
        self._worked = time.thread_time()
        self._timer = QTimer(self, interval=EVERY, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()
        threading.Thread(target=self._look, daemon=True).start()

    def begin(self, name: str) -> Stalls:
        """Note what follows under another name."""
        now = time.perf_counter()
        self.phase.seconds = now - self._begun
        self.phase, self._begun, self._last = Stalls(name), now, now
        self._worked = time.thread_time()
        return self.phase

    def _beat(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        late = (now - self._last) * 1000 - EVERY
        self.phase.taken.append((late, (worked - self._worked) * 1000))
        self._last, self._worked = now, worked

    def _look(self) -> None:
        while True:
            time.sleep(LOOKS)
            if time.perf_counter() - self._last > LATE:
                frames = sys._current_frames()
                at = [_place(frames.pop(self._main, None)) or "Qt alone"]
                at += [place for place in map(_place, frames.values()) if place]
                self.phase.where["  |  ".join(at)] += 1


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
