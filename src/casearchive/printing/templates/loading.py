"""Print templates as TOML files: read, checked key by key, and told plainly what is wrong.

They ship with the program; a centre adds its own by putting files into a folder. Lengths on the
page are millimetres, type is points, indents are em. A template ``extends`` another (``casebook``
where it does not say) and holds only what differs.
"""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from casearchive.errors import ArchiveCannotBeUsed
from casearchive.i18n import _, listed
from casearchive.printing.measures import Template
from casearchive.printing.templates.keys import TemplateIsWrong, check
from casearchive.printing.templates.measuring import measured
from casearchive.resources import resource_path

DEFAULT = "casebook"
_MOST_BYTES = 1_000_000
_DEEPEST = 8  # templates that extend each other


class ThereIsNoSuchTemplate(ArchiveCannotBeUsed):
    """No template has this name."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(
            _("没有版式“{name}”。现有：{known}。").format(name=name, known=listed(known))
        )


def template_names(folders: Sequence[Path] = ()) -> tuple[str, ...]:
    """Return the names of the templates there are: those that ship, and those in `folders`."""
    return tuple(sorted(template_files(folders)))


def template_files(folders: Sequence[Path] = ()) -> dict[str, Path]:
    """Return where each template lies; a name in a later folder hides one that ships."""
    places = (resource_path("templates"), *folders)
    return {path.stem: path for folder in places for path in sorted(folder.glob("*.toml"))}


def load_template(name: str = DEFAULT, folders: Sequence[Path] = ()) -> Template:
    """Return the template `name`: one that ships, or one in `folders`.

    Raises :class:`ThereIsNoSuchTemplate` or :class:`TemplateIsWrong`.
    """
    files = template_files(folders)
    if name not in files:
        raise ThereIsNoSuchTemplate(name, sorted(files))
    data, file = _merged(name, files), files[name]
    try:
        return measured(name, data, file)
    except KeyError as error:  # a whole template without one of its parts
        raise TemplateIsWrong(file, str(error.args[0]), _("缺少这一项")) from error


def _merged(name: str, files: Mapping[str, Path], depth: int = 0) -> dict[str, Any]:
    """Return a template's data laid over that of the one it extends."""
    file = files[name]
    data = _read(file)
    base = data.get("extends", "" if name == DEFAULT else DEFAULT)
    if not base:
        return data
    # A centre's own "casebook" still extends the one that ships, never itself.
    known = files if base != name else template_files()
    if base not in known or depth > _DEEPEST or known[base] == file:
        allowed = listed(sorted(set(files) - {name}))
        raise TemplateIsWrong(file, "extends", _("应为现有版式之一：{names}").format(names=allowed))
    below = _merged(base, {**known, base: known[base]}, depth + 1)
    return _laid_over(below, data)


def _laid_over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Return two trees of tables as one; what stands above hides what lies below."""
    merged = dict(below)
    for key, value in above.items():
        under = merged.get(key)
        both = isinstance(value, Mapping) and isinstance(under, Mapping) and key != "compose"
        merged[key] = _laid_over(under, value) if both else value  # type: ignore[arg-type]
    return merged


def _read(file: Path) -> dict[str, Any]:
    """Return a file's tables, each key checked."""
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise TemplateIsWrong(file, "", _("文件过大"))
        data = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TemplateIsWrong(file, "TOML", str(error)) from error
    except OSError as error:
        raise TemplateIsWrong(file, "", _("文件读不出")) from error
    check(file, data)
    return data
