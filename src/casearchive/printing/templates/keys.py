"""What each key of a template file may hold; a wrong one is told with what is allowed."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casearchive.errors import ArchiveCannotBeUsed
from casearchive.i18n import _, listed
from casearchive.printing.faces.fontfiles import Role

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
PLACEHOLDERS = ("title", "part", "edition", "page", "pages")
NUMBER_PATTERNS = ("一、", "（一）", "1.", "（1）")
_ALIGNMENTS = ("left", "centre", "right", "justify")


class TemplateIsWrong(ArchiveCannotBeUsed):
    """A template file cannot be used; the message names file, key and what is allowed."""

    def __init__(self, file: Path | str, key: str, wrong: str) -> None:
        where = _("版式文件“{file}”的“{key}”").format(file=Path(file).name, key=key)
        super().__init__(_("{where}：{wrong}").format(where=where, wrong=wrong))


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


def check(file: Path, data: Mapping[str, Any]) -> None:
    """Go through every key of a template file. Raises :class:`TemplateIsWrong`."""
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
