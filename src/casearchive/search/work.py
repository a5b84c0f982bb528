"""Long work in the index: how it is told to stop."""

from collections.abc import Callable
from typing import TypeAlias

Cancelled: TypeAlias = Callable[[], bool]


def never() -> bool:
    """Cancel nothing: the default where nobody can."""
    return False
