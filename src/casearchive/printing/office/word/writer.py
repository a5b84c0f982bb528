"""A publication as a Word document (ECMA-376): the same blocks as the PDF, for people who edit.

Headings, lists, captions and contents are Word's own, so that they can be gone through, renumbered
and restyled. The same publication and template give the same bytes.
"""

import io
from collections.abc import Iterator
from functools import singledispatchmethod

from docx import Document
from docx.document import Document as DocumentObject
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from casearchive.i18n import _
from casearchive.printing.blocks import (
    BarChart,
    Block,
    DataTable,
    FactsTable,
    Figure,
    Heading,
    Index,
    ListEntry,
    Note,
    NoteBox,
    PageBreak,
    Paragraph,
    Parallel,
    Part,
    Picture,
    Publication,
    Question,
    Questions,
    Quote,
    RouteSketch,
    Run,
    Runs,
    SourceList,
    WriteLines,
    plain,
)
from casearchive.printing.measures import Template
from casearchive.printing.office.package import About, settled
from casearchive.printing.office.word.contents import contents, cover
from casearchive.printing.office.word.drawings import Drawings
from casearchive.printing.office.word.elements import element
from casearchive.printing.office.word.numbering import Numbering, number_headings
from casearchive.printing.office.word.paragraphs import Paragraphs
from casearchive.printing.office.word.sheets import (
    furnish,
    lay_out,
    mirror,
    next_section,
    number_pages,
)
from casearchive.printing.office.word.styles import dress
from casearchive.printing.office.word.tables import Tables
from casearchive.progress import Progress, silent

_LIST_INDENT = 420  # twips a level of a list is set in
_SPACER = 120  # twips between a table and what follows


def write_docx(publication: Publication, template: Template, progress: Progress = silent) -> bytes:
    """Return the publication as a .docx file; `progress` counts parts."""
    document = Document()
    dress(document, template, publication.language)
    _Writer(document, publication, template).write(progress)
    saved = io.BytesIO()
    document.save(saved)
    about = About(
        publication.title,
        publication.author,
        publication.subject or publication.subtitle,
        publication.edition,
        publication.language,
    )
    return settled(saved.getvalue(), about)


