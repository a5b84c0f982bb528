"""Which states of an entity the archive has known: by them two archives find a common ancestor.

A case keeps its states as revisions. Of all else that is shared (sources, places, packs, folders)
each saved state is kept here, and of everything that came in a package the hashes its sender knew.
Rows that a package brought carry its batch: once that is undone, they no longer count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Index, UniqueConstraint, case, func, select, text
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.orm import Session as DatabaseSession

from casearchive.domain.base import Base
from casearchive.domain.history import canonical, digest
from casearchive.domain.model import (
    BriefingPack,
    Collection,
    Course,
    Lecturer,
    Pairing,
    Place,
    Programme,
    Route,
    SavedSearch,
    Site,
    Source,
)
from casearchive.domain.states.state import owned_by, state_of, whole_of

KEPT = (
    *(Source, Place, Lecturer, Site, Route, Course, Programme, Pairing, Collection),
    *(SavedSearch, BriefingPack),
)
TOUCHED = "touched_entities"  # in a session's info: what this unit of work has altered
_WHOLE_STATES = 40  # of one entity: of older ones the hash is enough
_AT_ONCE = 500  # ids in one query


class KnownState(Base):
    """A state that is known: by its hash, and if need be whole.

    `kept_as` is the hash of what this archive made of it, where the two differ: parts had been
    left out on the way, or a link was moved to a thing of ours.
    """

    __tablename__ = "known_state"
    __table_args__ = (
        UniqueConstraint("entity_id", "sha256"),
        CheckConstraint("length(sha256) = 64", name="sha256"),
        Index(None, "batch_id"),
    )

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    entity_id: Mapped[UUID]
    sha256: Mapped[str]
    kept_as: Mapped[str | None]
    state: Mapped[str | None]
    batch_id: Mapped[UUID | None]


class PartialEntity(Base):
    """An entity that came without some of its parts: they are not gone, they are elsewhere."""

    __tablename__ = "partial_entity"

    entity_id: Mapped[UUID] = mapped_column(primary_key=True)
    omitted: Mapped[list[str]] = mapped_column(JSON, default=list)


def note_touched(session: DatabaseSession, entities: Iterable[Base]) -> None:
    """Remember which shared entities a flush has made or altered."""
    touched: set[tuple[type[Base], UUID]] = session.info.setdefault(TOUCHED, set())
    for entity in entities:
        cls = type(entity)
        if cls in KEPT:
            touched.add((cls, entity.id))  # type: ignore[attr-defined]  # all of KEPT have one
        elif cls in _owners():
            root, key = _owners()[cls]
            touched.add((root, getattr(entity, key)))


def keep_states(session: DatabaseSession) -> None:
    """Keep the states of what this unit of work has touched; whatever is gone by now is left out.

    They are read afresh through the same transaction: lists in memory may stand in another order.
    """
    by_class: dict[type[Base], list[UUID]] = defaultdict(list)
    for cls, key in sorted(session.info.get(TOUCHED, ()), key=lambda pair: str(pair[1])):
        by_class[cls].append(key)
    session.info[TOUCHED] = set()
    for cls, ids in by_class.items():
        for start in range(0, len(ids), _AT_ONCE):
            some = ids[start : start + _AT_ONCE]
            with DatabaseSession(session.connection(), autoflush=False) as fresh:
                add_known(session, _rows(fresh, cls, some))
            _forget_old(session, some)


def _rows(session: DatabaseSession, cls: type[Base], ids: list[UUID]) -> list[dict[str, object]]:
    query = select(cls).where(cls.id.in_(ids)).options(*whole_of(cls))  # type: ignore[attr-defined]
    rows: list[dict[str, object]] = []
    for entity in session.scalars(query):
        state = canonical(state_of(entity))
        rows.append({"entity_id": entity.id, "sha256": digest(state), "state": state})  # type: ignore[attr-defined]
    return rows


def add_known(session: DatabaseSession, rows: list[dict[str, object]]) -> None:
    """Add rows of :class:`KnownState`.

    One that is there already stays; if an import had brought it, it belongs to the newest now.
    """
    if rows:
        blank = dict.fromkeys(("kept_as", "state", "batch_id"))
        statement = insert(KnownState)
        theirs = statement.excluded
        statement = statement.on_conflict_do_update(
            index_elements=("entity_id", "sha256"),
            set_={
                "state": func.coalesce(KnownState.state, theirs.state),
                "batch_id": case(
                    (KnownState.batch_id.is_(None), None),
                    else_=func.coalesce(theirs.batch_id, KnownState.batch_id),
                ),
            },
        )
        session.execute(statement, [blank | row for row in rows])


def _forget_old(session: DatabaseSession, ids: list[UUID]) -> None:
    sql = text(
        "UPDATE known_state SET state = NULL WHERE entity_id = :id AND state IS NOT NULL"
        " AND sequence NOT IN (SELECT sequence FROM known_state WHERE entity_id = :id"
        " ORDER BY sequence DESC LIMIT :most)"
    )
    session.execute(sql, [{"id": key.hex, "most": _WHOLE_STATES} for key in ids])


@cache
def _owners() -> dict[type[Base], tuple[type[Base], str]]:
    """Return for each class that is part of a shared entity: of which, and by which column."""
    return dict(_parts())


def _parts() -> Iterator[tuple[type[Base], tuple[type[Base], str]]]:
    for root in KEPT:
        for relation in owned_by(root):
            (column,) = relation.remote_side
            yield relation.mapper.class_, (root, str(column.key))
