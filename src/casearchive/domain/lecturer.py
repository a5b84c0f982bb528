"""The only people named: those publicly reported as teaching."""

from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casearchive.domain.base import Base, Identified, not_blank
from casearchive.domain.evidence import Source


class Lecturer(Identified, Base):
    """Somebody publicly reported as teaching, with the public source that says so."""

    __tablename__ = "lecturer"
    __table_args__ = (not_blank("name"), not_blank("post"), not_blank("organisation"))

    name: Mapped[str]
    post: Mapped[str]
    organisation: Mapped[str]
    topics: Mapped[str] = mapped_column(default="")
    source_id: Mapped[UUID] = mapped_column(ForeignKey("source.id", ondelete="RESTRICT"))
    source: Mapped[Source] = relationship(Source)
