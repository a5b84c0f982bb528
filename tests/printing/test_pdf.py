"""The printed file: what a reader, a search and a printing press get out of it."""

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest

from casearchive.printing.blocks import (
    Heading,
    Note,
    Paragraph,
    Part,
    Publication,
    Run,
    plain,
    texts_of,
)
from casearchive.printing.pdf import render_pdf
from casearchive.printing.rendered import RenderedPdf
from casearchive.printing.setting.text import MISSING_MARK
from tests.printing import samples
from tests.printing.samples import NOT_AT_LINE_END, NOT_AT_LINE_START

MARKUP = (
    '<b>账</b> & <script>alert(1)</script> <img src="file:///etc/passwd"/>'
    '<font color="[c for c in ().__class__.__bases__]">本</font> <a href="javascript:1">开</a>'
)


def rendered(publication: Publication) -> RenderedPdf:
    return render_pdf(publication, fonts=samples.fonts())


FRONT_PAGES = 4  # cover, notes, contents and the empty back of the contents


@pytest.fixture(scope="module")
def pack() -> RenderedPdf:
    return rendered(samples.publication(3, rows=40))


def test_every_character_can_be_found_again(pack: RenderedPdf) -> None:
    found = samples.text_of(pack.data)
    for text in texts_of(samples.publication(3, rows=40)):
        assert "".join(text.split()) in found


def test_no_printed_line_begins_or_ends_with_a_forbidden_mark(pack: RenderedPdf) -> None:
    lines = [line for page in samples.pages_of(pack.data) for line in page.split("\n")]
    full = [line.strip() for line in lines if len(line.strip()) > 30]
    assert len(full) > 60
    for line in full:
        assert line[0] not in NOT_AT_LINE_START
        assert line[-1] not in NOT_AT_LINE_END


def test_a_head_that_reads_from_the_right_keeps_its_place_on_the_page() -> None:
    there = replace(samples.publication(1, rows=60), edition="ئۇيغۇرچە نەشرى")
    with pypdfium2.PdfDocument(rendered(there).data) as document:
        page = document[FRONT_PAGES + 2].get_textpage()
        letters = page.get_text_range()
        places = [
            page.get_charbox(number)[0]
            for number, letter in enumerate(letters)
            if "\u0600" < letter < "\u06ff" or "\ufb4f" < letter < "\ufeff"
        ]
        middle = document[FRONT_PAGES + 2].get_width() / 2
    assert places
    assert max(places) < middle, "at the spine of a right-hand page: the title stands outside"


def test_every_face_is_embedded_as_one_font(pack: RenderedPdf) -> None:
    with samples.opened(pack.data) as pdf:
        fonts = samples.fonts_in(pdf)
        tops = [font for font in fonts if font.Subtype == "/Type0"]
        inner = [font for font in fonts if font.Subtype != "/Type0"]
        assert len(tops) == len(inner) == 3
        for font in inner:
            assert {"/FontFile2", "/FontFile3"} & set(font.FontDescriptor.keys())
        assert all("/ToUnicode" in font for font in tops)


def test_the_file_is_sound(pack: RenderedPdf) -> None:
    with samples.opened(pack.data) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.pdf_version == "1.7"
        assert len(pdf.pages) == pack.pages


def test_no_page_shows_the_glyph_for_nothing(pack: RenderedPdf) -> None:
    hostile = rendered(samples.paragraphs("账\ue000本\U0001f600𠀀"))
    for result in (pack, hostile):
        with samples.opened(result.data) as pdf:
            for page in pdf.pages:
                assert 0 not in shown_glyphs(page)


def shown_glyphs(page: pikepdf.Page) -> set[int]:
    glyphs: set[int] = set()
    for instruction in pikepdf.parse_content_stream(page):
        operator, operands = str(instruction.operator), instruction.operands
        if operator in ("Tj", "TJ"):
            items = operands[0] if operator == "TJ" else operands
            for item in items:
                if isinstance(item, pikepdf.String):
                    codes = bytes(item)
                    glyphs.update(a << 8 | b for a, b in zip(codes[::2], codes[1::2], strict=True))
    return glyphs


def test_contents_tell_the_true_pages(pack: RenderedPdf) -> None:
    pages = samples.pages_of(pack.data)
    contents = "".join(pages[2].split())
    for part in samples.publication(3).parts:
        title = "".join(part.title.split())
        (true_page,) = [
            number
            for number, text in enumerate(pages, 1)
            if title in "".join(text.split()) and "T-00" in text
        ]
        printed = true_page - FRONT_PAGES
        assert f"{title}{printed}" in contents
        assert f"第 {printed} 页" in pages[true_page - 1]


def test_contents_and_citations_lead_to_their_places(pack: RenderedPdf) -> None:
    with samples.opened(pack.data) as pdf:
        targets = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        links = [targets[destination(pdf, note).objgen] for note in pdf.pages[2].Annots]
        assert links == sorted(links)
        assert len(links) == 3 * 3  # each case and two of its sections
        case = pdf.pages[links[0] - 1]
        assert all(destination(pdf, note) is not None for note in case.Annots)


def destination(pdf: pikepdf.Pdf, note: pikepdf.Object) -> pikepdf.Object:
    """Return the page an internal link leads to."""
    where = note.Dest
    if isinstance(where, pikepdf.Name):
        where = pdf.Root.Dests[where]
    return where[0]


def test_the_outline_lists_cases_and_their_sections(pack: RenderedPdf) -> None:
    with samples.opened(pack.data) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
        assert titles == ["目录", *(part.title for part in samples.publication(3).parts)]
        assert [child.title for child in outline.root[1].children] == ["主要做法", "思考题", "出处"]


