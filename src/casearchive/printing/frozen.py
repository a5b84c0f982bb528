"""A publication and its template as plain data and back: what a frozen edition keeps.

Every frozen class is written as its name and its fields, so that an edition reads without this
program. What comes back may be a stranger's: only the classes of the blocks and of the template
are made, and a picture's path is never read from it but asked for by the file's SHA-256.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import cache
from types import ModuleType
from typing import Any, get_type_hints

from casearchive.printing import blocks, measures
from casearchive.printing.blocks import Publication
from casearchive.printing.measures import Template

PathOf = Callable[[str], str]  # where the file with this SHA-256 lies
_KIND = "is"
_PATH = "path"


class FrozenDataIsWrong(ValueError):
    """Data that no publication was written as."""


def freeze(publication: Publication, template: Template) -> dict[str, Any]:
    """Return both as what JSON can hold."""
    return {
        "publication": _plain(publication),
        "template": _plain(replace(template, compose={})),
    }


def thaw(data: Mapping[str, Any], path_of: PathOf) -> tuple[Publication, Template]:
    """Return what :func:`freeze` was given. Raises FrozenDataIsWrong."""
    try:
        publication = _made(data["publication"], path_of)
        template = _made(data["template"], path_of)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise FrozenDataIsWrong(str(error)) from error
    if not isinstance(publication, Publication) or not isinstance(template, Template):
        raise FrozenDataIsWrong(type(publication).__name__)
    return publication, template


def pictures_in(data: object) -> set[str]:
    """Return the SHA-256 of every picture in frozen data."""
    if isinstance(data, dict):
        found = (
            {str(data["sha256"])} if data.get(_KIND) == "Picture" and "sha256" in data else set()
        )
        return found.union(*(pictures_in(value) for value in data.values()))
    if isinstance(data, list):
        return set().union(*(pictures_in(value) for value in data))
    return set()


def _plain(value: object) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        told = {f.name: _plain(getattr(value, f.name)) for f in fields(value) if f.name != _PATH}
        return {_KIND: type(value).__name__, **told}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    return value


def _made(value: Any, path_of: PathOf) -> Any:
    """Return the value that plain data stands for: a class where a name says so, else itself."""
    if isinstance(value, list):
        return tuple(_made(item, path_of) for item in value)
    if not isinstance(value, dict):
        return value
    if _KIND not in value:
        return {key: _made(item, path_of) for key, item in value.items()}
    cls = _classes()[value[_KIND]]
    hints = _hints(cls)
    told = {
        key: _typed(hints[key], _made(item, path_of))
        for key, item in value.items()
        if key not in (_KIND, _PATH)
    }
    if _PATH in hints:
        told[_PATH] = path_of(str(told["sha256"]))
    return cls(**told)


def _typed(hint: object, value: object) -> object:
    return hint(value) if isinstance(hint, type) and issubclass(hint, Enum) else value


@cache
def _classes() -> Mapping[str, Any]:
    return {**_dataclasses(blocks), **_dataclasses(measures)}


def _dataclasses(module: ModuleType) -> dict[str, Any]:
    return {
        name: found
        for name, found in vars(module).items()
        if is_dataclass(found) and isinstance(found, type) and found.__module__ == module.__name__
    }


@cache
def _hints(cls: Any) -> Mapping[str, Any]:
    return get_type_hints(cls)
