"""Booklets: in saddle order, padded to whole sheets, still vectors."""

import io

import pikepdf
import pytest

from casearchive.printing.finishing.booklet import fold_booklet, saddle_order
from casearchive.printing.pdf import render_pdf
from tests.printing import samples


@pytest.mark.parametrize("pages", range(1, 14))
def test_a_folded_stack_reads_from_front_to_back(pages: int) -> None:
    sides = list(saddle_order(pages))
    sheets = [sides[n : n + 2] for n in range(0, len(sides), 2)]
    assert all(len(sheet) == 2 for sheet in sheets)
    # Folded, the right halves of the fronts and left halves of the backs come first, outside in.
    first = [page for (_l, right), (left, _r) in sheets for page in (right, left)]
    then = [page for (left, _r), (_l, right) in reversed(sheets) for page in (right, left)]
    assert first + then == list(range(-(-pages // 4) * 4))


def test_pages_of_a4_come_on_a3_and_stay_text() -> None:
    data = render_pdf(samples.publication(1), fonts=samples.fonts()).data
    made = fold_booklet(data)
    texts = samples.pages_of(data)
    sides = samples.pages_of(made)
    order = list(saddle_order(len(texts)))
    assert len(sides) == len(order)
    for side, pair in zip(sides, order, strict=True):
        for page in pair:
            wanted = texts[page] if page < len(texts) else ""
            assert set("".join(wanted.split())) <= set(side)
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert [round(float(side)) for side in pdf.pages[0].mediabox] == [0, 0, 1191, 842]
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipShortEdge"
        assert str(pdf.docinfo.Title) == "公开账本案例汇编"
    assert made == fold_booklet(data)
