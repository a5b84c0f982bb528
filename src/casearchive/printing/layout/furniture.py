"""What every page carries besides its text: heads, page number, watermark, notes, line numbers."""

import re

from casearchive.i18n import _
from casearchive.printing.blocks import Publication
from casearchive.printing.drawing.pen import Pen, Point
from casearchive.printing.layout.boxes import TextBox
from casearchive.printing.layout.pagination import Page
from casearchive.printing.measures import Template, TextStyle
from casearchive.printing.setting.text import one_line
from casearchive.printing.setting.typesetting import Typesetter

_RULE_ABOVE = 11.0  # pt from the head of the column up to the rule under the running head
_TITLE_SHARE = 0.8  # of the measure: how long a title may run
_WATERMARK_TURN = 45  # degrees
_NOTE_RULE = 0.35  # pt
_LINE_NUMBER_GAP = 8.0  # pt between the text and its line numbers
_LINE_NUMBER_ROOM = 24.0  # pt
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


class Dresser:
    """Draws the furniture of one publication's pages."""

    def __init__(
        self, publication: Publication, template: Template, typesetter: Typesetter
    ) -> None:
        self._title = one_line(publication.title)
        self._edition = one_line(publication.edition)
        self._watermark = one_line(publication.watermark)
        self._template = template
        self._furniture = template.furniture
        self._typesetter = typesetter

    def dress(self, pen: Pen, page: Page) -> None:
        """Draw what lies under and around the text of a page."""
        if not (self._watermark or not page.bare):
            return
        with pen.artifact():
            self._draw_watermark(pen)
            if not page.bare:
                self._draw_head(pen, page)
                self._draw_foot(pen, page)
            if not page.bare and not page.front:
                self._draw_notes(pen, page)
                self._draw_line_numbers(pen, page)

    def _draw_head(self, pen: Pen, page: Page) -> None:
        """Draw the title at the outer edge, the book's on the left page, the case's on the right.

        The edition stands at the spine, so that no loose sheet is taken for the other one.
        """
        measures, furniture = self._template.page, self._furniture
        left_hand = measures.mirrored and page.number % 2 == 0
        inner, outer = furniture.even if left_hand else furniture.odd
        texts = [self._filled(text, pen, page) for text in (inner, outer)]
        if not any(texts) or (page.headed and not furniture.first_page_head):
            return
        x, top = measures.left(page.number), measures.height - measures.top + furniture.head_above
        style = self._template.styles["running"]
        self._line(pen, texts[0], (x, top), "right" if left_hand else "left", style)
        self._line(pen, texts[1], (x, top), "left" if left_hand else "right", style)
        if furniture.rule:
            y = measures.height - measures.top + _RULE_ABOVE
            colour = self._template.colours["hairline"]
            pen.rule(x, y, measures.measure, weight=0.5, colour=colour)

    def _draw_foot(self, pen: Pen, page: Page) -> None:
        measures, furniture = self._template.page, self._furniture
        foot = furniture.foot
        if not foot:
            foot = (
                _("第 {page} 页") if page.numbers == "roman" else _("第 {page} 页 / 共 {pages} 页")
            )
        style = self._template.styles["foot"]
        x, top = measures.left(page.number), measures.bottom - furniture.foot_below
        align, inset = "centre", furniture.foot_inset * style.size
        if furniture.foot_align == "outer":
            left_hand = measures.mirrored and page.number % 2 == 0
            align = "left" if left_hand else "right"
            x += inset if left_hand else -inset
        self._line(pen, self._filled(foot, pen, page), (x, top), align, style)

    def _filled(self, text: str, pen: Pen, page: Page) -> str:
        """Return a text of the template with what its placeholders stand for."""
        values = {
            "title": self._title,
            "part": one_line(page.running),
            "edition": self._edition,
            "page": page.label,
            "pages": str(pen.pages),
        }
        return _PLACEHOLDER.sub(lambda match: values.get(match.group(1), ""), text)

    def _line(self, pen: Pen, text: str, at: Point, align: str, style: TextStyle) -> None:
        if text:
            measure = self._template.page.measure
            line = self._typesetter.fitted(text, style, measure, measure * _TITLE_SHARE)
            pen.text(line, line.lines, style, *at, align=align)

    def _draw_notes(self, pen: Pen, page: Page) -> None:
        """Draw the lines a reader writes notes on, beside the text."""
        measures, notes = self._template.page, self._template.page.notes
        if notes is None or not page.placed:
            return
        x, head = measures.notes_left(page.number), measures.height - measures.top
        style = self._template.styles["running"]
        word = self._typesetter.fitted(_("笔记"), style, notes.width, notes.width)
        above = head + self._furniture.head_above
        pen.text(word, word.lines, style, x, above, align="left")
        colour = self._template.colours["write_line"]
        for number in range(1, int(measures.column_height / notes.pitch) + 1):
            y = head - number * notes.pitch
            pen.rule(x, y, notes.width, weight=_NOTE_RULE, colour=colour)

    def _draw_line_numbers(self, pen: Pen, page: Page) -> None:
        """Draw the number of every few lines in the inner margin, counted anew on every page."""
        measures, style = self._template.page, self._template.styles["line_number"]
        if not measures.line_numbers:
            return
        x = measures.left(page.number) - _LINE_NUMBER_GAP - _LINE_NUMBER_ROOM
        head, count = measures.height - measures.top, 0
        align = "right"
        if measures.mirrored and page.number % 2 == 0:
            x = measures.left(page.number) + measures.measure + _LINE_NUMBER_GAP
            align = "left"
        for offset, box in page.placed:
            if not isinstance(box, TextBox) or not box.style.counted:
                continue
            for number in range(len(box.lines)):
                count += 1
                if count % measures.line_numbers == 0:
                    top = head - offset - box.first_line_below - number * box.style.leading
                    top -= (box.style.leading - style.leading) / 2
                    text = self._typesetter.fitted(
                        str(count), style, _LINE_NUMBER_ROOM, _LINE_NUMBER_ROOM
                    )
                    pen.text(text, text.lines, style, x, top, align=align)

    def _draw_watermark(self, pen: Pen) -> None:
        if not self._watermark:
            return
        style, measures = self._template.styles["watermark"], self._template.page
        reach = measures.height
        line = self._typesetter.fitted(self._watermark, style, reach, reach)
        with pen.turned(_WATERMARK_TURN, measures.width / 2, measures.height / 2):
            pen.text(line, line.lines, style, -reach / 2, style.leading / 2, align="centre")
