"""A face inside one PDF document: one Type0 font with Identity-H, cut to what the pages used.

ReportLab's own TrueType support refuses CFF outlines, splits a face into fonts of 256 glyphs and
takes a variable font at its thinnest. Here the glyph numbers of the file are the codes on the page
(ISO 32000-1, 9.7.4), and the subset is made once, when the document is saved.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping

from reportlab.pdfbase import pdfdoc

from casearchive.printing.faces.opentype import OpenTypeFont, PlacedGlyph

_CMAP_HEAD = """\
/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_CMAP_FOOT = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
_BLOCK = 100  # mappings in one bfchar block, the most the format allows


class EmbeddedFont:
    """A face as one document uses it; ReportLab calls `addObjects` when the document is saved."""

    def __init__(self, font: OpenTypeFont, document: pdfdoc.PDFDocument) -> None:
        number = len(document.fontMapping) + 1
        self.font = font
        self.resource = f"F{number}"
        self._characters: set[str] = set()
        self._places: dict[tuple[int, str], int] = {}
        document.fontMapping[f"{font.name}-{number}"] = f"/{self.resource}"
        document.delayedFonts.append(self)

    def use(self, text: str) -> None:
        """Remember that a page shows these characters."""
        self._characters.update(text)

    def place_code(self, placed: PlacedGlyph) -> int:
        """Return the code by which pages show a shaped glyph: one for each glyph and its letters.

        One glyph may be the body of several letters that differ by their dots, so that its own
        number would not tell which was meant. Codes of this kind lie behind the face's glyphs. CFF
        faces know no other code than the glyph's number (ISO 32000-1, 9.7.4.2).
        """
        if self.font.is_cff:
            return placed.glyph
        key = (placed.glyph, placed.letters)
        return self._places.setdefault(key, self.font.glyph_count + len(self._places))

    def addObjects(self, document: pdfdoc.PDFDocument) -> None:  # noqa: N802 - ReportLab's name
        """Write the font into the document."""
        texts = self._glyph_texts()
        glyphs = sorted(texts)
        places = {code: glyph for (glyph, _), code in self._places.items()}
        texts |= {code: letters for (_, letters), code in self._places.items()}
        program = self.font.subset({*glyphs, *places.values()})
        name = f"{_subset_tag(program)}+{_postscript_name(self.font.name)}"
        descriptor = document.Reference(self._descriptor(document, name, program), f"fd:{name}")
        cid_font = self._cid_font(name, glyphs, descriptor)
        if places:
            cid_font.dict["W"] = pdfdoc.PDFArray(
                [*self._widths(glyphs), *self._place_widths(places)]
            )
            numbers = _glyph_numbers(glyphs, places)
            stream = pdfdoc.PDFStream(content=numbers, filters=[pdfdoc.PDFZCompress])
            cid_font.dict["CIDToGIDMap"] = document.Reference(stream)
        to_unicode = pdfdoc.PDFStream(content=_to_unicode(texts), filters=[pdfdoc.PDFZCompress])
        document.idToObject["BasicFonts"].dict[self.resource] = document.Reference(
            pdfdoc.PDFDictionary(
                {
                    "Type": "/Font",
                    "Subtype": "/Type0",
                    "BaseFont": pdfdoc.PDFName(name + ("-Identity-H" if self.font.is_cff else "")),
                    "Encoding": "/Identity-H",
                    "DescendantFonts": pdfdoc.PDFArray([document.Reference(cid_font)]),
                    "ToUnicode": document.Reference(to_unicode),
                }
            ),
            self.resource,
        )

    def _glyph_texts(self) -> dict[int, str]:
        """Return the text each used glyph stands for; the plainest where characters share one."""
        texts: dict[int, str] = {}
        for char in sorted(self._characters, key=_plainest_first):
            glyph = self.font.glyph_id[char]
            texts[glyph] = texts.get(glyph) or self.font.stands_for.get(char, char)
        texts.pop(0, None)
        return texts

    def _descriptor(
        self, document: pdfdoc.PDFDocument, name: str, program: bytes
    ) -> pdfdoc.PDFDictionary:
        stream = pdfdoc.PDFStream(content=program, filters=[pdfdoc.PDFZCompress])
        if self.font.is_cff:
            stream.dictionary["Subtype"] = "/CIDFontType0C"
        else:
            stream.dictionary["Length1"] = len(program)
        ascent, descent = round(self.font.ascent), round(self.font.descent)
        return pdfdoc.PDFDictionary(
            {
                "Type": "/FontDescriptor",
                "FontName": pdfdoc.PDFName(name),
                "Flags": 4,
                "Ascent": ascent,
                "Descent": descent,
                "CapHeight": 730,
                "StemV": 80,
                "ItalicAngle": 0,
                "FontBBox": pdfdoc.PDFArray([-1000, descent, 2000, ascent]),
                "FontFile3" if self.font.is_cff else "FontFile2": document.Reference(stream),
            }
        )

    def _cid_font(
        self, name: str, glyphs: list[int], descriptor: pdfdoc.PDFObjectReference
    ) -> pdfdoc.PDFDictionary:
        system = {
            "Registry": pdfdoc.PDFString("Adobe"),
            "Ordering": pdfdoc.PDFString("Identity"),
            "Supplement": 0,
        }
        entries = {
            "Type": "/Font",
            "Subtype": "/CIDFontType0" if self.font.is_cff else "/CIDFontType2",
            "BaseFont": pdfdoc.PDFName(name),
            "CIDSystemInfo": pdfdoc.PDFDictionary(system),
            "FontDescriptor": descriptor,
            "DW": 1000,
            "W": pdfdoc.PDFArray(self._widths(glyphs)),
        }
        if not self.font.is_cff:
            entries["CIDToGIDMap"] = "/Identity"
        return pdfdoc.PDFDictionary(entries)

    def _place_widths(self, places: Mapping[int, int]) -> list[object]:
        """Return the same for the codes of shaped glyphs."""
        widths: list[object] = []
        for code, glyph in sorted(places.items()):
            widths += [code, pdfdoc.PDFArray([round(self.font.glyph_advance(glyph), 2)])]
        return widths

    def _widths(self, glyphs: Iterable[int]) -> list[object]:
        """Return the W array: every glyph that is not one em wide."""
        widths: list[object] = []
        for glyph in glyphs:
            advance = self.font.glyph_advance(glyph)
            if abs(advance - 1000) > 0.01:
                widths += [glyph, pdfdoc.PDFArray([round(advance, 2)])]
        return widths


