"""Text over slides: as much on each as it holds, then the next, under the same title."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pptx.presentation import Presentation as Deck
from pptx.slide import Slide

from casearchive.i18n import _
from casearchive.printing.blocks import Runs, text_of
from casearchive.printing.office.package import xml_text
from casearchive.printing.office.slides.fitting import cut_runs, lines_of, shortened
from casearchive.printing.office.slides.house import BODY, BODY_SIZE, BODY_SIZES, layout_of
from casearchive.printing.office.slides.writing import Line, fill

_LINE = 1.62  # em: the height of a line, whatever face stands in
_BETWEEN = 0.3  # lines: the space after a paragraph
_TITLE_EM = 28.0  # what one line of a title holds, with room
_INSET = 20.0  # pt at both sides of a placeholder together


@dataclass(slots=True)
class SlideFlow:
    """Adds slides to a deck and remembers the one that was added last."""

    deck: Deck
    language: str
    title: str = ""
    last: Slide | None = None
    _lines: list[Line] = field(default_factory=list)
    _filled: float = 0.0
    _size: float = BODY_SIZE
    _continued: bool = False

    def section(self, title: str, size: float = BODY_SIZE) -> None:
        """What comes now stands under this title, in this size."""
        self.flush()
        self.title, self._continued, self._size = title, False, size

    def slide(self, kind: str) -> Slide:
        """Add a slide under the present title."""
        self.flush()
        made: Slide = self.deck.slides.add_slide(layout_of(self.deck, kind))
        self.last = made
        assert made.shapes.title is not None
        made.shapes.title.text_frame.text = xml_text(self._shown_title())
        self._continued = True
        return made

    def _shown_title(self) -> str:
        title = shortened(self.title, _TITLE_EM)
        return _("{title}（续）").format(title=title) if self._continued else title

    @property
    def _room(self) -> float:
        return BODY.height * 72 / (self._size * _LINE)

    def add(self, line: Line) -> None:
        """Add a paragraph, cut over slides where it is too long for one."""
        per_line = _per_line(line, self._size)
        for number, runs in enumerate(cut_runs(line.runs, self._room * per_line * 0.85)):
            piece = replace(line, runs=runs, kind="text" if number and line.number else line.kind)
            height = lines_of(text_of(runs), per_line) + _BETWEEN
            wanted = height + (3 if line.kind == "head" else 0)  # never alone at the foot
            if self._lines and self._filled + wanted > self._room:
                self.flush()
            self._lines.append(piece)
            self._filled += height

    def flush(self) -> None:
        """Put what has gathered onto a slide."""
        if not self._lines:
            return
        lines, self._lines, self._filled = self._lines, [], 0.0
        sizes = [size for size in BODY_SIZES if size > self._size and self._fits(lines, size)]
        frame = self.slide("text").placeholders[1].text_frame
        fill(frame, lines, self.language, sizes[0] if sizes else self._size)

    def _fits(self, lines: Sequence[Line], size: float) -> bool:
        """Say whether the lines fit one slide in a larger size, and leave it room to breathe."""
        if self._size < BODY_SIZE:
            return False
        heights = (lines_of(text_of(line.runs), _per_line(line, size)) for line in lines)
        filled = sum(height + _BETWEEN for height in heights)
        return filled <= 0.85 * BODY.height * 72 / (size * _LINE)

    def note(self, lines: Sequence[Runs]) -> None:
        """Add paragraphs to what the speaker alone sees under the slide added last."""
        if self.last is None or not lines:
            return
        frame = self.last.notes_slide.notes_text_frame
        if frame is None:
            return
        for runs in lines:
            text = xml_text(text_of(runs))
            if not frame.paragraphs[0].text and len(frame.paragraphs) == 1:
                frame.paragraphs[0].text = text
            else:
                frame.add_paragraph().text = text


def _per_line(line: Line, size: float) -> float:
    """Return what one line of a paragraph holds, in em."""
    indent = 1.6 * (line.depth + 1) if line.kind in ("bullet", "number") else 0.0
    return max((BODY.width * 72 - _INSET) / size - indent, 4.0)
