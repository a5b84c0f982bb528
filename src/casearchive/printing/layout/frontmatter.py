"""What stands before the text: the cover and the contents."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from casearchive.i18n import _
from casearchive.printing.blocks import Cover, Fact, Heading, Part, Publication, plain, text_of
from casearchive.printing.drawing.pen import Pen
from casearchive.printing.layout.boxes import Box, OutlineEntry, RuleBox, Standing, TextBox
from casearchive.printing.layout.pictures import logo_box
from casearchive.printing.layout.tabling import Tabler
from casearchive.printing.measures import Template
from casearchive.printing.setting.text import one_line, printable
from casearchive.printing.setting.titles import tapered
from casearchive.printing.setting.typesetting import Typesetter

CONTENTS_ANCHOR = "contents"
_TITLE_AT = 0.24  # of the column's height, where the title block of the cover begins
_COVER_RULE = (54.0, 3.0)  # pt: length and weight of the rule over the title
_RULE_BELOW = 22.0  # pt between that rule and the title
_HEAD_RULE = 1.2  # pt: weight of the rule under the head of a publication without a cover
_TITLE_LINES = 3  # a title that fills more of them is set smaller
_NUMBER_ROOM = 4.0  # em kept free for page numbers in the contents
_LEADER_GAP = 0.5  # em between a contents line's text and its leader
_LEADER_UP = 0.38  # of the leading: how far the leader lies above the foot of its line


@dataclass(frozen=True, slots=True)
class Stack(Standing):
    """Boxes at fixed distances from the head of a page of their own: a cover."""

    height: float
    placed: tuple[tuple[float, Box], ...]

    @property
    def least(self) -> float:
        """The whole stack."""
        return self.height

    def split(self, room: float, *, force: bool = False) -> None:
        """A stack stays whole."""

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw every box of the stack."""
        for offset, box in self.placed:
            box.draw(pen, x, top - offset)


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """An entry of the contents; its page number is asked for when it is drawn."""

    title: TextBox
    target: str
    width: float
    typesetter: Typesetter
    keep_next: bool = False
    anchor: str = ""
    floats: bool = False

    @property
    def height(self) -> float:
        """The height of the title."""
        return self.title.height

    @property
    def before(self) -> float:
        """The space the title wants above it."""
        return self.title.before

    @property
    def after(self) -> float:
        """The space the title wants below it."""
        return self.title.after

    @property
    def least(self) -> float:
        """The whole title."""
        return self.height

    def split(self, room: float, *, force: bool = False) -> None:
        """A title stays whole."""

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw title, leader and page number, all one link."""
        style = self.title.style
        self.title.draw(pen, x, top)
        number = self.typesetter.typeset(plain(pen.label_of(self.target) or ""), style, self.width)
        last = top - self.height + style.leading
        pen.text(number, number.lines, style, x, last, align="right")
        gap = _LEADER_GAP * style.size
        begin = x + self.title.inset + self.title.text.end_of_last_line + gap
        end = x + self.width - number.end_of_last_line - gap
        if self.title.text.base != "rtl":  # such a title ends at the left
            pen.leader(begin, end, last - style.leading * (1 - _LEADER_UP), style.colour)
        pen.link(f"#{self.target}", (x, top - self.height, x + self.width, top))


def _said(fact: Fact) -> str:
    """Return a fact in a line of its own; one without a label speaks for itself."""
    value = text_of(fact.value)
    return _("{label}：{value}").format(label=fact.label, value=value) if fact.label else value


class FrontMatter:
    """Sets the cover and the contents of one publication."""

    def __init__(
        self, publication: Publication, template: Template, typesetter: Typesetter
    ) -> None:
        self._publication = publication
        self._template = template
        self._typesetter = typesetter
        self._page = template.page

    @property
    def contents_title(self) -> str:
        """The heading of the contents."""
        return _("目录")

    def cover(self, cover: Cover) -> Iterator[Box]:
        """Yield the cover: a line on top, the title block at eye level, facts at the foot.

        What is too long for one page runs on over several.
        """
        height = self._template.page.column_height
        top: list[Box] = [self._line(cover.kicker, "cover_kicker")] if cover.kicker else []
        title = list(self._title_block())
        facts = list(Tabler(self._template, self._typesetter).facts(cover.facts))
        if cover.logo:
            top.append(logo_box(cover.logo, self._template, self._typesetter))
        placed: list[tuple[float, Box]] = [(box.before * n, box) for n, box in enumerate(top)]
        at = _TITLE_AT * height
        for box in title:
            at += box.before
            placed.append((at, box))
            at += box.height
        foot = height - sum(box.height for box in facts)
        placed += [(foot, box) for box in facts]
        if at <= foot:
            yield Stack(height, tuple(placed))
        else:
            yield from (*top, *title, *facts)

    def head(self, cover: Cover) -> Iterator[Box]:
        """Yield what stands in a cover's place above the text of the first page, of one piece."""
        boxes = list(self._head_boxes(cover))
        placed: list[tuple[float, Box]] = []
        at = 0.0
        for box in boxes:
            at += box.before if placed else 0.0
            placed.append((at, box))
            at += box.height + box.after
        if at > self._page.column_height / 2:
            yield from boxes
        else:
            yield Stack(at, tuple(placed))

    def _head_boxes(self, cover: Cover) -> Iterator[Box]:
        publication = self._publication
        title = self._template.styles["head_title"]
        if cover.kicker:
            yield self._line(cover.kicker, "head_kicker")
        width = partial(self._typesetter.width, style=title)
        shown = tapered(printable(publication.title), width, self._page.measure, title.size)
        yield self._line(shown, "head_title")
        if publication.subtitle:
            yield self._line(publication.subtitle, "head_subtitle")
        facts = [publication.edition] if publication.edition else []
        facts += [_said(fact) for fact in cover.facts]
        if facts:
            yield self._sides(facts)
        colour = self._template.colours["accent"]
        yield RuleBox(self._page.measure, _HEAD_RULE, colour, before=3.0, after=8.0)

    def _sides(self, texts: list[str]) -> Box:
        """Return short texts side by side over the measure; in a row of lines if long."""
        style = self._template.styles["head_facts"]
        width, measure = self._typesetter.width, self._page.measure
        if len(texts) > 1 and sum(width(text, style) + style.size for text in texts) <= measure:
            *left, last = texts
            line = replace(self._line("　".join(left), "head_facts"), after=0.0, before=0.0)
            right = replace(style, align="right")
            typeset = self._typesetter.typeset(plain(last), right, measure)
            end = TextBox.of(typeset, right)
            return Stack(line.height, ((0.0, line), (0.0, end)), before=style.before)
        return self._line("　".join(texts), "head_facts")

    def _title_block(self) -> Iterator[Box]:
        publication = self._publication
        length, weight = _COVER_RULE
        yield RuleBox(length, weight, self._template.colours["accent"], before=_RULE_BELOW)
        title = self._line(publication.title, "cover_title")
        if len(title.lines) > _TITLE_LINES:
            title = self._line(publication.title, "heading_1")
        yield replace(title, before=_RULE_BELOW)
        if publication.subtitle:
            yield self._line(publication.subtitle, "cover_subtitle")
        if publication.edition:
            yield self._line(publication.edition, "cover_edition")

    def contents(self, parts: Iterable[Part]) -> Iterator[Box]:
        """Yield the contents: every heading that asks to be listed, its page to the right."""
        title = self._line(self.contents_title, "contents_title")
        outline = OutlineEntry(self.contents_title, 0)
        yield replace(title, anchor=CONTENTS_ANCHOR, outline=outline)
        for part in parts:
            for block in part.blocks:
                if isinstance(block, Heading) and block.in_contents and block.anchor:
                    yield self._contents_line(block)

    def _line(self, text: str, style_name: str) -> TextBox:
        style = self._template.styles[style_name]
        return TextBox.of(self._typesetter.typeset(plain(text), style, self._page.measure), style)

    def _contents_line(self, heading: Heading) -> ContentsLine:
        style = self._template.styles["contents_1" if heading.level <= 1 else "contents_2"]
        inset = style.left * style.size
        width = self._page.measure - inset - _NUMBER_ROOM * style.size
        text = self._typesetter.typeset(plain(one_line(heading.text)), style, width)
        return ContentsLine(
            TextBox.of(text, style, inset), heading.anchor, self._page.measure, self._typesetter
        )
