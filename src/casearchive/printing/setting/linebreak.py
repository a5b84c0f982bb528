"""Break Chinese paragraphs into lines: pure arithmetic on advance widths, no fonts, no drawing.

The rules are those of GB/T 15834 and W3C *Requirements for Chinese Text Layout* (clreq):
no closing mark begins a line and no opening mark ends one (避头尾); a mark that would begin a line
is drawn in when the line can be tightened (推入), else the character before it goes with it (推出);
neighbouring marks share their blank halves; an opening mark at a line's start is set half wide.
The word of a unit (分钟) is not torn, nor left without its number where the line can spare it.
Every step looks only a bounded way around the end of the line, so the time is linear in the text.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from casearchive.printing.setting.joints import (
    NOT_AT_START,
    address_joints,
    amount_joints,
    is_han,
    is_word,
    may_break,
    opening_joints,
    word_spans,
)

AUTOSPACE = 0.08  # em between Chinese and Latin; readers of PDF text see a space from 0.1 on
WIDEST_GAP = 0.085  # em: what justification may make of such a gap
WIDEST_SPREAD = 0.16  # em between Chinese characters; a line that needs more stays ragged
WIDEST_SPACE = 0.5  # em added to the spaces of a line of Latin, Cyrillic or Arabic words
_MOSTLY = 0.7  # of the gaps of a line: spaces from which it counts as one of words
SQUEEZE = 0.25  # em a mark inside the line gives up at most to draw another one in
INK_BLANK = 0.06  # em left of the blank half of a mark that is set half wide
_TOLERANCE = 0.01  # pt
_LONELY_WITHIN = 10  # characters at a paragraph's end that are looked at for company

_PAUSES = frozenset("，。、；：？！”’）》〉】」』〕")
_OPENERS = frozenset("“‘（《〈【「『〔")

_MARKS = "".join(sorted(_PAUSES | _OPENERS))
_TOUCHING_MARKS = re.compile(f"(?<=[{_MARKS}])[{_MARKS}]")
_LETTERS = re.compile(r"[A-Za-z0-9@&%°\xc0-\u024f\u0370-\u04ff]+")


@dataclass(frozen=True, slots=True)
class Measured:
    """A text and the advance width of each of its characters, in points.

    `bearings` tells the blank left and right of a mark's ink, in em. `glued` holds the indices
    before which the line is never broken (a citation mark sticks to what it proves).
    """

    text: str
    advances: Sequence[float]
    em: float
    bearings: Callable[[str], tuple[float, float]]
    glued: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Measure:
    """The line to fill, in points: its width, the indents of the first and of further lines."""

    width: float
    first_indent: float = 0.0
    indent: float = 0.0
    justify: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """One line: ``text[start:stop]`` set from `x`, both in points from the left edge.

    `kerns` are extra moves before single characters (index, points); `spread` follows every
    character that is no part of a Latin word. `slack` is the room left when nothing is spread.
    """

    start: int
    stop: int
    x: float
    spread: float
    slack: float
    kerns: tuple[tuple[int, float], ...] = ()


def break_lines(measured: Measured, measure: Measure) -> list[Line]:
    """Return the lines of a paragraph, in order; ``\\n`` in its text always ends one.

    Spaces at the end of a line are dropped; all other characters stand in exactly one line.
    """
    return _Paragraph(measured).lines(measure)


class _Paragraph:
    """One paragraph while it is broken: widths summed up once, then one bisection a line."""

    def __init__(self, measured: Measured) -> None:
        self.text = measured.text
        self.em = measured.em
        self.bearings = measured.bearings
        self.glued = measured.glued
        self.joints = address_joints(measured.text)
        units, self.counted = amount_joints(measured.text)
        self.held = measured.glued | units | opening_joints(measured.text)
        self.kerns = self._natural_kerns()
        self.kern_at = sorted(self.kerns)
        widths = list(measured.advances)
        for index, move in self.kerns.items():
            widths[index] += move
        self.ends = list(accumulate(widths))

    def lines(self, measure: Measure) -> list[Line]:
        lines: list[Line] = []
        first = True
        start = 0
        for stop in [*(m.start() for m in re.finditer("\n", self.text)), len(self.text)]:
            while start < stop:
                indent = measure.first_indent if first else measure.indent
                lines.append(self._line(start, stop, measure.width - indent, indent, measure))
                first = False
                start = _skip_spaces(self.text, lines[-1].stop, stop)
            start = stop + 1
        return lines

    def _line(self, start: int, end: int, room: float, indent: float, measure: Measure) -> Line:
        hang = self._opening_hang(start)
        room += hang
        stop = self._stop(start, end, room)
        shown = stop
        while shown > start + 1 and self.text[shown - 1] == " ":
            shown -= 1
        last = stop >= end
        slack = room - self._width(start, shown)
        kerns = self._kerns_within(start, shown)
        spread = 0.0
        if slack < -_TOLERANCE:
            self._tighten(start, shown, -slack, kerns)
        elif measure.justify and not last:
            spread = self._spread(start, shown, slack, kerns)
        moves = tuple(sorted((index, move) for index, move in kerns.items() if move))
        return Line(start, shown, indent - hang, spread, max(slack, 0.0), moves)

    # Where the line ends -----------------------------------------------------------------------

    def _stop(self, start: int, end: int, room: float) -> int:
        """Return the index after the last character of the line that begins at `start`."""
        fits = bisect_right(self.ends, self._origin(start) + room + _TOLERANCE, start, end)
        fits = max(fits, start + 1)
        if fits >= end:
            return end
        back = self._last_break(start, fits, room)
        ahead = 0 if back == fits else self._drawn_in(start, fits, end, room)
        if ahead and self._excess(start, ahead, room) <= room - self._width(start, back):
            return ahead
        if back == start:
            return ahead or self._emergency(start, fits, end)
        return self._not_lonely(start, back, end, room)

    def _last_break(self, start: int, fits: int, room: float) -> int:
        """Return the last break up to `fits`, `start` where there is none.

        A unit goes to the next line with its number, unless this line would have to stay ragged.
        """
        back = fits
        while back > start and not self._may_break_at(back):
            back -= 1
        kept = back
        while kept > start and (kept in self.counted or not self._may_break_at(kept)):
            kept -= 1
        if kept == back:
            return back
        gaps = sum(not is_word(char) for char in self.text[start:kept]) - 1
        bearable = room - self._width(start, kept) <= gaps * WIDEST_SPREAD * self.em
        return kept if bearable else back

    def _drawn_in(self, start: int, fits: int, end: int, room: float) -> int:
        """Return the first break after `fits` that tightening the line can reach, or 0."""
        for stop in range(fits + 1, min(fits + 4, end) + 1):
            if stop == end or self._may_break_at(stop):
                return stop if self._can_tighten(start, stop, room) else 0
        return 0

    def _emergency(self, start: int, fits: int, end: int) -> int:
        """Break where no rule allows it: inside a word that is longer than the line."""
        stop = fits
        while stop > start + 1 and stop < end and unicodedata.combining(self.text[stop]):
            stop -= 1
        return stop if stop > start + 1 else fits

    def _not_lonely(self, start: int, stop: int, end: int, room: float) -> int:
        """Keep the last line from holding a single character."""
        if end - stop > _LONELY_WITHIN or not self._is_lonely(stop, end):
            return stop
        if self._can_tighten(start, end, room):
            return end
        for earlier in range(stop - 1, max(start, stop - 4), -1):
            if self._may_break_at(earlier):
                return earlier if not self._is_lonely(earlier, end) else stop
        return stop

    def _is_lonely(self, start: int, end: int) -> bool:
        """Tell whether at most one character stands there; a citation mark is no company."""
        rest = (self.text[i] for i in range(start, end) if i not in self.glued)
        return sum(char not in NOT_AT_START and char != " " for char in rest) < 2

    def _may_break_at(self, index: int) -> bool:
        if index in self.held:
            return False
        if index in self.joints:
            return True
        return may_break(self.text[index - 1], self.text[index])

    # Widths ------------------------------------------------------------------------------------

    def _origin(self, start: int) -> float:
        """Return where a line that begins at `start` lies on the ruler of the whole paragraph."""
        before = self.ends[start - 1] if start else 0.0
        return before + self.kerns.get(start, 0.0)

    def _width(self, start: int, stop: int) -> float:
        return self.ends[stop - 1] - self._origin(start) if stop > start else 0.0

    def _opening_hang(self, start: int) -> float:
        """Return how much of an opening mark's blank half goes into the margin."""
        if start == 0 or self.text[start] not in _OPENERS:
            return 0.0
        return max(0.0, self.bearings(self.text[start])[0] - INK_BLANK) * self.em

    def _closing_overhang(self, stop: int) -> float:
        """Return how much of the blank half of the mark at the line's end needs no room."""
        mark = self.text[stop - 1]
        if mark not in _PAUSES:
            return 0.0
        return max(0.0, self.bearings(mark)[1] - INK_BLANK) * self.em

    def _excess(self, start: int, stop: int, room: float) -> float:
        """Return by how much ``text[start:stop]`` must be tightened to fit, in points."""
        while stop > start + 1 and self.text[stop - 1] == " ":
            stop -= 1
        return self._width(start, stop) - self._closing_overhang(stop) - room

    def _can_tighten(self, start: int, stop: int, room: float) -> bool:
        excess = self._excess(start, stop, room)
        return excess <= 0 or excess <= sum(g for _, g in self._giving_marks(start, stop))

    def _giving_marks(self, start: int, stop: int) -> list[tuple[int, float]]:
        """Return where the line can be tightened: (index of the move, points it can give)."""
        giving = []
        for index in range(start, stop - 1):
            if self.text[index] in _PAUSES and index + 1 not in self.kerns:
                blank = self.bearings(self.text[index])[1]
                if blank > SQUEEZE + INK_BLANK:
                    giving.append((index + 1, SQUEEZE * self.em))
        return giving

    # Moves inside the line ---------------------------------------------------------------------

    def _natural_kerns(self) -> dict[int, float]:
        """Return the moves every setting of the paragraph has: squeezed pairs and autospace."""
        kerns: dict[int, float] = {}
        for match in _TOUCHING_MARKS.finditer(self.text):
            index = match.start()
            blank = self.bearings(self.text[index - 1])[1] + self.bearings(self.text[index])[0]
            kept = max(blank - 0.5, 0.2)
            if blank > kept:
                kerns[index] = (kept - blank) * self.em
        for match in _LETTERS.finditer(self.text):
            start, stop = match.span()
            for index in (start, stop):
                inside = 0 < index < len(self.text) and index not in self.glued
                if inside and is_han(self.text[index - (index == start)]):
                    kerns[index] = AUTOSPACE * self.em
        return kerns

    def _kerns_within(self, start: int, stop: int) -> dict[int, float]:
        low, high = bisect_right(self.kern_at, start), bisect_left(self.kern_at, stop)
        return {index: self.kerns[index] for index in self.kern_at[low:high]}

    def _tighten(self, start: int, stop: int, excess: float, kerns: dict[int, float]) -> None:
        """Take `excess` points out of the marks, the end mark's blank half first."""
        excess -= self._closing_overhang(stop)
        giving = self._giving_marks(start, stop)
        if excess <= 0 or not giving:
            return
        share = min(1.0, excess / sum(gift for _, gift in giving))
        for index, gift in giving:
            kerns[index] = kerns.get(index, 0.0) - gift * share

    def _spread(self, start: int, stop: int, slack: float, kerns: dict[int, float]) -> float:
        """Share `slack` out between the characters; return the points after each of them."""
        words = word_spans(self.text[start:stop])
        in_words = sum(b - a for a, b in words)
        ends_in_word = bool(words) and words[-1][1] == stop - start
        gaps = stop - start - in_words - (not ends_in_word)
        if gaps <= 0 or slack <= 0:
            return 0.0
        changes = [i for i, move in kerns.items() if move > 0 and not is_word(self.text[i - 1])]
        spread, gap = _shares(slack, gaps, len(changes), self.em)
        spaces = self.text.count(" ", start, stop)
        if spread > (WIDEST_SPACE if spaces > gaps * _MOSTLY else WIDEST_SPREAD) * self.em:
            return 0.0
        for index in changes:
            kerns[index] = gap
        return spread


def _shares(slack: float, gaps: int, changes: int, em: float) -> tuple[float, float]:
    """Return (spread a gap, move left at a change of script) that together use up `slack`.

    A gap at a change of script already holds the autospace; with the spread it stays within
    `WIDEST_GAP`, or is spread only, where the others are wider than that.
    """
    own, widest = AUTOSPACE * em, WIDEST_GAP * em
    spread = slack / gaps
    if not changes or spread + own <= widest:
        return spread, own
    if gaps > changes:
        spread = (slack - changes * (widest - own)) / (gaps - changes)
        if spread <= widest:
            return spread, widest - spread
    return (slack + changes * own) / gaps, 0.0


def _skip_spaces(text: str, index: int, stop: int) -> int:
    while index < stop and text[index] == " ":
        index += 1
    return index
