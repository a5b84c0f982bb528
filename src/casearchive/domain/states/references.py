"""What a state points at, and how to point it elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from casearchive.domain.base import Base
from casearchive.domain.states.state import State, bare_field, fields_of, links_of, owned_by


def pointed_at(
    cls: type[Base], state: State, parent: type[Base] | None = None
) -> Iterator[tuple[type[Base], str]]:
    """Yield class and id of everything a state of `cls` points at, what it owns included."""
    for key, target in _keys(cls, parent).items():
        if value := state.get(key):
            yield target, value
    for relation in owned_by(cls):
        member = relation.mapper.class_
        states = state.get(relation.key) or ()
        bare = bare_field(member, cls)
        for each in states if relation.uselist else (states,) if states else ():
            yield from pointed_at(member, {bare.key: each} if bare else each, cls)
    for link in links_of(cls):
        for value in state.get(link.key, ()):
            yield link.mapper.class_, value


def repointed(
    cls: type[Base], state: State, same: Mapping[str, str], parent: type[Base] | None = None
) -> State:
    """Return a state that points at ``same[id]`` wherever it pointed at ``id``."""
    result = dict(state)
    for key in _keys(cls, parent):
        if key in result:
            result[key] = same.get(result[key], result[key])
    for relation in owned_by(cls):
        if relation.key in result:
            result[relation.key] = _repointed_members(
                relation.mapper.class_, cls, result[relation.key], same
            )
    for link in links_of(cls):
        if link.key in result:
            result[link.key] = sorted({same.get(key, key) for key in result[link.key]})
    return result


def _repointed_members(
    cls: type[Base], parent: type[Base], value: Any, same: Mapping[str, str]
) -> Any:
    if not isinstance(value, list):
        return repointed(cls, value, same, parent)
    bare = bare_field(cls, parent)
    if bare is None:
        return [repointed(cls, each, same, parent) for each in value]
    if bare.key not in _keys(cls, parent):
        return value
    return list(dict.fromkeys(same.get(each, each) for each in value))


@cache
def _keys(cls: type[Base], parent: type[Base] | None) -> dict[str, type[Base]]:
    """Return the columns of a class that point at something, and at what."""
    by_table = {mapper.local_table: mapper.class_ for mapper in Base.registry.mappers}
    found: dict[str, type[Base]] = {}
    for column in fields_of(cls, parent):
        for key in column.columns[0].foreign_keys:
            found[column.key] = by_table[key.column.table]
    return found


def name_of(state: State) -> str:
    """Return what a person would call the entity: its code, name, title, label or word."""
    for key in ("title", "name", "label", "word", "code"):
        if state.get(key):
            return str(state[key])
    return str(state.get("id", ""))
