"""The one place that writes on ReportLab's canvas: text, rules, links, outline, metadata."""

import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TypeAlias
from urllib.parse import quote

from casearchive.printing.drawing.photo import Photo
from casearchive.printing.drawing.plain_canvas import PlainCanvas
from casearchive.printing.faces.embedding import EmbeddedFont
from casearchive.printing.faces.opentype import OpenTypeFont
from casearchive.printing.measures import Colour, TextStyle
from casearchive.printing.setting.bidi import Direction, turned
from casearchive.printing.setting.linebreak import Line
from casearchive.printing.setting.linecode import TextWriter
from casearchive.printing.setting.text import one_line
from casearchive.printing.setting.typesetting import SetText
from casearchive.printing.strokes import STROKES

Point: TypeAlias = tuple[float, float]
Rectangle: TypeAlias = tuple[float, float, float, float]  # left, low, right, high

_LINK_SCHEMES = ("http://", "https://", "mailto:")
_URL_CHARACTERS = "!#$%&'()*+,-./:;=?@[]_~"  # RFC 3986; % keeps what is already encoded
_UNDER = 0.2  # em below the baseline: the line under marked words
_BASELINE = 0.12  # em from the foot of the em box of a Chinese face to its baseline
_CIRCLE = 0.5523  # of the radius: where a Bézier curve's handle lies for a quarter of a circle
_SLACK_BEFORE = {"left": 0.0, "justify": 0.0, "centre": 0.5, "right": 1.0}


