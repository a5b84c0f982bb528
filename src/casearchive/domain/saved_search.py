"""A search kept under a name: the list of its cases is smart, found anew whenever it is asked."""

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from casearchive.domain.base import Base, Dated, Identified, not_blank, one_of

SORTS = ("relevance", "updated", "title", "code", "place")
GROUPINGS = ("", "place", "theme")
OUTCOME = "outcome:"  # before an indicator's name: sorted by its value, the largest first


def is_sort(text: str) -> bool:
    """Say whether cases can be put in this order: a name of SORTS, or ``outcome:<indicator>``."""
    return text in SORTS or bool(text.removeprefix(OUTCOME).strip() and text.startswith(OUTCOME))


class SavedSearch(Identified, Dated, Base):
    """A query as it was typed, with its order and grouping; `position` is its place in the list."""

    __tablename__ = "saved_search"
    __table_args__ = (
        UniqueConstraint("name"),
        not_blank("name"),
        not_blank("typed"),
        CheckConstraint(
            "sort IN ({}) OR length(trim(sort)) > {} AND substr(sort, 1, {}) = '{}'".format(
                ", ".join(f"'{name}'" for name in SORTS), len(OUTCOME), len(OUTCOME), OUTCOME
            ),
            name="sort",
        ),
        one_of("grouping", GROUPINGS),
    )

    name: Mapped[str]
    typed: Mapped[str]
    sort: Mapped[str] = mapped_column(default="relevance")
    grouping: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)
