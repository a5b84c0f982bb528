"""What an archive knows of itself: its identity, and which change touched which case.

The search index lives in another file and catches up from here: it remembers the sequence and
stamp it reflects. A stamp that is not in this log (a restored backup, another copy of the same
archive edited on another computer) makes it start afresh.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from casearchive.domain.base import Base, now


class ArchiveFact(Base):
    """One fact of the archive as a whole: ``archive_id``, ``created_with``, ``title``."""

    __tablename__ = "archive_fact"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class Change(Base):
    """One unit of work that changed the archive."""

    __tablename__ = "change"

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    stamp: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(default=now)


class ChangedCase(Base):
    """A case whose searchable text a change may have altered; it names no foreign key because
    the case may be gone.
    """

    __tablename__ = "changed_case"

    sequence: Mapped[int] = mapped_column(
        ForeignKey("change.sequence", ondelete="CASCADE"), primary_key=True
    )
    case_id: Mapped[UUID] = mapped_column(primary_key=True)