class Pen:
    """Draws on the pages of one document; coordinates are points from the lower left corner."""

    def __init__(self, width: float, height: float, language: str) -> None:
        self._canvas = PlainCanvas(width, height, language)
        self._is_wide = width > height
        self._fonts: dict[OpenTypeFont, EmbeddedFont] = {}
        self._anchors: Mapping[str, str] = {}
        self._outline_level = -1
        self.page = 1
        self.pages = 1
        self._labels: Mapping[str, str] = {}

    def know(self, labels: Mapping[str, str], pages: int) -> None:
        """Learn, before the first page is drawn, the printed page of every anchor, and how many
        numbered pages will come.
        """
        self._labels, self.pages = labels, pages
        self._anchors = {anchor: f"a{number}" for number, anchor in enumerate(labels)}

    def label_of(self, anchor: str) -> str | None:
        """Return the printed number of the page an anchor lies on, None if it lies on none."""
        return self._labels.get(anchor)

    def number_pages(self, starts: Sequence[tuple[int, str]]) -> None:
        """Tell viewers how pages are numbered: from which page on (counted from 0), in which way:
        ``roman`` or ``arabic``, each from 1.
        """
        self._canvas.number_pages(starts)

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Mark what is drawn inside the block as no part of the text (ISO 32000-1, 14.8.2.2)."""
        self._canvas.write("/Artifact BMC")
        yield
        self._canvas.write("EMC")

    def describe(
        self, *, title: str, author: str, subject: str, keywords: str, two_sided: bool
    ) -> None:
        """Set the document's metadata, and what a print dialogue proposes."""
        canvas = self._canvas
        canvas.setTitle(one_line(title))
        canvas.setAuthor(one_line(author))
        canvas.setSubject(one_line(subject))
        canvas.setKeywords(one_line(keywords))
        canvas.setCreator("casearchive")
        canvas.setProducer("ReportLab")
        canvas.setViewerPreference("DisplayDocTitle", "true")
        # Paper comes out as it was measured, and sheets turn over their long edge like a book.
        canvas.setViewerPreference("PrintScaling", "None")
        if two_sided:
            edge = "Short" if self._is_wide else "Long"
            canvas.setViewerPreference("Duplex", f"DuplexFlip{edge}Edge")

    def text(
        self,
        text: SetText,
        lines: Sequence[Line],
        style: TextStyle,
        x: float,
        top: float,
        *,
        align: str = "",
    ) -> None:
        """Draw lines of a text, the first with its upper edge at `top`; `align` beats the style's.

        Text that is not justified is moved by the room its lines leave; one that reads from the
        right begins there, unless `align` gives it a place on the page.
        """
        before = _SLACK_BEFORE[align or style.align]
        if text.base == "rtl" and not before and not align:
            before = 1.0  # what begins a line stands at the right
        for span in text.spans:
            self._use(text.text[span.start : span.stop], span.font, text.base)
        fonts = self._fonts
        writer = TextWriter(
            lambda font: fonts[font].resource,
            lambda font, glyph: fonts[font].place_code(glyph),
        )
        y = top - (style.leading + style.size) / 2 + _BASELINE * style.size
        for line in lines:
            room = 0.0 if line.spread else line.slack
            left = x + room * before + (0.0 if text.base == "rtl" else line.x)
            for found in writer.line(text, line, left, y):
                if found.highlight:
                    self._highlight(
                        found.highlight, left + found.start, left + found.stop, y, style
                    )
                    continue
                low, high = y - _BASELINE * found.size, y + (1 - _BASELINE) * found.size
                self.link(found.target, (left + found.start, low, left + found.stop, high))
            y -= style.leading
        red, green, blue = style.colour
        self._canvas.write(f"{red:.3f} {green:.3f} {blue:.3f} rg {writer.finish()}")

    def _highlight(
        self, name: str, start: float, stop: float, baseline: float, style: TextStyle
    ) -> None:
        """Draw what lies behind marked words: a pale ground, and a line of its own under each."""
        stroke = STROKES[name]
        low = baseline - _UNDER * style.size
        with self.artifact():
            self.fill(
                start, low, stop - start, (1 + _UNDER - _BASELINE) * style.size, stroke.ground
            )
            for number in range(stroke.lines):
                y = low + number * 1.5 * stroke.weight
                ends = (start, y), (stop, y)
                self.line(*ends, weight=stroke.weight, colour=stroke.colour, dash=stroke.dash)

    def rule(self, x: float, y: float, width: float, *, weight: float, colour: Colour) -> None:
        """Draw a horizontal rule."""
        red, green, blue = colour
        self._canvas.write(
            f"{red:.3f} {green:.3f} {blue:.3f} RG {weight:g} w"
            f" {x:.2f} {y:.2f} m {x + width:.2f} {y:.2f} l S"
        )

    def line(
        self, start: Point, stop: Point, *, weight: float, colour: Colour, dash: str = ""
    ) -> None:
        """Draw a line from one point to another; `dash` lists lengths drawn and left out."""
        red, green, blue = colour
        dash, solid = (f"[{dash}] 0 d ", " [] 0 d") if dash else ("", "")
        self._canvas.write(
            f"{red:.3f} {green:.3f} {blue:.3f} RG {weight:g} w"
            f" {dash}{start[0]:.2f} {start[1]:.2f} m {stop[0]:.2f} {stop[1]:.2f} l S{solid}"
        )

    def disc(self, x: float, y: float, radius: float, colour: Colour) -> None:
        """Fill a circle about (x, y)."""
        red, green, blue = colour
        r, k = radius, radius * _CIRCLE
        self._canvas.write(
            f"{red:.3f} {green:.3f} {blue:.3f} rg {x + r:.2f} {y:.2f} m"
            f" {x + r:.2f} {y + k:.2f} {x + k:.2f} {y + r:.2f} {x:.2f} {y + r:.2f} c"
            f" {x - k:.2f} {y + r:.2f} {x - r:.2f} {y + k:.2f} {x - r:.2f} {y:.2f} c"
            f" {x - r:.2f} {y - k:.2f} {x - k:.2f} {y - r:.2f} {x:.2f} {y - r:.2f} c"
            f" {x + k:.2f} {y - r:.2f} {x + r:.2f} {y - k:.2f} {x + r:.2f} {y:.2f} c f"
        )

    def frame(self, area: Rectangle, *, weight: float, colour: Colour) -> None:
        """Draw the outline of a rectangle."""
        red, green, blue = colour
        left, low, right, high = area
        self._canvas.write(
            f"{red:.3f} {green:.3f} {blue:.3f} RG {weight:g} w"
            f" {left:.2f} {low:.2f} {right - left:.2f} {high - low:.2f} re S"
        )

    def photo(self, photo: Photo, x: float, y: float, width: float, height: float) -> None:
        """Draw a picture with its lower left corner at (x, y)."""
        name = self._canvas.show_photo(photo)
        self._canvas.write(f"q {width:.2f} 0 0 {height:.2f} {x:.2f} {y:.2f} cm /{name} Do Q")

    def leader(self, start: float, stop: float, y: float, colour: Colour) -> None:
        """Draw a dotted line; dots, not characters, so that nothing of it is read as text."""
        if stop > start:
            red, green, blue = colour
            self._canvas.write(
                f"q {red:.3f} {green:.3f} {blue:.3f} RG 0.8 w 1 J [0 4] 0 d"
                f" {start:.2f} {y:.2f} m {stop:.2f} {y:.2f} l S Q"
            )

    def fill(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        """Fill a rectangle; (x, y) is its lower left corner."""
        red, green, blue = colour
        self._canvas.write(
            f"{red:.3f} {green:.3f} {blue:.3f} rg {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f"
        )

    @contextmanager
    def turned(self, degrees: float, x: float, y: float) -> Iterator[None]:
        """Turn what is drawn inside the block about (x, y)."""
        angle = math.radians(degrees)
        cos, sin = math.cos(angle), math.sin(angle)
        self._canvas.write(f"q {cos:.4f} {sin:.4f} {-sin:.4f} {cos:.4f} {x:.2f} {y:.2f} cm")
        yield
        self._canvas.write("Q")

    def mark(self, anchor: str, top: float) -> None:
        """Let links and the outline lead here."""
        self._canvas.bookmarkPage(self._anchors[anchor], fit="XYZ", left=0, top=round(top, 2))

    def outline(self, title: str, anchor: str, level: int) -> None:
        """Add an entry to the document's outline; `level` counts from 0."""
        level = min(level, self._outline_level + 1)
        self._outline_level = level
        self._canvas.addOutlineEntry(one_line(title), self._anchors[anchor], level, closed=True)

    def link(self, target: str, area: Rectangle) -> None:
        """Make a rectangle of the page lead to a URL or ``#anchor``; other targets are ignored."""
        if target.startswith("#"):
            if target[1:] in self._anchors:
                self._canvas.linkRect("", self._anchors[target[1:]], area, relative=0)
        elif target.lower().startswith(_LINK_SCHEMES):
            url = quote(target, safe=_URL_CHARACTERS, errors="replace")
            self._canvas.linkURL(url, area, relative=0)

    def end_page(self) -> None:
        """Finish the page; the next drawing goes on a new one."""
        self._canvas.showPage()
        self.page += 1

    def finish(self) -> bytes:
        """Return the document."""
        if self._outline_level >= 0:
            self._canvas.showOutline()
        return self._canvas.save()

    def _use(self, text: str, font: OpenTypeFont, base: Direction | None) -> None:
        """Remember that the document needs these characters of a face."""
        self._embedded(font).use(text + turned(text) if base else text)

    def _embedded(self, font: OpenTypeFont) -> EmbeddedFont:
        embedded = self._fonts.get(font)
        if embedded is None:
            embedded = self._fonts[font] = EmbeddedFont(font, self._canvas._doc)
        return embedded
