"""The case: a village's or a programme's experience, told in sections, resting on sources."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Table,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casearchive.domain.base import Base, Dated, Identified, at_least, not_blank, one_of
from casearchive.domain.evidence import Attachment, Figure, Source
from casearchive.domain.lecturer import Lecturer
from casearchive.domain.place import Place
from casearchive.domain.tag import Tag
from casearchive.domain.teaching import Question, TeachingNote
from casearchive.domain.terms import (
    CASE_KINDS,
    CASE_ROLES,
    CASE_STATUSES,
    MAX_ABSTRACT,
    MAX_THEMES,
)

case_tag = Table(
    "case_tag",
    Base.metadata,
    Column("case_id", ForeignKey("case.id", ondelete="CASCADE"), primary_key=True),
    Column("tag_id", ForeignKey("tag.id", ondelete="CASCADE"), primary_key=True),
)
case_lecturer = Table(
    "case_lecturer",
    Base.metadata,
    Column("case_id", ForeignKey("case.id", ondelete="CASCADE"), primary_key=True),
    Column("lecturer_id", ForeignKey("lecturer.id", ondelete="CASCADE"), primary_key=True),
)


class Case(Identified, Dated, Base):
    """One teaching material.

    A 典型案例 is a field report of something done well and must also state its problems and
    conditions; a 教学案例 is neutral and must hold a decision point.
    """

    __tablename__ = "case"
    __table_args__ = (
        UniqueConstraint("code"),
        not_blank("code"),
        not_blank("title"),
        one_of("kind", CASE_KINDS),
        one_of("role", CASE_ROLES),
        one_of("status", CASE_STATUSES),
        CheckConstraint(f"length(abstract) <= {MAX_ABSTRACT}", name="abstract_length"),
        at_least("version", 1),
        Index(None, "trashed_at", "updated_at"),  # the list's usual order
    )

    code: Mapped[str]
    kind: Mapped[str]
    title: Mapped[str]
    role: Mapped[str]
    scope: Mapped[str]
    status: Mapped[str] = mapped_column(default="草稿")
    abstract: Mapped[str] = mapped_column(default="")
    industry: Mapped[str] = mapped_column(default="")
    governance_topic: Mapped[str] = mapped_column(default="")
    income_path: Mapped[str] = mapped_column(default="")
    endowments: Mapped[list[str]] = mapped_column(JSON, default=list)
    period: Mapped[str] = mapped_column(default="")
    reviewed_by: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)
    trashed_at: Mapped[datetime | None]
    place_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("place.id", ondelete="RESTRICT"), index=True
    )

    place: Mapped[Place | None] = relationship(Place)
    themes: Mapped[list["CaseTheme"]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="CaseTheme.position"
    )
    sections: Mapped[list["Section"]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="Section.position"
    )
    outcomes: Mapped[list["Outcome"]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="Outcome.position"
    )
    cited_sources: Mapped[list["CaseSource"]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="CaseSource.position"
    )
    questions: Mapped[list[Question]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by=Question.position
    )
    teaching_note: Mapped[TeachingNote | None] = relationship(
        cascade="all, delete-orphan", passive_deletes=True
    )
    attachments: Mapped[list[Attachment]] = relationship(
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by=(Attachment.name, Attachment.sha256, Attachment.id),
    )
    tags: Mapped[list[Tag]] = relationship(secondary=case_tag, order_by=Tag.name)
    lecturers: Mapped[list[Lecturer]] = relationship(
        secondary=case_lecturer, order_by=Lecturer.name
    )

    # A stale save is refused instead of overwriting what another window wrote meanwhile. The
    # number is set by whoever saves, so that a case keeps its version when it travels.
    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}  # noqa: RUF012

    @property
    def theme_words(self) -> tuple[str, ...]:
        """The case's themes, the first one first."""
        return tuple(theme.word for theme in self.themes)

    @property
    def sources(self) -> tuple[Source, ...]:
        """The case's sources in the order they are numbered in print, each once."""
        listed = [link.source for link in self.cited_sources]
        named = [outcome.source for outcome in self.outcomes]
        return tuple(dict.fromkeys([*listed, *named]))

    @property
    def evidence_grade(self) -> str:
        """The grade of the best source, A to E; empty where there is none."""
        return min((source.grade for source in self.sources), default="")


class CaseTheme(Base):
    """One theme of rural revitalisation that a case belongs to; its places allow for five."""

    __tablename__ = "case_theme"
    __table_args__ = (
        not_blank("word"),
        CheckConstraint(f"position BETWEEN 0 AND {MAX_THEMES - 1}", name="at_most_five"),
    )

    case_id: Mapped[UUID] = mapped_column(
        ForeignKey("case.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    word: Mapped[str]


class Section(Identified, Base):
    """A part of a case's text; `body` is the CommonMark subset of :mod:`.prose`.

    ``[1]`` in a body cites the first of the case's sources.
    """

    __tablename__ = "section"
    __table_args__ = (not_blank("type"), not_blank("body"))

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    type: Mapped[str]
    title: Mapped[str] = mapped_column(default="")
    body: Mapped[str]
    trainer_only: Mapped[bool] = mapped_column(default=False)

    @property
    def heading(self) -> str:
        """What stands above the section."""
        return self.title or self.type


class Outcome(Figure, Identified, Base):
    """A figure that shows what a case reached."""

    __tablename__ = "outcome"
    __table_args__ = Figure.checks()

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)


class CaseSource(Base):
    """A source of a case, in the order of its number."""

    __tablename__ = "case_source"

    case_id: Mapped[UUID] = mapped_column(
        ForeignKey("case.id", ondelete="CASCADE"), primary_key=True
    )
    source_id: Mapped[UUID] = mapped_column(
        ForeignKey("source.id", ondelete="RESTRICT"), primary_key=True
    )
    position: Mapped[int] = mapped_column(default=0)
    source: Mapped[Source] = relationship(Source)
