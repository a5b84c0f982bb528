"""What a case rests on: sources, the figures they state, and files kept beside the archive."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from casearchive.domain.base import (
    Base,
    Dated,
    Identified,
    at_least,
    not_blank,
    one_of,
    partial_date,
)
from casearchive.domain.terms import (
    CONSENTS,
    LICENCES,
    PERIOD_KINDS,
    QUALIFIERS,
    SOURCE_GRADES,
    SOURCE_TYPES,
)


class Source(Identified, Dated, Base):
    """Where facts come from; printed after GB/T 7714-2015.

    `grade` A government or statistics, B central and provincial media, C city and county media,
    D self-media and mirrors, E told or internal (never handed out).
    """

    __tablename__ = "source"
    __table_args__ = (
        not_blank("title"),
        not_blank("publisher"),
        one_of("type", SOURCE_TYPES),
        one_of("grade", SOURCE_GRADES),
        partial_date("published"),
        partial_date("accessed"),
        CheckConstraint(
            "url = '' OR url LIKE 'http://%' OR url LIKE 'https://%'", name="url_scheme"
        ),
    )

    type: Mapped[str]
    title: Mapped[str]
    author: Mapped[str] = mapped_column(default="")
    publisher: Mapped[str]
    published: Mapped[str | None]
    issue: Mapped[str] = mapped_column(default="")
    url: Mapped[str] = mapped_column(default="")
    accessed: Mapped[str | None]
    file_hash: Mapped[str] = mapped_column(default="")
    grade: Mapped[str]
    language_state: Mapped[str] = mapped_column(default="")
    repair_log: Mapped[str] = mapped_column(default="")


class Figure:
    """One number as its source states it: never averaged, never trended, printed with its basis.

    `qualifier` "=" exact, "约" about, "区间" a range up to `upper_value`. `year` None prints 未载;
    `year_basis` says how the year is known. `period_kind` 年度 a year's flow, 时点 a stock on a
    day, 累计 a running total. `quote` says where in the source the number stands.
    """

    indicator: Mapped[str]
    value: Mapped[Decimal]
    upper_value: Mapped[Decimal | None]
    qualifier: Mapped[str] = mapped_column(default="=")
    unit: Mapped[str]
    year: Mapped[int | None]
    year_basis: Mapped[str] = mapped_column(default="")
    period_kind: Mapped[str]
    quote: Mapped[str]

    @declared_attr
    def source_id(cls) -> Mapped[UUID]:  # noqa: N805 - SQLAlchemy passes the class
        """The source that states the figure; it cannot be deleted while figures rest on it."""
        return mapped_column(ForeignKey("source.id", ondelete="RESTRICT"), index=True)

    @declared_attr
    def source(cls) -> Mapped[Source]:  # noqa: N805 - SQLAlchemy passes the class
        """The source itself."""
        return relationship(Source)

    @staticmethod
    def checks(*more: Any) -> tuple[Any, ...]:
        """Return the schema's checks of a figure, for ``__table_args__``."""
        return (
            not_blank("indicator"),
            not_blank("quote"),
            one_of("qualifier", QUALIFIERS),
            one_of("period_kind", PERIOD_KINDS),
            CheckConstraint(
                "value GLOB '[0-9]*' OR value GLOB '-[0-9]*'", name="value_is_a_number"
            ),
            CheckConstraint("(qualifier = '区间') = (upper_value IS NOT NULL)", name="range"),
            CheckConstraint("year IS NULL OR year BETWEEN 1900 AND 2100", name="year_range"),
            *more,
        )


class Attachment(Identified, Base):
    """A file kept beside the archive under its SHA-256, with the right to print it."""

    __tablename__ = "attachment"
    __table_args__ = (
        CheckConstraint("length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'", name="sha256"),
        not_blank("caption"),
        one_of("licence", LICENCES),
        one_of("portrait_consent", CONSENTS),
        partial_date("expires"),
        at_least("size", 0),
    )

    case_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("case.id", ondelete="CASCADE"), index=True
    )
    sha256: Mapped[str]
    name: Mapped[str] = mapped_column(default="")
    media_type: Mapped[str] = mapped_column(default="application/octet-stream")
    size: Mapped[int] = mapped_column(default=0)
    caption: Mapped[str]
    creator: Mapped[str] = mapped_column(default="")
    licence: Mapped[str] = mapped_column(default="未知(禁止印发)")
    portrait_consent: Mapped[str] = mapped_column(default="未取得(禁止印发)")
    expires: Mapped[str | None]

    def printable(self, today: datetime) -> bool:
        """Say whether the file may stand in a printed pack on the day `today`."""
        return not hindrance(self.licence, self.portrait_consent, self.expires, today)


def hindrance(licence: str, portrait_consent: str, expires: str | None, today: datetime) -> str:
    """Return what forbids to print a file on the day `today`.

    That is ``licence``, ``consent``, ``expired``, or nothing.
    """
    if "禁止" in licence:
        return "licence"
    if "禁止" in portrait_consent:
        return "consent"
    day = today.date().isoformat()
    return "expired" if expires and day[: len(expires)] > expires else ""
