"""The case about a thing comes before the one that mentions it."""

import sqlite3
from collections.abc import Iterator

import pytest

from casearchive.errors import WorkWasCancelled
from casearchive.search.answers import ranking
from casearchive.search.documents import Document, IndexedSection
from casearchive.search.index import SearchIndex

FILLER = "这里说的是别的事情。"


def a_case(key: str, title: str = "某村", text: str = "", tags: tuple[str, ...] = ()) -> Document:
    return Document(key=key, title=title, tags=tags, sections=(IndexedSection("正文", text),))


@pytest.fixture
def index() -> Iterator[SearchIndex]:
    index = SearchIndex(sqlite3.connect(":memory:"))
    index.add(a_case(f"other {number}", "别的村", FILLER) for number in range(20))
    yield index
    index.close()


def test_title_then_label_then_density_then_the_newest(index: SearchIndex) -> None:
    index.add(
        [
            a_case("title", "辣椒之村", FILLER),
            a_case("label", text=FILLER, tags=("辣椒",)),
            a_case("often", text="辣椒好。" * 9),
            a_case("sometimes", text="辣椒好。" * 4),
            a_case("once, older", text="辣椒"),
            a_case("once, newer", text=FILLER + "辣椒"),
        ]
    )
    expected = ("title", "label", "often", "sometimes", "once, newer", "once, older")
    assert index.keys_matching("辣椒") == expected


def test_a_case_about_one_word_that_mentions_the_other_leads(index: SearchIndex) -> None:
    mentions = a_case("mentions", text="辣椒，合作社。" * 3)
    index.add([a_case("about", "辣椒之村", "合作社。" * 4), mentions])
    assert index.keys_matching("辣椒 合作社") == ("about", "mentions")


def test_an_excluded_word_counts_wherever_it_stands(index: SearchIndex) -> None:
    index.add([a_case("a", "辣椒之村", "也种五彩椒"), a_case("b", "辣椒之乡", FILLER)])
    assert index.keys_matching("辣椒 -五彩椒") == ("b",)
    assert index.keys_matching("辣椒 -五") == ("b",)
    assert index.count("-辣椒") == 20


def test_with_too_many_titles_to_rank_titles_still_lead(
    index: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranking, "_MOST_RANKED", 2)
    index.add(
        [
            a_case("title 1", "辣椒一村"),
            a_case("often", text="辣椒好。" * 20),
            a_case("title 2", "辣椒二村"),
            a_case("label", tags=("辣椒",)),
        ]
    )
    assert index.keys_matching("辣椒") == ("title 2", "title 1", "often", "label")
    assert index.count("辣椒") == 4


def test_pages_continue_each_other(index: SearchIndex) -> None:
    everything = index.keys_matching("村")
    pages = [index.search("村", limit=7, offset=start) for start in range(0, 28, 7)]
    assert [hit.key for page in pages for hit in page] == list(everything)
    assert index.keys_matching("村", limit=5) == everything[:5]


def test_a_search_can_be_cancelled(index: SearchIndex) -> None:
    with pytest.raises(WorkWasCancelled):
        index.search("村", cancelled=lambda: True)
    with pytest.raises(WorkWasCancelled):
        index.count("别的事", cancelled=lambda: True)
    assert index.count("别的事") == 20


def test_where_a_word_stands_is_told_for_the_cases_asked(index: SearchIndex) -> None:
    index.add([a_case("a", "辣椒之村", "也种辣椒。"), a_case("b", text=FILLER)])
    first, second = index.hits("辣椒", ["b", "gone", "a"])
    assert (first.key, first.marks) == ("b", ())
    assert (second.key, second.title_marks) == ("a", ((0, 2),))
    assert [second.snippet[start:end] for start, end in second.marks] == ["辣椒"]
