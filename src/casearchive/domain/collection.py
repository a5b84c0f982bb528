"""How a trainer orders cases: collections that nest."""

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casearchive.domain.base import Base, Identified, not_blank
from casearchive.domain.case import Case


class Collection(Identified, Base):
    """A folder of cases; folders nest by `parent_id`."""

    __tablename__ = "collection"
    __table_args__ = (
        not_blank("name"),
        CheckConstraint("parent_id IS NULL OR parent_id <> id", name="not_its_own_parent"),
    )

    name: Mapped[str]
    parent_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("collection.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int] = mapped_column(default=0)
    entries: Mapped[list["CollectionEntry"]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="CollectionEntry.position"
    )


class CollectionEntry(Base):
    """A case in a collection, at its place in the order."""

    __tablename__ = "collection_entry"

    collection_id: Mapped[UUID] = mapped_column(
        ForeignKey("collection.id", ondelete="CASCADE"), primary_key=True
    )
    case_id: Mapped[UUID] = mapped_column(
        ForeignKey("case.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(default=0)
    case: Mapped[Case] = relationship(Case)
