"""Pages onto sheets that are folded once: saddle order, as vectors, two pages on each side.

Pages of A4 come on A3, pages of A5 on A4. Printed on both sides, turned at the short edge, the
stack is folded in the middle and stapled through the fold.
"""

import io
from collections.abc import Iterator, Sequence

import pikepdf

from casearchive.progress import Progress, silent

_A_SHEET = 4  # pages


def saddle_order(pages: int) -> Iterator[tuple[int, int]]:
    """Yield which pages lie left and right on each side of each sheet, counted from 0.

    Numbers from `pages` on are blank: the count is padded to whole sheets.
    """
    total = -(-pages // _A_SHEET) * _A_SHEET
    for sheet in range(total // _A_SHEET):
        first, last = 2 * sheet, total - 1 - 2 * sheet
        yield last, first
        yield first + 1, last - 1


def fold_booklet(data: bytes, progress: Progress = silent) -> bytes:
    """Return the PDF laid out as a booklet; `progress` counts sides.

    All pages take the size of the first. Links and outline, of no use on paper, are left behind.
    """
    with pikepdf.open(io.BytesIO(data)) as source, pikepdf.new() as made:
        width, height = _size(source.pages[0])
        pages = len(source.pages)
        sides = list(saddle_order(pages))
        for number, pair in enumerate(sides):
            progress(number, len(sides))
            made.add_blank_page(page_size=(2 * width, height))
            _impose(made, [(source.pages[p], n * width) for n, p in enumerate(pair) if p < pages])
        _describe(source, made)
        saved = io.BytesIO()
        made.save(saved, deterministic_id=True, object_stream_mode=_STREAMS)
        return saved.getvalue()


_STREAMS = pikepdf.ObjectStreamMode.generate


def _impose(made: pikepdf.Pdf, pages: Sequence[tuple[pikepdf.Page, float]]) -> None:
    """Put pages onto the last side of `made`, each a form of its own at its distance in points.

    By hand: pikepdf's own overlays are named by lot, and no two booklets would be the same.
    """
    forms, content = pikepdf.Dictionary(), []
    for number, (page, left) in enumerate(pages, 1):
        forms[f"/P{number}"] = made.copy_foreign(page.as_form_xobject())
        corner, low = (float(side) for side in list(page.mediabox)[:2])
        content.append(f"q 1 0 0 1 {left - corner:.3f} {-low:.3f} cm /P{number} Do Q")
    side = made.pages[-1]
    side.Resources = pikepdf.Dictionary(XObject=forms)
    side.Contents = made.make_stream("\n".join(content).encode())


def _size(page: pikepdf.Page) -> tuple[float, float]:
    left, low, right, high = (float(side) for side in page.mediabox)
    return right - left, high - low


def _describe(source: pikepdf.Pdf, made: pikepdf.Pdf) -> None:
    """Say what the file is, and how a printer should turn its sheets."""
    for key, value in source.docinfo.items():
        made.docinfo[key] = made.copy_foreign(value) if value.is_indirect else value
    if "/Lang" in source.Root:
        made.Root.Lang = pikepdf.String(str(source.Root.Lang))
    made.Root.ViewerPreferences = pikepdf.Dictionary(
        Duplex=pikepdf.Name.DuplexFlipShortEdge,
        PrintScaling=pikepdf.Name("/None"),
        PickTrayByPDFSize=True,
    )
