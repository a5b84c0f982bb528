"""Sections of a Word document: paper, margins, page numbers, the pale word across each page."""

from xml.sax.saxutils import quoteattr

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION_START
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section, _Footer, _Header
from docx.shared import Pt

from casearchive.printing.blocks import Publication
from casearchive.printing.measures import Template
from casearchive.printing.office.package import xml_text
from casearchive.printing.office.word.elements import borders, element, field, run_element
from casearchive.printing.office.word.styles import hexed

_FURNITURE = 0.5  # of a margin: where header and footer stand
_WATERMARK_ASPECT = 0.45  # height of the word to its width, for two characters


def lay_out(section: Section, template: Template) -> None:
    """Give a section the template's paper and margins."""
    page = template.page
    section.page_width, section.page_height = Pt(page.width), Pt(page.height)
    wide = page.width > page.height
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.top_margin, section.bottom_margin = Pt(page.top), Pt(page.bottom)
    section.left_margin = Pt(page.inner)
    section.right_margin = Pt(page.width - page.inner - page.measure)
    section.header_distance = Pt(page.top * _FURNITURE)
    section.footer_distance = Pt(page.bottom * _FURNITURE)
    section.gutter = Pt(0)


def mirror(document: Document) -> None:
    """Let the wider margin lie at the spine on both sides of a leaf."""
    document.settings.element.insert(0, element("mirrorMargins"))


def next_section(document: Document, template: Template) -> Section:
    """Begin a section on a new page."""
    section: Section = document.add_section(WD_SECTION_START.NEW_PAGE)
    lay_out(section, template)
    for part in (section.header, section.footer):
        part.is_linked_to_previous = False
    return section


def number_pages(section: Section, form: str, start: int | None = 1) -> None:
    """Count the section's pages as `form` says: decimal, lowerRoman."""
    numbering = element("pgNumType", fmt=form)
    if start is not None:
        numbering.set(qn("w:start"), str(start))
    properties = section._sectPr
    after = properties.find(qn("w:cols"))
    if after is not None:
        after.addprevious(numbering)
    else:
        properties.append(numbering)


def furnish(
    section: Section, publication: Publication, template: Template, *, bare: bool = False
) -> None:
    """Put the running head, the page number and the watermark on a section's pages."""
    head = section.header
    head.is_linked_to_previous = False
    section.footer.is_linked_to_previous = False
    paragraph = _emptied(head)
    if not bare:
        _running_head(paragraph, publication, template)
        _page_number(_emptied(section.footer), template)
    if publication.watermark:
        run = run_element("")
        run.append(_watermark(publication.watermark, template))
        paragraph.append(run)


def _emptied(part: _Header | _Footer) -> BaseOxmlElement:
    paragraph: BaseOxmlElement = part.paragraphs[0]._p
    for child in list(paragraph):
        paragraph.remove(child)
    return paragraph


def _small(template: Template) -> tuple[BaseOxmlElement, ...]:
    running = template.styles["running"]
    size = round(running.size * 2)
    return element("color", val=hexed(running.colour)), element("sz", val=size)


def _running_head(paragraph: BaseOxmlElement, publication: Publication, template: Template) -> None:
    line = hexed(template.colours["hairline"])
    width = round(template.page.measure * 20)
    paragraph.append(
        element(
            "pPr",
            borders("pBdr", line, "bottom"),
            element("tabs", element("tab", val="right", pos=width)),
            element("spacing", line=240, lineRule="auto"),
            element("ind", left=0, right=0, firstLine=0, firstLineChars=0),
            element("jc", val="left"),
        )
    )
    text = xml_text(publication.title)
    if publication.edition:
        text += f"\t{xml_text(publication.edition)}"
    paragraph.append(run_element(text, properties=_small(template)))


def _page_number(paragraph: BaseOxmlElement, template: Template) -> None:
    paragraph.append(
        element(
            "pPr",
            element("ind", left=0, right=0, firstLine=0, firstLineChars=0),
            element("jc", val="center"),
        )
    )
    for run in field("PAGE", "1"):
        run.insert(0, element("rPr", *_small(template)))
        paragraph.append(run)


def _watermark(text: str, template: Template) -> BaseOxmlElement:
    """Return what Word itself makes of a watermark: letters drawn across the page, behind it."""
    width = round(template.page.measure * 0.8)
    height = round(width * _WATERMARK_ASPECT * 2 / max(len(text), 2))
    pale = hexed(template.styles["watermark"].colour)
    xml = (
        f'<w:pict {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:o="urn:schemas-microsoft-com:office:office">'
        '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
        'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas>'
        '<v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/>'
        '<v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
        '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/>'
        '</v:formulas><v:path textpathok="t" o:connecttype="rect"/>'
        '<v:textpath on="t" fitshape="t"/></v:shapetype>'
        '<v:shape id="watermark" o:spid="_x0000_s2049" type="#_x0000_t136" '
        f'style="position:absolute;margin-left:0;margin-top:0;width:{width}pt;height:{height}pt;'
        "rotation:315;z-index:-251658752;mso-position-horizontal:center;"
        "mso-position-horizontal-relative:margin;mso-position-vertical:center;"
        'mso-position-vertical-relative:margin" o:allowincell="f" '
        f'fillcolor="#{pale}" stroked="f">'
        f'<v:textpath style="font-family:&quot;黑体&quot;;font-size:1pt" '
        f"string={quoteattr(xml_text(text))}/></v:shape></w:pict>"
    )
    made: BaseOxmlElement = parse_xml(xml)
    return made
