"""Marks find their place again after the text was changed, and are never dropped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casearchive.study.anchors import anchor, locate, place
from casearchive.study.entries import Mark

TEXT = (
    "东斟灌村把土地交给合作社统一经营。合作社每年公布账目，村民代表逐项审核。\n"
    "辣椒大棚由村民自己管理，合作社统一销售。合作社再把分红发给每一户。"
)


def marked(text: str, words: str, part: str = "a", nth: int = 0) -> Mark:
    start = -1
    for _time in range(nth + 1):
        start = text.index(words, start + 1)
    quote, before, after = anchor(text, start, start + len(words))
    return Mark("1", "case", part, quote, before, after)


def found(text: str, mark: Mark) -> str:
    placed = place([mark], {"a": text}).placed
    return text[placed[0].start : placed[0].end] if placed else ""


def test_it_stands_where_it_was_made() -> None:
    assert found(TEXT, marked(TEXT, "逐项审核")) == "逐项审核"


def test_of_equal_words_those_in_the_same_surroundings_are_meant() -> None:
    mark = marked(TEXT, "合作社", nth=2)
    placed = place([mark], {"a": "新写的开头，也说到合作社。" + TEXT}).placed[0]
    assert placed.start == len("新写的开头，也说到合作社。") + TEXT.index("合作社统一销售")
    assert placed.exact


def test_other_white_space_makes_no_other_text() -> None:
    mark = marked(TEXT, "逐项审核。\n辣椒大棚")
    assert found(TEXT.replace("\n", "\n\n　"), mark) == "逐项审核。\n\n　辣椒大棚"


def test_a_passage_that_was_edited_is_found_and_told_of() -> None:
    mark = marked(TEXT, "合作社每年公布账目，村民代表逐项审核")
    edited = TEXT.replace("每年公布账目", "每季度公布一次账目")
    placed = place([mark], {"a": edited}).placed[0]
    assert edited[placed.start : placed.end] == "合作社每季度公布一次账目，村民代表逐项审核"
    assert not placed.exact


def test_a_passage_that_moved_to_another_section_is_followed() -> None:
    mark = marked(TEXT, "村民代表逐项审核")
    placed = place([mark], {"a": "全新的一节。", "b": TEXT}).placed[0]
    assert placed.part == "b"


def test_what_is_gone_is_kept_as_an_orphan() -> None:
    mark = marked(TEXT, "村民代表逐项审核")
    placing = place([mark], {"a": "这一节完全重写，说的是另外一件事情。"})
    assert placing.placed == ()
    assert placing.orphans == (mark,)


@pytest.mark.parametrize("quote", ["", "  \n"])
def test_nothing_is_nowhere(quote: str) -> None:
    assert locate(TEXT, quote) is None


words = st.text("东斟灌村合作社辣椒账目，。 \n", max_size=60)


@given(
    text=words,
    start=st.integers(0, 60),
    length=st.integers(1, 20),
    new=words,
    at=st.integers(0, 60),
)
def test_no_text_and_no_edit_loses_a_mark(
    text: str, start: int, length: int, new: str, at: int
) -> None:
    quote, before, after = anchor(text, start, start + length)
    if not quote.strip():
        return
    mark = Mark("1", "case", "a", quote, before, after)
    assert found(text, mark).split() == quote.split()
    edited = text[:at] + new + text[at:]
    placing = place([mark], {"a": edited})
    assert len(placing.placed) + len(placing.orphans) == 1
    for one in placing.placed:
        assert 0 <= one.start < one.end <= len(edited)
