"""One set line to PDF text operators (ISO 32000-1, 9.4): few operators, no rounding that shows."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple

from casearchive.printing.faces.opentype import OpenTypeFont, PlacedGlyph
from casearchive.printing.setting.bidi import in_visual_order, turned
from casearchive.printing.setting.joints import word_spans
from casearchive.printing.setting.linebreak import Line
from casearchive.printing.setting.typesetting import SetText, Span


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a link or a highlight lies on its line: from and to, in points from the line's origin.

    Either `target`, where the link leads, or `highlight`, its name, is given.
    """

    start: float
    stop: float
    size: float
    target: str = ""
    highlight: str = ""


class _Piece(NamedTuple):
    """Characters shown by one operand: nothing changes between them."""

    span: Span
    text: str
    kern: float
    spread: float

    @property
    def from_right(self) -> bool:
        """Whether it is a word that reads from the right."""
        return self.span.from_right


@dataclass(slots=True)
class TextWriter:
    """Writes lines, and repeats a text state operator only where the state changes."""

    resource_of: Callable[[OpenTypeFont], str]
    code_of: Callable[[OpenTypeFont, PlacedGlyph], int]
    operators: list[str] = field(default_factory=list)
    drawn: list[str] = field(default_factory=list)
    _font: tuple[OpenTypeFont | None, float] = (None, 0.0)
    _spread: float = 0.0
    _rise: float = 0.0
    _pending: list[str] = field(default_factory=list)

    def line(self, text: SetText, line: Line, x: float, y: float) -> list[Stretch]:
        """Write one line with its baseline at (x, y); return its highlights and links."""
        self.operators.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm")
        if not text.base and not any(span.link or span.highlight for span in text.spans):
            self._write_plainly(text, line)
            return []
        pieces = list(_pieces(text, line))
        if text.base:
            pieces = _from_left_to_right(pieces)
        for piece, start, _stop in _places(pieces):
            self._write(piece, x + start, y)
        self._flush()
        return [*_highlights(pieces), *_links(pieces)]

    def finish(self) -> str:
        """Return the operators as one text object, its state reset."""
        if self._spread:
            self.operators.append("0 Tc")
        if self._rise:
            self.operators.append("0 Ts")
        drawn = f" {' '.join(self.drawn)} f" if self.drawn else ""
        return f"BT {' '.join(self.operators)} ET{drawn}"

    def _write_plainly(self, text: SetText, line: Line) -> None:
        """Write a line that reads from the left and holds no link: nearly all lines are such."""
        kerns = dict(line.kerns)
        starts, stops = _word_edges(text.text, line) if line.spread else (set(), set())
        cuts = sorted(kerns.keys() | starts | stops)
        pending, in_word = self._pending, False
        for span in _spans_within(text.spans, line):
            begin, end = max(span.start, line.start), min(span.stop, line.stop)
            self._turn_to(span)
            codes, thousandths = span.font.codes, -1000 / span.size
            edges = [begin, *cuts[bisect_right(cuts, begin) : bisect_left(cuts, end)], end]
            for start, stop in pairwise(edges):
                in_word = start in starts or (in_word and start not in stops)
                self._spread_by(0.0 if in_word else line.spread)
                if start in kerns:
                    pending.append(f"{kerns[start] * thousandths:.1f}")
                pending.append(f"<{codes(text.text[start:stop])}>")
        self._flush()

    def _spread_by(self, spread: float) -> None:
        if spread != self._spread:
            self._flush()
            self._spread = spread
            self.operators.append(f"{spread:.4f} Tc")

    def _turn_to(self, span: Span) -> None:
        """Set the face, size and rise of what is written next."""
        if span.rise != self._rise:
            self._flush()
            self._rise = span.rise
            self.operators.append(f"{span.rise:g} Ts")
        if (span.font, span.size) != self._font:
            self._flush()
            self._font = (span.font, span.size)
            self.operators.append(f"/{self.resource_of(span.font)} {span.size:g} Tf")

    def _write(self, piece: _Piece, x: float, y: float) -> None:
        span = piece.span
        self._spread_by(piece.spread)
        self._turn_to(span)
        if piece.kern:
            self._pending.append(f"{-piece.kern * 1000 / span.size:.1f}")
        if piece.from_right:
            self._write_placed(piece, x, y)
        else:
            self._pending.append(f"<{span.font.codes(piece.text)}>")

    def _write_placed(self, piece: _Piece, x: float, y: float) -> None:
        """Write a shaped word glyph by glyph from the left: readers of PDF turn it themselves.

        Dots that are glyphs of their own stand for no letter. They are drawn, not written: readers
        would take them for characters of another line.
        """
        font, scale = piece.span.font, piece.span.size / 1000
        for char in piece.text:
            glyph = font.placed[char]
            rise = piece.span.rise + glyph.y * scale
            if not glyph.letters:
                self.drawn.append(font.outline(glyph.glyph, scale, x + glyph.x * scale, y + rise))
                if glyph.advance:
                    self._pending.append(f"{-glyph.advance:.1f} ")
            else:
                if rise != self._rise:
                    self._flush()
                    self._rise = rise
                    self.operators.append(f"{rise:g} Ts")
                rest = glyph.advance - glyph.x - font.glyph_advance(glyph.glyph)
                self._pending.append(
                    f"{-glyph.x:.1f} <{self.code_of(font, glyph):04X}> {-rest:.1f} "
                )
            x += glyph.advance * scale
        self._flush()

    def _flush(self) -> None:
        if len(self._pending) == 1 and self._pending[0][0] == "<":
            self.operators.append(f"{self._pending[0]} Tj")
        elif self._pending:
            self.operators.append(f"[{''.join(self._pending)}] TJ")
        self._pending.clear()


