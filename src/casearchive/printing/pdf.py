"""A publication to PDF bytes: laid out once, then drawn with every page number known.

The same publication and the same faces give the same bytes.
"""

import math
from collections.abc import Iterator, Mapping

from casearchive.printing.blocks import Part, Publication
from casearchive.printing.drawing.pen import Pen
from casearchive.printing.faces.fonts import FontSet, resolve_fonts
from casearchive.printing.layout.flow import Flow
from casearchive.printing.layout.frontmatter import FrontMatter
from casearchive.printing.layout.furniture import Dresser
from casearchive.printing.layout.pagination import (
    Item,
    NewPage,
    Page,
    Paginator,
    paginate,
    used_height,
)
from casearchive.printing.measures import Numbers, Template
from casearchive.printing.rendered import Overfull, RenderedPdf
from casearchive.printing.setting.typesetting import Typesetter
from casearchive.printing.templates.loading import load_template
from casearchive.progress import Progress, silent

_STEPS = (1.0, 0.96, 0.92, 0.88, 0.84)  # of their size, styles of a part that is to fit its page


def render_pdf(
    publication: Publication,
    progress: Progress = silent,
    *,
    fonts: FontSet | None = None,
    template: Template | None = None,
) -> RenderedPdf:
    """Return the publication as a PDF file.

    `progress` counts parts twice: laid out, then drawn. `fonts` and `template` are resolved and
    loaded where they are not given. Raises
    :class:`casearchive.printing.faces.fonts.AFontIsMissing`.
    """
    template = template or load_template()
    typesetter = Typesetter(fonts or resolve_fonts())
    paginator = Paginator(template.page.column_height, template.page.grid)
    maker = _Maker(publication, template, typesetter, paginator.labels)
    pages = paginator.fill(maker.items(progress))
    pen = Pen(template.page.width, template.page.height, publication.language)
    pen.describe(
        title=publication.title,
        author=publication.author,
        subject=publication.subject or publication.subtitle,
        keywords=publication.edition,
        two_sided=template.page.mirrored,
    )
    pen.know(paginator.labels, sum(page.numbers == pages[-1].numbers for page in pages))
    pen.number_pages(_numbering(pages))
    anchors = {box.anchor: page.number for page in pages for _at, box in page.placed if box.anchor}
    parts = len(publication.parts)

    def drawn(done: int, total: int) -> None:
        progress(parts + parts * done // total, 2 * parts)

    _draw(pages, pen, template, Dresser(publication, template, typesetter), drawn)
    missing = tuple(sorted(typesetter.missing))
    return RenderedPdf(pen.finish(), len(pages), missing, tuple(maker.overfull), anchors)


class _Maker:
    """Makes everything the pages of one publication hold, in order."""

    def __init__(
        self,
        publication: Publication,
        template: Template,
        typesetter: Typesetter,
        labels: Mapping[str, str],
    ) -> None:
        self.overfull: list[Overfull] = []
        self._publication = publication
        self._template = template
        self._typesetter = typesetter
        self._labels = labels
        self._front = FrontMatter(publication, template, typesetter)

    def items(self, progress: Progress) -> Iterator[Item]:
        """Yield boxes and page turns; `progress` counts parts."""
        publication, page = self._publication, self._template.page
        has_front = False
        for item in self._front_items():
            has_front = True
            yield item
        numbers: Numbers | None = None
        if has_front and page.front_numbers == "roman":
            numbers = "arabic"
        total = 2 * len(publication.parts)
        for number, part in enumerate(publication.parts):
            progress(number, total)
            first = number == 0
            odd = page.parts_start_on_odd_page or (bool(numbers) and first and page.mirrored)
            if first or part.starts_page or page.fits_page:
                head = first and bool(publication.cover) and self._template.cover == "head"
                restart = numbers if first else None
                yield NewPage(part.title, odd=odd, numbers=restart, headed=head)
            if first and publication.cover and self._template.cover == "head":
                yield from self._front.head(publication.cover)
            yield from self._part(number, part)

    def _front_items(self) -> Iterator[Item]:
        publication, template = self._publication, self._template
        roman: Numbers | None = "roman" if template.page.front_numbers == "roman" else None
        if publication.cover and template.cover == "page":
            yield NewPage(bare=True, numbers=roman, front=True)
            roman = None
            yield from self._front.cover(publication.cover)
        flow = self._flow(template)
        for part in publication.front:
            yield NewPage(part.title, numbers=roman, front=True)
            roman = None
            yield from flow.items(part.blocks)
        if publication.contents:
            yield NewPage(self._front.contents_title, numbers=roman, front=True)
            yield from self._front.contents(publication.parts)

    def _part(self, number: int, part: Part) -> Iterator[Item]:
        if not self._template.page.fits_page:
            yield from self._flow(self._template).items(part.blocks)
            return
        boxes: list[Item] = []
        for share in _STEPS:
            template = self._template.smaller(share)
            boxes = list(self._flow(template).items(part.blocks))
            lines = self._lines_too_many(boxes, template)
            if not lines:
                break
        else:
            self.overfull.append(Overfull(number, part.title, lines))
        yield from boxes

    def _lines_too_many(self, boxes: list[Item], template: Template) -> int:
        """Return how many lines of body text would have to go for `boxes` to fit one page."""
        page = self._template.page
        head = self._front.head(self._publication.cover) if self._publication.cover else ()
        lead = list(head) if self._template.cover == "head" else []
        pages = paginate([*lead, *boxes], page.column_height, page.grid)
        over = sum(used_height(one) for one in pages[1:])
        return math.ceil(over / template.styles["body"].leading - 0.01)

    def _flow(self, template: Template) -> Flow:
        return Flow(template, self._typesetter, self._labels)


def _numbering(pages: list[Page]) -> list[tuple[int, str]]:
    """Return where another manner of numbering pages begins, counted from 0."""
    changes: list[tuple[int, str]] = []
    for number, page in enumerate(pages):
        if not changes or changes[-1][1] != page.numbers:
            changes.append((number, page.numbers))
    return changes


def _draw(
    pages: list[Page], pen: Pen, template: Template, dresser: Dresser, progress: Progress
) -> None:
    """Draw the pages, letting go of each when it is done."""
    measures = template.page
    head = measures.height - measures.top
    for page in pages:
        progress(page.number, len(pages))
        dresser.dress(pen, page)
        for offset, box in page.placed:
            if box.anchor:
                pen.mark(box.anchor, head - offset)
            box.draw(pen, measures.left(page.number), head - offset)
        page.placed.clear()
        pen.end_page()
