"""What must be named differently from all others of its kind."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.orm import InstrumentedAttribute

from casearchive.domain.base import Base
from casearchive.domain.model import BriefingPack, Case, Programme, SavedSearch

NAMED: dict[type[Base], InstrumentedAttribute[str]] = {
    Case: Case.code,
    Programme: Programme.code,
    BriefingPack: BriefingPack.name,
    SavedSearch: SavedSearch.name,
}


def numbered(wish: str) -> Iterator[str]:
    """Yield a name, then the same with 2, 3, … behind it."""
    yield wish
    number = 2
    while True:
        yield f"{wish}-{number}"
        number += 1
