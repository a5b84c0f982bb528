"""Tables as boxes: rows of set cells, hairlines between them, heads repeated on every page."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from casearchive.printing.blocks import Align
from casearchive.printing.drawing.pen import Pen
from casearchive.printing.layout.boxes import FEWEST_LINES, Standing, TextBox
from casearchive.printing.measures import Colour, TextStyle
from casearchive.printing.setting.linebreak import Line
from casearchive.printing.setting.typesetting import SetText

_TALL = 120.0  # pt: a row higher than this may be split between pages
_FOOT_GAP = 3.0  # pt between the last rule and the foot
_LEAST_WEIGHT = 0.04  # of the widest column's: room for a character, whatever the weights say
_TALL_IN_FLOW = 48.0  # pt: the same of running text side by side
_THICK, _THIN, _HAIR = 0.9, 0.5, 0.35  # pt: the rules of a three-line table, and between rows


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of one cell, `x` points from the table's left edge."""

    x: float
    text: SetText
    lines: tuple[Line, ...]
    style: TextStyle
    align: Align


@dataclass(frozen=True, slots=True)
class Row:
    """Cells side by side, with the same space above and below their text.

    `least` is the height of the text of an empty row, in points: a form is written in by hand.
    """

    cells: tuple[Cell, ...]
    pad: float
    least: float = 0.0

    @property
    def height(self) -> float:
        """The height of the tallest cell and the padding."""
        tallest = max((len(c.lines) * c.style.leading for c in self.cells), default=0.0)
        return max(tallest, self.least) + 2 * self.pad

    def split(self, room: float, least: int = FEWEST_LINES) -> "tuple[Row, Row] | None":
        """Return the lines of every cell that fit into `room`, and the rest: `least` on a side."""
        heads, tails = [], []
        for cell in self.cells:
            fits = int((room - 2 * self.pad + 0.01) // cell.style.leading)
            if fits < len(cell.lines):
                fits = min(fits, len(cell.lines) - least)
            if fits < min(least, len(cell.lines)):
                return None
            heads.append(replace(cell, lines=cell.lines[:fits]))
            tails.append(replace(cell, lines=cell.lines[fits:]))
        if not any(cell.lines for cell in tails):
            return None
        return (
            replace(self, cells=tuple(heads), least=0.0),
            replace(self, cells=tuple(tails), least=0.0),
        )

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the cells."""
        for cell in self.cells:
            if cell.lines:
                pen.text(
                    cell.text, cell.lines, cell.style, x + cell.x, top - self.pad, align=cell.align
                )


@dataclass(frozen=True, slots=True)
class TableBox(Standing):
    """Rows under an optional head; a page that continues the table repeats the head.

    `edges` are where upright rules stand, in points: a form has them, a three-line table none.
    One that `flows` is running text: no rules between its rows, which may end anywhere. `foot` is
    the remark under its last row, which never stands on a page without one.
    """

    rows: tuple[Row, ...]
    width: float
    ink: Colour
    hairline: Colour
    head: Row | None = None
    edges: tuple[float, ...] = ()
    flows: bool = False
    foot: TextBox | None = None

    @property
    def height(self) -> float:
        """The height of head, rows and foot."""
        return self._head_height + sum(row.height for row in self.rows) + self._foot_height

    @property
    def least(self) -> float:
        """The head and the first row; of a tall row, a few lines."""
        return self._head_height + min(self.rows[0].height, self._tall)

    def split(self, room: float, *, force: bool = False) -> "tuple[TableBox, TableBox] | None":
        """Return the rows that fit and the others; only a tall row is split itself."""
        left = room - self._head_height
        fits = 0
        while fits < len(self.rows) and self.rows[fits].height <= left + 0.01:
            left -= self.rows[fits].height
            fits += 1
        if fits == len(self.rows):  # the foot finds no room: a row goes on with it
            fits -= 1
        if fits > 1 and len(self.rows) - fits == 1 and self.rows[fits].height <= self._tall:
            fits -= 1  # a row goes on in company
        rows, rest = list(self.rows[:fits]), list(self.rows[fits:])
        if rest and (rest[0].height > self._tall or (force and not rows)):
            room_enough = left > self._tall / 2 or force
            parts = rest[0].split(left, 1 if force else FEWEST_LINES) if room_enough else None
            if parts:
                rows.append(parts[0])
                rest[0] = parts[1]
        if not rows or not rest:
            return None
        head = replace(self, rows=tuple(rows), foot=None, after=0.0)
        return head, replace(self, rows=tuple(rest), before=0.0, anchor="")

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the rules and rows."""
        for edge in self.edges:
            low = (x + edge, top - self.height + self._foot_height)
            pen.line((x + edge, top), low, weight=_HAIR, colour=self.hairline)
        self._rule(pen, x, top, _THICK, self.ink)
        if self.head:
            self.head.draw(pen, x, top)
            top -= self.head.height
            self._rule(pen, x, top, _THIN, self.ink)
        for number, row in enumerate(self.rows):
            if number and not self.flows:
                self._rule(pen, x, top, _HAIR, self.hairline)
            row.draw(pen, x, top)
            top -= row.height
        self._rule(pen, x, top, _THICK, self.ink)
        if self.foot:
            self.foot.draw(pen, x, top - _FOOT_GAP)

    @property
    def _tall(self) -> float:
        """The height from which a row may be split."""
        return _TALL_IN_FLOW if self.flows else _TALL

    @property
    def _foot_height(self) -> float:
        return self.foot.height + _FOOT_GAP if self.foot else 0.0

    @property
    def _head_height(self) -> float:
        return self.head.height if self.head else 0.0

    def _rule(self, pen: Pen, x: float, y: float, weight: float, colour: Colour) -> None:
        pen.rule(x, y, self.width, weight=weight, colour=colour)


def column_edges(weights: Sequence[float], width: float) -> list[float]:
    """Return where the columns begin, and the table's right edge, in points."""
    shares = [max(w, _LEAST_WEIGHT) if math.isfinite(w) else 1.0 for w in weights]
    largest = max(shares, default=1.0)
    shares = [max(share / largest, _LEAST_WEIGHT) for share in shares]
    return [0.0, *(width * part / sum(shares) for part in accumulate(shares))]
