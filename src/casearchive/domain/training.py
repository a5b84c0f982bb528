"""What surrounds a case in training: sites, routes, courses, programmes, pairings.

Registers hold counts, never people.
"""

from uuid import UUID

from sqlalchemy import CheckConstraint, Column, ForeignKey, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casearchive.domain.base import (
    Base,
    Identified,
    at_least,
    not_blank,
    one_of,
    partial_date,
)
from casearchive.domain.case import Case
from casearchive.domain.evidence import Figure, Source
from casearchive.domain.lecturer import Lecturer
from casearchive.domain.place import Place
from casearchive.domain.terms import PAIRING_KINDS

session_case = Table(
    "session_case",
    Base.metadata,
    Column("session_id", ForeignKey("session.id", ondelete="CASCADE"), primary_key=True),
    Column("case_id", ForeignKey("case.id", ondelete="CASCADE"), primary_key=True),
)


class Site(Identified, Base):
    """A teaching site: what to look at, to ask and to compare there."""

    __tablename__ = "site"
    __table_args__ = (not_blank("title"), at_least("minutes", 0), at_least("capacity", 0))

    title: Mapped[str]
    kind: Mapped[str] = mapped_column(default="")
    theme: Mapped[str] = mapped_column(default="")
    place_id: Mapped[UUID | None] = mapped_column(ForeignKey("place.id", ondelete="RESTRICT"))
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("case.id", ondelete="SET NULL"))
    look_at: Mapped[str] = mapped_column(default="")
    ask: Mapped[str] = mapped_column(default="")
    compare: Mapped[str] = mapped_column(default="")
    minutes: Mapped[int | None]
    season: Mapped[str] = mapped_column(default="")
    capacity: Mapped[int | None]
    source_id: Mapped[UUID | None] = mapped_column(ForeignKey("source.id", ondelete="RESTRICT"))
    place: Mapped[Place | None] = relationship(Place)
    case: Mapped[Case | None] = relationship(Case)
    source: Mapped[Source | None] = relationship(Source)


class Route(Identified, Base):
    """A teaching route: stops in order, with the time between them."""

    __tablename__ = "route"
    __table_args__ = (not_blank("title"), at_least("days", 1))

    title: Mapped[str]
    theme: Mapped[str] = mapped_column(default="")
    objectives: Mapped[str] = mapped_column(default="")
    days: Mapped[int | None]
    notes: Mapped[str] = mapped_column(default="")
    stops: Mapped[list["Stop"]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="Stop.position"
    )


class Stop(Identified, Base):
    """One stop of a route; `travel_minutes` from the stop before."""

    __tablename__ = "stop"
    __table_args__ = (at_least("minutes", 0), at_least("travel_minutes", 0))

    route_id: Mapped[UUID] = mapped_column(ForeignKey("route.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id", ondelete="RESTRICT"))
    minutes: Mapped[int | None]
    travel_minutes: Mapped[int | None]
    content: Mapped[str] = mapped_column(default="")
    site: Mapped[Site] = relationship(Site)


class Course(Identified, Base):
    """A course: sessions that fill a slot."""

    __tablename__ = "course"
    __table_args__ = (not_blank("title"), at_least("slot_minutes", 0))

    title: Mapped[str]
    audience: Mapped[str] = mapped_column(default="")
    slot_minutes: Mapped[int | None]
    sessions: Mapped[list["Session"]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="Session.position"
    )

    @property
    def minutes(self) -> int:
        """The length of all sessions together."""
        return sum(session.minutes for session in self.sessions)


class Session(Identified, Base):
    """One unit of a course: a lecture, a secretaries' class or a visit, with its cases."""

    __tablename__ = "session"
    __table_args__ = (not_blank("title"), at_least("minutes", 0))

    course_id: Mapped[UUID] = mapped_column(ForeignKey("course.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    title: Mapped[str]
    minutes: Mapped[int]
    lecturer_id: Mapped[UUID | None] = mapped_column(ForeignKey("lecturer.id", ondelete="SET NULL"))
    site_id: Mapped[UUID | None] = mapped_column(ForeignKey("site.id", ondelete="SET NULL"))
    cases: Mapped[list[Case]] = relationship(secondary=session_case, order_by=Case.code)
    lecturer: Mapped[Lecturer | None] = relationship(Lecturer)
    site: Mapped[Site | None] = relationship(Site)


class Programme(Identified, Base):
    """A programme record: what training was organised, with its counts and its process."""

    __tablename__ = "programme"
    __table_args__ = (not_blank("label"), partial_date("starts"), partial_date("ends"))

    code: Mapped[str] = mapped_column(unique=True)
    label: Mapped[str]
    region: Mapped[str] = mapped_column(default="")
    partner: Mapped[str] = mapped_column(default="")
    starts: Mapped[str | None]
    ends: Mapped[str | None]
    date_basis: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    source_id: Mapped[UUID] = mapped_column(ForeignKey("source.id", ondelete="RESTRICT"))
    source: Mapped[Source] = relationship(Source)
    counts: Mapped[list["ProgrammeCount"]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="ProgrammeCount.position"
    )
    steps: Mapped[list["ProgrammeStep"]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="ProgrammeStep.position"
    )


class ProgrammeCount(Figure, Identified, Base):
    """A count of a programme: batches, people, events, pairs, bases."""

    __tablename__ = "programme_count"
    __table_args__ = Figure.checks()

    programme_id: Mapped[UUID] = mapped_column(
        ForeignKey("programme.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int] = mapped_column(default=0)


class ProgrammeStep(Identified, Base):
    """One step of a programme's process: how it was planned, checked, taught or followed up."""

    __tablename__ = "programme_step"
    __table_args__ = (not_blank("label"), not_blank("text"))

    programme_id: Mapped[UUID] = mapped_column(
        ForeignKey("programme.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int] = mapped_column(default=0)
    label: Mapped[str]
    text: Mapped[str]


class Pairing(Identified, Base):
    """Two places that work together, with what was promised and visited."""

    __tablename__ = "pairing"
    __table_args__ = (
        one_of("kind", PAIRING_KINDS),
        partial_date("started"),
        CheckConstraint("side_a_id <> side_b_id", name="two_sides"),
    )

    side_a_id: Mapped[UUID] = mapped_column(ForeignKey("place.id", ondelete="RESTRICT"))
    side_b_id: Mapped[UUID] = mapped_column(ForeignKey("place.id", ondelete="RESTRICT"))
    kind: Mapped[str]
    basis: Mapped[str] = mapped_column(default="")
    started: Mapped[str | None]
    promises: Mapped[str] = mapped_column(default="")
    visits: Mapped[str] = mapped_column(default="")
    source_id: Mapped[UUID | None] = mapped_column(ForeignKey("source.id", ondelete="RESTRICT"))
    side_a: Mapped[Place] = relationship(Place, foreign_keys=[side_a_id])
    side_b: Mapped[Place] = relationship(Place, foreign_keys=[side_b_id])
