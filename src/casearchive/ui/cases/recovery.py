"""Going on by itself after trouble: a full disk, a busy file, a stick that is away."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

FIRST, LONGEST = 5_000, 300_000  # milliseconds until it is tried again, twice as long each time


class Recovery(QObject):
    """Tells of trouble once for what is asked, and says when to try again until there is none.

    To make a large index takes long, and might end on the same full disk: hence ever more seldom.
    """

    told = Signal(str)  # the sentence to show
    again = Signal()  # it is time to try once more

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.again)
        self._wait = FIRST
        self._hindered = self._told = False

    def ask_anew(self) -> None:
        """Note that something else is asked for: whoever asks is told if it cannot be had."""
        self._told = False

    def hinder(self, message: str = "") -> None:
        """Note that something went wrong; without a message nobody needs to be told."""
        if message and not self._told:
            self._told = True
            self.told.emit(message)
        self._hindered = True
        if not self._timer.isActive():
            self._timer.start(self._wait)
            self._wait = min(self._wait * 2, LONGEST)

    def end(self) -> bool:
        """Note that all goes well; say whether it did not before."""
        hindered, self._hindered = self._hindered, False
        self._wait = FIRST
        self._timer.stop()
        return hindered
