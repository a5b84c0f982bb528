"""Print templates as TOML files: read, checked key by key, and told plainly what is wrong.

They ship with the program; a centre adds its own by putting files into a folder. Lengths on the
page are millimetres, type is points, indents are em. A template ``extends`` another (``casebook``
where it does not say) and holds only what differs.
"""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casearchive.errors import ArchiveCannotBeUsed
from casearchive.i18n import _, listed
from casearchive.printing.faces.fontfiles import Role
from casearchive.printing.measures import (
    MM,
    Colour,
    FigureMeasures,
    Furniture,
    NoteColumn,
    PageMeasures,
    Template,
    TextStyle,
)
from casearchive.resources import resource_path

DEFAULT = "casebook"
_MOST_BYTES = 1_000_000
_DEEPEST = 8  # templates that extend each other
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
PLACEHOLDERS = ("title", "part", "edition", "page", "pages")
NUMBER_PATTERNS = ("一、", "（一）", "1.", "（1）")
_ALIGNMENTS = ("left", "centre", "right", "justify")


class TemplateIsWrong(ArchiveCannotBeUsed):
    """A template file cannot be used; the message names file, key and what is allowed."""

    def __init__(self, file: Path | str, key: str, wrong: str) -> None:
        where = _("版式文件“{file}”的“{key}”").format(file=Path(file).name, key=key)
        super().__init__(_("{where}：{wrong}").format(where=where, wrong=wrong))


