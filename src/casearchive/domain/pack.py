"""The briefing pack: cases, texts, routes and forms put in order for print."""

from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casearchive.domain.base import Base, Dated, Identified, not_blank, one_of
from casearchive.domain.case import Case
from casearchive.domain.saved_search import SavedSearch
from casearchive.domain.terms import EDITIONS
from casearchive.domain.training import Course, Route

ITEM_KINDS = (
    *("case", "text", "comparison", "route", "course", "action_plan", "smart_list"),
    "page_break",
)
MAX_COMPARED = 5  # cases side by side on one landscape page


class BriefingPack(Identified, Dated, Base):
    """What is handed out: items in order, a template, an edition, the cover's facts.

    `options` holds what the cover and the template ask for: ``centre``, ``class_name``, ``date``,
    ``subtitle``, ``logo`` (the SHA-256 of a picture kept with the archive), and what the template's
    own ``[content.options]`` name.
    """

    __tablename__ = "briefing_pack"
    __table_args__ = (
        UniqueConstraint("name"),
        not_blank("name"),
        not_blank("template"),
        one_of("edition", EDITIONS),
    )

    name: Mapped[str]
    template: Mapped[str] = mapped_column(default="casebook")
    edition: Mapped[str] = mapped_column(default="trainee")
    options: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    items: Mapped[list["PackItem"]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="PackItem.position"
    )


class PackItem(Identified, Base):
    """One item of a pack: a case, a text of the pack's own, what a saved search finds, a form.

    `left_out` names what of a case is not printed: ids of sections, and the blocks a template
    lists (``facts``, ``figures``, ``questions``, …). What is added to the case later prints.
    `chosen` are the cases of a comparison or an action plan; none chosen means the pack's cases.
    """

    __tablename__ = "pack_item"
    __table_args__ = (
        one_of("kind", ITEM_KINDS),
        CheckConstraint("(kind = 'case') = (case_id IS NOT NULL)", name="case_named"),
        CheckConstraint("search_id IS NULL OR kind = 'smart_list'", name="search_named"),
        CheckConstraint("route_id IS NULL OR kind = 'route'", name="route_named"),
        CheckConstraint("course_id IS NULL OR kind = 'course'", name="course_named"),
    )

    pack_id: Mapped[UUID] = mapped_column(
        ForeignKey("briefing_pack.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int] = mapped_column(default=0)
    kind: Mapped[str] = mapped_column(default="case")
    case_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("case.id", ondelete="CASCADE"), index=True
    )
    title: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")
    left_out: Mapped[list[str]] = mapped_column(JSON, default=list)
    search_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("saved_search.id", ondelete="RESTRICT"), index=True
    )
    route_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("route.id", ondelete="RESTRICT"), index=True
    )
    course_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("course.id", ondelete="RESTRICT"), index=True
    )
    case: Mapped[Case | None] = relationship(Case)
    search: Mapped[SavedSearch | None] = relationship(SavedSearch)
    route: Mapped[Route | None] = relationship(Route)
    course: Mapped[Course | None] = relationship(Course)
    chosen: Mapped[list["ChosenCase"]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="ChosenCase.position"
    )


class ChosenCase(Base):
    """A case chosen for a comparison or an action plan, at its place in the order."""

    __tablename__ = "chosen_case"

    item_id: Mapped[UUID] = mapped_column(
        ForeignKey("pack_item.id", ondelete="CASCADE"), primary_key=True
    )
    case_id: Mapped[UUID] = mapped_column(
        ForeignKey("case.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(default=0)
    case: Mapped[Case] = relationship(Case)