def test_metadata_say_what_it_is(pack: RenderedPdf) -> None:
    with samples.opened(pack.data) as pdf:
        assert str(pdf.docinfo.Title) == "公开账本案例汇编"
        assert str(pdf.docinfo.Author) == "某县培训中心"
        assert str(pdf.Root.Lang) == "zh-CN"
        assert "/CreationDate" not in pdf.docinfo  # no date is better than an invented one


def test_other_pages_make_another_file() -> None:
    def identity(text: str) -> bytes:
        with samples.opened(rendered(samples.paragraphs(text)).data) as pdf:
            return bytes(pdf.trailer.ID[0])

    assert identity("账本") != identity("账目")
    assert identity("账本") == identity("账本")


def test_running_heads_and_page_numbers(pack: RenderedPdf) -> None:
    pages = samples.pages_of(pack.data)
    last = samples.publication(3).parts[-1].title
    assert "第" not in pages[0]
    assert "第 ii 页" in pages[1]
    body = pack.pages - FRONT_PAGES
    for number, text in enumerate(pages[1:], 2):
        if not text:
            continue  # the back of the contents, so that the text begins on a right-hand page
        if number > FRONT_PAGES:
            assert f"第 {number - FRONT_PAGES} 页 / 共 {body} 页" in text
        assert text.count("教师版") == 1
        assert ("公开账本案例汇编" in text) == (number % 2 == 0)
    assert last in pages[-1] or pack.pages % 2 == 0


def test_a_long_title_is_cut_in_the_running_head() -> None:
    title = "公开账本——从晒场说起，" * 8
    parts = (Part(title, (Paragraph(plain("账本")),)),)
    (page,) = samples.pages_of(rendered(Publication("书名", parts, contents=False)).data)
    (head,) = [line for line in page.splitlines() if "公开账本" in line]
    assert head.startswith("公开账本——从晒场说起，公开")
    assert head.endswith("…")


def test_a_table_over_several_pages_repeats_its_head(pack: RenderedPdf) -> None:
    pages = [text for text in samples.pages_of(pack.data) if "入社农户之" in text]
    assert len(pages) > 3
    assert all("指标" in text for text in pages)


def test_the_same_publication_gives_the_same_bytes_in_every_process() -> None:
    program = (
        "from tests.printing import samples; from casearchive.printing.pdf import render_pdf;"
        "import hashlib; r = render_pdf(samples.publication(1), fonts=samples.fonts());"
        "print(hashlib.sha256(r.data).hexdigest())"
    )
    digests = set()
    for seed in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", program]
        digests.add(subprocess.check_output(command, env=environment, text=True).strip())
    here = rendered(samples.publication(1)).data
    assert digests == {hashlib.sha256(here).hexdigest()}


# --- hostile text --------------------------------------------------------------------------------


def test_markup_prints_as_the_text_it_is() -> None:
    parts = (Part(MARKUP, (Heading(1, MARKUP, "a", True), Paragraph(plain(MARKUP)))),)
    found = samples.text_of(rendered(Publication(MARKUP, parts)).data)
    assert found.count("".join(MARKUP.split())) >= 3  # contents, heading, paragraph


@pytest.mark.parametrize(
    ("target", "kept"),
    [
        ("https://example.cn/账本?a=1&b=(2)", True),
        ("mailto:ledger@example.cn", True),
        ("#place", True),
        ("#nowhere", False),
        ("javascript:app.alert(1)", False),
        ("file:///etc/passwd", False),
        ("\\\\server\\share", False),
    ],
)
def test_only_harmless_links_are_links(target: str, kept: bool) -> None:
    blocks = (Heading(2, "账本", "place"), Paragraph((Run("账本", link=target),)))
    with samples.opened(rendered(Publication("x", (Part("x", blocks),), contents=False)).data) as p:
        assert ("/Annots" in p.pages[0]) == kept
        assert b"javascript" not in p.pages[0].obj.unparse(resolved=True)


def test_overrides_do_not_turn_the_text() -> None:
    found = samples.text_of(rendered(samples.paragraphs("账目\u202e公开\u202c了")).data)
    assert "账目公开了" in found


def test_characters_without_a_glyph_are_marked_and_named() -> None:
    result = rendered(samples.paragraphs("账\x00\ue000本\ud83d", "\udc00\U0010fffd"))
    assert result.missing == ("\ud83d", "\udc00", "\ue000", "\U0010fffd")
    assert f"账{MISSING_MARK}本{MISSING_MARK}" in samples.text_of(result.data)


def test_text_without_a_place_to_break_is_set_and_kept() -> None:
    result = rendered(samples.paragraphs("a" * 100_000))
    assert samples.text_of(result.data).count("a") == 100_000


def test_half_pairs_in_titles_reach_no_metadata() -> None:
    title = "账\ud800本\n\x00\u202e"
    parts = (Part(title, (Heading(1, title, "a", True, kicker=title), Note(plain(title)))),)
    result = rendered(Publication(title, parts, title, title, title, title, watermark=title))
    with samples.opened(result.data) as pdf:
        assert str(pdf.docinfo.Title) == f"账{MISSING_MARK}本"


def test_a_publication_of_nothing_is_one_empty_page() -> None:
    result = rendered(Publication("", (), contents=False))
    assert result.pages == 1


def test_progress_never_goes_back_and_ends_at_its_total() -> None:
    told: list[tuple[int, int]] = []
    render_pdf(samples.publication(3), lambda d, t: told.append((d, t)), fonts=samples.fonts())
    assert all(a[0] <= b[0] for a, b in pairwise(told))
    assert told[-1][0] == told[-1][1]
