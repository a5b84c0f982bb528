"""The briefing pack: cases and texts put in order for print."""

from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casearchive.domain.base import Base, Dated, Identified, not_blank, one_of
from casearchive.domain.case import Case
from casearchive.domain.saved_search import SavedSearch
from casearchive.domain.terms import EDITIONS

ITEM_KINDS = (*("case", "text", "comparison", "route", "action_plan", "smart_list", "page_break"),)


class BriefingPack(Identified, Dated, Base):
    """What is handed out: items in order, a template, an edition, the cover's facts.

    `options` holds what the template asks for: ``centre``, ``class_name``, ``date``, ``subtitle``.
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
    """One item of a pack: a case, a text of the pack's own, or what a saved search finds."""

    __tablename__ = "pack_item"
    __table_args__ = (
        one_of("kind", ITEM_KINDS),
        CheckConstraint("(kind = 'case') = (case_id IS NOT NULL)", name="case_named"),
        CheckConstraint("search_id IS NULL OR kind = 'smart_list'", name="search_named"),
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
    search_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("saved_search.id", ondelete="RESTRICT"), index=True
    )
    case: Mapped[Case | None] = relationship(Case)
    search: Mapped[SavedSearch | None] = relationship(SavedSearch)
