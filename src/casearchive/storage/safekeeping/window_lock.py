"""The sign on the door: one window writes to an archive, the next one reads.

It is a hint between windows, held by the operating system, so a killed window leaves none behind.
The truth about who may write is SQLite's own lock.
"""

import contextlib
import getpass
import json
import os
import platform
import sys
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class WindowLock:
    """The right to write to one archive from a window, held until released.

    Taken before the window's first paint, and without waiting: hence not by `filelock`, whose
    import alone takes a tenth of the start.
    """

    def __init__(self, archive: Path) -> None:
        self._path = archive.with_name(f".{archive.name}.lock")
        self._sign = archive.with_name(f".{archive.name}.owner")
        self._held: int | None = None  # the file's number while the lock is ours

    def acquire(self) -> bool:
        """Take the lock; False when another window has it or the folder cannot be written."""
        try:
            number = os.open(
                self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o644
            )
        except OSError:
            return False
        try:
            _lock(number)
        except OSError:
            os.close(number)
            return False
        self._held = number
        with contextlib.suppress(OSError):
            self._sign.write_text(json.dumps(_who()), encoding="utf-8")
        return True

    def owner(self) -> str:
        """Return who holds the lock, as far as the sign says: computer and user."""
        try:
            sign = json.loads(self._sign.read_text(encoding="utf-8"))
            return f"{sign['computer']} / {sign['user']}"
        except (OSError, ValueError, KeyError, TypeError):
            return ""

    def release(self) -> None:
        """Give the lock back."""
        if self._held is not None:
            self._sign.unlink(missing_ok=True)
            os.close(self._held)
            self._held = None


def _lock(number: int) -> None:
    """Lock an open file. Raises OSError where another one has it."""
    if sys.platform == "win32":
        msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _who() -> dict[str, str]:
    try:
        user = getpass.getuser()
    except (OSError, KeyError):
        user = ""
    return {"computer": platform.node(), "user": user}
