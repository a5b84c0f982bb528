"""What a user says of which thing is meant: its name, or its id with or without hyphens."""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.orm import Session as DatabaseSession

from casearchive.domain.base import Base

Entity = TypeVar("Entity", bound=Base)


def as_id(text: str) -> UUID:
    """Return the id that a text is, and where it is none, one that nothing has."""
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


def called(
    session: DatabaseSession, cls: type[Entity], name: InstrumentedAttribute[str], text: str
) -> Entity | None:
    """Return the first thing whose name or id is `text`, None where there is none."""
    found = session.scalars(select(cls).where(name == text)).first()
    return found or session.get(cls, as_id(text))
