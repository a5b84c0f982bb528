"""What a page is filled with: boxes that know their height, can be split, and draw themselves.

Lengths are points. `before` and `after` are the spaces a box wants around it; between two boxes
the larger of the two holds, and none at the head of a page.
"""

from dataclasses import dataclass, replace
from typing import Protocol

from casearchive.printing.drawing.pen import Pen
from casearchive.printing.measures import Colour, TextStyle
from casearchive.printing.setting.linebreak import Line
from casearchive.printing.setting.typesetting import SetText

FEWEST_LINES = 2  # of a paragraph that stand alone at the foot or the head of a page


class Box(Protocol):
    """A thing of some height on a page."""

    @property
    def height(self) -> float: ...  # noqa: D102
    @property
    def before(self) -> float: ...  # noqa: D102
    @property
    def after(self) -> float: ...  # noqa: D102
    @property
    def keep_next(self) -> bool: ...  # noqa: D102
    @property
    def anchor(self) -> str: ...  # noqa: D102
    @property
    def floats(self) -> bool:
        """Whether it may stand at the head of the next page while the text runs on."""
        ...

    @property
    def least(self) -> float:
        """The height of the least piece that may stand at the foot of a page."""
        ...

    def split(self, room: float, *, force: bool = False) -> "tuple[Box, Box] | None":
        """Return what fits into `room` and the rest, or None; `force` ignores good manners."""
        ...

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the box with its upper left corner at (x, top)."""
        ...


@dataclass(frozen=True, slots=True)
class Frame:
    """A tinted ground with a bar at its left, behind text that is set apart."""

    fill: Colour
    bar: Colour
    width: float
    pad_top: float = 0.0
    pad_bottom: float = 0.0


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """An entry in the document's outline."""

    title: str
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a box stands among others: see :class:`Box`."""

    before: float = 0.0
    after: float = 0.0
    keep_next: bool = False
    anchor: str = ""
    floats: bool = False


@dataclass(frozen=True, slots=True)
class TextBox(Standing):
    """Lines of text, with a label beside the first one and a frame behind, if any."""

    text: SetText
    lines: tuple[Line, ...]
    style: TextStyle
    inset: float = 0.0
    label: SetText | None = None
    label_x: float = 0.0
    frame: Frame | None = None
    outline: OutlineEntry | None = None

    @classmethod
    def of(cls, text: SetText, style: TextStyle, inset: float = 0.0) -> "TextBox":
        """Return a box for a whole text, with the spaces its style wants."""
        return cls(
            text,
            text.lines,
            style,
            inset,
            before=style.before,
            after=style.after,
            keep_next=style.keep_next,
        )

    @property
    def height(self) -> float:
        """The height of all lines, the frame's padding included."""
        return len(self.lines) * self.style.leading + self._pad_top + self._pad_bottom

    @property
    def first_line_below(self) -> float:
        """How far the first line's upper edge lies below the box's."""
        return self._pad_top

    @property
    def least(self) -> float:
        """The height of the first two lines, or of all where no two would be left."""
        count = len(self.lines)
        shown = count if count < 2 * FEWEST_LINES else FEWEST_LINES
        return shown * self.style.leading + self._pad_top

    def split(self, room: float, *, force: bool = False) -> "tuple[TextBox, TextBox] | None":
        """Return the lines that fit and the others; two at least on either side."""
        count = len(self.lines)
        least = 1 if force else FEWEST_LINES
        fits = min(int((room - self._pad_top + 0.01) // self.style.leading), count - least)
        if fits < least:
            return None
        head = replace(
            self, lines=self.lines[:fits], frame=self._frame_without(foot=True), after=0.0
        )
        tail = replace(
            self,
            lines=self.lines[fits:],
            frame=self._frame_without(foot=False),
            before=0.0,
            label=None,
            anchor="",
            outline=None,
        )
        return head, tail

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw frame, label and lines."""
        if self.frame:
            low = top - self.height
            pen.fill(x, low, self.frame.width, self.height, self.frame.fill)
            pen.fill(x, low, 1.5, self.height, self.frame.bar)
        top -= self._pad_top
        from_right = self.text.base == "rtl" and self.label is not None
        if self.label and from_right:  # the label of a text from the right stands at its right
            label_x = x - self.label_x
            pen.text(self.label, self.label.lines, self.style, label_x, top, align="right")
        elif self.label:
            pen.text(self.label, self.label.lines, self.style, x + self.label_x, top)
        pen.text(self.text, self.lines, self.style, x + (0 if from_right else self.inset), top)
        if self.outline:
            pen.outline(self.outline.title, self.anchor, self.outline.level)

    @property
    def _pad_top(self) -> float:
        return self.frame.pad_top if self.frame else 0.0

    @property
    def _pad_bottom(self) -> float:
        return self.frame.pad_bottom if self.frame else 0.0

    def _frame_without(self, *, foot: bool) -> Frame | None:
        """Return the frame of a part of the box: open at its foot, or at its head."""
        if self.frame is None:
            return None
        return replace(self.frame, pad_bottom=0.0) if foot else replace(self.frame, pad_top=0.0)


@dataclass(frozen=True, slots=True)
class RuleBox(Standing):
    """A horizontal rule."""

    width: float
    weight: float
    colour: Colour

    @property
    def height(self) -> float:
        """The weight of the rule."""
        return self.weight

    @property
    def least(self) -> float:
        """The whole rule."""
        return self.weight

    def split(self, room: float, *, force: bool = False) -> None:
        """A rule is never split."""

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the rule."""
        y = top - self.weight / 2
        pen.rule(x, y, self.width, weight=self.weight, colour=self.colour)
