"""Arabic and Hebrew words on Chinese pages: joined, in reading order, found again."""

import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest

from casearchive.printing.blocks import ListEntry, Parallel, Part, Publication, plain
from casearchive.printing.faces.fontfiles import Role
from casearchive.printing.pdf import render_pdf
from casearchive.printing.setting.bidi import Direction, in_visual_order, levels, turned
from casearchive.printing.setting.right_to_left import base_direction
from casearchive.printing.setting.typesetting import Typesetter
from casearchive.printing.templates.loading import load_template
from tests.printing import samples

WORD = "ئۇيغۇر"


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("账本", None),
        ("plain", None),
        (f"村民 {WORD}", "ltr"),
        (f"“{WORD}” 村民", "rtl"),
        (f"2023 {WORD}", "rtl"),
    ],
)
def test_a_paragraph_takes_the_direction_of_its_first_letter(text: str, base: str | None) -> None:
    assert base_direction(text) == base


def shown(text: str, base: Direction) -> str:
    """Return the characters of one line from left to right."""
    paired = list(zip(text, levels(text, base), strict=True))
    ordered = in_visual_order(paired, lambda pair: pair[1])
    return "".join(turned(char) if level % 2 else char for char, level in ordered)


@pytest.mark.parametrize(
    ("text", "base", "visual"),
    [
        # Hebrew stands for what reads from the right; the answers are those of UAX #9.
        ("村 אב גד 民", "ltr", "村 דג בא 民"),
        ("אב web site גד 2023", "rtl", "2023 דג web site בא"),
        ("אב 2019-2020", "rtl", "2019-2020 בא"),  # W4 only joins numbers of one kind: ES is single
        ("אב 3.5%", "rtl", "3.5% בא"),
        ("אב $3,500", "rtl", "$3,500 בא"),
        ("אב (גד)", "rtl", "(דג) בא"),
        ("אב (web)", "rtl", "(web) בא"),
        ("web (אב) site", "ltr", "web (בא) site"),
        ("村（אב 3）民", "ltr", "村（3 בא）民"),
        ("א1ב", "rtl", "ב1א"),
        ("2019 אב", "ltr", "2019 בא"),
        ("村 2019 אב", "ltr", "村 2019 בא"),
        ("אב, גד.", "rtl", ".דג ,בא"),
        ("אב, גד.", "ltr", "דג ,בא."),
        ("אב 村民 86 גד", "rtl", "דג 村民 86 בא"),
    ],
)
def test_lines_stand_in_the_order_of_the_standard(text: str, base: Direction, visual: str) -> None:
    assert shown(text, base) == visual


def test_numbers_after_arabic_letters_keep_their_order_and_place() -> None:
    assert levels("بۇ 2019", "rtl") == [1, 1, 1, 2, 2, 2, 2]
    assert levels("村 بۇ 86", "ltr") == [0, 0, 1, 1, 1, 2, 2]
    assert levels("بۇ ٣٫٥", "rtl") == [1, 1, 1, 2, 2, 2]


def test_brackets_are_turned() -> None:
    assert turned(" (") == ") "


def test_letters_are_joined() -> None:
    ((_, font),) = samples.fonts().segments(WORD, Role.SONG, set())
    joined = font.joined(WORD)
    assert "".join(font.placed[char].letters for char in reversed(joined)) == WORD
    alone = {font.glyph_id[char] for char in WORD}
    assert {font.placed[char].glyph for char in joined} - alone


def test_a_line_is_as_wide_as_its_joined_letters() -> None:
    typesetter = Typesetter(samples.fonts())
    style = load_template().styles["body"]
    (span,) = typesetter.typeset(plain(WORD), style, 400).spans
    width = sum(span.font.placed[char].advance for char in span.font.joined(WORD))
    assert typesetter.width(WORD, style) == pytest.approx(width * style.size / 1000)


