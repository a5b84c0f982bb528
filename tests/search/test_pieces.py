"""Longer tokens change how fast an answer comes, never the answer."""

import sqlite3
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from casearchive.search.answers.listing import Asked
from casearchive.search.documents import Document, IndexedSection
from casearchive.search.index import SearchIndex
from casearchive.search.text.pieces import joined_words, learn_common, longest_pieces, pieces_in

SHARE = 0.3
words = st.text("村茶业A1", min_size=1, max_size=9)
texts = st.lists(st.lists(words, max_size=6).map("，".join), min_size=1, max_size=12)


def naive_pieces(joined: str, common: set[str]) -> set[str]:
    """Every stretch of three letters and more, up to twelve, whose two parts are common."""
    return {
        word[start:end]
        for word in joined.split()
        for start in range(len(word))
        for end in range(start + 3, min(start + 12, len(word)) + 1)
        if word[start : end - 1] in common and word[start + 1 : end] in common
    }


@settings(deadline=None)
@given(texts)
def test_pieces_are_those_with_two_common_parts(written: list[str]) -> None:
    joined = [joined_words([text]) for text in written]
    common = learn_common(joined, SHARE)
    for text in joined:
        assert pieces_in(text, common) == naive_pieces(text, common)
        for word in text.split():
            longest = longest_pieces(word, common)
            assert all(any(piece in long for long in longest) for piece in pieces_in(word, common))
            assert not any(a != b and a in b for a, b in product(longest, longest))


@settings(deadline=None)
@given(texts)
def test_common_is_what_enough_texts_hold(written: list[str]) -> None:
    joined = [joined_words([text]) for text in written]
    common = learn_common(joined, SHARE)
    holding = {piece: sum(piece in text for text in joined) for piece in common}
    assert all(count >= SHARE * len(joined) for count in holding.values())
    pairs = {text[at : at + 2] for text in joined for at in range(len(text) - 1)}
    for pair in pairs:
        often = sum(pair in text for text in joined) >= SHARE * len(joined)
        assert (pair in common) == (often and " " not in pair)


def test_what_stands_apart_is_not_found_together_nor_on_a_first_page() -> None:
    """The parts of 合作社会 stand in every case, the whole in every third, and heads have pairs."""
    documents = [
        Document(
            key=f"{number:03}",
            code=f"AL{number:04}",
            title="合作社，社会" if number % 2 else "合作社会",
            sections=(
                IndexedSection(
                    "正文", "合作社与作社会" + ("，合作社会" if number % 3 == 0 else "")
                ),
            ),
        )
        for number in range(150)
    ]
    connection = sqlite3.connect(":memory:", isolation_level=None)
    index = SearchIndex(connection)
    index.rebuild(documents)
    for typed in ("合作", "合作社", "合作社会", "作社会", "社会合", "al00", "AL014", "L0000"):
        expected = {
            case.key
            for case in documents
            if any(
                typed.lower() in text.lower()
                for text in (case.code, case.title, case.sections[0].text)
            )
        }
        found = index.everything(Asked(typed))
        assert set(found.keys) == expected, typed
        first = index.first(Asked(typed), 200, seconds=60)
        assert first.keys == found.keys, typed
    index.close()
