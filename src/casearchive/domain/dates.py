"""Dates as people write them, and as an archive keeps them: to the year, the month or the day."""

from __future__ import annotations

import re
from calendar import monthrange
from unicodedata import normalize

_WRITTEN = re.compile(
    r"([12]\d{3})(?:\s*[年/.-]\s*(\d{1,2})(?:\s*[月/.-]\s*(\d{1,2})\s*[日号]?)?)?\s*[年月]?",
    re.ASCII,
)


def read_date(text: str) -> str | None:
    """Return 2023年4月14日, 2023/4/14, 2023.4 and the like as 2023-04-14, 2023-04, 2023.

    None where it is no date, or a day that is not in the calendar.
    """
    found = _WRITTEN.fullmatch(normalize("NFKC", text).strip())
    if not found:
        return None
    year, month, day = (int(part) if part else 0 for part in found.groups())
    if found[2] and not 1 <= month <= 12:
        return None
    if found[3] and not 1 <= day <= monthrange(year, month)[1]:
        return None
    parts = [f"{year}", *(f"{part:02}" for part in (month, day) if part)]
    return "-".join(parts)
