"""The sign on the door: one window writes to an archive, the next one reads.

It is a hint between windows, held by the operating system, so a killed window leaves none behind.
The truth about who may write is SQLite's own lock.
"""

import contextlib
import getpass
import json
import platform
from pathlib import Path

from filelock import FileLock, Timeout


class WindowLock:
    """The right to write to one archive from a window, held until released."""

    def __init__(self, archive: Path) -> None:
        self._lock = FileLock(archive.with_name(f".{archive.name}.lock"))
        self._sign = archive.with_name(f".{archive.name}.owner")

    def acquire(self) -> bool:
        """Take the lock; False when another window has it or the folder cannot be written."""
        try:
            self._lock.acquire(timeout=0)
        except (Timeout, OSError):
            return False
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
        if self._lock.is_locked:
            self._sign.unlink(missing_ok=True)
            self._lock.release()


def _who() -> dict[str, str]:
    try:
        user = getpass.getuser()
    except (OSError, KeyError):
        user = ""
    return {"computer": platform.node(), "user": user}
