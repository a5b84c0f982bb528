"""Queries as text: shown as chips, edited part by part, compared with what a case says."""

from __future__ import annotations

from casearchive.search.index import marks_in
from casearchive.search.language import chips as spelled
from casearchive.search.language.chips import choose, chosen
from casearchive.search.language.lexemes import quoted
from casearchive.search.results import Chip

__all__ = ["Chip", "chips", "choose", "chosen", "marks_in", "quoted", "without"]


def chips(typed: str) -> tuple[Chip, ...]:
    """Return the parts of a query as a reader is shown them."""
    return spelled.chips(typed)


def without(typed: str, chip: Chip) -> str:
    """Return the query without one of its parts."""
    return spelled.without(typed, chip.start, chip.end)
