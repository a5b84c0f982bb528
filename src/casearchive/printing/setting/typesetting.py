"""Runs of text to measured lines: faces chosen, quotation marks told apart, lines broken."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeAlias

from casearchive.printing.blocks import Run, Runs, plain
from casearchive.printing.faces.fontfiles import Role
from casearchive.printing.faces.fonts import FontSet
from casearchive.printing.faces.opentype import OpenTypeFont
from casearchive.printing.measures import TextStyle
from casearchive.printing.setting.bidi import Direction, levels
from casearchive.printing.setting.linebreak import Line, Measure, Measured, break_lines
from casearchive.printing.setting.right_to_left import base_direction, tokens
from casearchive.printing.setting.text import LONG_DASH, choose_quotes, printable

_LINE_END = re.compile("\n")
RAISED_SIZE = 0.65  # of the text's size
RAISED_BY = 0.28  # em of the text; from 0.35 on, poppler takes a mark out of its sentence


@dataclass(frozen=True, slots=True)
class Span:
    """``text[start:stop]`` of a set text: one face, size, link, level and highlight."""

    start: int
    stop: int
    font: OpenTypeFont
    size: float
    rise: float = 0.0
    link: str = ""
    from_right: bool = False
    level: int = 0
    highlight: str = ""


@dataclass(frozen=True, slots=True)
class SetText:
    """A text in lines of `width` points, ready to be drawn; its spans leave no gaps.

    `base` is the paragraph's direction where some of it reads from the right, else None.
    """

    text: str
    spans: tuple[Span, ...]
    lines: tuple[Line, ...]
    width: float
    base: Direction | None = None

    @property
    def end_of_last_line(self) -> float:
        """How far the last line reaches, in points from the left edge."""
        return self.width - self.lines[-1].slack if self.lines else 0.0


_Spans: TypeAlias = tuple[str, tuple[Span, ...], frozenset[int], Direction | None]
_Segments: TypeAlias = list[tuple[str, OpenTypeFont]]


class Typesetter:
    """Sets texts with one set of faces, and collects the characters no face has."""

    def __init__(self, fonts: FontSet) -> None:
        self.fonts = fonts
        self.missing: set[str] = set()
        self._fitted: dict[tuple[str, TextStyle, float, float], SetText] = {}

    def typeset(
        self,
        runs: Runs,
        style: TextStyle,
        width: float,
        *,
        first_indent: float | None = None,
        indent: float = 0.0,
    ) -> SetText:
        """Return `runs` as lines of at most `width` points; the indents are in points too."""
        if first_indent is None:
            first_indent = style.first_indent * style.size
        text, spans, glued, base = self._spans(runs, style)
        advances: list[float] = []
        for span in spans:
            widths = span.font.advances(span.size)
            advances.extend(map(widths.__getitem__, text[span.start : span.stop]))
        for match in _LINE_END.finditer(text):
            advances[match.start()] = 0.0
        bearings = self.fonts.faces[style.face].bearings
        measured = Measured(text, advances, style.size, bearings, glued)
        measure = Measure(width, first_indent, indent, justify=style.align == "justify")
        return SetText(text, spans, tuple(break_lines(measured, measure)), width, base)

    def fitted(self, text: str, style: TextStyle, width: float, longest: float) -> SetText:
        """Return `text` as one line of `width` points, cut with … where it runs past `longest`."""
        key = (text, style, width, longest)
        if key in self._fitted:
            return self._fitted[key]
        whole = self.typeset(plain(text), style, longest, first_indent=0.0)
        if len(whole.lines) > 1:
            text = printable(text)[: whole.lines[0].stop - 1].rstrip() + "…"
            whole = self.typeset(plain(text), style, longest, first_indent=0.0)
        wider = (replace(line, slack=line.slack + width - longest) for line in whole.lines)
        self._fitted[key] = fitted = replace(whole, width=width, lines=tuple(wider))
        return fitted

    def width(self, text: str, style: TextStyle) -> float:
        """Return the width of a short text in one line, in points."""
        shown, spans, *_rest = self._spans(plain(text), style)
        return sum(s.font.width(shown[s.start : s.stop], s.size) for s in spans)

    def _spans(self, runs: Runs, style: TextStyle) -> _Spans:
        cleaned = [printable(run.text) for run in runs]
        whole = choose_quotes("".join(cleaned))
        base = base_direction(whole)
        depths = levels(whole, base) if base else []
        pieces: list[str] = []
        spans: list[Span] = []
        glued: set[int] = set()
        place = taken = 0
        for run, clean in zip(runs, cleaned, strict=True):
            text, start = whole[taken : taken + len(clean)], taken
            taken += len(clean)
            role = self._role(run, style)
            size = style.size * (RAISED_SIZE if run.raised else 1)
            rise = style.size * RAISED_BY if run.raised else 0.0
            for stretch, level in _stretches(text, depths[start:taken]):
                segments = self._segments(stretch, role)
                for segment, font, from_right in _words(segments) if base else _whole(segments):
                    end = place + len(segment)
                    spans.append(
                        Span(
                            *(place, end, font, size, rise, run.link, from_right, level),
                            run.highlight,
                        )
                    )
                    pieces.append(segment)
                    if run.raised:
                        glued.update(range(place, end))
                    place = end
        return "".join(pieces), tuple(spans), frozenset(glued), base

    def _segments(self, text: str, role: Role) -> _Segments:
        if "——" in text and self.fonts.faces[role].has_long_dash:
            text = text.replace("——", LONG_DASH)
        return self.fonts.segments(text, role, self.missing)

    def _role(self, run: Run, style: TextStyle) -> Role:
        """Return the face of a run; emphasis shows even where 楷体 is not at hand."""
        if run.bold:
            return style.bold
        if not run.emphasis:
            return style.face
        faces = self.fonts.faces
        return style.emphasis if faces[style.emphasis] is not faces[style.face] else Role.HEI


def _stretches(text: str, depths: Sequence[int]) -> Iterator[tuple[str, int]]:
    """Yield `text` cut where its level changes; whole, at level 0, where it has no levels."""
    if not depths:
        yield text, 0
        return
    at = 0
    for level, group in groupby(depths):
        stop = at + len(list(group))
        yield text[at:stop], level
        at = stop


def _whole(segments: _Segments) -> Iterator[tuple[str, OpenTypeFont, bool]]:
    """Yield the segments as they are."""
    return ((text, font, False) for text, font in segments if text)


def _words(segments: _Segments) -> Iterator[tuple[str, OpenTypeFont, bool]]:
    """Yield the segments cut into words; those that read from the right with letters joined."""
    for text, font in segments:
        for token, from_right in tokens(text):
            yield font.joined(token) if from_right else token, font, from_right
