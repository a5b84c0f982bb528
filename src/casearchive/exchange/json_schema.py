"""JSON Schema read off the mapped classes, so that schema and archive cannot drift apart."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Boolean, CheckConstraint, Float, Integer, Uuid, inspect
from sqlalchemy.orm import ColumnProperty

from casearchive.domain.base import Base, DecimalText, Moment
from casearchive.domain.states.state import bare_field, default_of, fields_of, links_of, owned_by

UUID_PATTERN = "^[0-9a-fA-F]{8}-?([0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}$"
DECIMAL_PATTERN = "^-?[0-9]+(\\.[0-9]+)?$"
MOMENT_PATTERN = "^[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-6][0-9]Z$"
_BY_TYPE: tuple[tuple[type[Any], dict[str, Any]], ...] = (
    (DecimalText, {"type": "string", "pattern": DECIMAL_PATTERN}),
    (Moment, {"type": "string", "pattern": MOMENT_PATTERN}),
    (Uuid, {"type": "string", "pattern": UUID_PATTERN}),
    (Boolean, {"type": "boolean"}),
    (Integer, {"type": "integer"}),
    (Float, {"type": "number"}),
)
_ID_LIST = {"type": "array", "items": {"type": "string", "pattern": UUID_PATTERN}}


def entity_schema(cls: type[Base], parent: type[Base] | None = None) -> dict[str, Any]:
    """Return the schema of one entity's state; as owned by `parent`, without the tie to it."""
    properties: dict[str, Any] = {}
    required: list[str] = []
    for field in fields_of(cls, parent):
        properties[field.key] = _field_schema(cls, field)
        if _is_required(field, owned=parent is not None):
            required.append(field.key)
    for relationship in owned_by(cls):
        member = relationship.mapper.class_
        bare = bare_field(member, cls)
        items = _field_schema(member, bare) if bare else entity_schema(member, cls)
        properties[relationship.key] = (
            {"type": "array", "items": items} if relationship.uselist else items
        )
    properties |= {link.key: _ID_LIST for link in links_of(cls)}
    return {
        "type": "object",
        "required": required,
        "additionalProperties": False,
        "properties": properties,
    }


def _is_required(field: ColumnProperty[Any], *, owned: bool) -> bool:
    column = field.columns[0]
    if field.key == "id":
        return not owned
    return not getattr(column, "nullable", True) and getattr(column, "default", None) is None


def _field_schema(cls: type[Base], field: ColumnProperty[Any]) -> dict[str, Any]:
    column = field.columns[0]
    rules = _rules(cls, column.key)
    if "enum" in rules:
        return rules
    if isinstance(column.type, JSON):
        return _container_schema(default_of(field))
    for kind, schema in _BY_TYPE:
        if isinstance(column.type, kind):
            return schema
    return {"type": "string", **rules}


def _container_schema(default: object) -> dict[str, Any]:
    if isinstance(default, list):
        return {"type": "array", "items": {"type": "string"}}
    return {"type": "object", "additionalProperties": {"type": ["string", "number", "boolean"]}}


def _rules(cls: type[Base], column: str | None) -> dict[str, Any]:
    """Return what the table's checks say of a column: a fixed list, or not blank."""
    table = inspect(cls).local_table
    rules: dict[str, Any] = {}
    for check in getattr(table, "constraints", ()):
        if isinstance(check, CheckConstraint):
            name, words = check.info.get("one_of", ("", ()))
            if name == column:
                return {"enum": list(words)}
            if check.info.get("not_blank") == column:
                rules["pattern"] = "\\S"
    return rules