def _glyph_numbers(glyphs: Iterable[int], places: Mapping[int, int]) -> bytes:
    """Return the glyph of every code from 0 on, two bytes each (ISO 32000-1, 9.7.4.2)."""
    table = bytearray(2 * (max(places) + 1))
    for code, glyph in [*((glyph, glyph) for glyph in glyphs), *places.items()]:
        table[2 * code : 2 * code + 2] = glyph.to_bytes(2, "big")
    return bytes(table)


def _to_unicode(texts: dict[int, str]) -> str:
    """Return the CMap by which readers find and copy the text (ISO 32000-1, 9.10.3)."""
    mappings = [
        f"<{glyph:04X}> <{text.encode('utf-16-be').hex().upper()}>\n"
        for glyph, text in sorted(texts.items())
        if text
    ]
    blocks = []
    for start in range(0, len(mappings), _BLOCK):
        block = mappings[start : start + _BLOCK]
        blocks.append(f"{len(block)} beginbfchar\n{''.join(block)}endbfchar\n")
    return _CMAP_HEAD + "".join(blocks) + _CMAP_FOOT


def _plainest_first(char: str) -> tuple[bool, str]:
    """Sort 一 before the radical ⼀, which fonts draw with the same glyph."""
    return unicodedata.normalize("NFKC", char) != char, char


def _subset_tag(program: bytes) -> str:
    """Return the six letters that tell this subset from another of the same face."""
    digest = hashlib.sha256(program).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _postscript_name(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9-]", "", name) or "Font"