class ThereIsNoSuchTemplate(ArchiveCannotBeUsed):
    """No template has this name."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(
            _("没有版式“{name}”。现有：{known}。").format(name=name, known=listed(known))
        )


@dataclass(frozen=True, slots=True)
class Allowed:
    """What a key may hold: a test, and the words that tell a reader what passes it."""

    passes: Callable[[Any], bool]
    words: Callable[[], str]


def _number(low: float, high: float) -> Allowed:
    def passes(value: object) -> bool:
        good = isinstance(value, int | float) and not isinstance(value, bool)
        return good and low <= float(value) <= high  # type: ignore[arg-type]

    return Allowed(passes, lambda: _("{low:g} 到 {high:g} 之间的数").format(low=low, high=high))


def _one_of(*words: str) -> Allowed:
    return Allowed(
        lambda value: value in words, lambda: _("{words} 之一").format(words=listed(words))
    )


def _is_text(value: object) -> bool:
    return isinstance(value, str) and all(
        name in PLACEHOLDERS for name in _PLACEHOLDER.findall(value)
    )


_FLAG = Allowed(lambda value: isinstance(value, bool), lambda: "true / false")
_TEXT = Allowed(
    _is_text,
    lambda: _("一段文字，可含 {names}").format(names=" ".join(f"{{{n}}}" for n in PLACEHOLDERS)),
)
_HEX = Allowed(
    lambda value: isinstance(value, str) and bool(re.fullmatch("#[0-9A-Fa-f]{6}", value)),
    lambda: _("#RRGGBB 形式的颜色"),
)
_NAME = Allowed(lambda value: isinstance(value, str), lambda: _("一个名称"))

_LENGTH = _number(0, 2_000)
_PAGE: Mapping[str, Allowed] = {
    "width_mm": _number(40, 2_000),
    "height_mm": _number(40, 2_000),
    "top_mm": _LENGTH,
    "bottom_mm": _LENGTH,
    "inner_mm": _LENGTH,
    "outer_mm": _LENGTH,
    "mirrored": _FLAG,
    "parts_start_on_odd_page": _FLAG,
    "fit": _one_of("flow", "page"),
    "front_numbers": _one_of("arabic", "roman"),
    "cover": _one_of("page", "head", "none"),
    "line_numbers_every": _number(0, 100),
    "write_pitch_mm": _number(3, 40),
}
_GRID: Mapping[str, Allowed] = {
    "characters": _number(5, 120),
    "lines": _number(3, 200),
    "width_mm": _number(30, 2_000),
    "height_mm": _number(30, 2_000),
}
_NOTES: Mapping[str, Allowed] = {
    "width_mm": _number(0, 300),
    "gutter_mm": _number(0, 100),
    "pitch_mm": _number(3, 40),
}
_FIGURE: Mapping[str, Allowed] = {"width": _number(0.1, 1), "height": _number(0.05, 1)}
_FURNITURE: Mapping[str, Allowed] = {
    "odd_inner": _TEXT,
    "odd_outer": _TEXT,
    "even_inner": _TEXT,
    "even_outer": _TEXT,
    "foot": _TEXT,
    "foot_align": _one_of("centre", "outer"),
    "foot_inset": _number(0, 20),
    "foot_below": _number(0, 200),
    "head_above": _number(0, 200),
    "rule": _FLAG,
    "first_page_head": _FLAG,
}
_STYLE: Mapping[str, Allowed] = {
    "face": _one_of(*(role.value for role in Role)),
    "size": _number(4, 200),
    "leading": _number(4, 400),
    "grid_lines": _number(0.25, 10),
    "colour": _NAME,
    "align": _one_of(*_ALIGNMENTS),
    "first_indent": _number(-20, 20),
    "left": _number(0, 40),
    "right": _number(0, 40),
    "before": _number(0, 400),
    "after": _number(0, 400),
    "keep_next": _FLAG,
    "number": _one_of("", *NUMBER_PATTERNS),
    "taper": _FLAG,
    "rule": _number(0, 2_000),
    "framed": _FLAG,
    "counted": _FLAG,
}
_TABLES = {
    "page": _PAGE,
    "grid": _GRID,
    "notes": _NOTES,
    "figure": _FIGURE,
    "furniture": _FURNITURE,
}
_TOP = ("extends", "label", "compose", "colours", "styles", *_TABLES)


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
        return _template(name, data, file)
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
    _check_names(file, "", data, _TOP)
    for name, allowed in _TABLES.items():
        _check(file, name, data.get(name, {}), allowed)
    colours, styles = data.get("colours", {}), data.get("styles", {})
    _check(file, "colours", colours, dict.fromkeys(_known(colours), _HEX))
    _check(file, "styles", styles, dict.fromkeys(_known(styles), _A_TABLE))
    for name, style in styles.items():
        _check(file, f"styles.{name}", style, _STYLE)
    for name in ("extends", "label"):
        if not isinstance(data.get(name, ""), str):
            raise TemplateIsWrong(file, name, _("应为{allowed}").format(allowed=_NAME.words()))
    return data


_A_TABLE = Allowed(lambda value: isinstance(value, dict), lambda: _("一个表"))


def _known(value: object) -> list[str]:
    return list(value) if isinstance(value, dict) else []


def _check(file: Path, table: str, data: object, allowed: Mapping[str, Allowed]) -> None:
    if not isinstance(data, dict):
        raise TemplateIsWrong(file, table, _("应为{allowed}").format(allowed=_A_TABLE.words()))
    _check_names(file, f"{table}.", data, tuple(allowed))
    for key, value in data.items():
        if not allowed[key].passes(value):
            wrong = _("“{value}”不可用，应为{allowed}").format(
                value=str(value)[:60], allowed=allowed[key].words()
            )
            raise TemplateIsWrong(file, f"{table}.{key}", wrong)


def _check_names(file: Path, before: str, data: Mapping[str, Any], known: Sequence[str]) -> None:
    for key in data:
        if key not in known:
            allowed = _("没有这一项，可用的有：{names}").format(names=listed(known))
            raise TemplateIsWrong(file, before + key, allowed)


# --- data to measures ----------------------------------------------------------------------------


def _template(name: str, data: Mapping[str, Any], file: Path) -> Template:
    colours = {key: _colour(value) for key, value in data["colours"].items()}
    pitch = _pitch(data.get("grid"), data["styles"]["body"]["size"])
    styles = {
        key: _style(f"styles.{key}", value, colours, pitch, file)
        for key, value in data["styles"].items()
    }
    page = data["page"]
    figure = FigureMeasures(**{k: float(v) for k, v in data.get("figure", {}).items()})
    return Template(
        name,
        _page(data, styles["body"].size, file),
        colours,
        styles,
        _furniture(data.get("furniture", {})),
        figure,
        cover=page.get("cover", "page"),
        write_pitch=page.get("write_pitch_mm", 8) * MM,
        label=data.get("label", name),
        compose=data.get("compose", {}),
    )


def _page(data: Mapping[str, Any], body_size: float, file: Path) -> PageMeasures:
    page, grid, notes = data["page"], data.get("grid"), _note_column(data.get("notes"))
    width, height, inner = (page[key] * MM for key in ("width_mm", "height_mm", "inner_mm"))
    top, bottom, pitch = page["top_mm"] * MM, page["bottom_mm"] * MM, _pitch(grid, body_size)
    room = width - inner - page["outer_mm"] * MM
    if notes:
        room -= notes.width + notes.gutter
    measure = room // body_size * body_size
    if grid:
        # The type area is as high as its lines' characters: the first and the last line reach
        # out of it by half of what lies between two lines.
        measure = grid["width_mm"] * MM
        top -= (pitch - body_size) / 2
        bottom = height - top - grid["lines"] * pitch - 0.01
    if measure < 8 * body_size or height - top - bottom < 4 * body_size:
        raise TemplateIsWrong(file, "page", _("页边距过大，版心排不下文字"))
    return PageMeasures(
        width=width,
        height=height,
        top=top,
        bottom=bottom,
        inner=inner,
        measure=measure,
        mirrored=page["mirrored"],
        parts_start_on_odd_page=page["parts_start_on_odd_page"],
        grid=pitch,
        fits_page=page.get("fit") == "page",
        front_numbers=page.get("front_numbers", "arabic"),
        notes=notes,
        line_numbers=int(page.get("line_numbers_every", 0)),
    )


def _pitch(grid: Mapping[str, Any] | None, body_size: float) -> float:
    """Return the distance of the grid's lines in points, 0 where there is no grid."""
    return (grid["height_mm"] * MM - body_size) / (grid["lines"] - 1) if grid else 0.0


