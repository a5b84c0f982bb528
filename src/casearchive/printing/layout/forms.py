"""Ruled lines to write on by hand."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from casearchive.printing.blocks import WriteLines, plain
from casearchive.printing.drawing.pen import Pen
from casearchive.printing.layout.boxes import Standing, TextBox
from casearchive.printing.measures import Colour, Template
from casearchive.printing.setting.typesetting import Typesetter

MOST_LINES = 2_000  # of one block: some eighty pages; more is a slip of the hand
_WEIGHT = 0.35  # pt


@dataclass(frozen=True, slots=True)
class LinesBox(Standing):
    """Empty lines, each ruled at its foot; they run over to further pages."""

    count: int
    pitch: float
    width: float
    colour: Colour

    @property
    def height(self) -> float:
        """The height of all lines."""
        return self.count * self.pitch

    @property
    def least(self) -> float:
        """Two lines at least stand together."""
        return min(self.count, 2) * self.pitch

    def split(self, room: float, *, force: bool = False) -> "tuple[LinesBox, LinesBox] | None":
        """Return the lines that fit and the others; one alone will do."""
        del force
        fits = min(int((room + 0.01) // self.pitch), self.count - 1)
        if fits < 1:
            return None
        head = replace(self, count=fits, after=0.0)
        return head, replace(self, count=self.count - fits, before=0.0, anchor="")

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the rules."""
        for number in range(1, self.count + 1):
            y = top - number * self.pitch
            pen.rule(x, y, self.width, weight=_WEIGHT, colour=self.colour)


def write_lines(
    block: WriteLines, template: Template, typesetter: Typesetter
) -> Iterator[TextBox | LinesBox]:
    """Yield the label and the lines under it."""
    if block.label:
        style = template.styles["write_label"]
        text = typesetter.typeset(plain(block.label), style, template.page.measure)
        yield TextBox.of(text, style)
    count = min(max(block.lines, 0), MOST_LINES)
    if count:
        colour = template.colours["write_line"]
        measure = template.page.measure
        yield LinesBox(count, template.write_pitch, measure, colour, before=2.0, after=10.0)
