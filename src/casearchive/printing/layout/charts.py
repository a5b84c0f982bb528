"""Bars by year: one bar a row, its value beside it, unit above, basis and source below.

Lengths start at nought and are true; years stand side by side and are never joined by a line. Text
says all that a bar says, so nothing is lost in a greyscale print.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from casearchive.i18n import _
from casearchive.printing.blocks import BarChart, Run, Runs, plain
from casearchive.printing.drawing.pen import Pen
from casearchive.printing.layout.boxes import Standing, TextBox
from casearchive.printing.layout.setter import Setter
from casearchive.printing.measures import Colour

_BAR = 0.62  # of a row's height
_GAP = 6.0  # pt between label and axis, and between bar and value
_LABEL_SHARE, _VALUE_SHARE = 0.24, 0.26  # of the measure, at most
_AXIS = 0.6  # pt


@dataclass(frozen=True, slots=True)
class BarRow(Standing):
    """A bar between its label and its value; `start` and `stop` are points from the left."""

    label: TextBox
    value: TextBox
    axis: float
    start: float
    stop: float
    ink: Colour
    fill: Colour

    @property
    def height(self) -> float:
        """The height of the taller of label and value, and a little air."""
        return max(self.label.height, self.value.height) + 4.0

    @property
    def least(self) -> float:
        """The whole row."""
        return self.height

    def split(self, room: float, *, force: bool = False) -> None:
        """A row stays whole."""

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw label, axis, bar and value."""
        self.label.draw(pen, x, top - (self.height - self.label.height) / 2)
        thick = self.label.style.leading * _BAR
        low = top - self.height / 2 - thick / 2
        if self.stop > self.start:
            pen.fill(x + self.start, low, self.stop - self.start, thick, self.fill)
        axis = x + self.axis
        pen.line((axis, top), (axis, top - self.height), weight=_AXIS, colour=self.ink)
        self.value.draw(pen, x + self.stop + _GAP, top - (self.height - self.value.height) / 2)


class Charter(Setter):
    """Sets charts to the measure of a template."""

    def boxes(self, chart: BarChart) -> Iterator[TextBox | BarRow]:
        """Yield the boxes of a chart, kept together; nothing for one without bars."""
        if not chart.bars:
            return
        caption: Runs = plain(chart.title)
        if chart.unit:
            caption += (Run(_("（单位：{unit}）").format(unit=chart.unit)),)
        if caption:
            yield self._text(caption, "caption", self._measure)
        rows = list(self._rows(chart))
        notes: Runs = ()
        if chart.basis:
            notes += (Run(_("口径：{basis}").format(basis=chart.basis)),)
        if chart.source:
            gap = "　" if notes else ""
            notes += (Run(gap + _("出处：")), *chart.source)
        yield from rows if notes else (*rows[:-1], replace(rows[-1], keep_next=False, after=10.0))
        if notes:
            yield self._text(notes, "note", self._measure)

    def _rows(self, chart: BarChart) -> Iterator[BarRow]:
        style = self._template.styles["cell"]
        colours = self._template.colours
        width = self._typesetter.width
        widest = max(width(bar.label, style) for bar in chart.bars)
        label_width = min(widest + style.size, _LABEL_SHARE * self._measure)
        widest = max(width(bar.shown, style) for bar in chart.bars)
        value_width = min(widest + style.size, _VALUE_SHARE * self._measure)
        room = self._measure - label_width - value_width - 2 * _GAP
        values = [bar.value if math.isfinite(bar.value) else 0.0 for bar in chart.bars]
        low, high = min(0.0, *values), max(0.0, *values)
        # Halves, so that the difference of the largest numbers there are is still a number.
        half_span = high / 2 - low / 2
        axis = label_width + _GAP + _part(0.0, low, half_span) * room
        for bar, value in zip(chart.bars, values, strict=True):
            end = label_width + _GAP + _part(value, low, half_span) * room
            yield BarRow(
                self._text(plain(bar.label), "cell", label_width),
                self._text(plain(bar.shown), "cell", value_width),
                axis,
                min(axis, end),
                max(axis, end),
                colours["ink"],
                colours["bar"],
                keep_next=True,
            )


def _part(value: float, low: float, half_span: float) -> float:
    """Return where `value` lies between the ends of the chart, 0 to 1."""
    return (value / 2 - low / 2) / half_span if half_span else 0.0
