"""Lines: nothing lost, no rule broken, nothing overfull, whatever the text."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from casearchive.printing.setting.joints import NOT_AT_END, NOT_AT_START, is_word
from casearchive.printing.setting.linebreak import INK_BLANK, Line, Measure, Measured, break_lines
from casearchive.printing.setting.text import LONG_DASH

EM = 10.0
WIDTH = 200.0  # twenty characters
LEFT_BLANK = frozenset("“‘（《〈【「『〔")
RIGHT_BLANK = frozenset("，。、；：？！”’）》〉】」』〕")

chinese = st.sampled_from("村里的账目每月张贴谁都可以查一二三四五六七八九十")
marks = st.sampled_from("，。、；：？！“”（）《》【】…—·%")
latin = st.text("abcdefgXYZ0123456789.-/", min_size=1, max_size=9)
texts = st.lists(
    st.one_of(chinese, chinese, chinese, marks, latin, st.just(" "), st.just(LONG_DASH)),
    max_size=180,
).map("".join)


def advance(char: str) -> float:
    """Return widths like a real face's: Chinese one em, Latin about half, a long dash two."""
    if char == "\n" or unicodedata.combining(char):
        return 0.0
    if char == LONG_DASH:
        return 2 * EM
    return 0.5 * EM if char == " " or is_word(char) else EM


def bearings(char: str) -> tuple[float, float]:
    """Return the blank halves of full-width marks, in em."""
    if char in LEFT_BLANK:
        return 0.55, 0.05
    return (0.05, 0.55) if char in RIGHT_BLANK else (0.05, 0.05)


def broken(text: str, glued: frozenset[int] = frozenset(), first_indent: float = 0.0) -> list[Line]:
    """Return the lines of a justified paragraph of twenty characters a line."""
    measured = Measured(text, [advance(c) for c in text], EM, bearings, glued)
    return break_lines(measured, Measure(WIDTH, first_indent))


def shown(text: str) -> list[str]:
    return [text[line.start : line.stop] for line in broken(text)]


def drawn_end(text: str, line: Line) -> float:
    """Return where a line's last character ends on the page, its spread and moves included."""
    part = text[line.start : line.stop]
    spread = sum(line.spread for char in part[:-1] if not is_word(char))
    return line.x + sum(map(advance, part)) + sum(move for _, move in line.kerns) + spread


@given(texts)
@example("，" * 50)
@example("“" * 50)
def test_nothing_is_lost_but_spaces_at_line_ends(text: str) -> None:
    lines = broken(text)
    assert "".join(shown(text)).replace(" ", "") == text.replace(" ", "")
    for before, after in pairwise(lines):
        assert text[before.stop : after.start].strip(" ") == ""


@pytest.mark.parametrize("amount", ["90分钟", "90 分钟", "170万元", "120余人", "80元/亩"])
def test_a_number_keeps_its_unit_where_the_line_can_spare_it(amount: str) -> None:
    for before in range(24, 34):
        text = "村" * before + amount + "，" + "里" * 40
        measured = Measured(text, [advance(c) for c in text], EM, bearings)
        lines = break_lines(measured, Measure(32 * EM))
        assert any(amount in text[line.start : line.stop] for line in lines)
        assert lines[0].spread or lines[0].slack < EM


@pytest.mark.parametrize("columns", range(4, 9))
def test_a_narrow_line_tears_no_unit_and_stays_filled(columns: int) -> None:
    text = "课程（90 分钟）讲三个小时又 120 平方米" * 3
    measured = Measured(text, [advance(c) for c in text], EM, bearings)
    lines = break_lines(measured, Measure(columns * EM))
    told = [text[line.start : line.stop] for line in lines]
    for unit in ("分钟", "平方米"):
        assert sum(line.count(unit) for line in told) == 3
    assert all(len(line) >= columns - 3 for line in told[:-1])


@given(texts)
@example("村" * 19 + "“ 村村村")
@example("村" * 18 + "（  村村村村")
def test_no_line_begins_or_ends_with_a_forbidden_mark(text: str) -> None:
    lines = broken(text)
    for before, after in pairwise(lines):
        if breaks_anywhere(text, before):
            assert text[after.start] not in NOT_AT_START
            assert text[before.stop - 1] not in NOT_AT_END


