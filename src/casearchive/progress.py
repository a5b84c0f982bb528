"""How long work tells how far it is, and hears that it should stop."""

from typing import Protocol


class Progress(Protocol):
    """One listener for a piece of long work.

    Called as ``progress(done, total)`` with counts of the same unit; `total` 0 means not known.
    It raises :class:`casearchive.errors.WorkWasCancelled` when the user wants no more of it.
    """

    def __call__(self, done: int, total: int, /) -> None: ...  # noqa: D102


def silent(done: int, total: int, /) -> None:
    """Listen to nothing: the default where nobody watches."""