def test_a_word_from_the_right_is_found_in_the_file() -> None:
    result = render_pdf(samples.paragraphs(f"村民说{WORD}的话"), fonts=samples.fonts())
    assert WORD in samples.text_of(result.data)
    assert result.missing == ()


def test_a_typed_stand_in_is_no_letter() -> None:
    text = f"{WORD}\U000f0000"
    result = render_pdf(samples.paragraphs(text), fonts=samples.fonts())
    assert result.missing == ("\U000f0000",)


UYGHUR = (
    "بۇ كەنت 2019-يىلى 86 ئائىلىنى ئۇيۇشتۇرۇپ، ھەر بىر ئائىلىنىڭ كىرىمىنى (ئوتتۇرا ھېساب بىلەن) "
    "3.5 تۈمەن يۈەنگە يەتكۈزدى؛ ھېسابات ھەر ئايدا ئېلان قىلىنىدۇ. "
)
KAZAKH = "بۇل اۋىل 2019 جىلى 86 وتباسىن بىرىكتىردى، كىرىس 3.5% ارتتى. "


@pytest.mark.parametrize("text", [UYGHUR, KAZAKH])
def test_a_long_paragraph_from_the_right_runs_over_pages_and_loses_no_word(text: str) -> None:
    result = render_pdf(samples.paragraphs(text * 120), fonts=samples.fonts())
    pages = samples.pages_of(result.data)
    assert len(pages) > 1
    assert result.missing == ()
    found = "".join("".join(pages).split())
    assert not Counter("".join((text * 120).split())) - Counter(found)
    for word in re.findall(r"[^\W\d]{2,}", text):
        assert found.count(word) >= 120


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")
def test_poppler_finds_the_words_too(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    pages = render_pdf(samples.paragraphs(UYGHUR, KAZAKH), fonts=samples.fonts())
    path.write_bytes(pages.data)
    found = subprocess.check_output(["pdftotext", str(path), "-"], text=True)
    for word in re.findall(r"[^\W\d]{2,}", UYGHUR + KAZAKH):
        assert word in found


def test_what_was_printed_before_does_not_change_the_file() -> None:
    fonts = samples.fonts()
    alone = render_pdf(samples.paragraphs(KAZAKH), fonts=fonts).data
    render_pdf(samples.paragraphs(UYGHUR), fonts=fonts)
    assert render_pdf(samples.paragraphs(KAZAKH), fonts=fonts).data == alone
    assert render_pdf(samples.paragraphs(KAZAKH), fonts=samples.fonts()).data == alone


def test_two_languages_stand_side_by_side_and_run_over_pages() -> None:
    rows = tuple((plain(samples.STORY), plain(UYGHUR)) for _ in range(30))
    block = Parallel(rows, ("汉语", "ئۇيغۇرچە"))
    publication = Publication("对照", (Part("对照", (block,)),), contents=False)
    result = render_pdf(publication, fonts=samples.fonts())
    pages = samples.pages_of(result.data)
    assert len(pages) > 2
    assert all("汉语" in page for page in pages)  # the heads are repeated
    text = "".join("".join(pages).split())
    assert text.count("先算账、再动工") == 30
    assert text.count("ئۇيۇشتۇرۇپ") == 30


def test_the_label_of_an_entry_from_the_right_stands_at_its_right() -> None:
    blocks = (ListEntry(plain(KAZAKH), "7."), ListEntry(plain("汉语条目"), "8."))
    publication = Publication("目", (Part("目", blocks),), contents=False)
    data = render_pdf(publication, fonts=samples.fonts()).data
    document = pypdfium2.PdfDocument(data)
    page = document[0]
    text = page.get_textpage()
    places = {}
    for index in range(text.count_chars()):
        char = text.get_text_range(index, 1)
        if char in "78":
            places[char] = text.get_charbox(index)[0] / page.get_width()
    for item in (text, page, document):
        item.close()
    assert places["7"] > 0.7
    assert places["8"] < 0.3
