"""How characters are read, as the shipped table says."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casearchive.resources import resource_path
from casearchive.search.text.fold import fold
from casearchive.search.text.pinyin import (
    PINYIN_VERSION,
    completions,
    letters,
    readings,
    shortened,
    sounding,
    typed_letters,
)

TABLE = resource_path("search", "pinyin.json")


@pytest.mark.parametrize(
    ("character", "expected"),
    [
        ("重", {"chong", "zhong"}),
        ("长", {"chang", "zhang"}),
        ("乐", {"lao", "le", "yue"}),
        ("行", {"hang", "xing"}),
        ("单", {"chan", "dan", "shan"}),
        ("六", {"liu", "lu"}),
        ("区", {"ou", "qu"}),
        ("女", {"nv"}),
        ("略", {"lue", "lve"}),
        ("嗯", {"en"}),
        ("花", {"hua"}),
        ("限", {"xian"}),
        ("㵲", {"wu"}),
        ("a", set()),
        ("7", set()),
        ("，", set()),
        ("한", set()),
    ],
)
def test_a_character_has_its_usual_readings(character: str, expected: set[str]) -> None:
    assert set(readings(character)) == expected


def test_the_commonest_homophones_come_first() -> None:
    assert "茶" in sounding("cha")[:5]
    assert "治" in sounding("zhi")[:20]
    assert sounding("cha") == "".join(dict.fromkeys(sounding("cha")))
    assert sounding("wifi") == ""


def test_what_may_be_typed_for_a_reading() -> None:
    assert shortened("zhong") == ("zhong", "zh", "z")
    assert shortened("hua") == ("hua", "h")
    assert shortened("a") == ("a",)
    assert {"jia", "jian", "jiang", "jiao"} == set(completions("jia"))
    assert completions("ui") == ()


@given(st.text())
def test_letters_are_all_but_spaces_and_punctuation(text: str) -> None:
    assert "".join(letter.character for letter in letters(text)) == typed_letters(
        text.replace("ü", "u").replace("Ü", "U")
    )


def test_punctuation_and_accents_do_not_count() -> None:
    assert [letter.character for letter in letters("“五事，共治” GAP")] == [*"五事共治gap"]
    assert typed_letters("Xi'an") == "xian"
    assert typed_letters("lǜ 女Ü") == "lu女v"
    assert typed_letters("産業") == "产业"


def test_a_latin_letter_and_a_digit_stand_for_themselves() -> None:
    assert [letter.initials for letter in letters("G5重ж")] == [("g",), ("5",), ("c", "z"), ()]


def test_the_table_holds_what_text_is_folded_to_and_is_small() -> None:
    for character in "".join(map(sounding, completions(""))):
        assert fold(character) == character
    assert TABLE.stat().st_size < 200_000


def test_a_new_table_comes_with_a_new_version() -> None:
    digest = hashlib.sha256(TABLE.read_bytes()).hexdigest()
    assert (PINYIN_VERSION, digest[:16]) == (1, "f57a5b5d104bd91c"), (
        "raise PINYIN_VERSION, then note it here"
    )
