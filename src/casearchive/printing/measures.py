"""The measures of a template: its page, colours, text styles and what stands around the text."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeAlias

from casearchive.printing.faces.fontfiles import Role

MM = 72 / 25.4  # points
SMALLEST = 9.0  # pt: no text is ever set smaller to make it fit
Alignment: TypeAlias = Literal["left", "centre", "right", "justify"]
Colour: TypeAlias = tuple[float, float, float]  # red, green, blue; 0 to 1
Numbers: TypeAlias = Literal["arabic", "roman"]
CoverKind: TypeAlias = Literal["page", "head", "none"]


@dataclass(frozen=True, slots=True)
class NoteColumn:
    """A ruled column beside the text for the reader's notes; lengths in points."""

    width: float
    gutter: float
    pitch: float


@dataclass(frozen=True, slots=True)
class PageMeasures:
    """A page in points. `measure` is the width of the text: whole characters of body size.

    `grid` is the pitch every line keeps to, 0 where there is none. `fits_page` holds each part to
    one page. `front_numbers` number the pages before the first part, which then begins at 1.
    """

    width: float
    height: float
    top: float
    bottom: float
    inner: float
    measure: float
    mirrored: bool
    parts_start_on_odd_page: bool
    grid: float = 0.0
    fits_page: bool = False
    front_numbers: Numbers = "arabic"
    notes: NoteColumn | None = None
    line_numbers: int = 0

    @property
    def column_height(self) -> float:
        """The height of the text area."""
        return self.height - self.top - self.bottom

    def left(self, page: int) -> float:
        """Return where the text begins on `page`: the wider margin lies at the spine."""
        if self.mirrored and page % 2 == 0:
            return self.width - self.inner - self.measure
        return self.inner

    def notes_left(self, page: int) -> float:
        """Return where the note column begins on `page`: at the outer side of the text."""
        if self.notes is None:
            return self.left(page)
        if self.mirrored and page % 2 == 0:
            return self.left(page) - self.notes.gutter - self.notes.width
        return self.left(page) + self.measure + self.notes.gutter


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a kind of text is set: sizes and spaces in points, indents in em of its size.

    `number` is the pattern of a heading's number, such as ``一、``. `taper` breaks a title into
    lines that shorten evenly. `rule` is the length of the coloured rule under it, in points.
    `framed` sets it on a tinted ground. `counted` gives its lines numbers where lines have any.
    """

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
    number: str = ""
    taper: bool = False
    rule: float = 0.0
    framed: bool = False
    counted: bool = False


@dataclass(frozen=True, slots=True)
class FigureMeasures:
    """How large pictures are at most: shares of the text's width and of its column's height."""

    width: float = 1.0
    height: float = 0.42


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands around the text. Texts may name {title}, {part}, {edition}, {page}, {pages}.

    `odd` and `even` hold the heads at the spine and at the edge. `foot_inset` is in em;
    `foot_below` and `head_above` are points between the text and the upper edge of the line.
    """

    odd: tuple[str, str] = ("{edition}", "{part}")  # inner, outer
    even: tuple[str, str] = ("{edition}", "{title}")
    foot: str = ""
    foot_align: Literal["centre", "outer"] = "centre"
    foot_inset: float = 0.0
    foot_below: float = 18.0
    head_above: float = 26.0
    rule: bool = True
    first_page_head: bool = True


@dataclass(frozen=True, slots=True)
class Template:
    """A named set of measures, colours and styles; `compose` is the composer's own table."""

    name: str
    page: PageMeasures
    colours: Mapping[str, Colour]
    styles: Mapping[str, TextStyle]
    furniture: Furniture = field(default_factory=Furniture)
    figure: FigureMeasures = field(default_factory=FigureMeasures)
    cover: CoverKind = "page"
    write_pitch: float = 8 * MM
    label: str = ""
    compose: Mapping[str, Any] = field(default_factory=dict)

    def smaller(self, share: float) -> "Template":
        """Return the template with its text at `share` of its size, but none below 9 pt.

        Text that is smaller than that by design keeps its size.
        """
        return replace(self, styles={k: _shrunk(s, share) for k, s in self.styles.items()})


def _shrunk(style: TextStyle, share: float) -> TextStyle:
    size = max(min(SMALLEST, style.size), style.size * share)
    by = size / style.size
    before, after = style.before * share, style.after * share
    return replace(style, size=size, leading=style.leading * by, before=before, after=after)
