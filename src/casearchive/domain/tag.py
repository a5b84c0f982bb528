"""A free word on a case."""

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from casearchive.domain.base import Base, Identified, not_blank


class Tag(Identified, Base):
    """A free word on a case."""

    __tablename__ = "tag"
    __table_args__ = (UniqueConstraint("name"), not_blank("name"))

    name: Mapped[str]
