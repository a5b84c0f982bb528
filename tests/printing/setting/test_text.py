"""The border between typed text and the page."""

from hypothesis import given
from hypothesis import strategies as st

from casearchive.printing.setting.text import (
    LATIN_QUOTES,
    MISSING_MARK,
    STANDS_FOR,
    choose_quotes,
    one_line,
    printable,
)


@given(st.text(st.characters(exclude_categories=())))
def test_what_is_printable_stays_as_it_is(text: str) -> None:
    once = printable(text)
    assert printable(once) == once
    assert not set(once) & (set("\x00\r\t\u202e\u2066\u200b\ufeff") | STANDS_FOR.keys())


def test_overrides_and_controls_go_and_text_keeps_its_order() -> None:
    assert printable("账\u202e目\u202c公\x00开\u2067了\u2069") == "账目公开了"


def test_every_kind_of_line_end_is_one() -> None:
    assert printable("一\r\n二\r三\u2028四\x0b五") == "一\n二\n三\n四\n五"


def test_one_line_carries_no_half_of_a_pair() -> None:
    assert one_line("村\n里 \ud800 的") == f"村 里 {MISSING_MARK} 的"


def spoken(text: str) -> str:
    """Choose the quotes of a text, and show those of Latin passages as ASCII ones."""
    text = choose_quotes(text)
    for quote, stand_in in LATIN_QUOTES.items():
        text = text.replace(stand_in, "'" if quote in "‘’" else '"')
    return text


def test_quotes_follow_what_they_stand_in() -> None:
    assert spoken("“Rural revival” in China’s villages") == '"Rural revival" in China\'s villages'
    assert spoken("他说“OK”，就走了") == "他说“OK”，就走了"
    assert spoken("“先算账”是ABC") == "“先算账”是ABC"
    assert spoken("He said “OK”.") == 'He said "OK".'


def test_texts_without_latin_are_not_touched() -> None:
    assert choose_quotes("“账目”，‘公开’") == "“账目”，‘公开’"
