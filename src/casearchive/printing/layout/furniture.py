"""What every page carries besides its text: running head, page number, watermark."""

from casearchive.i18n import _
from casearchive.printing.blocks import Publication
from casearchive.printing.drawing.pen import Pen
from casearchive.printing.layout.pagination import Page
from casearchive.printing.setting.text import one_line
from casearchive.printing.setting.typesetting import Typesetter
from casearchive.printing.template import Template

_HEAD_ABOVE = 26.0  # pt from the head of the column up to the running head's upper edge
_RULE_ABOVE = 11.0
_FOOT_BELOW = 18.0  # pt from the foot of the column down to the page number's upper edge
_TITLE_SHARE = 0.8  # of the measure: how long a title may run
_WATERMARK_TURN = 45  # degrees


class Furniture:
    """Draws the furniture of one publication's pages."""

    def __init__(
        self, publication: Publication, template: Template, typesetter: Typesetter
    ) -> None:
        self._title = one_line(publication.title)
        self._edition = one_line(publication.edition)
        self._watermark = one_line(publication.watermark)
        self._template = template
        self._typesetter = typesetter

    def dress(self, pen: Pen, page: Page) -> None:
        """Draw what lies under and around the text of a page."""
        self._draw_watermark(pen)
        if not page.bare:
            self._draw_head(pen, page)
            self._draw_foot(pen, page)

    def _draw_head(self, pen: Pen, page: Page) -> None:
        """Draw the title at the outer edge, the book's on the left page, the case's on the right.

        The edition stands at the spine, so that no loose sheet is taken for the other one.
        """
        measures = self._template.page
        x, top = measures.left(page.number), measures.height - measures.top + _HEAD_ABOVE
        left_hand = measures.mirrored and page.number % 2 == 0
        title = self._title if left_hand else one_line(page.running)
        self._line(pen, title, x, top, "left" if left_hand else "right")
        self._line(pen, self._edition, x, top, "right" if left_hand else "left")
        y = measures.height - measures.top + _RULE_ABOVE
        colour = self._template.colours["hairline"]
        pen.rule(x, y, measures.measure, weight=0.5, colour=colour)

    def _draw_foot(self, pen: Pen, page: Page) -> None:
        measures = self._template.page
        foot = _("第 {page} 页 / 共 {pages} 页").format(page=page.number, pages=pen.pages)
        x, top = measures.left(page.number), measures.bottom - _FOOT_BELOW
        self._line(pen, foot, x, top, "centre")

    def _line(self, pen: Pen, text: str, x: float, top: float, align: str) -> None:
        if text:
            style, measure = self._template.styles["running"], self._template.page.measure
            line = self._typesetter.fitted(text, style, measure, measure * _TITLE_SHARE)
            pen.text(line, line.lines, style, x, top, align=align)

    def _draw_watermark(self, pen: Pen) -> None:
        if not self._watermark:
            return
        style, measures = self._template.styles["watermark"], self._template.page
        reach = measures.height
        line = self._typesetter.fitted(self._watermark, style, reach, reach)
        with pen.turned(_WATERMARK_TURN, measures.width / 2, measures.height / 2):
            pen.text(line, line.lines, style, -reach / 2, style.leading / 2, align="centre")
