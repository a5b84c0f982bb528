"""Runs and paragraphs onto slides."""

from collections.abc import Iterable
from dataclasses import dataclass

from pptx.dml.color import RGBColor
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.text.text import TextFrame, _Paragraph
from pptx.util import Pt

from casearchive.printing.blocks import Run, Runs, text_of
from casearchive.printing.office.package import xml_text
from casearchive.printing.office.slides.house import ACCENT, QUIET
from casearchive.printing.setting.right_to_left import base_direction

_SCHEMES = ("http://", "https://", "mailto:")
_NS = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_STEP = 342900  # EMU a level of a list is set in: 27 pt


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph on a slide. `kind`: text, lead, head, note, bullet, or number with `number`."""

    runs: Runs
    kind: str = "text"
    number: int = 0
    depth: int = 0


def fill(frame: TextFrame, lines: Iterable[Line], language: str, size: float) -> None:
    """Write lines into an empty frame; `size` in points."""
    for place, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        write(paragraph, line, language, size)


def write(paragraph: _Paragraph, line: Line, language: str, size: float) -> None:
    """Write one line."""
    _shape(paragraph, line)
    paragraph.space_after = Pt(size * 0.4)
    paragraph.line_spacing = 1.15
    for run in line.runs:
        _write_run(paragraph, run, line, language, size)


def _shape(paragraph: _Paragraph, line: Line) -> None:
    properties = paragraph._p.get_or_add_pPr()
    if line.kind in ("bullet", "number"):
        indent = _STEP * (min(line.depth, 7) + 1)
        properties.set("marL", str(indent))
        properties.set("indent", str(-_STEP))
        mark = (
            f'<a:buAutoNum {_NS} type="arabicPeriod" startAt="{min(max(line.number, 1), 32767)}"/>'
            if line.kind == "number"
            else f'<a:buChar {_NS} char="•"/>'
        )
        properties.append(parse_xml(mark))
    else:
        properties.set("marL", "0")
        properties.set("indent", "0")
        properties.append(parse_xml(f"<a:buNone {_NS}/>"))
    if base_direction(text_of(line.runs)) == "rtl":
        properties.set("rtl", "1")
        properties.set("algn", "r")


def _write_run(paragraph: _Paragraph, run: Run, line: Line, language: str, size: float) -> None:
    for place, text in enumerate(xml_text(run.text).split("\n")):
        if place:
            paragraph.add_line_break()
        if not text:
            continue
        made = paragraph.add_run()
        made.text = text
        made.font.size = Pt(size)
        if run.bold or line.kind == "head":
            made.font.bold = True
        if line.kind == "head":
            made.font.color.rgb = RGBColor.from_string(ACCENT)
        elif line.kind == "note":
            made.font.color.rgb = RGBColor.from_string(QUIET)
        properties = made._r.get_or_add_rPr()
        properties.set("lang", language)
        properties.set("altLang", "en-US")
        if run.raised:
            properties.set("baseline", "30000")
        if run.emphasis or line.kind == "lead":
            face = parse_xml(f'<a:ea {_NS} typeface="楷体"/>')
            after = properties.find(qn("a:solidFill"))
            properties.insert(1 if after is not None else 0, face)
        if run.link.lower().startswith(_SCHEMES):
            made.hyperlink.address = xml_text(run.link)
