"""The border every typed text crosses."""

from hypothesis import given
from hypothesis import strategies as st

from casearchive.domain.text import clean_text

ANYTHING = st.text(alphabet=st.characters(exclude_categories=()))


@given(ANYTHING)
def test_what_is_left_is_utf8_without_control_characters(text: str) -> None:
    cleaned = clean_text(text)
    cleaned.encode()
    assert not any(ord(c) < 32 and c not in "\n\t" for c in cleaned)


@given(ANYTHING)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)


@given(st.text(alphabet=st.characters(categories=("L", "N", "P", "Zs"))))
def test_ordinary_text_stays_as_it_was_typed(text: str) -> None:
    assert clean_text(text) == text


def test_a_lost_character_leaves_a_sign() -> None:
    assert clean_text("甲\x00乙\ud800丙") == "甲\ufffd乙\ufffd丙"


def test_text_cannot_be_shown_in_another_order_than_it_is_stored() -> None:
    assert clean_text("报告\u202efdp.exe") == "报告fdp.exe"


def test_line_ends_become_one_kind() -> None:
    assert clean_text("一\r\n二\r三\u2028四") == "一\n二\n三\n四"
