"""An entity's whole state as plain data, and back: what revisions keep and the JSON form carries.

The state is read off the mapping, so that a new field travels from the day it is mapped:

* every column under its own name, left out where it holds its default;
* what an entity owns (sections, outcomes, stops) nested and in order, without position or parent;
* what it only points at as ids: ``tags`` a list of ids, ``place_id`` an id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias
from uuid import UUID

from sqlalchemy import JSON, ColumnElement, inspect
from sqlalchemy.orm import ColumnProperty, RelationshipProperty, selectinload

from casearchive.domain.base import (
    Base,
    DecimalText,
    Moment,
    format_moment,
    read_decimal,
    read_moment,
)

if TYPE_CHECKING:
    from sqlalchemy.orm.strategy_options import _AbstractLoad  # what selectinload() returns

State: TypeAlias = dict[str, Any]
Find: TypeAlias = Callable[[type[Base], UUID], Base | None]
POSITION = "position"


@cache
def fields_of(cls: type[Base], parent: type[Base] | None = None) -> tuple[ColumnProperty[Any], ...]:
    """Return the columns that a state of `cls` names; as owned by `parent`, without the tie."""
    tie = _tie(cls, parent) if parent else set()
    columns = (attr for attr in inspect(cls).column_attrs if attr.key not in tie)
    return tuple(sorted(columns, key=lambda attr: attr.key != "id"))


@cache
def owned_by(cls: type[Base]) -> tuple[RelationshipProperty[Any], ...]:
    """Return the relationships whose members live and die with their owner."""
    return tuple(r for r in inspect(cls).relationships if r.cascade.delete_orphan)


@cache
def links_of(cls: type[Base]) -> tuple[RelationshipProperty[Any], ...]:
    """Return the many-to-many relationships, which travel as lists of ids."""
    relationships = inspect(cls).relationships
    return tuple(r for r in relationships if r.secondary is not None and not r.viewonly)


def whole_of(cls: type[Base]) -> Iterator[_AbstractLoad]:
    """Yield what loads all that a state names in a few queries instead of some an entity."""
    for link in links_of(cls):
        yield selectinload(getattr(cls, link.key))
    for owned in owned_by(cls):
        load = selectinload(getattr(cls, owned.key))
        yield load.options(*whole_of(owned.mapper.class_))


def bare_field(cls: type[Base], parent: type[Base]) -> ColumnProperty[Any] | None:
    """Return the one column of an owned class that has no other: it travels as a bare value."""
    fields = fields_of(cls, parent)
    return fields[0] if len(fields) == 1 else None


def _tie(cls: type[Base], parent: type[Base]) -> set[str]:
    table = inspect(parent).local_table
    pointing = {a.key for a in inspect(cls).column_attrs if a.columns[0].references(table.c.id)}
    # A class may also point at its parent's kind for another reason; only the owner's tie counts.
    relationship = next(r for r in owned_by(parent) if r.mapper.class_ is cls)
    own = {column.key for column in relationship.remote_side}
    return (pointing & own) | {POSITION}


def state_of(entity: Base, parent: type[Base] | None = None) -> State:
    """Return the whole state of `entity` as what JSON can hold."""
    cls = type(entity)
    state: State = {}
    for field in fields_of(cls, parent):
        value = getattr(entity, field.key)
        if value is not None and value != default_of(field):
            state[field.key] = _to_plain(value)
    for relationship in owned_by(cls):
        members = getattr(entity, relationship.key)
        if relationship.uselist:
            if members:
                state[relationship.key] = [_owned_state(member, cls) for member in members]
        elif members is not None:
            state[relationship.key] = state_of(members, cls)
    for link in links_of(cls):
        if targets := getattr(entity, link.key):
            state[link.key] = sorted(str(target.id) for target in targets)
    return state


def _owned_state(member: Base, parent: type[Base]) -> Any:
    bare = bare_field(type(member), parent)
    return _to_plain(getattr(member, bare.key)) if bare else state_of(member, parent)


def apply_state(
    entity: Base, state: State, find: Find, parent: type[Base] | None = None
) -> list[tuple[str, UUID]]:
    """Make `entity` what `state` says; what the state leaves out gets its default.

    `find` looks up what is pointed at. Returns the ids of linked things it did not find, as
    (relationship, id). Raises ValueError where a value does not fit its column.
    """
    cls = type(entity)
    for field in fields_of(cls, parent):
        if field.key in state:
            setattr(entity, field.key, from_plain(field, state[field.key]))
        elif _is_settled(field) and inspect(entity).has_identity:
            setattr(entity, field.key, default_of(field))
    lost: list[tuple[str, UUID]] = []
    for relationship in owned_by(cls):
        lost += _apply_owned(entity, relationship, state.get(relationship.key), find)
    for link in links_of(cls):
        ids = [UUID(text) for text in state.get(link.key, ())]
        found = {key: find(link.mapper.class_, key) for key in ids}
        setattr(entity, link.key, [target for target in found.values() if target is not None])
        lost += [(link.key, key) for key, target in found.items() if target is None]
    return lost


def _apply_owned(
    entity: Base, relationship: RelationshipProperty[Any], states: Any, find: Find
) -> list[tuple[str, UUID]]:
    cls, parent = relationship.mapper.class_, type(entity)
    lost: list[tuple[str, UUID]] = []
    if not relationship.uselist:
        member = getattr(entity, relationship.key)
        if states is not None:
            member = member or cls()
            lost += apply_state(member, states, find, parent)
        setattr(entity, relationship.key, member if states is not None else None)
        return lost
    bare = bare_field(cls, parent)
    known_by = _known_by(cls, bare)
    present = {
        _to_plain(getattr(member, known_by)): member for member in getattr(entity, relationship.key)
    }
    members = []
    for position, state in enumerate(states or ()):
        key = position if known_by == POSITION else state if bare else state.get("id")
        member = present.get(key) or cls()
        lost += apply_state(member, {bare.key: state} if bare else state, find, parent)
        if POSITION in inspect(cls).column_attrs:
            member.position = position
        members.append(member)
    setattr(entity, relationship.key, members)
    return lost


def _known_by(cls: type[Base], bare: ColumnProperty[Any] | None) -> str:
    """Return which column tells the members of one owner apart."""
    if any(column.key == POSITION for column in inspect(cls).primary_key):
        return POSITION
    return bare.key if bare else "id"


def _is_settled(field: ColumnProperty[Any]) -> bool:
    """Say whether the column's default is always the same: an id's or a moment's is not."""
    return isinstance(field.columns[0].type, JSON) or not callable(_column_default(field))


def default_of(field: ColumnProperty[Any]) -> Any:
    """Return what the column holds when nobody says otherwise: None, a scalar, an empty list."""
    default = _column_default(field)
    if not callable(default):
        return default
    return default(None) if isinstance(field.columns[0].type, JSON) else None


def _column_default(field: ColumnProperty[Any]) -> Any:
    column: ColumnElement[Any] = field.columns[0]
    default = getattr(column, "default", None)
    return default.arg if default is not None else None


def _to_plain(value: Any) -> Any:
    match value:
        case UUID():
            return str(value)
        case Decimal():
            return format(value, "f")
        case datetime():
            return format_moment(value)
    return value


def from_plain(field: ColumnProperty[Any], value: Any) -> Any:
    """Return the column's value for plain data. Raises ValueError."""
    if value is None:
        return None
    kind = field.columns[0].type
    if isinstance(kind, DecimalText):
        return read_decimal(str(value))
    if isinstance(kind, Moment):
        return read_moment(value)
    return UUID(value) if kind.python_type is UUID else value
