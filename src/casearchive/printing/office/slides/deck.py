"""Publications as a teaching deck: what trainees see on the slides, the rest in the notes.

The slides are made of the trainees' edition alone, whoever the deck is for: they are thrown onto a
wall. What only the trainer's edition holds goes into the speaker's notes.
"""

import io
from collections.abc import Iterator, Sequence
from functools import singledispatchmethod

from pptx.presentation import Presentation as Deck

from casearchive.i18n import _
from casearchive.printing.blocks import (
    BarChart,
    Block,
    Column,
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
    text_of,
)
from casearchive.printing.office.package import About, settled, xml_text
from casearchive.printing.office.slides.drawings import add_chart, add_logo, add_picture
from casearchive.printing.office.slides.fitting import cut_runs
from casearchive.printing.office.slides.flow import SlideFlow
from casearchive.printing.office.slides.house import BODY_SIZE, TABLE_SIZE, new_deck
from casearchive.printing.office.slides.notes import answers_of, beside
from casearchive.printing.office.slides.tables import add_table
from casearchive.printing.office.slides.writing import Line, fill
from casearchive.printing.route_words import route_lines
from casearchive.progress import Progress, silent

_COVER_EM = 62.0  # what the title of a cover holds: two lines and some room
_LEAD_EM = 180.0  # what the text under a case's title holds


def write_pptx(
    publication: Publication,
    trainers: Publication | None = None,
    progress: Progress = silent,
) -> bytes:
    """Return a deck of `publication`, the trainees' edition; `progress` counts parts.

    `trainers` is the same pack in the trainer's edition: what it has beyond becomes notes.
    """
    deck = new_deck()
    _Deck(deck, publication, trainers).write(progress)
    saved = io.BytesIO()
    deck.save(saved)
    edition = (trainers or publication).edition
    about = About(
        publication.title,
        publication.author,
        publication.subject or publication.subtitle,
        edition,
        publication.language,
    )
    return settled(saved.getvalue(), about)


