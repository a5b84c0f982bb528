"""Where a case stands: a place as the source writes it, with what is known of it."""

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casearchive.domain.base import Base, Identified, not_blank
from casearchive.domain.evidence import Figure

LEVELS = ("province", "city", "county", "township", "village")


class Place(Identified, Base):
    """A place. Only the name is required: a source that names no county leaves it 未载.

    `code` is a statistical division code of 6, 9 or 12 digits, `code_edition` the year of the
    table it was looked up in (12 digits = 2+2+2+3+3; township part 001-099 街道, 100-199 镇,
    200-399 乡). Latitude and longitude in degrees, WGS 84.
    """

    __tablename__ = "place"
    __table_args__ = (
        not_blank("name"),
        CheckConstraint(
            "code IS NULL OR (length(code) IN (6, 9, 12) AND code NOT GLOB '*[^0-9]*')",
            name="code_digits",
        ),
        CheckConstraint("latitude IS NULL OR latitude BETWEEN -90 AND 90", name="latitude_range"),
        CheckConstraint(
            "longitude IS NULL OR longitude BETWEEN -180 AND 180", name="longitude_range"
        ),
    )

    name: Mapped[str]
    province: Mapped[str] = mapped_column(default="")
    city: Mapped[str] = mapped_column(default="")
    county: Mapped[str] = mapped_column(default="")
    township: Mapped[str] = mapped_column(default="")
    village: Mapped[str] = mapped_column(default="")
    code: Mapped[str | None]
    code_edition: Mapped[str] = mapped_column(default="")
    terrain: Mapped[str] = mapped_column(default="")
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    figures: Mapped[list["PlaceFigure"]] = relationship(
        cascade="all, delete-orphan", order_by="PlaceFigure.position", passive_deletes=True
    )

    @property
    def path(self) -> str:
        """The levels that are known, largest first, joined as Chinese addresses are."""
        parts: list[str] = []
        for level in LEVELS:
            name = getattr(self, level)
            if name and name not in parts:
                parts.append(name)
        return "".join(parts) or self.name


class PlaceFigure(Figure, Identified, Base):
    """Households, population, area or arable land of a place."""

    __tablename__ = "place_figure"
    __table_args__ = Figure.checks()

    place_id: Mapped[UUID] = mapped_column(ForeignKey("place.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)


def code_problem(code: str) -> str:
    """Return which rule of the 12-digit code `code` breaks: ``length``, ``digits`` or nothing."""
    if len(code) not in (6, 9, 12):
        return "length"
    return "" if code.isascii() and code.isdigit() else "digits"
