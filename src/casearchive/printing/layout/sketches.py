"""A route as a line of stops: a scheme without a map, with the times that are known."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from casearchive.i18n import _
from casearchive.printing.blocks import RouteSketch, Run, Runs, SketchStop, plain
from casearchive.printing.drawing.pen import Pen
from casearchive.printing.layout.boxes import Standing, TextBox
from casearchive.printing.layout.setter import Setter
from casearchive.printing.measures import Colour

_RADIUS = 8.0  # pt of a stop's disc
_LINE_X = 12.0  # pt from the left to the route's line
_TEXT_X = 30.0
_WAY_AIR = 5.0  # pt above and below the time on the way
_WHITE: Colour = (1.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class StopBox(Standing):
    """A stop: its number on the line, what is known of it beside; the way to it above."""

    way: TextBox | None
    number: TextBox
    texts: tuple[TextBox, ...]
    ink: Colour
    last: bool

    @property
    def height(self) -> float:
        """The height of way and stop."""
        texts = sum(box.height for box in self.texts)
        return self._way_height + max(texts, 2 * _RADIUS) + 2.0

    @property
    def least(self) -> float:
        """The whole stop."""
        return self.height

    def split(self, room: float, *, force: bool = False) -> None:
        """A stop stays whole."""

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the line, the disc with its number, and the texts."""
        line, centre = x + _LINE_X, top - self._way_height - _RADIUS - 1.0
        if self.way:
            pen.line((line, top), (line, centre), weight=1.2, colour=self.ink, dash="3 2")
            self.way.draw(pen, x + _TEXT_X, top - _WAY_AIR)
        if not self.last:
            pen.line((line, centre), (line, top - self.height), weight=1.2, colour=self.ink)
        pen.disc(line, centre, _RADIUS, self.ink)
        half = self.number.height / 2
        self.number.draw(pen, line - _RADIUS * 2, centre + half)
        at = top - self._way_height
        for box in self.texts:
            box.draw(pen, x + _TEXT_X, at)
            at -= box.height

    @property
    def _way_height(self) -> float:
        return self.way.height + 2 * _WAY_AIR if self.way else 0.0


class Sketcher(Setter):
    """Sets route sketches to the measure of a template."""

    def boxes(self, sketch: RouteSketch) -> Iterator[StopBox | TextBox]:
        """Yield the stops, and the note under them."""
        total = len(sketch.stops)
        for number, stop in enumerate(sketch.stops, 1):
            box = self._stop(number, stop, last=number == total)
            # The first two and the last two stops stay together: a lone stop is no route.
            kept = number in (1, total - 1) and number < total
            yield replace(box, keep_next=kept, before=10.0 if number == 1 else 0.0)
        if sketch.note:
            yield self._text(plain(sketch.note), "note", self._measure)

    def _stop(self, number: int, stop: SketchStop, *, last: bool) -> StopBox:
        width = self._measure - _TEXT_X
        way = None
        if number > 1:
            way = self._text(plain(_way(stop.travel_minutes)), "label", width)
        name: Runs = (Run(stop.name, bold=True),)
        if stop.minutes is not None:
            name += (Run(_("　停留 {minutes} 分钟").format(minutes=stop.minutes)),)
        texts = [self._text(name, "cell", width)]
        if stop.note:
            texts.append(self._text(plain(stop.note), "label", width))
        style = replace(self._template.styles["cell_head"], colour=_WHITE, align="centre")
        typeset = self._typesetter.typeset(plain(str(number)), style, _RADIUS * 4)
        disc_number = TextBox.of(typeset, style)
        return StopBox(way, disc_number, tuple(texts), self._template.colours["accent"], last)


def _way(minutes: int | None) -> str:
    if minutes is None:
        return _("↓ 路上用时未载")
    return _("↓ 路上约 {minutes} 分钟").format(minutes=minutes)
