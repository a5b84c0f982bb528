"""Titles: shaped, never cut where no line may end, and numbered as Chinese headings are."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from casearchive.printing.setting.joints import NOT_AT_END, may_break
from casearchive.printing.setting.titles import chinese_number, heading_number, tapered

EM = 10.0


def width(text: str) -> float:
    return sum(EM / 2 if char.isascii() else EM for char in text)


def lines(title: str, room: int) -> list[str]:
    return tapered(title, width, room * EM, EM).split("\n")


def spaces_between(title: str, shown: list[str]) -> list[bool]:
    """Return for every line end whether it took the place of spaces."""
    found, place = [], title.index(shown[0])
    for before, after in pairwise(shown):
        end = title.index(before, place) + len(before)
        place = title.index(after, end)
        found.append(place > end)
    return found


@example("00000000000 0““", 8)
@example("村账村账村账村“ 村账村账村", 8)
@given(st.text("关于村账的、：（）“”GDP 2021年做法与启示", max_size=90), st.integers(8, 30))
def test_titles_keep_every_character_and_every_rule(title: str, room: int) -> None:
    shown = lines(title, room)
    assert "".join("".join(shown).split()) == "".join(title.split())
    if len(shown) > 1:
        assert all(width(line) <= room * EM for line in shown)
        for (before, after), apart in zip(
            pairwise(shown), spaces_between(title, shown), strict=True
        ):
            assert may_break(" " if apart else before[-1], after[0])
            assert before[-1] not in NOT_AT_END


def test_a_title_that_fits_a_line_stays_whole() -> None:
    assert lines("青禾村公开账本", 20) == ["青禾村公开账本"]


def test_lines_end_beside_marks_and_particles_not_inside_words() -> None:
    title = "关于公开集体账本的做法与建设育苗棚的启示"
    first, second = lines(title, 14)
    assert (first[-1] in "的与") or (second[0] in "的与")


def test_words_that_hold_a_particle_are_kept_whole() -> None:
    title = "关于青禾村公开集体账本、带动农户参与育苗棚建设并实现村级集体经济收入翻番的做法与启示"
    shown = lines(title, 20)
    assert not any(a.endswith("参") for a in shown)


@pytest.mark.parametrize("count", [26, 33, 45])
def test_three_lines_have_no_waist(count: int) -> None:
    shown = [width(line) for line in lines("账本的" * (count // 3), 12)]
    for left, middle, right in zip(shown, shown[1:], shown[2:], strict=False):
        assert not (middle < left and middle < right)


def test_a_typed_line_end_is_kept() -> None:
    assert lines("公开账本\n带动增收的做法与启示", 8)[0] == "公开账本"


def test_a_text_that_is_no_title_is_left_to_the_line_breaker() -> None:
    assert lines("账" * 500, 20) == ["账" * 500]


@pytest.mark.parametrize(
    ("number", "written"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (100, "100"), (0, "0")],
)
def test_numbers_are_written_as_headings_count(number: int, written: str) -> None:
    assert chinese_number(number) == written


def test_headings_are_numbered_after_the_pattern() -> None:
    numbered = [heading_number(pattern, 12) for pattern in ("一、", "（一）", "1.", "（1）", "")]
    assert numbered == ["十二、", "（十二）", "12.", "（12）", ""]
