"""One OpenType face: what it covers, how wide its glyphs are, and a subset of it for a document.

Any outline kind will do (CFF, TrueType, a variable font pinned at its axes, a member of a
collection). HarfBuzz reads and subsets; glyph numbers are kept, so that a page can be written
before it is known which glyphs the document will need.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import NamedTuple, TypeVar

import uharfbuzz as hb

from casearchive.printing.setting.text import JOINED, LATIN_QUOTES, LONG_DASH, STANDS_FOR

Value = TypeVar("Value")

# Layout and naming tables serve an editor or a shaper, never a viewer of the page.
_DROPPED_TABLES = (
    *("GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "HVAR", "MVAR", "avar", "STAT"),
    *("DSIG", "meta", "gasp", "name", "OS/2", "cmap", "post"),
)
_MOST_JOINED = 0xFFFE  # stand-ins for joined letters, as many as a private plane holds
_RESTRICTED, _NO_SUBSETTING = 0x0002, 0x0100  # OS/2 fsType, OpenType 1.9


class Remembered(dict[str, Value]):
    """A mapping that works each character out once."""

    def __init__(self, work_out: Callable[[str], Value]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, char: str) -> Value:
        """Work out a new character."""
        self[char] = value = self._work_out(char)
        return value


@dataclass(frozen=True)
class FontFile:
    """Where a face lies: file, its number in a collection, and the axes it is pinned at."""

    path: Path
    index: int = 0
    axes: tuple[tuple[str, float], ...] = ()


class PlacedGlyph(NamedTuple):
    """A glyph where shaping put it: moved by (x, y), in thousandths of an em, for `letters`.

    The dots of a letter may be glyphs of their own, which stand for no letters.
    """

    glyph: int
    x: float
    y: float
    advance: float
    letters: str


class _PathPen:
    """Takes an outline as HarfBuzz tells it, in thousandths of an em."""

    def __init__(self, path: list[tuple[str, list[tuple[float, float]]]], scale: float) -> None:
        self._path, self._scale = path, scale
        self._at = (0.0, 0.0)

    def _add(self, operator: str, *points: tuple[float, float]) -> None:
        self._path.append((operator, list(points)))
        self._at = points[-1] if points else self._at

    def _scaled(self, point: tuple[float, float]) -> tuple[float, float]:
        return point[0] * self._scale, point[1] * self._scale

    def moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802 - the pen protocol's name
        """Begin a contour."""
        self._add("m", self._scaled(point))

    def lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        """Add a straight line."""
        self._add("l", self._scaled(point))

    def curveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802
        """Add a cubic curve."""
        self._add("c", *map(self._scaled, points))

    def qCurveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802
        """Add a quadratic curve, as the cubic one that it is."""
        (hx, hy), (ex, ey) = map(self._scaled, points)
        sx, sy = self._at
        first = (sx + (hx - sx) * 2 / 3, sy + (hy - sy) * 2 / 3)
        second = (ex + (hx - ex) * 2 / 3, ey + (hy - ey) * 2 / 3)
        self._add("c", first, second, (ex, ey))

    def closePath(self) -> None:  # noqa: N802
        """End a contour."""
        self._add("h")


@dataclass(eq=False)
class OpenTypeFont:
    """A face, opened. `name` is its name in the PDF; all measures are in thousandths of an em."""

    name: str
    file: FontFile
    glyph_id: Mapping[str, int] = field(init=False, repr=False)
    advance: Mapping[str, float] = field(init=False, repr=False)
    _code: Mapping[str, str] = field(init=False, repr=False)
    _known: set[str] = field(init=False, repr=False, default_factory=set)
    _bearings: Mapping[str, tuple[float, float]] = field(init=False, repr=False)
    _sized: dict[float, Remembered[float]] = field(init=False, repr=False, default_factory=dict)
    _joined: Remembered[str] = field(init=False, repr=False)
    placed: dict[str, PlacedGlyph] = field(init=False, repr=False)
    stands_for: dict[str, str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Open the file."""
        self._face = hb.Face(hb.Blob.from_file_path(str(self.file.path)), self.file.index)
        self._font = hb.Font(self._face)
        if self.file.axes:
            self._font.set_variations(dict(self.file.axes))
        self._scale: float = 1000 / self._face.upem
        self.glyph_id = Remembered(self._find_glyph)
        self.advance = Remembered(self._measure_advance)
        self._code = Remembered(lambda char: f"{self.glyph_id[char]:04X}")
        self._bearings = Remembered(self._measure_bearings)
        self._joined = Remembered(self._join)
        self._numbers: dict[PlacedGlyph, int] = {}
        self.placed = {}
        self._outlines: dict[int, list[tuple[str, list[tuple[float, float]]]]] = {}
        self.stands_for = dict(STANDS_FOR)

    @cached_property
    def is_cff(self) -> bool:
        """Whether the outlines are CFF, which a PDF embeds in another way than TrueType."""
        return "CFF " in self._face.table_tags

    @cached_property
    def ascent(self) -> float:
        """The height above the baseline."""
        ascender: int = self._font.get_font_extents("ltr").ascender
        return ascender * self._scale

    @cached_property
    def descent(self) -> float:
        """The depth below the baseline: negative."""
        descender: int = self._font.get_font_extents("ltr").descender
        return descender * self._scale

    @property
    def glyph_count(self) -> int:
        """How many glyphs the face has."""
        count: int = self._face.glyph_count
        return count

    @property
    def has_long_dash(self) -> bool:
        """Whether —— is one stroke of two em."""
        return LONG_DASH in self._stand_ins

    def covers(self, text: str) -> bool:
        """Tell whether the face has a glyph for every character of `text`."""
        if self._known.issuperset(text):
            return True
        fresh = set(text) - self._known
        self._known.update(char for char in fresh if char < chr(JOINED) and self.glyph_id[char])
        return self._known.issuperset(fresh)

    def codes(self, text: str) -> str:
        """Return `text` as the hexadecimal glyph numbers a page shows it by."""
        return "".join(map(self._code.__getitem__, text))

    def joined(self, word: str) -> str:
        """Return a word that reads from the right as stand-ins for its joined glyphs, in order
        from left to right. `placed` tells where each of them goes, `stands_for` for which letters.
        """
        return self._joined[word]

    def advances(self, size: float) -> Mapping[str, float]:
        """Return the advance width of each character at `size`, in points."""
        if size not in self._sized:
            scale, advance = size / 1000, self.advance
            self._sized[size] = Remembered(lambda char: advance[char] * scale)
        return self._sized[size]

    def width(self, text: str, size: float) -> float:
        """Return the width of `text` set in one line, in points."""
        return sum(map(self.advances(size).__getitem__, text))

    def bearings(self, char: str) -> tuple[float, float]:
        """Return the blank left and right of the ink of `char`, in em."""
        return self._bearings[char]

    def outline(self, glyph: int, scale: float, x: float, y: float) -> str:
        """Return a glyph's outline as path operators, its origin at (x, y); `scale` is points a
        thousandth of an em.
        """
        shown: list[str] = []
        for operator, points in self._outline_of(glyph):
            places = (f"{x + a * scale:.2f} {y + b * scale:.2f}" for a, b in points)
            shown.append(" ".join((*places, operator)))
        return " ".join(shown)

    def _outline_of(self, glyph: int) -> "list[tuple[str, list[tuple[float, float]]]]":
        if glyph not in self._outlines:
            path: list[tuple[str, list[tuple[float, float]]]] = []
            self._font.draw_glyph_with_pen(glyph, _PathPen(path, self._scale))
            self._outlines[glyph] = path
        return self._outlines[glyph]

    def glyph_advance(self, glyph: int) -> float:
        """Return the advance width of a glyph by its number."""
        advance: int = self._font.get_glyph_h_advance(glyph)
        return advance * self._scale

    def subset(self, glyphs: Collection[int]) -> bytes:
        """Return a font program with these glyphs: bare CFF, or a TrueType file."""
        flags = hb.SubsetFlags
        wanted = hb.SubsetInput()
        wanted.glyph_set.update(glyphs)
        wanted.flags = flags.NO_HINTING | flags.RETAIN_GIDS | flags.NOTDEF_OUTLINE
        wanted.flags |= flags.NO_LAYOUT_CLOSURE
        if self.is_cff:
            wanted.flags |= flags.CFF_IDENTITY_CHARSET
        for tag in _DROPPED_TABLES:
            wanted.drop_table_tag_set.add(int.from_bytes(tag.encode().ljust(4), "big"))
        for axis, value in self.file.axes:
            wanted.pin_axis_location(self._face, axis, value)
        subset = hb.subset(self._face, wanted)
        return bytes(subset.reference_table("CFF ").data if self.is_cff else subset.blob.data)

    @cached_property
    def _stand_ins(self) -> dict[str, int]:
        """The glyphs that stand-in characters name, as far as the face has them."""
        found = {}
        dash = self._shape("——", "Hani", {})
        if len(dash) == 1 and dash[0]:
            found[LONG_DASH] = dash[0]
        for quote, stand_in in LATIN_QUOTES.items():
            glyph = self._shape(quote, "Latn", {"pwid": True, "palt": False})
            if len(glyph) == 1 and glyph[0]:
                found[stand_in] = glyph[0]
        return found

    def _shape(self, text: str, script: str, features: dict[str, bool]) -> list[int]:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.direction, buffer.script, buffer.language = "ltr", script, "zh-hans"
        hb.shape(self._font, buffer, features)
        return [info.codepoint for info in buffer.glyph_infos]

    def _join(self, word: str) -> str:
        buffer = hb.Buffer()
        buffer.add_str(word)
        buffer.guess_segment_properties()
        hb.shape(self._font, buffer, {})
        shown = ""
        seen = len(word)
        glyphs = list(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True))
        # From the left: from the last letter to the first.
        for cluster, group in groupby(glyphs, key=lambda glyph: glyph[0].cluster):
            parts = list(group)
            letters, seen = word[cluster:seen], cluster
            # The body of a letter stands for it, not its dots, which take up no room.
            body = max(range(len(parts)), key=lambda n: parts[n][1].x_advance)
            for number, (info, at) in enumerate(parts):
                x, y, advance = (v * self._scale for v in (at.x_offset, at.y_offset, at.x_advance))
                stands = letters if number == body else ""
                shown += self._stand_in(PlacedGlyph(info.codepoint, x, y, advance, stands))
        return shown

    def _stand_in(self, placed: PlacedGlyph) -> str:
        """Return the character that stands for a glyph in its place; one for each such glyph."""
        number = self._numbers.setdefault(placed, len(self._numbers))
        char = chr(JOINED + number % _MOST_JOINED)
        self.placed[char] = placed
        self.stands_for[char] = placed.letters
        return char

    def _measure_advance(self, char: str) -> float:
        if char in self.placed:
            return self.placed[char].advance
        return self.glyph_advance(self.glyph_id[char])

    def _find_glyph(self, char: str) -> int:
        if char in self._stand_ins:
            return self._stand_ins[char]
        code = ord(" " if char in "\xa0\n" else char)
        if char in self.placed:
            return self.placed[char].glyph
        if 0xD800 <= code <= 0xDFFF:
            return 0  # half of a surrogate pair is no character
        return self._font.get_nominal_glyph(code) or 0

    def _measure_bearings(self, char: str) -> tuple[float, float]:
        glyph = self.glyph_id[char]
        extents = self._font.get_glyph_extents(glyph)
        if extents is None:
            return 0.0, 0.0
        left = extents.x_bearing * self._scale / 1000
        ink = extents.width * self._scale / 1000
        return left, self.glyph_advance(glyph) / 1000 - left - ink


def may_serve(file: FontFile) -> bool:
    """Tell whether a file is a font whose licence bits (OS/2 fsType) let a subset be embedded."""
    face = hb.Face(hb.Blob.from_file_path(str(file.path)), file.index)
    if not face.glyph_count:
        return False
    if "OS/2" not in face.table_tags:
        return True
    kind = int.from_bytes(face.reference_table("OS/2").data[8:10], "big")
    return not kind & (_RESTRICTED | _NO_SUBSETTING)
