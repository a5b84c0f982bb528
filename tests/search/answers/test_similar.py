"""Similar cases share what is rare, and the reasons given are true."""

import sqlite3
from collections.abc import Collection, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casearchive.errors import WorkWasCancelled
from casearchive.search.answers.keywords import count_keywords, readable
from casearchive.search.answers.similar import similar_rows
from casearchive.search.documents import Document, IndexedSection
from casearchive.search.index import SearchIndex
from casearchive.search.results import Reason
from casearchive.search.text.fold import fold

LABELS = ("theme", "tag", "industry", "place")
texts = st.lists(
    st.sampled_from(["五彩椒", "辣椒", "的", "，", "茶葉", "合作社", "greenhouse", " "])
)
words = st.lists(st.sampled_from(["甲", "甲/乙", "甲/乙/丙", "丁"]), max_size=3).map(tuple)
documents = st.builds(
    Document,
    key=st.integers(0, 9).map(str),
    title=texts.map("".join),
    place=texts.map("".join),
    filters=st.fixed_dictionaries({}, optional=dict.fromkeys(LABELS, words)),
    sections=texts.map(lambda text: (IndexedSection("正文", "".join(text) * 2),)),
)


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    yield connection
    connection.close()


def a_case(key: str, text: str = "", title: str = "", **filters: tuple[str, ...]) -> Document:
    sections = (IndexedSection("正文", text),)
    return Document(key=key, title=title, filters=filters, sections=sections)


def similar(
    connection: sqlite3.Connection, documents: Collection[Document], keys: str, limit: int = 10
) -> list[tuple[str, tuple[Reason, ...]]]:
    """Return the keys of what is similar to those in `keys`, with the reasons."""
    SearchIndex(connection).add(documents)
    rows = {key: row for row, key in connection.execute("SELECT id, key FROM documents")}
    names = {row: key for key, row in rows.items()}
    found = similar_rows(connection, [rows[key] for key in keys], limit)
    return [(names[row], reasons) for row, reasons in found]


@settings(max_examples=40, deadline=None)
@given(st.lists(documents, unique_by=lambda d: d.key, max_size=7), st.data())
def test_every_reason_is_true(contents: list[Document], data: st.DataObject) -> None:
    by_key = {document.key: document for document in contents}
    keys = "".join(data.draw(st.sets(st.sampled_from(sorted(by_key))))) if by_key else ""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    found = similar(connection, contents, keys, limit=3)
    connection.close()
    assert len(found) <= 3
    assert len({key for key, _reasons in found} - set(keys)) == len(found)
    for key, reasons in found:
        assert reasons
        for reason in reasons:
            assert reason.words
            for word in reason.words:
                assert shares(by_key[key], reason.kind, word)
                assert any(shares(by_key[own], reason.kind, word) for own in keys)


def shares(document: Document, kind: str, word: str) -> bool:
    if kind == "word":
        texts = (document.title, *(section.text for section in document.sections))
        return any(fold(word) in fold(text) for text in texts)
    return word in {value.replace("/", "") for value in document.filters.get(kind, ())} or (
        word in document.filters.get(kind, ())
    )


def test_whatever_is_rare_makes_cases_more_alike(connection: sqlite3.Connection) -> None:
    others = [a_case(key, tag=("产业", "水利")) for key in "cdef"]
    contents = [a_case("a", tag=("产业", "茶叶")), a_case("b", tag=("茶叶",)), *others]
    found = similar(connection, contents, "a", limit=2)
    assert [key for key, _reasons in found] == ["b", "c"]
    assert found[0][1] == (Reason("tag", ("茶叶",)),)
    assert found[1][1] == (Reason("tag", ("产业",)),)


def test_words_are_whole_and_as_they_are_written(connection: sqlite3.Connection) -> None:
    one = a_case("a", "種五彩椒。賣五彩椒的人。五彩椒好。只有五彩椒了。", title="五彩椒")
    other = a_case("b", "这里是五彩椒。" * 4)
    ((key, reasons),) = similar(connection, [one, other, a_case("c", "辣椒。" * 4)], "a")
    assert key == "b"
    assert reasons == (Reason("word", ("五彩椒",)),)
    ((key, reasons),) = similar(
        connection, [a_case("d", "茶葉好。" * 4), a_case("e", "卖茶叶。" * 4)], "d"
    )
    assert reasons == (Reason("word", ("茶葉",)),)


def test_a_word_that_is_a_shared_label_is_said_once(connection: sqlite3.Connection) -> None:
    contents = [a_case(key, "茶叶。" * 5, tag=("茶叶",)) for key in "ab"]
    assert similar(connection, contents, "a") == [("b", (Reason("tag", ("茶叶",)),))]


def test_a_place_is_named_as_far_down_as_it_is_shared(connection: sqlite3.Connection) -> None:
    here = ("贵州省", "贵州省/遵义市", "贵州省/遵义市/甲村")
    contents = [
        a_case("a", place=here),
        a_case("b", place=(*here[:2], "贵州省/遵义市/乙村")),
        a_case("c", place=(here[0], "贵州省/贵阳市")),
        a_case("d", place=("浙江省",)),
    ]
    assert similar(connection, contents, "a") == [
        ("b", (Reason("place", ("贵州省遵义市",)),)),
        ("c", (Reason("place", ("贵州省",)),)),
    ]


def test_of_several_cases_what_all_share_counts_most(connection: sqlite3.Connection) -> None:
    contents = [
        a_case("a", tag=("茶叶", "水利")),
        a_case("b", tag=("茶叶", "养老")),
        a_case("c", tag=("水利", "养老")),
        a_case("d", tag=("茶叶",)),
    ]
    found = similar(connection, contents, "ab")
    assert [key for key, _reasons in found] == ["d", "c"]
    assert similar(connection, contents, "") == []
    assert similar(connection, contents, "a", limit=0) == []


def test_looking_for_likenesses_stops_when_it_is_cancelled(connection: sqlite3.Connection) -> None:
    SearchIndex(connection).add([a_case(key, tag=("茶叶",)) for key in "ab"])
    with pytest.raises(WorkWasCancelled):
        similar_rows(connection, [1], cancelled=lambda: True)


def test_keywords_are_pairs_of_chinese_and_words_of_other_scripts() -> None:
    counts = count_keywords("辣椒的产业，辣椒greenhouse一二2019年abc ئۇيغۇر")
    assert counts == {"辣椒": 2, "产业": 1, "greenhouse": 1, "ئۇيغۇر": 1}


@pytest.mark.parametrize(
    ("keyword", "text", "other", "word"),
    [
        ("事共", "“五事共治”，五事共治的村，五事共治。", "五事共治", "五事共治"),
        ("事共", "“五事共治”，五事共治的村，五事共治。", "五事共同", "五事共"),
        ("彩椒", "五彩椒、红彩椒、小彩椒", "五彩椒", "彩椒"),
        ("产业", "产业", "产业", "产业"),
        ("green", "agreen", "agreen", "green"),
        ("茶叶", "", "", ""),
    ],
)
def test_a_torn_word_is_mended_as_far_as_both_texts_go(
    keyword: str, text: str, other: str, word: str
) -> None:
    start, end = readable(keyword, text, other.__contains__)
    assert text[start:end] == word
