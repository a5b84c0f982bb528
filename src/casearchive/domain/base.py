"""What all mapped classes share: column types, identity, checks written into the schema."""

import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar
from uuid import UUID, uuid4

from sqlalchemy import JSON, CheckConstraint, Dialect, MetaData, String, Uuid, event
from sqlalchemy.orm import DeclarativeBase, Mapped, Mapper, QueryableAttribute, mapped_column
from sqlalchemy.orm.interfaces import EXT_SKIP
from sqlalchemy.types import TypeDecorator

from casearchive.domain.text import clean_text

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class PlainText(TypeDecorator[str]):
    """Text as :func:`casearchive.domain.text.clean_text` leaves it."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Clean once more on the way to the file, for statements that bypass the classes."""
        del dialect
        return None if value is None else clean_text(value)


class DecimalText(TypeDecorator[Decimal]):
    """A decimal number kept digit by digit: SQLite has only binary floating point of its own."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        """Write plain digits, never an exponent."""
        del dialect
        return None if value is None else format(value, "f")

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        """Read what was written."""
        del dialect
        return None if value is None else Decimal(value)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, kept as ISO 8601 text to the second: it sorts, and a person can read it."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Write ``2026-11-23T06:30:00Z``."""
        del dialect
        return None if value is None else format_moment(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """Read what was written."""
        del dialect
        return None if value is None else read_moment(value)


def format_moment(value: datetime) -> str:
    """Return the ISO 8601 form in UTC, to the second."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_moment(value: str) -> datetime:
    """Return the moment that :func:`format_moment` wrote. Raises ValueError."""
    return datetime.strptime(value, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def now() -> datetime:
    """Return the present moment in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def read_decimal(text: str) -> Decimal:
    """Return a finite decimal number. Raises ValueError."""
    try:
        value = Decimal(text.strip())
    except InvalidOperation as error:
        raise ValueError(text) from error
    if not value.is_finite():
        raise ValueError(text)
    return value


class Base(DeclarativeBase):
    """The root of all mapped classes."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: PlainText,
        Decimal: DecimalText,
        datetime: Moment,
        UUID: Uuid(),
    }


@event.listens_for(Base, "before_mapper_configured", retval=True, propagate=True)
def _wait_for_its_module(_mapper: Mapper[Any], mapped: type[Base]) -> object:
    """Leave a class for later while another thread is still at its module.

    What its relationships name may not be there yet, and SQLAlchemy remembers such a failure for
    good. Nobody can ask for the class before its module is done, and then it is configured.
    """
    spec = getattr(sys.modules.get(mapped.__module__), "__spec__", None)
    return EXT_SKIP if getattr(spec, "_initializing", False) else None


class Identified:
    """A class whose rows are known by a UUID, so that archives merge by it."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)


class Dated:
    """A class whose rows remember when they were made and last changed."""

    created_at: Mapped[datetime] = mapped_column(default=now)
    updated_at: Mapped[datetime] = mapped_column(default=now)


def one_of(column: str, words: Iterable[str], *, optional: bool = False) -> CheckConstraint:
    """Return the schema's check that `column` holds one of `words`."""
    words = tuple(words)
    listed = ", ".join("'" + word.replace("'", "''") + "'" for word in words)
    rule = f"{column} IN ({listed})"
    sql = f"{column} IS NULL OR {rule}" if optional else rule
    return CheckConstraint(sql, name=column, info={"one_of": (column, words)})


def not_blank(column: str) -> CheckConstraint:
    """Return the schema's check that `column` holds more than white space."""
    return CheckConstraint(
        f"length(trim({column})) > 0", name=f"{column}_not_blank", info={"not_blank": column}
    )


def at_least(column: str, least: int) -> CheckConstraint:
    """Return the schema's check that a number, where there is one, is not below `least`."""
    return CheckConstraint(f"{column} IS NULL OR {column} >= {least}", name=f"{column}_least")


def partial_date(column: str) -> CheckConstraint:
    """Return the check for a date known to the year, month or day: 2023, 2023-04, 2023-04-14."""
    year, part = "[12][0-9][0-9][0-9]", "-[0-3][0-9]"
    forms = (year, year + part, year + part * 2)
    rule = " OR ".join(f"{column} GLOB '{form}'" for form in forms)
    return CheckConstraint(f"{column} IS NULL OR {rule}", name=f"{column}_form")


@event.listens_for(Base, "attribute_instrument", propagate=True)
def _clean_on_assignment(owner: type[Base], key: str, attribute: QueryableAttribute[Any]) -> None:
    """Clean every text as it is assigned, so that memory and file never differ."""
    del owner, key
    columns = getattr(attribute.property, "columns", ())
    if columns and isinstance(columns[0].type, PlainText | JSON):
        event.listen(attribute, "set", _cleaned, retval=True)


def _cleaned(target: object, value: object, old: object, initiator: object) -> object:
    del target, old, initiator
    return _clean_deeply(value)


def _clean_deeply(value: object) -> object:
    match value:
        case str():
            return clean_text(value)
        case list():
            return [_clean_deeply(item) for item in value]
        case dict():
            return {_clean_deeply(key): _clean_deeply(item) for key, item in value.items()}
    return value
