"""What a Word document shows besides text: photos, bars, routes, lines to write on."""

import io
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt
from docx.text.paragraph import Paragraph as WordParagraph

from casearchive.i18n import _
from casearchive.printing.blocks import (
    BarChart,
    Index,
    Parallel,
    Picture,
    RouteSketch,
    Run,
    WriteLines,
    plain,
)
from casearchive.printing.drawing.photo import PictureCannotBeShown, photo_of, pixels_of
from casearchive.printing.office.package import xml_text
from casearchive.printing.office.photos import with_head
from casearchive.printing.office.word.elements import TWIPS, element, field, run_element
from casearchive.printing.office.word.paragraphs import Paragraphs
from casearchive.printing.office.word.tables import Tables
from casearchive.printing.route_words import route_lines

_WIDEST, _HIGHEST = 0.8, 0.42  # of the text's width and of the column's height, for a photo
_POINTS_A_PIXEL = 0.75  # no photo is shown larger than at 96 dots an inch
_LOGO = (150.0, 54.0)  # points: the most a cover's logo takes
_LABEL, _BARS, _VALUE = 0.2, 0.55, 0.25  # shares of a chart's width
_SHORTEST = 0.01  # of the bars' room: what is not nothing is seen
_WRITING = 20  # points between two lines to write on


