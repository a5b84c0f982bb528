"""A publication with what its makers need to know of it: where each anchor came from."""

from dataclasses import dataclass
from uuid import UUID

from casearchive.domain.case import Case
from casearchive.printing.blocks import Publication


@dataclass(frozen=True, slots=True)
class Origin:
    """What of the archive stands at an anchor."""

    item: UUID | None = None
    case: UUID | None = None
    section: UUID | None = None


@dataclass(frozen=True, slots=True)
class Composed:
    """A publication, the cases in it, and the origins of its anchors.

    Where the pack lacks what its template prints, the publication has no parts.
    """

    publication: Publication
    cases: tuple[Case, ...]
    origins: dict[str, Origin]
