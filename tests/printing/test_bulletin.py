"""The bulletin's grid, measured in ink on the rendered page: 156 by 225 mm, 22 lines of 28."""

from itertools import groupby

import pypdfium2
import pytest
from PIL import Image

from casearchive.printing.blocks import Heading, Paragraph, Part, Publication, plain
from casearchive.printing.pdf import render_pdf
from casearchive.printing.templates.loading import load_template
from tests.printing import samples

MM = 8.0  # pixels a millimetre
LINES, CHARACTERS = 22, 28
INNER, OUTER, TOP = 28, 26, 37  # mm
BINDING = {1: INNER, 2: OUTER, 3: INNER}  # mm left of the text, by page


def filled(char: str) -> list[Image.Image]:
    """Return three pages full of a character."""
    text = char * (LINES * CHARACTERS * 4)
    publication = Publication("简报", (Part("简报", (Paragraph(plain(text)),)),), contents=False)
    result = render_pdf(publication, fonts=samples.fonts(), template=load_template("bulletin"))
    document = pypdfium2.PdfDocument(result.data)
    images = []
    for number in range(3):
        page = document[number]
        images.append(page.render(scale=MM * 25.4 / 72).to_pil().convert("L"))
        page.close()
    document.close()
    return images


@pytest.fixture(scope="module")
def pages() -> list[Image.Image]:
    """Return three pages of 田, which has white between itself and its neighbours on all sides."""
    return filled("田")


@pytest.fixture(scope="module")
def blocks() -> list[Image.Image]:
    """Return three pages of █, whose ink is the whole square of a character."""
    return filled("█")


def text_area(page: Image.Image) -> Image.Image:
    """Return the page without what stands above and below the text."""
    top, bottom = round((TOP - 4) * MM), round((TOP + 225 + 4) * MM)
    return page.crop((0, top, page.width, bottom))


def dark(image: Image.Image) -> Image.Image:
    return image.point(lambda value: 255 if value < 160 else 0)


def stretches(image: Image.Image, *, across: bool) -> int:
    """Return how many stretches of ink there are, from the left or from the top."""
    size = (image.width, 1) if across else (1, image.height)
    shadow = dark(image).resize(size, Image.Resampling.BOX)
    return sum(inked for inked, _ in groupby(value > 2 for value in shadow.tobytes()))


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_type_area_is_156_by_225_mm_and_mirrored(
    blocks: list[Image.Image], number: int
) -> None:
    area = text_area(blocks[number - 1])
    box = dark(area).getbbox()
    assert box
    left, top, right, bottom = (side / MM for side in box)
    assert right - left == pytest.approx(156, abs=1)
    assert bottom - top == pytest.approx(225, abs=1)
    assert left == pytest.approx(BINDING[number], abs=1)
    assert top + TOP - 4 == pytest.approx(TOP, abs=1)


@pytest.mark.parametrize("number", [2, 3])
def test_it_holds_22_lines_of_28_characters(pages: list[Image.Image], number: int) -> None:
    area = text_area(pages[number - 1])
    assert stretches(area, across=False) == LINES
    assert stretches(area, across=True) == CHARACTERS


def test_the_page_number_stands_outside_below_the_text(pages: list[Image.Image]) -> None:
    for number, page in enumerate(pages, 1):
        below = page.crop((0, round((TOP + 225 + 4) * MM), page.width, page.height))
        box = dark(below).getbbox()
        assert box
        left, right = box[0] / MM, box[2] / MM
        edge = 210 - BINDING[number] - 156
        em = 14 * 25.4 / 72
        inset = left - BINDING[number] if number % 2 == 0 else 210 - edge - right
        assert inset == pytest.approx(em, abs=1.2)


def test_headings_are_numbered_and_titles_broken_into_shapely_lines() -> None:
    title = "关于青禾村公开集体账本带动农户参与育苗棚建设的做法与启示"
    blocks = (
        Heading(1, title),
        Heading(2, "基本情况"),
        Heading(3, "村情"),
        Heading(3, "（二）人口"),
        Heading(2, "做法"),
        Heading(3, "公开"),
        Heading(4, "张贴"),
    )
    publication = Publication("简报", (Part("简报", blocks),), contents=False)
    template = load_template("bulletin")
    (page,) = samples.pages_of(
        render_pdf(publication, fonts=samples.fonts(), template=template).data
    )
    lines = page.splitlines()
    for line in ("一、基本情况", "（一）村情", "（二）人口", "二、做法", "（一）公开", "1.张贴"):
        assert line in lines
    shown = [line for line in lines if line and line in title]
    assert "".join(shown) == title
    assert 2 <= len(shown) <= 3
    assert min(map(len, shown)) > 8


def test_it_says_that_it_is_no_official_document(pages: list[Image.Image]) -> None:
    publication = Publication(
        "简报", (Part("一", (Paragraph(plain("账" * 700)),)),), contents=False
    )
    result = render_pdf(publication, fonts=samples.fonts(), template=load_template("bulletin"))
    for number, text in enumerate(samples.pages_of(result.data), 1):
        assert "内部培训资料，非公文" in text
        assert f"— {number} —" in text