@dataclass(frozen=True, slots=True)
class Drawings:
    """Makes what is drawn in one document."""

    document: Document
    paragraphs: Paragraphs
    tables: Tables
    anchors: frozenset[str]  # the places there are: Word shows a link to none as a fault

    def picture(self, made: Picture) -> Iterator[BaseOxmlElement]:
        """Yield a photo over its caption; a sentence where it cannot be shown."""
        said = made.caption + (_("（{credit}）").format(credit=made.credit) if made.credit else "")
        try:
            yield self._photo(made, said)
        except PictureCannotBeShown as error:
            text = _("（此处的照片无法印出：{why}）").format(why=error)
            yield self.paragraphs.make("表注", plain(text))
        if said:
            yield _centred(self.paragraphs.make("图题", plain(said)))

    def logo(self, made: Picture) -> Iterator[BaseOxmlElement]:
        """Yield the logo of a cover, small; nothing where its file cannot be shown."""
        with suppress(PictureCannotBeShown):
            yield self._placed(made, _("标志"), *_LOGO, self.paragraphs.make("封面题上", ()))

    def _photo(self, made: Picture, said: str) -> BaseOxmlElement:
        page = self.tables.template.page
        paragraph = _centred(self.paragraphs.make("图片", ()))
        paragraph[0].insert(1, element("keepNext"))
        widest, highest = page.measure * _WIDEST, page.column_height * _HIGHEST
        return self._placed(made, said, widest, highest, paragraph)

    def _placed(
        self, made: Picture, said: str, widest: float, highest: float, paragraph: BaseOxmlElement
    ) -> BaseOxmlElement:
        """Return `paragraph` with a picture in it, no larger than so many points."""
        wide, high = pixels_of(made)
        width = min(widest, wide * _POINTS_A_PIXEL, highest * wide / high)
        height = width * high / wide
        photo = photo_of(made, width)
        run = WordParagraph(paragraph, self.document._body).add_run()
        inline = run.add_picture(io.BytesIO(with_head(photo.data)), Pt(width), Pt(height))
        about = inline._inline.docPr
        about.set("descr", xml_text(said))  # what a screen reader says
        about.set("name", f"picture {about.get('id')}")
        return paragraph

    def chart(self, made: BarChart) -> Iterator[BaseOxmlElement]:
        """Yield bars as shaded cells of a table: each stands alone, its value behind it."""
        title = _("{title}（{unit}）").format(title=made.title, unit=made.unit)
        yield self.paragraphs.make("Caption", plain(title if made.unit else made.title))
        longest = max((abs(bar.value) for bar in made.bars), default=0.0)
        for bar in made.bars:
            share = max(abs(bar.value) / longest if longest else 0.0, _SHORTEST)
            yield self._bar(bar.label, bar.shown, min(share, 1.0))
        if made.basis or made.source:
            basis = (Run(f"{made.basis}　"),) if made.basis else ()
            yield self.paragraphs.make("表注", (*basis, *made.source))

    def _bar(self, label: str, shown: str, share: float) -> BaseOxmlElement:
        width = self.tables.width
        bar = round(width * _BARS * share)
        widths = (round(width * _LABEL), bar, round(width * (_BARS + _VALUE)) - bar)
        texts = (plain(label), (), plain(shown))
        cells = []
        for place, runs in enumerate(texts):
            about = element("tcPr", element("tcW", w=widths[place], type="dxa"))
            if place == 1:
                about.append(self.tables.shade("accent"))
            about.append(element("vAlign", val="center"))
            cells.append(element("tc", about, self.paragraphs.make("表格文字", runs)))
        row = element("tr", element("trPr", element("cantSplit")), *cells)
        return self.tables.table(widths, [row], lines=False)

    def route(self, made: RouteSketch) -> Iterator[BaseOxmlElement]:
        """Yield the stops of a route, one under the other, with the way between them."""
        for line in route_lines(made):
            yield self.paragraphs.make("列表段落" if line.is_stop else "表注", line.runs)
        if made.note:
            yield self.paragraphs.make("表注", plain(made.note))

    def lines(self, made: WriteLines) -> Iterator[BaseOxmlElement]:
        """Yield ruled lines under a label."""
        if made.label:
            yield self.paragraphs.make("填写项目", plain(made.label))
        end = self.tables.width
        for _number in range(made.lines):
            paragraph = self.paragraphs.make("Normal", ())
            tab = element("tab", val="right", leader="underscore", pos=end)
            paragraph[0].append(element("tabs", tab))
            paragraph[0].append(
                element("spacing", before=0, after=0, line=_WRITING * TWIPS, lineRule="exact")
            )
            paragraph[0].append(element("ind", left=0, firstLineChars=0, firstLine=0))
            paragraph.append(run_element("\t"))
            yield paragraph

    def parallel(self, made: Parallel) -> BaseOxmlElement:
        """Return two texts side by side, each in its own direction."""
        half = self.tables.width // 2
        rows = []
        if any(made.heads):
            heads = (plain(head) for head in made.heads)
            cells = [[self.paragraphs.make("表头文字", head)] for head in heads]
            rows.append(self.tables.row((half, half), cells, head=True))
        for pair in made.rows:
            cells = [[self.paragraphs.make("表格文字", runs)] for runs in pair]
            rows.append(self.tables.row((half, half), cells))
        return self.tables.table((half, half), rows)

    def index(self, made: Index) -> Iterator[BaseOxmlElement]:
        """Yield the words of an index, each with fields for its pages."""
        if made.title:
            yield self.paragraphs.make("Heading 2", plain(made.title))
        for entry in made.entries:
            known = [anchor for anchor in entry.anchors if anchor in self.anchors]
            if not entry.anchors:
                yield self.paragraphs.make("索引分组", plain(entry.text))
                continue
            paragraph = self.paragraphs.make("索引条目", plain(entry.text))
            for number, anchor in enumerate(known):
                paragraph.append(run_element("　" if number == 0 else _("、")))
                place = self.paragraphs.place(anchor)
                link = element("hyperlink", anchor=place, history=1)
                link.extend(field(rf"PAGEREF {place} \h", "·", dirty=True))
                paragraph.append(link)
            yield paragraph


def _centred(paragraph: BaseOxmlElement) -> BaseOxmlElement:
    properties = paragraph.find(qn("w:pPr"))
    properties.append(element("ind", left=0, firstLineChars=0, firstLine=0))
    properties.append(element("jc", val="center"))
    return paragraph