def _pieces(text: SetText, line: Line) -> Iterator[_Piece]:
    """Yield the pieces of a line in the order they are read."""
    kerns = dict(line.kerns)
    starts, stops = _word_edges(text.text, line) if line.spread else (set(), set())
    cuts = sorted(kerns.keys() | starts | stops)
    in_word = False
    for span in _spans_within(text.spans, line):
        begin, end = max(span.start, line.start), min(span.stop, line.stop)
        edges = [begin, *cuts[bisect_right(cuts, begin) : bisect_left(cuts, end)], end]
        for start, stop in pairwise(edges):
            in_word = start in starts or (in_word and start not in stops)
            spread = 0.0 if in_word else line.spread
            yield _Piece(span, text.text[start:stop], kerns.get(start, 0.0), spread)


def _from_left_to_right(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Return the pieces as they stand, brackets turned where they read from the right."""
    return [
        piece._replace(text=turned(piece.text))
        if piece.span.level % 2 and not piece.from_right
        else piece
        for piece in in_visual_order(pieces, lambda piece: piece.span.level)
    ]


def _word_edges(text: str, line: Line) -> tuple[set[int], set[int]]:
    """Return where Latin words begin and where they end on a line."""
    words = word_spans(text[line.start : line.stop])
    return {line.start + a for a, _ in words}, {line.start + b for _, b in words}


def _links(pieces: Sequence[_Piece]) -> list[Stretch]:
    """Return the linked stretches of a line, neighbouring pieces of one link joined."""
    if not any(piece.span.link for piece in pieces):
        return []
    links: list[Stretch] = []
    for piece, start, stop in _places(pieces):
        target, size = piece.span.link, piece.span.size
        if links and target == links[-1].target and links[-1].stop >= start - size:
            links[-1] = replace(links[-1], stop=stop)
        elif target:
            links.append(Stretch(start, stop, size, target=target))
    return links


def _highlights(pieces: Sequence[_Piece]) -> list[Stretch]:
    """Return the highlighted stretches of a line; those of one colour that touch are one."""
    if not any(piece.span.highlight for piece in pieces):
        return []
    found: list[Stretch] = []
    last = ""
    for piece, start, stop in _places(pieces):
        highlight = piece.span.highlight
        if highlight and highlight == last:
            found[-1] = replace(found[-1], stop=stop)
        elif highlight:
            found.append(Stretch(start, stop, piece.span.size, highlight=highlight))
        last = highlight
    return found


def _places(pieces: Sequence[_Piece]) -> Iterator[tuple[_Piece, float, float]]:
    """Yield the pieces of a line with where they begin and end, in points from its origin."""
    at = 0.0
    for piece in pieces:
        start = at + piece.kern
        width = piece.span.font.width(piece.text, piece.span.size)
        at = start + width + piece.spread * len(piece.text)
        yield piece, start, at


def _spans_within(spans: tuple[Span, ...], line: Line) -> list[Span]:
    if len(spans) == 1:
        return list(spans)
    return [s for s in spans if s.start < line.stop and s.stop > line.start]
