"""Snippets are pieces of the case itself, marked where they match."""

import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casearchive.search.documents import ATTACHED, Document, IndexedSection
from casearchive.search.index import SearchIndex, marks_in
from casearchive.search.results import Hit
from casearchive.search.text.fold import fold


def only_hit(document: Document, typed: str) -> Hit:
    index = SearchIndex(sqlite3.connect(":memory:"))
    index.add([document])
    (hit,) = index.search(typed)
    index.close()
    return hit


def a_case(*texts: str, title: str = "某村") -> Document:
    sections = tuple(IndexedSection(f"第{n}节", text) for n, text in enumerate(texts, start=1))
    return Document(key="a", title=title, sections=sections)


def test_the_section_where_the_words_stand_together_is_shown() -> None:
    far = "辣椒。" + "无关的话，" * 30 + "合作社。"
    near = "背景。" * 30 + "后来，合作社收购辣椒，价格稳定。"
    hit = only_hit(a_case(far, near), "辣椒 合作社")
    assert hit.section == "第2节"
    assert hit.snippet.startswith("…") and hit.snippet.endswith("后来，合作社收购辣椒，价格稳定。")
    assert [hit.snippet[a:b] for a, b in hit.marks] == ["合作社", "辣椒"]


def test_an_attached_file_is_shown_only_for_what_the_case_has_not() -> None:
    own = IndexedSection("主要做法", "大湾村种茶。")
    file = IndexedSection(f"{ATTACHED}原文.txt", "大湾村在山里，大湾村种茶，有民宿。")
    case = Document(key="a", title="某村", sections=(own, file))
    assert only_hit(case, "大湾").section == "主要做法"
    assert only_hit(case, "大湾 种茶").section == "主要做法"
    assert only_hit(case, "大湾 民宿").section == f"{ATTACHED}原文.txt"
    assert only_hit(case, "民宿").section == f"{ATTACHED}原文.txt"
    bare = Document(key="a", title="大湾", sections=(file,))
    assert only_hit(bare, "大湾").section == f"{ATTACHED}原文.txt"


def test_the_original_characters_are_shown_and_marked() -> None:
    hit = only_hit(a_case("發展ＧＡＰ辣椒，Café。", title="產業發展"), "发展 gap cafe")
    assert hit.snippet == "發展ＧＡＰ辣椒，Café。"
    assert [hit.snippet[a:b] for a, b in hit.marks] == ["發展ＧＡＰ", "Café"]
    assert [hit.title[a:b] for a, b in hit.title_marks] == ["發展"]


def test_a_hit_by_its_title_alone_shows_how_the_case_begins() -> None:
    hit = only_hit(a_case("", "摘要从这里开始。", title="辣椒之村"), "标题:辣椒")
    assert (hit.section, hit.snippet, hit.marks) == ("第2节", "摘要从这里开始。", ())
    assert hit.title_marks == ((0, 2),)


def test_a_word_of_the_title_only_field_is_not_marked_in_the_body() -> None:
    assert only_hit(a_case("辣椒", title="辣椒"), "标题:辣椒").marks == ()


@pytest.mark.parametrize("texts", [(), ("",), ("", "")])
def test_a_case_without_text_has_an_empty_snippet(texts: tuple[str, ...]) -> None:
    assert only_hit(a_case(*texts, title="辣椒"), "辣椒").snippet == ""


def test_a_long_phrase_is_shown_whole() -> None:
    phrase = "这句话比一段摘录长得多" * 20
    hit = only_hit(a_case("开头。" * 50 + phrase + "结尾" * 50), phrase)
    assert [hit.snippet[a:b] for a, b in hit.marks] == [phrase]


def test_line_ends_and_control_characters_become_spaces() -> None:
    hit = only_hit(a_case("上一行\n辣椒\0\x1b[31m\u2028下一行"), "辣椒")
    assert hit.snippet == "…辣椒  [31m 下一行"


texts = st.text("辣椒發发展a Ａ。\n，", max_size=300)


@settings(max_examples=150, deadline=None)
@given(st.lists(texts, max_size=3), texts, st.sampled_from(["辣椒", "发展", "a", "辣 发", "椒發"]))
def test_marks_stand_apart_and_match(bodies: list[str], title: str, typed: str) -> None:
    index = SearchIndex(sqlite3.connect(":memory:"))
    index.add([a_case(*bodies, title=title)])
    for hit in index.search(typed):
        for text, marks in ((hit.snippet, hit.marks), (hit.title, hit.title_marks)):
            for start, end in marks:
                assert any(word in fold(text[start:end]) for word in fold(typed).split())
            ends = [place for mark in marks for place in mark]
            assert ends == sorted(set(ends))
        assert hit.marks or hit.title_marks
        assert any(hit.snippet.strip("…") in body.replace("\n", " ") for body in [*bodies, ""])
    index.close()


def test_marks_in_a_text_that_is_read() -> None:
    assert marks_in("辣椒、五彩椒", "椒 -五") == ((1, 2), (5, 6))
    assert marks_in("aaa", "aa") == ((0, 3),)
    assert marks_in("\ud800辣椒\0", '"辣椒') == ((1, 3),)
    assert marks_in("辣椒", "标题:辣椒") == ()
    assert marks_in("辣椒", "***") == ()
