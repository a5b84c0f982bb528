"""The number a list is sorted by, as it reads in a line of the list."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from casearchive.domain.case import Outcome
from casearchive.domain.figures import amount, year_of
from casearchive.domain.text import not_stated
from casearchive.search.language.quantities import unit_of
from casearchive.search.text.fold import fold


def largest(numbers: Sequence[dict[str, Any]]) -> str:
    """Return the largest of numbers in whatever units, as its source says it, with its year.

    未载 where no source states one.
    """
    if not numbers:
        return not_stated()

    def size(one: dict[str, Any]) -> Decimal:
        return Decimal(one["upper_value"] or one["value"]) * unit_of(fold(one["unit"]))[1]

    told = max(numbers, key=size)
    upper = Decimal(told["upper_value"]) if told["upper_value"] else None
    figure = Outcome(**(told | {"value": Decimal(told["value"]), "upper_value": upper}))
    return f"{amount(figure)} {year_of(figure)}"