def _note_column(data: Mapping[str, Any] | None) -> NoteColumn | None:
    if not data or not data.get("width_mm"):
        return None
    lengths = (data["width_mm"], data.get("gutter_mm", 5), data.get("pitch_mm", 8))
    return NoteColumn(*(length * MM for length in lengths))


def _furniture(data: Mapping[str, Any]) -> Furniture:
    values = dict(data)
    usual = Furniture()
    odd, even = (
        (values.pop(f"{side}_inner", inner), values.pop(f"{side}_outer", outer))
        for side, (inner, outer) in (("odd", usual.odd), ("even", usual.even))
    )
    return Furniture(odd=odd, even=even, **values)


def _style(
    key: str, data: Mapping[str, Any], colours: Mapping[str, Colour], pitch: float, file: Path
) -> TextStyle:
    values = dict(data)
    lines = values.pop("grid_lines", 0)
    if lines and pitch:
        values["leading"] = lines * pitch
    face = Role(values.pop("face"))
    colour = values.pop("colour", "ink")
    if colour not in colours:
        raise TemplateIsWrong(
            file,
            f"{key}.colour",
            _("应为 [colours] 里的一个：{names}").format(names=listed(colours)),
        )
    bold = Role.SONG_BOLD if face in (Role.SONG, Role.SONG_BOLD) else Role.HEI_BOLD
    return TextStyle(face=face, colour=colours[colour], bold=bold, **values)


def _colour(value: str) -> Colour:
    red, green, blue = (int(value[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue
