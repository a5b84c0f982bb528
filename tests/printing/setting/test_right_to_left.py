"""Arabic and Hebrew words on Chinese pages: joined, in reading order, found again."""

from typing import NamedTuple

import pytest

from casearchive.printing.blocks import plain
from casearchive.printing.faces.fontfiles import Role
from casearchive.printing.pdf import render_pdf
from casearchive.printing.setting.right_to_left import (
    Direction,
    base_direction,
    tokens,
    turned,
    visual_order,
)
from casearchive.printing.setting.typesetting import Typesetter
from casearchive.printing.template import load_template
from tests.printing import samples

WORD = "ئۇيغۇر"


class Bit(NamedTuple):
    text: str
    from_right: bool = False


def line(*texts: str) -> list[Bit]:
    return [Bit(text, from_right) for part in texts for text, from_right in tokens(part)]


def shown(bits: list[Bit], base: Direction) -> list[str]:
    return [bit.text.strip() for bit, _ in visual_order(bits, base) if bit.text.strip()]


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


def test_words_from_the_right_stand_the_other_way_round_in_a_chinese_line() -> None:
    assert shown(line("村 אב גד 民"), "ltr") == ["村", "גד", "אב", "民"]


def test_numbers_and_latin_words_keep_their_order_in_a_line_from_the_right() -> None:
    assert shown(line("אב web site גד 2023"), "rtl") == ["2023", "גד", "web", "site", "אב"]


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
