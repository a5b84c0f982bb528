"""What an action tells in passing, with a button to take it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from casearchive.services.archive import Archive


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell in passing; `action` is what the button does.

    What `undoes` offers to undo the last step, as Ctrl+Z does, so that it can be redone too. One
    that `stays` is not gone after a while.
    """

    text: str
    icon: str = "done"
    button: str = ""
    action: Callable[[], object] | None = None
    undoes: bool = False
    stays: bool = False


def may_write(archive: Archive, tell: Callable[[Notice], object]) -> bool:
    """Say whether an archive can be written to; where it cannot, tell why."""
    if archive.read_only:
        tell(Notice(archive.read_only_reason, "lock"))
    return not archive.read_only
