"""Blocks to boxes: which style each block is set in, and where it stands."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from casearchive.i18n import _
from casearchive.printing.blocks import (
    Block,
    DataTable,
    FactsTable,
    Figure,
    Heading,
    ListEntry,
    Note,
    NoteBox,
    PageBreak,
    Paragraph,
    Question,
    Questions,
    Quote,
    Run,
    Runs,
    SourceEntry,
    SourceList,
    plain,
    texts_of,
)
from casearchive.printing.layout.boxes import Box, Frame, OutlineEntry, RuleBox, TextBox
from casearchive.printing.layout.pagination import Item, NewPage
from casearchive.printing.layout.tabling import Tabler
from casearchive.printing.setting.typesetting import Typesetter
from casearchive.printing.template import Template

_BULLETS = "•◦▪"
_DEEPEST = 4  # levels of lists that are still indented further
_OUTLINED = 2  # levels of headings in the document's outline
_ACCENT_RULE = (36.0, 2.0)  # pt: length and weight of the rule under a part's title
_FRAME_PAD = 6.0  # pt above and below framed text


class Flow:
    """Sets blocks into boxes of a template's measure."""

    def __init__(self, template: Template, typesetter: Typesetter) -> None:
        self._template = template
        self._typesetter = typesetter
        self._measure = template.page.measure
        self._tabler = Tabler(template, typesetter)

    def items(self, blocks: Iterable[Block]) -> Iterator[Item]:
        """Yield the boxes of the blocks, in order."""
        for block in blocks:
            yield from self._items(block)

    def _items(self, block: Block) -> Iterator[Item]:  # noqa: PLR0912 - one branch a block
        match block:
            case Heading():
                yield from self._heading(block)
            case Paragraph(runs, lead=True):
                box = self._framed([(runs, "lead")])[0]
                yield replace(box, before=4.0, after=10.0)
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
            case _:
                for text in texts_of(block):
                    yield self._box(plain(text), "body")

    def _heading(self, block: Heading) -> Iterator[Box]:
        level = min(max(block.level, 1), 4)
        if block.kicker:
            yield self._box(plain(block.kicker), "kicker")
        box = self._box(plain(block.text), f"heading_{level}")
        outlined = block.anchor and level <= _OUTLINED
        outline = OutlineEntry(block.text, level - 1) if outlined else None
        yield replace(box, anchor=block.anchor, outline=outline)
        if level == 1:
            length, weight = _ACCENT_RULE
            accent = self._template.colours["accent"]
            yield RuleBox(length, weight, accent, before=6.0, after=14.0, keep_next=True)

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
        yield from self._tabler.data(block)
        if block.note:
            yield self._box(block.note, "note")

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
            frame = Frame(
                colours["tint"],
                colours["accent"],
                self._measure,
                pad_top=0.0 if number else _FRAME_PAD,
                pad_bottom=0.0 if number < last else _FRAME_PAD,
            )
            box = self._box(runs, style_name)
            before = 4.0 if spaced and not number else 0.0
            after = 0.0 if number < last else 6.0
            boxes.append(replace(box, frame=frame, before=before, after=after))
        return boxes