def breaks_anywhere(text: str, line: Line) -> bool:
    """Tell whether the line holds a place where it could have been broken."""
    part = text[line.start : line.stop + 1]
    pairs = pairwise(part)
    return any(
        a not in NOT_AT_END and b not in NOT_AT_START and not (is_word(a) and is_word(b))
        for a, b in pairs
        if " " not in (a, b) and LONG_DASH not in (a, b) and "—" not in (a, b)
    )


@given(texts)
def test_no_line_runs_past_the_measure(text: str) -> None:
    for line in broken(text, first_indent=2 * EM):
        end = drawn_end(text, line)
        last = text[line.stop - 1]
        overhang = (bearings(last)[1] - INK_BLANK) * EM if last in RIGHT_BLANK else 0.0
        assert end <= WIDTH + max(0.0, overhang) + 0.05 or line.stop == line.start + 1


@given(texts)
def test_a_spread_line_ends_at_the_measure(text: str) -> None:
    for line in broken(text):
        if line.spread:
            assert abs(drawn_end(text, line) - WIDTH) < 0.05


def test_a_closing_mark_is_drawn_in() -> None:
    full = "村，" * 3 + "村" * 14
    text = full + "，" + "里" * 10
    first, _ = broken(text)
    assert text[first.start : first.stop] == full + "，"
    assert {index for index, _ in first.kerns} == {2, 4, 6}


def test_a_mark_that_cannot_be_drawn_in_takes_a_character_with_it() -> None:
    text = "村" * 19 + "里！？" + "的" * 10
    lines = broken(text)
    assert text[lines[0].stop :].startswith("里！")
    assert lines[0].spread > 0


def test_an_opening_mark_goes_to_the_next_line_and_hangs_half() -> None:
    text = "村" * 19 + "（里里）" + "的" * 10
    first, second = broken(text)[:2]
    assert text[second.start] == "（"
    assert first.stop == 19
    assert second.x < 0


def test_neighbouring_marks_share_their_blank() -> None:
    (line,) = broken("村）（里")
    assert line.kerns == ((2, -5.0),)


def test_latin_words_and_numbers_stay_whole() -> None:
    text = "村" * 17 + "harvest" + "里" * 5
    assert shown(text)[1].startswith("harvest")


def test_a_web_address_breaks_after_its_joints() -> None:
    text = "https://www.example.cn/" + "column/" * 12 + "page.html"
    assert all(part[-1] in "/." for part in shown(text)[:-1])


def test_ellipsis_and_dash_are_not_torn() -> None:
    for pair in ("……", "——"):
        for place in range(15, 22):
            text = "村" * place + pair + "里" * 10
            assert any(pair in part for part in shown(text))


def test_no_line_begins_with_a_citation() -> None:
    text = "村" * 20 + "[12]" + "里" * 10
    glued = frozenset(range(20, 24))
    lines = broken(text, glued)
    assert all(line.start not in glued for line in lines)


def test_no_last_line_holds_one_character() -> None:
    for length in range(18, 45):
        last = shown("村" * length + "。")[-1]
        assert len(last.replace("。", "")) >= 2


def test_a_line_end_in_the_text_ends_the_line_unspread() -> None:
    lines = broken("村里\n的账目" + "张" * 30)
    assert [line.start for line in lines][:2] == [0, 3]
    assert lines[0].spread == 0


def test_a_hundred_thousand_characters_without_a_break_are_set() -> None:
    for text in ("a" * 100_000, "，" * 100_000, "里" * 100_000, "\u0301" * 100_000):
        lines = broken(text)
        assert sum(line.stop - line.start for line in lines) == 100_000


def test_a_citation_mark_is_no_company_for_a_lonely_character() -> None:
    text = "村" * 20 + "村[1]。"
    lines = broken(text, glued=frozenset((21, 22, 23)))
    last = text[lines[-1].start : lines[-1].stop]
    assert last.count("村") >= 2 or len(lines) == 1
