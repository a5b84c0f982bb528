"""The data of a template, all of it there and checked, made into measures."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

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
from casearchive.printing.templates.keys import TemplateIsWrong


def measured(name: str, data: Mapping[str, Any], file: Path) -> Template:
    """Return a template. Raises :class:`TemplateIsWrong`, and KeyError for what it lacks."""
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
