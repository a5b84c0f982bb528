"""Folding is one character to one, settled once and for all, and as the shipped table says."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casearchive.resources import resource_path
from casearchive.search.text.fold import FOLD_VERSION, fold, settle, words


@given(st.text())
def test_folding_keeps_the_length_and_is_done_once(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


@given(st.text(st.characters(exclude_categories=())))
def test_a_settled_text_can_be_stored(text: str) -> None:
    settled = settle(text)
    assert len(settled) == len(text)
    assert settle(settled) == settled
    settled.encode("utf-8")


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("臺灣農業發展", "台湾农业发展"),
        ("顯著瞭解憑藉復甦", "显着了解凭借复苏"),
        ("ＧＡＰ１２３％", "gap123%"),
        ("Crème Brûlée", "creme brulee"),
        ("ÄÖÜ ǅ İ", "aou ǆ i"),
        ("①ﬁ㎡½", "1ﬁ㎡½"),  # what would become longer stays
        ("⽕⾞豈", "火车岂"),
        ("\ufb56\ufb57", "\u067e\u067e"),  # the forms of one Arabic letter
        ("a\tb\0c\u3000d\ne", "a b c d\ne"),
        ("沈阳覆盖", "沈阳覆盖"),  # characters of their own in Simplified text
        ("한글カナ😀𠮷", "한글カナ😀𠮷"),
    ],
)
def test_what_counts_as_the_same(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第5批，170万元", ["第5批", "170万元"]),
        ("e-commerce_2", ["e", "commerce", "2"]),
        ("👨‍👩‍👧 ❤\ufe0f", ["👨‍👩‍👧", "❤\ufe0f"]),
        ("25℃《书名》", ["25℃", "书名"]),
        ("\ufdd0\ufdef \u200b$+~", []),
    ],
)
def test_where_words_end(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_new_table_comes_with_a_new_version() -> None:
    digest = hashlib.sha256(resource_path("search", "fold.json").read_bytes()).hexdigest()
    assert (FOLD_VERSION, digest[:16]) == (3, "dbd7211f507eb8b5"), (
        "raise FOLD_VERSION, then note it here"
    )
