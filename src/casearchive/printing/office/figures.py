"""Figures on their way into a workbook: plain values, nothing of any library."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

Value: TypeAlias = str | int | Decimal | None


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: its head and its width in characters of the usual size."""

    head: str
    width: float = 14.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of values; `note` stands under it."""

    name: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[Value, ...], ...]
    note: str = ""
