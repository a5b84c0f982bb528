"""Places in a text as Qt counts them: in units of UTF-16, in which rare characters are two."""

from __future__ import annotations


def units(text: str) -> int:
    """Return how long Qt takes a text to be."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def characters(text: str, number: int) -> int:
    """Return how many characters of a text lie within its first `number` units."""
    if len(text) == units(text):
        return min(number, len(text))
    count = 0
    while count < len(text) and units(text[: count + 1]) <= number:
        count += 1
    return count