class _Writer:
    """Writes one publication into an empty document."""

    def __init__(
        self, document: DocumentObject, publication: Publication, template: Template
    ) -> None:
        self._document = document
        self._publication = publication
        self._template = template
        ids = {style.name: style.style_id for style in document.styles if style.name}
        self._paragraphs = Paragraphs(document, ids)
        self._tables = Tables(self._paragraphs, template)
        self._drawings = Drawings(
            document, self._paragraphs, self._tables, frozenset(_anchors(publication))
        )
        self._numbering = Numbering(document)
        levels = (
            ("Heading 1", "heading_1"),
            ("Heading 2", "heading_2"),
            ("Heading 3", "heading_3"),
        )
        patterns = {name: template.styles[source].number for name, source in levels}
        number_headings(document, patterns)
        self._new_page = False
        self._in_front = False

    def write(self, progress: Progress) -> None:
        """Write cover, front parts, contents and parts, each kind in a section of its own."""
        publication, template = self._publication, self._template
        section = self._document.sections[0]
        lay_out(section, template)
        if template.page.mirrored:
            mirror(self._document)
        if publication.cover:
            furnish(section, publication, template, bare=True)
            if publication.cover.logo:
                self._append(self._drawings.logo(publication.cover.logo))
            self._append(cover(publication, publication.cover, self._paragraphs, self._tables))
            section = next_section(self._document, template)
        if publication.front or publication.contents:
            furnish(section, publication, template)
            number_pages(section, "lowerRoman")
            self._front()
            section = next_section(self._document, template)
        furnish(section, publication, template)
        number_pages(section, "decimal")
        for number, part in enumerate(publication.parts):
            progress(number, len(publication.parts))
            self._part(part, new_page=number > 0 and part.starts_page)

    def _front(self) -> None:
        self._in_front = True
        for number, part in enumerate(self._publication.front):
            self._part(part, new_page=number > 0)
        self._in_front = False
        if self._publication.contents:
            listed = list(contents(self._publication.parts, self._paragraphs, self._template))
            if self._publication.front:
                _break_before(listed[0])
            self._append(listed)

    def _part(self, part: Part, *, new_page: bool) -> None:
        self._new_page = new_page
        for block in part.blocks:
            if not isinstance(block, ListEntry):
                self._numbering.close()
            self._append(self._write(block))
        self._numbering.close()

    def _append(self, made: Iterator[BaseOxmlElement] | list[BaseOxmlElement]) -> None:
        end = self._document.element.body.sectPr
        for piece in made:
            if self._new_page:
                self._new_page = False
                if piece.tag == qn("w:p"):
                    _break_before(piece)
                else:
                    end.addprevious(self._spacer(new_page=True))
            end.addprevious(piece)
            if piece.tag == qn("w:tbl"):
                end.addprevious(self._spacer())

    def _spacer(self, *, new_page: bool = False) -> BaseOxmlElement:
        """Return a low paragraph: tables without one between them become one table."""
        made = self._paragraphs.make("Normal", (), new_page=new_page)
        made[0].append(element("spacing", before=0, after=0, line=_SPACER, lineRule="exact"))
        return made

    def _p(self, style: str, runs: Runs, **how: object) -> BaseOxmlElement:
        return self._paragraphs.make(style, runs, **how)  # type: ignore[arg-type]  # passed on

    # --- one method a block ----------------------------------------------------------------------

    @singledispatchmethod
    def _write(self, block: Block) -> Iterator[BaseOxmlElement]:
        raise TypeError(block)

    @_write.register
    def _heading(self, block: Heading) -> Iterator[BaseOxmlElement]:
        if block.kicker:
            yield self._p("案例编号", plain(block.kicker))
        style = "前置标题" if self._in_front else f"Heading {min(max(block.level, 1), 4)}"
        yield self._p(style, plain(block.text), anchor=block.anchor)

    @_write.register
    def _paragraph(self, block: Paragraph) -> Iterator[BaseOxmlElement]:
        yield self._p("提要" if block.lead else "Normal", block.runs)

    @_write.register
    def _note(self, block: Note) -> Iterator[BaseOxmlElement]:
        yield self._p("表注", block.runs)

    @_write.register
    def _list_entry(self, block: ListEntry) -> Iterator[BaseOxmlElement]:
        indent = _LIST_INDENT * (min(block.depth, 8) + 1)
        if block.continued:
            yield self._p("列表段落", block.runs, indent=indent)
            return
        numbering = self._numbering.place(block.marker, block.depth)
        if numbering is None:
            runs = (Run(f"{block.marker} "), *block.runs)
            yield self._p("列表段落", runs, indent=indent)
        else:
            yield self._p("列表段落", block.runs, numbering=numbering)

    @_write.register
    def _quote(self, block: Quote) -> Iterator[BaseOxmlElement]:
        yield self._p("Quote", block.runs)

    @_write.register
    def _facts(self, block: FactsTable) -> Iterator[BaseOxmlElement]:
        if block.facts:
            yield self._tables.facts(block.facts)

    @_write.register
    def _table(self, block: DataTable) -> Iterator[BaseOxmlElement]:
        if block.caption:
            yield self._p("Caption", plain(block.caption))
        yield self._tables.data(block)
        if block.note:
            yield self._p("表注", block.note)

    @_write.register
    def _box(self, block: NoteBox) -> Iterator[BaseOxmlElement]:
        title = [self._p("框内标题", plain(block.title))] if block.title else []
        yield self._tables.box([*title, *(self._p("框内文字", p) for p in block.paragraphs)])

    @_write.register
    def _questions(self, block: Questions) -> Iterator[BaseOxmlElement]:
        for number, question in enumerate(block.items, 1):
            yield from self._question(number, question)

    def _question(self, number: int, question: Question) -> Iterator[BaseOxmlElement]:
        kind = (Run(f"〔{question.kind}〕"),) if question.kind else ()
        numbering = self._numbering.place(f"{number}.", 0)
        yield self._p("思考题", (*kind, *question.stem), numbering=numbering)
        told = (
            (_("参考答案"), question.answer),
            (_("依据"), question.evidence),
            (_("我的回答"), question.own),
        )
        for label, runs in told:
            if runs:
                lead = Run(_("{label}：").format(label=label), bold=True)
                yield self._p("参考答案", (lead, *runs), indent=_LIST_INDENT)

    @_write.register
    def _sources(self, block: SourceList) -> Iterator[BaseOxmlElement]:
        for entry in block.entries:
            numbering = self._numbering.source(entry.number)
            yield self._p("出处条目", entry.runs, numbering=numbering, anchor=entry.anchor)

    @_write.register
    def _figure(self, block: Figure) -> Iterator[BaseOxmlElement]:
        yield self._p("表注", plain(_("〔图：{caption}〕").format(caption=block.caption)))

    @_write.register
    def _picture(self, block: Picture) -> Iterator[BaseOxmlElement]:
        yield from self._drawings.picture(block)

    @_write.register
    def _chart(self, block: BarChart) -> Iterator[BaseOxmlElement]:
        yield from self._drawings.chart(block)

    @_write.register
    def _route(self, block: RouteSketch) -> Iterator[BaseOxmlElement]:
        yield from self._drawings.route(block)

    @_write.register
    def _lines(self, block: WriteLines) -> Iterator[BaseOxmlElement]:
        yield from self._drawings.lines(block)

    @_write.register
    def _parallel(self, block: Parallel) -> Iterator[BaseOxmlElement]:
        yield self._drawings.parallel(block)

    @_write.register
    def _index(self, block: Index) -> Iterator[BaseOxmlElement]:
        yield from self._drawings.index(block)

    @_write.register
    def _page_break(self, block: PageBreak) -> Iterator[BaseOxmlElement]:
        del block
        self._new_page = True
        yield from ()


def _anchors(publication: Publication) -> Iterator[str]:
    for part in (*publication.front, *publication.parts):
        for block in part.blocks:
            if isinstance(block, Heading):
                yield block.anchor
            elif isinstance(block, SourceList):
                yield from (entry.anchor for entry in block.entries)


def _break_before(paragraph: BaseOxmlElement) -> None:
    """Let a paragraph begin on a new page."""
    paragraph[0].insert(1, element("pageBreakBefore"))
