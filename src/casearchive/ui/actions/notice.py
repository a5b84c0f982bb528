"""What an action tells in passing, with a button to take it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


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
