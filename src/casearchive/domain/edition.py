"""A frozen edition: what was printed and handed out, kept so that it can be printed again."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casearchive.domain.base import Base, Identified, at_least, not_blank, now, one_of
from casearchive.domain.terms import EDITIONS


class FrozenEdition(Identified, Base):
    """One print of a pack that stands: its number, its day, its checksum.

    `content` is JSON text holding all that the print was made of: the publication's blocks, the
    template's text, the faces by their checksums, the program's version. `content_sha256` is over
    it, `sha256` over the PDF file. `pack_id` is no foreign key: an edition outlives its pack, and
    bears the `name` the pack had.
    """

    __tablename__ = "frozen_edition"
    __table_args__ = (
        not_blank("name"),
        not_blank("template"),
        one_of("edition", EDITIONS),
        at_least("number", 1),
        CheckConstraint("length(sha256) = 64", name="sha256"),
        CheckConstraint("length(content_sha256) = 64", name="content_sha256"),
    )

    pack_id: Mapped[UUID] = mapped_column(index=True)
    name: Mapped[str]
    number: Mapped[int]
    frozen_at: Mapped[datetime] = mapped_column(default=now)
    edition: Mapped[str]
    template: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    pages: Mapped[int]
    sha256: Mapped[str]
    content: Mapped[str] = mapped_column(deferred=True)
    content_sha256: Mapped[str]
    cases: Mapped[list["FrozenCase"]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="FrozenCase.position"
    )


class FrozenCase(Identified, Base):
    """The state in which a case went into a frozen edition.

    `state` is JSON text: the case as :func:`casearchive.domain.states.state.state_of` writes it,
    with its place, sources and lecturers, which print with it. `revision` is the number of the
    case's saved state. `case_id` is no foreign key: the case may be destroyed.
    """

    __tablename__ = "frozen_case"
    __table_args__ = (not_blank("code"), CheckConstraint("length(sha256) = 64", name="sha256"))

    edition_id: Mapped[UUID] = mapped_column(
        ForeignKey("frozen_edition.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int] = mapped_column(default=0)
    case_id: Mapped[UUID] = mapped_column(index=True)
    code: Mapped[str]
    title: Mapped[str]
    revision: Mapped[int]
    state: Mapped[str] = mapped_column(deferred=True)
    sha256: Mapped[str]
