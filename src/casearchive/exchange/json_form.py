"""The JSON form of an archive: everything in it, in one readable file.

One object: ``format`` is ``casearchive``, ``version`` the form's number, then one list for each
kind of entity, as :func:`casearchive.domain.states.state.state_of` writes them. Lists are sorted,
keys stand in a fixed order and defaults are left out, so equal archives give equal bytes. The
published schema lies in ``resources/schema``. Attached files travel beside the JSON, in
``<name>.files``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import fastjsonschema

from casearchive.domain.model import (
    Base,
    BriefingPack,
    Case,
    Collection,
    Course,
    FrozenEdition,
    Lecturer,
    Pairing,
    Place,
    Programme,
    Revision,
    Route,
    SavedSearch,
    Site,
    Source,
    Tag,
    Term,
)
from casearchive.domain.states.state import State
from casearchive.domain.text import clean_text
from casearchive.errors import InputIsInvalid, reason_of
from casearchive.exchange.json_schema import entity_schema
from casearchive.i18n import _, listed

FORMAT = "casearchive"
VERSION = 1
MAX_BYTES = 1 << 30

# In the order they are read in: what is pointed at before what points.
ROOTS: Mapping[str, type[Base]] = {
    "terms": Term,
    "tags": Tag,
    "sources": Source,
    "places": Place,
    "lecturers": Lecturer,
    "cases": Case,
    "sites": Site,
    "routes": Route,
    "courses": Course,
    "programmes": Programme,
    "pairings": Pairing,
    "collections": Collection,
    "saved_searches": SavedSearch,
    "briefing_packs": BriefingPack,
    "frozen_editions": FrozenEdition,
    "revisions": Revision,
}


class FileIsNotReadable(InputIsInvalid):
    """A file to import cannot be opened or is no JSON."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            _("不能读取“{path}”：{reason}。没有导入任何内容。").format(path=path, reason=reason)
        )


class FileIsOfAnotherForm(InputIsInvalid):
    """The JSON is not an archive's, or of a newer form."""

    def __init__(self, path: Path, version: object) -> None:
        super().__init__(
            _(
                "“{path}”不是本程序的 JSON（应有 format: casearchive, version: {known}；"
                "文件写的是 {version}）。没有导入任何内容。"
            ).format(path=path, known=VERSION, version=version)
        )


class FileBreaksTheSchema(InputIsInvalid):
    """A value in the file is missing, of the wrong kind, or not among those allowed."""

    def __init__(self, path: Path, where: str, reason: str) -> None:
        super().__init__(
            _("“{path}”中 {where} 不符合格式：{reason}。没有导入任何内容。").format(
                path=path, where=where, reason=reason
            )
        )


def write_form(entities: Mapping[str, Iterable[State]]) -> bytes:
    """Return the bytes of the JSON form; `entities` maps the names of ROOTS to sorted states."""
    document: dict[str, Any] = {"format": FORMAT, "version": VERSION}
    for name in ROOTS:
        if states := list(entities.get(name, ())):
            document[name] = states
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def read_form(path: Path) -> dict[str, list[State]]:
    """Return the entities of a file by the names of ROOTS, checked against the schema.

    Raises FileIsNotReadable, FileIsOfAnotherForm or FileBreaksTheSchema.
    """
    return _checked(_load(path), path)


def load(path: Path) -> dict[str, list[State]]:
    """Return the entities of a form that was checked before. Raises FileIsNotReadable."""
    document = _load(path)
    return {name: document.get(name, []) for name in ROOTS}


def form_in(data: bytes, shown: Path) -> dict[str, list[State]]:
    """Return the entities in the bytes of a form; errors name `shown`. Raises as read_form does."""
    with _told(shown):
        document = _cleaned(json.loads(data))
    return _checked(document, shown)


def _checked(document: Any, path: Path) -> dict[str, list[State]]:
    is_ours = isinstance(document, dict) and document.get("format") == FORMAT
    if not is_ours or document.get("version") != VERSION:
        found = document.get("version") if isinstance(document, dict) else type(document).__name__
        raise FileIsOfAnotherForm(path, found)
    try:
        _check()(document)
    except fastjsonschema.JsonSchemaValueException as error:
        where = (error.name or "").removeprefix("data.")
        raise FileBreaksTheSchema(path, where, _reason(error)) from error
    return {name: document.get(name, []) for name in ROOTS}


def _load(path: Path) -> Any:
    with _told(path):
        if path.stat().st_size > MAX_BYTES:
            raise FileIsNotReadable(path, _("文件超过 1 GB"))
        return _cleaned(json.loads(path.read_text(encoding="utf-8-sig")))


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what goes wrong while a file is read into FileIsNotReadable."""
    try:
        yield
    except OSError as error:
        raise FileIsNotReadable(path, reason_of(error)) from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise FileIsNotReadable(path, _("不是 UTF-8 编码的 JSON")) from error
    except json.JSONDecodeError as error:
        reason = _("第 {line} 行第 {column} 列不是有效的 JSON")
        raise FileIsNotReadable(
            path, reason.format(line=error.lineno, column=error.colno)
        ) from error


def _cleaned(value: Any) -> Any:
    """Take out what no archive can keep, before anything compares or counts it."""
    match value:
        case str():
            return clean_text(value)
        case list():
            return [_cleaned(item) for item in value]
        case dict():
            return {clean_text(key): _cleaned(item) for key, item in value.items()}
    return value


def _reason(error: fastjsonschema.JsonSchemaValueException) -> str:
    """Return what is wrong; `rule` is the schema's own word, known wherever JSON Schema is."""
    match error.rule:
        case "required":
            wanted = [key for key in error.rule_definition if key not in (error.value or {})]
            return _("缺少 {keys}").format(keys=listed(wanted))
        case "enum":
            return _("应为 {words} 之一").format(words=listed(map(str, error.rule_definition)))
        case "additionalProperties":
            return _("有不认识的键")
        case "type":
            return _("类型应为 {type}").format(type=error.rule_definition)
        case rule:
            return f"{rule}: {error.rule_definition}"


@cache
def _check() -> Any:
    return fastjsonschema.compile(form_schema(), use_default=False)


@cache
def form_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft-07) of the form, read off the mapped classes."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "casearchive JSON form",
        "description": (__doc__ or "").split("\n", maxsplit=1)[0],
        "type": "object",
        "required": ["format", "version"],
        "additionalProperties": False,
        "properties": {
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            **{name: {"type": "array", "items": entity_schema(cls)} for name, cls in ROOTS.items()},
        },
    }
