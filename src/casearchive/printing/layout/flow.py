"""Blocks to boxes: which style each block is set in, and where it stands."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

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
    Picture,
    Question,
    Questions,
    Quote,
    RouteSketch,
    Run,
    Runs,
    SourceEntry,
    SourceList,
    WriteLines,
    plain,
)
from casearchive.printing.layout.boxes import Box, Frame, OutlineEntry, RuleBox, TextBox
from casearchive.printing.layout.charts import Charter
from casearchive.printing.layout.forms import write_lines
from casearchive.printing.layout.indexes import Indexer
from casearchive.printing.layout.pagination import Item, NewPage
from casearchive.printing.layout.pictures import picture_box
from casearchive.printing.layout.sketches import Sketcher
from casearchive.printing.layout.tabling import Tabler
from casearchive.printing.measures import Template, TextStyle
from casearchive.printing.setting.text import printable
from casearchive.printing.setting.titles import heading_number, tapered
from casearchive.printing.setting.typesetting import Typesetter

_BULLETS = "•◦▪"
_DEEPEST = 4  # levels of lists that are still indented further
_OUTLINED = 2  # levels of headings in the document's outline
_RULE = 2.0  # pt: weight of the rule under a part's title
_LEVELS = 4  # of headings
_NUMBERED = re.compile(
    r"\s*([一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[)）]|\d+[.．、])"
)
_FRAME_PAD = 6.0  # pt above and below framed text


class Flow:
    """Sets blocks into boxes of a template's measure; `labels` are the pages of places so far."""

    def __init__(
        self, template: Template, typesetter: Typesetter, labels: Mapping[str, str] | None = None
    ) -> None:
        self._template = template
        self._typesetter = typesetter
        self._measure = template.page.measure
        self._tabler = Tabler(template, typesetter)
        self._charter = Charter(template, typesetter)
        self._sketcher = Sketcher(template, typesetter)
        self._indexer = Indexer(template, typesetter, labels or {})
        self._numbers = [0] * _LEVELS

    def items(self, blocks: Iterable[Block]) -> Iterator[Item]:
        """Yield the boxes of the blocks of one part, in order."""
        self._numbers = [0] * _LEVELS
        for block in blocks:
            yield from self._items(block)

    def _items(self, block: Block) -> Iterator[Item]:  # noqa: PLR0912 - one branch a block
        match block:
            case Heading():
                yield from self._heading(block)
            case Paragraph(runs, lead=True):
                yield from self._lead(runs)
            case Paragraph(runs):
                yield self._box(runs, "body")
            case Note(runs):
                yield self._box(runs, "note")
            case Quote(runs):
                yield self._box(runs, "quote")
            case ListEntry():
                yield self._list_entry(block)
            case FactsTable(facts):
                yield from self._tabler.facts(facts)
            case DataTable():
                yield from self._data_table(block)
            case NoteBox(title, paragraphs):
                texts = [(plain(title), "box_title")] if title else []
                texts += [(runs, "box_text") for runs in paragraphs]
                yield from self._framed(texts, spaced=True)
            case Questions(items):
                for number, question in enumerate(items, 1):
                    yield from self._question(number, question)
            case SourceList(entries):
                yield from self._sources(entries)
            case Figure(caption):
                yield self._box(plain(_("〔图：{caption}〕").format(caption=caption)), "note")
            case PageBreak():
                yield NewPage()
            case Picture():
                yield picture_box(block, self._template, self._typesetter)
            case BarChart():
                yield from self._charter.boxes(block)
            case RouteSketch():
                yield from self._sketcher.boxes(block)
            case WriteLines():
                yield from write_lines(block, self._template, self._typesetter)
            case Parallel():
                yield from self._tabler.parallel(block)
            case Index(title=title):
                if title:
                    yield self._box(plain(title), "heading_2")
                yield from self._indexer.boxes(block)

    def _heading(self, block: Heading) -> Iterator[Box]:
        level = min(max(block.level, 1), _LEVELS)
        style = self._template.styles[f"heading_{level}"]
        if block.kicker:
            yield self._box(plain(block.kicker), "kicker")
        box = self._box(plain(self._heading_text(block.text, level, style)), f"heading_{level}")
        outlined = block.anchor and level <= _OUTLINED
        outline = OutlineEntry(block.text, level - 1) if outlined else None
        yield replace(box, anchor=block.anchor, outline=outline)
        if style.rule:
            accent = self._template.colours["accent"]
            yield RuleBox(style.rule, _RULE, accent, before=6.0, after=14.0, keep_next=True)

    def _heading_text(self, text: str, level: int, style: TextStyle) -> str:
        """Return a heading under its number, if its template numbers it, and in shapely lines."""
        if style.number:
            self._numbers[level - 1] += 1
            self._numbers[level:] = [0] * (_LEVELS - level)
            if not _NUMBERED.match(text):
                text = heading_number(style.number, self._numbers[level - 1]) + text
        if style.taper:
            shown = printable(text)
            width = partial(self._typesetter.width, style=style)
            return tapered(shown, width, self._measure, style.size)
        return text

    def _lead(self, runs: Runs) -> Iterator[TextBox]:
        for box in self._framed([(runs, "lead")]):
            yield replace(box, before=4.0, after=10.0) if box.frame else box

    def _list_entry(self, block: ListEntry) -> Box:
        style = self._template.styles["list"]
        depth = min(block.depth, _DEEPEST)
        label_x = (2 + 1.5 * depth) * style.size
        marker = block.marker or _BULLETS[min(depth, len(_BULLETS) - 1)]
        hang = max(1.5 * style.size, self._typesetter.width(marker, style) + 0.5 * style.size)
        label = () if block.continued else (Run(marker, bold=not block.marker),)
        return self._labelled(block.runs, "list", label, label_x, hang)

    def _data_table(self, block: DataTable) -> Iterator[Box]:
        if block.caption:
            yield self._box(plain(block.caption), "caption")
        note = self._box(block.note, "note") if block.note else None
        tall = note and note.height > self._template.page.column_height / 4
        for table in self._tabler.data(block):
            yield table if tall else replace(table, foot=note)
        if note and (tall or not block.rows):
            yield note

    def _question(self, number: int, question: Question) -> Iterator[Box]:
        size = self._template.styles["question"].size
        kind = (Run(_("（{kind}）").format(kind=question.kind)),) if question.kind else ()
        stem = (*question.stem, *kind)
        box = self._labelled(stem, "question", plain(f"{number}."), 0.0, 2 * size)
        texts: list[tuple[Runs, str]] = []
        if question.answer:
            texts.append(((Run(_("参考答案　"), bold=True), *question.answer), "answer"))
        if question.evidence:
            texts.append(((Run(_("依据　"), bold=True), *question.evidence), "answer"))
        if question.own:
            texts.append(((Run(_("我的回答　"), bold=True), *question.own), "answer"))
        yield replace(box, keep_next=bool(texts))
        yield from self._framed(texts, spaced=True)

    def _sources(self, entries: tuple[SourceEntry, ...]) -> Iterator[Box]:
        style = self._template.styles["source"]
        labels = [f"[{entry.number}]" for entry in entries]
        widest = max((self._typesetter.width(label, style) for label in labels), default=0.0)
        for entry, label in zip(entries, labels, strict=True):
            hang = widest + 0.6 * style.size
            box = self._labelled(entry.runs, "source", plain(label), 0.0, hang)
            yield replace(box, anchor=entry.anchor)

    # Kinds of boxes ----------------------------------------------------------------------------

    def _box(self, runs: Runs, style_name: str) -> TextBox:
        """Return runs set in a style."""
        style = self._template.styles[style_name]
        inset = style.left * style.size
        width = self._measure - inset - style.right * style.size
        text = self._typesetter.typeset(runs, style, width)
        return TextBox.of(text, style, inset)

    def _labelled(
        self, runs: Runs, style_name: str, label: Runs, label_x: float, hang: float
    ) -> TextBox:
        """Return runs that hang `hang` points behind a label."""
        style = self._template.styles[style_name]
        inset = label_x + hang
        text = self._typesetter.typeset(runs, style, self._measure - inset)
        box = TextBox.of(text, style, inset)
        if not label:
            return box
        set_label = self._typesetter.typeset(label, style, self._measure)
        return replace(box, label=set_label, label_x=label_x)

    def _framed(self, texts: list[tuple[Runs, str]], *, spaced: bool = False) -> list[TextBox]:
        """Return texts on one tinted ground; `spaced` sets it off from what stands above."""
        colours = self._template.colours
        last = len(texts) - 1
        boxes = []
        for number, (runs, style_name) in enumerate(texts):
            box = self._box(runs, style_name)
            if not box.style.framed:
                boxes.append(box)
                continue
            frame = Frame(
                colours["tint"],
                colours["accent"],
                self._measure,
                pad_top=0.0 if number else _FRAME_PAD,
                pad_bottom=0.0 if number < last else _FRAME_PAD,
            )
            before = 4.0 if spaced and not number else 0.0
            after = 0.0 if number < last else 6.0
            boxes.append(replace(box, frame=frame, before=before, after=after))
        return boxes
