"""Every saved state of a case, whole, so that history can be read, compared and restored."""

import hashlib
import json
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from casearchive.domain.base import Base, Identified, at_least, now


class Revision(Identified, Base):
    """One saved state. `sha256` is over `state`, so that a flipped bit is noticed.

    It names its entity without a foreign key: history outlives what it tells of.
    """

    __tablename__ = "revision"
    __table_args__ = (
        UniqueConstraint("entity_id", "number"),
        CheckConstraint("length(sha256) = 64", name="sha256"),
        at_least("number", 1),
    )

    entity: Mapped[str]
    entity_id: Mapped[UUID]
    number: Mapped[int]
    saved_at: Mapped[datetime] = mapped_column(default=now)
    saved_by: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    state: Mapped[str]
    sha256: Mapped[str]

    @property
    def intact(self) -> bool:
        """Whether the state is still what was saved."""
        return digest(self.state) == self.sha256


def canonical(state: dict[str, Any]) -> str:
    """Return the one JSON text of a state: sorted keys, no white space, characters as they are."""
    return json.dumps(state, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(text: str) -> str:
    """Return the SHA-256 of the UTF-8 bytes of `text`, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()
