"""What stands before the text of a Word document: the cover, and contents Word can refresh."""

from collections.abc import Iterator

from docx.oxml.xmlchemy import BaseOxmlElement

from casearchive.i18n import _
from casearchive.printing.blocks import Cover, Heading, Part, Publication, plain
from casearchive.printing.measures import Template
from casearchive.printing.office.package import xml_text
from casearchive.printing.office.word.elements import (
    TWIPS,
    close_field,
    element,
    field,
    open_field,
    run_element,
)
from casearchive.printing.office.word.paragraphs import Paragraphs
from casearchive.printing.office.word.tables import Tables

_TITLE_AT = 0.22  # of the column's height
_FACTS_AT = 0.62


def cover(
    publication: Publication, made: Cover, paragraphs: Paragraphs, tables: Tables
) -> Iterator[BaseOxmlElement]:
    """Yield the cover: a line on top, the title at eye level, facts at the foot."""
    height = tables.template.page.column_height
    if made.kicker:
        yield paragraphs.make("封面题上", plain(made.kicker))
    yield _down(paragraphs.make("Title", plain(publication.title)), height * _TITLE_AT)
    if publication.subtitle:
        yield paragraphs.make("Subtitle", plain(publication.subtitle))
    if publication.edition:
        yield paragraphs.make("封面版次", plain(publication.edition))
    if made.facts:
        lines = 1 + len(publication.title) // 12  # of the title, about
        gap = (
            height * (_FACTS_AT - _TITLE_AT) - lines * tables.template.styles["cover_title"].leading
        )
        yield _down(paragraphs.make("Normal", ()), max(gap, 0.0))
        yield tables.facts(made.facts)


def _down(paragraph: BaseOxmlElement, points: float) -> BaseOxmlElement:
    spacing = element("spacing", before=round(points * TWIPS))
    properties = paragraph[0]
    properties.insert(1, spacing)
    return paragraph


def contents(
    parts: tuple[Part, ...], paragraphs: Paragraphs, template: Template
) -> Iterator[BaseOxmlElement]:
    """Yield the contents: a field over links that already stand in it.

    Word computes the page numbers when it opens the file; LibreOffice fills them in itself.
    """
    yield paragraphs.make("TOC Heading", plain(_("目录")))
    listed = [b for part in parts for b in part.blocks if _is_listed(b)]
    headings = [block for block in listed if isinstance(block, Heading)]
    if not headings:
        return
    deepest = min(max(heading.level for heading in headings), 2)
    width = round(template.page.measure * TWIPS)
    for number, heading in enumerate(headings):
        paragraph = _entry(heading, paragraphs, width)
        if number == 0:
            for place, run in enumerate(open_field(rf'TOC \o "1-{deepest}" \h \z \u'), 1):
                paragraph.insert(place, run)
        if number == len(headings) - 1:
            paragraph.append(close_field())
        yield paragraph


def _is_listed(block: object) -> bool:
    return isinstance(block, Heading) and block.in_contents and bool(block.anchor)


def _entry(heading: Heading, paragraphs: Paragraphs, width: int) -> BaseOxmlElement:
    style = "toc 1" if heading.level <= 1 else "toc 2"
    paragraph = paragraphs.make(style, ())
    tab = element("tab", val="right", leader="dot", pos=width)
    paragraph[0].insert(1, element("tabs", tab))
    place = paragraphs.place(heading.anchor)
    link = element("hyperlink", anchor=place, history=1)
    link.append(run_element(xml_text(" ".join(heading.text.split()))))
    link.append(run_element("\t"))
    link.extend(field(rf"PAGEREF {place} \h", "", dirty=True))
    paragraph.append(link)
    return paragraph
