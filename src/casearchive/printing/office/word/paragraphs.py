"""Paragraphs of a Word document: runs, links, places, direction."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from casearchive.printing.blocks import Run, Runs, text_of
from casearchive.printing.office.package import xml_text
from casearchive.printing.office.word.elements import (
    bookmark,
    element,
    reads_from_right,
    run_element,
    stretches,
)
from casearchive.printing.office.word.styles import LINK, emphasis_fonts, highlighting

_SCHEMES = ("http://", "https://", "mailto:")


@dataclass(slots=True)
class Paragraphs:
    """Makes paragraphs for one document."""

    document: Document
    style_ids: Mapping[str, str]  # by the style's name
    _places: dict[str, str] = field(default_factory=dict)  # anchor -> name of the bookmark
    _marked: int = 0

    def make(
        self,
        style: str,
        runs: Runs,
        *,
        anchor: str = "",
        numbering: BaseOxmlElement | None = None,
        new_page: bool = False,
        indent: int | None = None,
    ) -> BaseOxmlElement:
        """Return a paragraph; `indent` in twips takes the place of the style's."""
        properties = element("pPr", element("pStyle", val=self.style_ids[style]))
        if new_page:
            properties.append(element("pageBreakBefore"))
        if numbering is not None:
            properties.append(numbering)
        if reads_from_right(text_of(runs)):
            properties.append(element("bidi"))
        if indent is not None:
            indented = element("ind", left=indent, firstLine=0)
            indented.set(qn("w:firstLineChars"), "0")
            properties.append(indented)
        made = element("p", properties)
        start = end = None
        if anchor:
            self._marked += 1
            start, end = bookmark(self._marked, self.place(anchor))
            made.append(start)
        for run in runs:
            made.extend(self._run(run))
        if end is not None:
            made.append(end)
        return made

    def place(self, anchor: str) -> str:
        """Return the name of a place: Word takes letters and digits only, forty at most."""
        return self._places.setdefault(anchor, f"_P{len(self._places) + 1}")

    def _run(self, run: Run) -> list[BaseOxmlElement]:
        text = xml_text(run.text)
        if run.link.startswith("#"):
            link = element("hyperlink", anchor=self.place(run.link[1:]), history=1)
        elif run.link.lower().startswith(_SCHEMES):
            target = xml_text(run.link)
            link = element("hyperlink")
            relation = self.document.part.relate_to(
                target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True
            )
            link.set(qn("r:id"), relation)
        else:
            return self._plain(run, text)
        link.extend(self._plain(run, text, self.style_ids[LINK]))
        return [link]

    def _plain(self, run: Run, text: str, style: str = "") -> list[BaseOxmlElement]:
        made = []
        for piece, from_right in stretches(text):
            properties = []
            if run.emphasis:
                properties.append(emphasis_fonts())
            if run.bold:
                properties += [element("b"), element("bCs")]
            if run.highlight:  # in the order that the schema demands
                properties += highlighting(run.highlight)
            if run.raised:
                properties.append(element("vertAlign", val="superscript"))
            if from_right:
                properties.append(element("rtl"))
            made.append(run_element(piece, properties=tuple(properties), style=style))
        return made
