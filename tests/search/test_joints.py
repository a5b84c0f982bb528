"""What stands beside punctuation is found by the index alone: no text is read for it."""

import sqlite3
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casearchive.search.answers.cache import FilterCache
from casearchive.search.answers.matching import likely_rows
from casearchive.search.answers.plan import is_exact
from casearchive.search.answers.rowset import rows_in
from casearchive.search.documents import Document, IndexedSection
from casearchive.search.index import SearchIndex
from casearchive.search.language.nodes import Every, Term
from casearchive.search.text.fold import fold, settle

wild = st.text(
    "产业振兴a1 ，。,.!\"'*()-:\x00\x1f\n\t\u200b\u3000\U0010fffd\U000f002c", max_size=12
)


def _likely(texts: list[str], term: Term) -> set[int]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    SearchIndex(connection).add(
        [
            Document(key=str(number), title="", sections=(IndexedSection("正文", text, 1),))
            for number, text in enumerate(texts)
        ]
    )
    cache = FilterCache(connection)
    cache.refresh()
    rows = {row - 1 for row in rows_in(likely_rows(cache, Every((term,)))[0])}
    connection.close()
    return rows


@settings(max_examples=60, deadline=None)
@given(st.lists(wild, min_size=1, max_size=6))
def test_every_pair_with_punctuation_is_answered_exactly(texts: list[str]) -> None:
    folded = [fold(settle(text)) for text in texts]
    pairs = {a + b for text in folded for a, b in pairwise(text)} | set("".join(folded))
    for pair in sorted(pairs)[:8]:
        term = Term(pair)
        assert is_exact(term)
        assert _likely(texts, term) == {at for at, text in enumerate(folded) if pair in text}


@pytest.mark.parametrize("apart", [" ", "，", "\u200b", '="', "3.5%"])
def test_words_that_stand_everywhere_but_apart_are_not_read(apart: str) -> None:
    texts = [f"产业好，振兴也好{number}" for number in range(20)]
    assert _likely([*texts, f"产业{apart}振兴"], Term(fold(f"产业{apart}振兴"))) == {20}
