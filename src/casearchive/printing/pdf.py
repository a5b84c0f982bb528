"""A publication to PDF bytes: laid out once, then drawn with every page number known.

The same publication and the same faces give the same bytes.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from casearchive.printing.blocks import Part, Publication
from casearchive.printing.drawing.pen import Pen
from casearchive.printing.faces.fonts import FontSet, resolve_fonts
from casearchive.printing.layout.flow import Flow
from casearchive.printing.layout.frontmatter import FrontMatter
from casearchive.printing.layout.furniture import Furniture
from casearchive.printing.layout.pagination import Item, NewPage, Page, anchors_of, paginate
from casearchive.printing.setting.typesetting import Typesetter
from casearchive.printing.template import Template, load_template
from casearchive.progress import Progress, silent


@dataclass(frozen=True, slots=True)
class RenderedPdf:
    """A PDF file's bytes, its number of pages, and the characters that print as 〓."""

    data: bytes
    pages: int
    missing: tuple[str, ...]


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
    items = _items(publication, template, typesetter, progress)
    pages = paginate(items, template.page.column_height)
    pen = Pen(template.page.width, template.page.height, publication.language)
    pen.describe(
        title=publication.title,
        author=publication.author,
        subject=publication.subject or publication.subtitle,
        keywords=publication.edition,
    )
    pen.know(dict(anchors_of(pages)), len(pages))
    parts = len(publication.parts)

    def drawn(done: int, total: int) -> None:
        progress(parts + parts * done // total, 2 * parts)

    _draw(pages, pen, template, Furniture(publication, template, typesetter), drawn)
    return RenderedPdf(pen.finish(), len(pages), tuple(sorted(typesetter.missing)))


def _items(
    publication: Publication, template: Template, typesetter: Typesetter, progress: Progress
) -> Iterator[Item]:
    """Yield everything the pages hold, in order."""
    front = FrontMatter(publication, template, typesetter)
    flow = Flow(template, typesetter)
    odd = template.page.parts_start_on_odd_page
    if publication.cover:
        yield NewPage(bare=True)
        yield from front.cover(publication.cover)
    for part in publication.front:
        yield from _part(part, flow, odd=False)
    if publication.contents:
        yield NewPage(running=front.contents_title)
        yield from front.contents(publication.parts)
    total = 2 * len(publication.parts)
    for number, part in enumerate(publication.parts):
        progress(number, total)
        yield from _part(part, flow, odd=odd)


def _part(part: Part, flow: Flow, *, odd: bool) -> Iterator[Item]:
    yield NewPage(running=part.title, odd=odd)
    yield from flow.items(part.blocks)


def _draw(
    pages: list[Page], pen: Pen, template: Template, furniture: Furniture, progress: Progress
) -> None:
    """Draw the pages, letting go of each when it is done."""
    measures = template.page
    head = measures.height - measures.top
    for page in pages:
        progress(page.number, len(pages))
        furniture.dress(pen, page)
        for offset, box in page.placed:
            if box.anchor:
                pen.mark(box.anchor, head - offset)
            box.draw(pen, measures.left(page.number), head - offset)
        page.placed.clear()
        pen.end_page()
