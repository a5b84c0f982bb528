"""Minutes as a reader is told them."""

from collections.abc import Iterable

from casearchive.domain.text import not_stated
from casearchive.i18n import _


def minutes(count: int | None) -> str:
    """Return a length in minutes; 未载 where nobody says."""
    return not_stated() if count is None else _("{count} 分钟").format(count=count)


def total_minutes(counts: Iterable[int | None]) -> str:
    """Return a sum of minutes, and how many of them nobody states."""
    told = list(counts)
    known = [count for count in told if count is not None]
    if not known:
        return not_stated()
    total = minutes(sum(known))
    if len(known) == len(told):
        return total
    return _("{total}（另有 {count} 段未载）").format(total=total, count=len(told) - len(known))