class _Deck:
    """Writes one publication into an empty deck."""

    def __init__(self, deck: Deck, publication: Publication, trainers: Publication | None) -> None:
        self._publication = publication
        self._trainers = trainers
        self._flow = SlideFlow(deck, publication.language)
        self._answers: Iterator[Question] = iter(())

    def write(self, progress: Progress) -> None:
        """Write the cover and every part."""
        publication = self._publication
        if publication.cover:
            self._cover()
        theirs = list(self._trainers.parts) if self._trainers else []
        for number, part in enumerate(publication.parts):
            progress(number, len(publication.parts))
            match = next((known for known in theirs if known.title == part.title), None)
            if match:
                theirs.remove(match)
            self._part(part, match.blocks if match else ())

    def _cover(self) -> None:
        publication, flow = self._publication, self._flow
        flow.title = publication.title
        slide = flow.slide("cover")
        assert slide.shapes.title is not None
        title = next(iter(cut_runs(plain(publication.title), _COVER_EM)), ())
        slide.shapes.title.text_frame.text = xml_text(text_of(title))
        if publication.cover and publication.cover.logo:
            add_logo(slide, publication.cover.logo)
        facts = publication.cover.facts[:2] if publication.cover else ()
        lines = [
            Line(plain(text)) for text in (publication.subtitle, publication.watermark) if text
        ]
        lines += [Line((Run(f"{fact.label}　"), *fact.value)) for fact in facts]
        fill(slide.placeholders[1].text_frame, lines[:5], publication.language, BODY_SIZE - 2)

    def _part(self, part: Part, trainers: Sequence[Block]) -> None:
        flow = self._flow
        flow.section(part.title)
        self._answers = answers_of(trainers)
        blocks = list(part.blocks)
        heading = next((b for b in blocks if isinstance(b, Heading) and b.level == 1), None)
        lead = next((b for b in blocks if isinstance(b, Paragraph) and b.lead), None)
        self._opening(part, heading, lead)
        flow.note(beside(blocks, trainers))
        flow.section(part.title)
        for block in blocks:
            if block not in (heading, lead):
                self._write(block)
        flow.flush()

    def _opening(self, part: Part, heading: Heading | None, lead: Paragraph | None) -> None:
        flow = self._flow
        slide = flow.slide("case")
        assert slide.shapes.title is not None
        shown = next(iter(cut_runs(plain(heading.text if heading else part.title), _COVER_EM)), ())
        slide.shapes.title.text_frame.text = xml_text(text_of(shown))
        lines = [Line(plain(heading.kicker), "head")] if heading and heading.kicker else []
        pieces = list(cut_runs(lead.runs, _LEAD_EM)) if lead else []
        lines += [Line(piece, "lead") for piece in pieces[:1]]
        fill(slide.placeholders[1].text_frame, lines, flow.language, BODY_SIZE)
        for piece in pieces[1:]:
            flow.add(Line(piece, "lead"))
        flow.flush()

    # --- one method a block ----------------------------------------------------------------------

    @singledispatchmethod
    def _write(self, block: Block) -> None:
        raise TypeError(block)

    @_write.register
    def _heading(self, block: Heading) -> None:
        if block.level <= 2:
            self._flow.section(block.text)
        else:
            self._flow.add(Line(plain(block.text), "head"))

    @_write.register
    def _paragraph(self, block: Paragraph) -> None:
        self._flow.add(Line(block.runs, "lead" if block.lead else "text"))

    @_write.register
    def _note(self, block: Note) -> None:
        self._flow.add(Line(block.runs, "note"))

    @_write.register
    def _list_entry(self, block: ListEntry) -> None:
        number = block.marker.strip().rstrip(".)、）")
        if block.continued:
            self._flow.add(Line(block.runs))
        elif number.isascii() and number.isdigit():
            self._flow.add(Line(block.runs, "number", int(number[:5]), block.depth))
        else:
            marker = (Run(f"{block.marker} "),) if block.marker else ()
            self._flow.add(Line((*marker, *block.runs), "bullet", depth=block.depth))

    @_write.register
    def _quote(self, block: Quote) -> None:
        self._flow.add(Line(block.runs, "lead"))

    @_write.register
    def _facts(self, block: FactsTable) -> None:
        columns = (Column("", 1.0), Column("", 5.0))
        rows = tuple((plain(fact.label), fact.value) for fact in block.facts)
        if rows:
            self._flow.section(_("基本情况"))
            add_table(self._flow, DataTable((columns[0], columns[1]), rows))

    @_write.register
    def _table(self, block: DataTable) -> None:
        self._flow.flush()
        title = self._flow.title
        if block.caption:
            self._flow.section(block.caption)
        add_table(self._flow, block)
        if block.caption:
            self._flow.title = title

    @_write.register
    def _box(self, block: NoteBox) -> None:
        if block.title:
            self._flow.section(block.title)
        for runs in block.paragraphs:
            self._flow.add(Line(runs))

    @_write.register
    def _questions(self, block: Questions) -> None:
        title = self._flow.title
        for number, question in enumerate(block.items, 1):
            self._flow.section(_("{title} {number}").format(title=title, number=number))
            if question.kind:
                self._flow.add(Line(plain(question.kind), "head"))
            self._flow.add(Line(question.stem))
            self._flow.flush()
            self._note_answer(question)
        self._flow.section(title)

    def _note_answer(self, question: Question) -> None:
        known = next(self._answers, None)
        if known is None or known.stem != question.stem:
            return
        said: list[Runs] = []
        for label, runs in ((_("参考答案"), known.answer), (_("依据"), known.evidence)):
            if runs:
                said.append((Run(_("{label}：").format(label=label)), *runs))
        self._flow.note(said)

    @_write.register
    def _sources(self, block: SourceList) -> None:
        self._flow.section(self._flow.title, TABLE_SIZE)
        for entry in block.entries:
            self._flow.add(Line((Run(f"[{entry.number}] "), *entry.runs)))
        self._flow.flush()
        self._flow.section(self._flow.title)

    @_write.register
    def _figure(self, block: Figure) -> None:
        told = _("〔图：{caption}〕").format(caption=block.caption)
        self._flow.add(Line(plain(told), "note"))

    @_write.register
    def _picture(self, block: Picture) -> None:
        add_picture(self._flow, block)

    @_write.register
    def _chart(self, block: BarChart) -> None:
        add_chart(self._flow, block)

    @_write.register
    def _route(self, block: RouteSketch) -> None:
        for line in route_lines(block):
            self._flow.add(Line(line.runs, "text" if line.is_stop else "note"))
        if block.note:
            self._flow.add(Line(plain(block.note), "note"))

    @_write.register
    def _lines(self, block: WriteLines) -> None:
        if block.label:  # nobody writes on a wall: what is asked for is enough
            self._flow.add(Line(plain(block.label), "head"))

    @_write.register
    def _parallel(self, block: Parallel) -> None:
        columns = tuple(Column(head) for head in block.heads)
        self._flow.flush()
        add_table(self._flow, DataTable(columns, block.rows))

    @_write.register
    def _index(self, block: Index) -> None:
        del block  # an index of pages says nothing on slides

    @_write.register
    def _page_break(self, block: PageBreak) -> None:
        del block
        self._flow.flush()
