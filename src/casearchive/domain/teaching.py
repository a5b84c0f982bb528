"""How a case is taught: questions for the trainees, a note for the trainer alone."""

from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casearchive.domain.base import Base, Identified, at_least, not_blank


class TeachingNote(Identified, Base):
    """The trainer's side of a case; no word of it reaches a trainee's edition."""

    __tablename__ = "teaching_note"
    __table_args__ = (
        UniqueConstraint("case_id"),
        not_blank("audience"),
        not_blank("objectives"),
    )

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"))
    audience: Mapped[str]
    objectives: Mapped[str]
    analysis: Mapped[str] = mapped_column(default="")
    theory: Mapped[str] = mapped_column(default="")
    key_points: Mapped[str] = mapped_column(default="")
    plan: Mapped[list["PlanStep"]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="PlanStep.position"
    )

    @property
    def minutes(self) -> int:
        """The length of the class plan."""
        return sum(step.minutes for step in self.plan)


class PlanStep(Identified, Base):
    """One step of a class plan: minutes, what is done, what is written on the board."""

    __tablename__ = "plan_step"
    __table_args__ = (at_least("minutes", 0), not_blank("step"))

    note_id: Mapped[UUID] = mapped_column(
        ForeignKey("teaching_note.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int] = mapped_column(default=0)
    minutes: Mapped[int]
    step: Mapped[str]
    board: Mapped[str] = mapped_column(default="")


class Question(Identified, Base):
    """A question to think through; `answer` and `evidence` are for the trainer alone."""

    __tablename__ = "question"
    __table_args__ = (not_blank("stem"),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    type: Mapped[str] = mapped_column(default="")
    stem: Mapped[str]
    answer: Mapped[str] = mapped_column(default="")
    evidence: Mapped[str] = mapped_column(default="")
