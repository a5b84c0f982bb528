"""One set line to PDF text operators (ISO 32000-1, 9.4): few operators, no rounding that shows."""

from collections.abc import Callable
from dataclasses import dataclass, field

from casearchive.printing.linebreak import Line, word_spans
from casearchive.printing.opentype import OpenTypeFont
from casearchive.printing.typesetting import SetText, Span

CodeOf = Callable[[OpenTypeFont, str], tuple[str, str]]  # (font resource, hexadecimal codes)


@dataclass(frozen=True, slots=True)
class LinkedStretch:
    """Where a link lies on its line: from and to, in points from the line's origin."""

    target: str
    start: float
    stop: float
    size: float


@dataclass(slots=True)
class TextWriter:
    """Writes lines, and repeats a text state operator only where the state changes."""

    code_of: CodeOf
    operators: list[str] = field(default_factory=list)
    _font: tuple[str, float] = ("", 0.0)
    _spread: float = 0.0
    _rise: float = 0.0
    _pending: list[str] = field(default_factory=list)

    def line(self, text: SetText, line: Line, x: float, y: float) -> list[LinkedStretch]:
        """Write one line with its baseline at (x, y); return its links."""
        self.operators.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm")
        links: list[LinkedStretch] = []
        kerns = dict(line.kerns)
        words = word_spans(text.text[line.start : line.stop]) if line.spread else []
        word_starts = {line.start + a for a, _ in words}
        word_stops = {line.start + b for _, b in words}
        cuts = kerns.keys() | word_starts | word_stops
        in_word = False
        at = 0.0
        for span in _spans_within(text.spans, line):
            begin, end = max(span.start, line.start), min(span.stop, line.stop)
            origin = at
            edges = [begin, *sorted(c for c in cuts if begin < c < end), end]
            for start, stop in zip(edges, edges[1:], strict=False):
                in_word = start in word_starts or (in_word and start not in word_stops)
                spread = 0.0 if in_word else line.spread
                self._state(span, spread)
                at += self._piece(span, text.text[start:stop], kerns.get(start, 0.0))
                at += spread * (stop - start)
            if span.link:
                links.append(LinkedStretch(span.link, origin, at, span.size))
        self._flush()
        return links

    def finish(self) -> str:
        """Return the operators as one text object, its state reset."""
        if self._spread:
            self.operators.append("0 Tc")
        if self._rise:
            self.operators.append("0 Ts")
        return f"BT {' '.join(self.operators)} ET"

    def _piece(self, span: Span, text: str, kern: float) -> float:
        resource, codes = self.code_of(span.font, text)
        if (resource, span.size) != self._font:
            self._flush()
            self._font = (resource, span.size)
            self.operators.append(f"/{resource} {span.size:g} Tf")
        if kern:
            self._pending.append(f"{-kern * 1000 / span.size:.1f}")
        self._pending.append(f"<{codes}>")
        return span.font.width(text, span.size) + kern

    def _state(self, span: Span, spread: float) -> None:
        if spread != self._spread:
            self._flush()
            self._spread = spread
            self.operators.append(f"{spread:.4f} Tc")
        if span.rise != self._rise:
            self._flush()
            self._rise = span.rise
            self.operators.append(f"{span.rise:g} Ts")

    def _flush(self) -> None:
        if len(self._pending) == 1 and self._pending[0][0] == "<":
            self.operators.append(f"{self._pending[0]} Tj")
        elif self._pending:
            self.operators.append(f"[{''.join(self._pending)}] TJ")
        self._pending.clear()


def _spans_within(spans: tuple[Span, ...], line: Line) -> list[Span]:
    if len(spans) == 1:
        return list(spans)
    return [s for s in spans if s.start < line.stop and s.stop > line.start]
