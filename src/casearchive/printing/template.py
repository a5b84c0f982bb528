"""A print template: page measures, colours and text styles, read from data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from casearchive.printing.faces.fontfiles import Role
from casearchive.resources import resource_path

MM = 72 / 25.4  # points
Alignment: TypeAlias = Literal["left", "centre", "right", "justify"]
Colour: TypeAlias = tuple[float, float, float]  # red, green, blue; 0 to 1


@dataclass(frozen=True, slots=True)
class PageMeasures:
    """A page in points. `measure` is the width of the text: whole characters of body size."""

    width: float
    height: float
    top: float
    bottom: float
    inner: float
    measure: float
    mirrored: bool
    parts_start_on_odd_page: bool

    @property
    def column_height(self) -> float:
        """The height of the text area."""
        return self.height - self.top - self.bottom

    def left(self, page: int) -> float:
        """Return where the text begins on `page`: the wider margin lies at the spine."""
        if self.mirrored and page % 2 == 0:
            return self.width - self.inner - self.measure
        return self.inner


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a kind of text is set: sizes and spaces in points, indents in em of its size."""

    face: Role
    size: float
    leading: float
    bold: Role = Role.HEI_BOLD
    emphasis: Role = Role.KAI
    colour: Colour = (0, 0, 0)
    align: Alignment = "left"
    first_indent: float = 0.0
    left: float = 0.0
    right: float = 0.0
    before: float = 0.0
    after: float = 0.0
    keep_next: bool = False


@dataclass(frozen=True, slots=True)
class Template:
    """A named set of measures, colours and styles."""

    name: str
    page: PageMeasures
    colours: Mapping[str, Colour]
    styles: Mapping[str, TextStyle]


def template_names() -> tuple[str, ...]:
    """Return the names of the templates there are."""
    return tuple(sorted(path.stem for path in resource_path("templates").glob("*.toml")))


def load_template(name: str = "casebook") -> Template:
    """Return the template that ships under `name`."""
    text = resource_path("templates", f"{name}.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    colours = {key: _colour(value) for key, value in data["colours"].items()}
    styles = {key: _style(value, colours) for key, value in data["styles"].items()}
    return Template(name, _page(data["page"], styles["body"].size), colours, styles)


def _page(data: Mapping[str, Any], body_size: float) -> PageMeasures:
    width, inner = data["width_mm"] * MM, data["inner_mm"] * MM
    room = width - inner - data["outer_mm"] * MM
    return PageMeasures(
        width=width,
        height=data["height_mm"] * MM,
        top=data["top_mm"] * MM,
        bottom=data["bottom_mm"] * MM,
        inner=inner,
        measure=room // body_size * body_size,
        mirrored=data["mirrored"],
        parts_start_on_odd_page=data["parts_start_on_odd_page"],
    )


def _style(data: Mapping[str, Any], colours: Mapping[str, Colour]) -> TextStyle:
    values = dict(data)
    face = Role(values.pop("face"))
    colour = colours[values.pop("colour", "ink")]
    bold = Role.SONG_BOLD if face is Role.SONG else Role.HEI_BOLD
    return TextStyle(face=face, colour=colour, bold=bold, **values)


def _colour(value: str) -> Colour:
    red, green, blue = (int(value[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue
