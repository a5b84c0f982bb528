"""An index answers what a scan of the texts answers, whatever is written and typed."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casearchive.search.documents import Document, IndexedFigure, IndexedSection
from casearchive.search.index import SearchIndex
from tests.search.scan import keys_by_scan

# Few characters, so that random texts share pieces; each stands for a kind that is easily missed.
ALPHABET = (
    "辣椒村的一茶葉叶国國着著0179万元aArchÉée-.,。、，“ \n\u3000"
    "Ａ１①℃😀❤\ufe0f𠀀𪚥ئۇيغ\u0301\0\ud800\ufdd1"
)
NUMBERS = (0.07, 0.7, 7.0, 70.0, 700.0, 1.1, 11_000.0, 3.0, 45.0)
AMOUNTS = (
    "0.07万元",
    "700元",
    "700",
    "1.1万",
    "7",
    "0.7-7",
    "7-700元",
    "3公顷",
    "45亩",
    "0.00007亿元",
)
texts = st.text(ALPHABET, max_size=30)
figures = st.builds(
    lambda indicator, low, more, unit: IndexedFigure(indicator, low, low * more, unit),
    st.sampled_from(["集体收入", "收入", "种植面积"]),
    st.sampled_from(NUMBERS),
    st.sampled_from([1, 1, 2]),
    st.sampled_from(["万元", "元", "亩", "公顷", "%"]),
)
documents = st.lists(
    st.builds(
        Document,
        key=st.integers(0, 5).map(str),
        title=texts,
        code=texts,
        place=texts,
        tags=st.lists(texts, max_size=2).map(tuple),
        filters=st.dictionaries(
            st.sampled_from(["theme", "place", "tag"]),
            st.lists(texts, max_size=2).map(tuple),
            max_size=2,
        ),
        sections=st.lists(st.builds(IndexedSection, label=texts, text=texts), max_size=2).map(
            tuple
        ),
        figures=st.lists(figures, max_size=2).map(tuple),
    ),
    max_size=6,
)


@contextmanager
def an_index(contents: list[Document]) -> Iterator[SearchIndex]:
    index = SearchIndex(sqlite3.connect(":memory:"))
    index.add(contents)
    yield index
    index.close()


FORMS = (
    *(
        "{}",
        "{}",
        "{}",
        '"{}"',
        "-{}",
        "标题:{}",
        "主题:{}",
        '-"{}"',
        "主题={}",
        "-主题={}",
        "({})",
    ),
    *("-({})", "标签={}|{}", "地区:{}", "NOT {}", "{}|{}", '主题="{}"', "({} OR {})"),
)


@st.composite
def contents_and_query(draw: st.DrawFn) -> tuple[list[Document], str]:
    """Documents, and a query of pieces and amounts that mostly stand in them."""
    contents = draw(documents)
    written = [t for d in contents for t in (d.title, d.place, *(s.text for s in d.sections)) if t]
    written += [value for d in contents for values in d.filters.values() for value in values]

    def piece() -> str:
        text = draw(st.sampled_from(written)) if written else draw(texts)
        start = draw(st.integers(0, max(0, len(text) - 1)))
        return text[start : start + draw(st.integers(1, 8))]

    def part() -> str:
        if draw(st.integers(0, 5)) == 0:
            sign = draw(st.sampled_from([":", ">=", "<=", ">", "<", "="]))
            name = draw(st.sampled_from(["收入", "集体收入", "面积", "-收入", "人均"]))
            return f"{name}{sign}{draw(st.sampled_from(AMOUNTS))}"
        form = draw(st.sampled_from(FORMS))
        return form.format(*(piece() for _gap in range(form.count("{}"))))

    parts = [part() for _part in range(draw(st.integers(1, 3)))]
    joint = st.sampled_from([" ", " ", " OR ", "|", " -", " (", ")"])
    return contents, "".join(text for word in parts for text in (word, draw(joint)))


@settings(max_examples=200, deadline=None)
@given(contents_and_query())
def test_the_index_answers_what_a_scan_answers(case: tuple[list[Document], str]) -> None:
    contents, typed = case
    kept = list({document.key: document for document in contents}.values())
    expected = keys_by_scan(kept, typed)
    with an_index(contents) as index:
        found = index.keys_matching(typed)
        assert sorted(found) == sorted(expected)
        assert index.count(typed) == len(expected)
        hits = index.search(typed, limit=3) + index.search(typed, limit=3, offset=3)
        assert tuple(hit.key for hit in hits) == found


@settings(max_examples=100, deadline=None)
@given(documents, st.text(max_size=40) | texts)
def test_nothing_typed_raises(contents: list[Document], typed: str) -> None:
    kept = list({document.key: document for document in contents}.values())
    with an_index(contents) as index:
        assert set(index.keys_matching(typed)) == keys_by_scan(kept, typed)


PAPER = Document(
    key="paper",
    title="花茂村的五彩椒",
    code="GZ-0007",
    place="贵州省 遵义市 花茂村",
    tags=("产业振兴", "陶艺"),
    filters={"theme": ("产业振兴",), "year": ("2023",), "province": ("贵州省",)},
    sections=(
        IndexedSection("摘要", "辣椒产业带动300余户，村集体经济收入170万元，增长3.5%。"),
        IndexedSection(
            "主要做法", "第5批示范村；使用 casearchive 与ＧＡＰ标准，建café。显著改善。"
        ),
        IndexedSection("成效指标", "气温25℃ 👍 𠮷野家 ئۇيغۇر تىلى"),
    ),
)


@pytest.mark.parametrize(
    "typed",
    [
        "椒",
        "五彩椒",
        "辣椒",
        "产业带动",
        "170万元",
        "70万",
        "17",
        "3.5",
        "第5批",
        "archive",
        "CaseArchive",
        "gap",
        "ＧＡＰ標準",
        "cafe",
        "CAFÉ",
        "cafe\u0301",
        "顯著改善",
        "貴州",
        "產業振興",
        "25℃",
        "👍",
        "𠮷野家",
        "ئۇيغۇر",
        "يغۇ",
        "gz-0007",
        '"gz-0007"',
        '"，增长3.5%"',
        "辣椒 花茂",
        "辣椒、陶艺",
        "标题:五彩椒",
        "標題：五彩椒",
        "地点:遵义",
        "标签:陶艺",
        "年份:2023",
        "省:贵州",
        "主题:产业 -茶叶",
        "编号:0007",
        "「示范村」",
        "“使用”",
        '"村集体',  # the closing quotation mark is not typed yet
    ],
)
def test_what_a_reader_sees_is_found(typed: str) -> None:
    with an_index([PAPER]) as index:
        assert index.keys_matching(typed) == ("paper",)


@pytest.mark.parametrize(
    "typed",
    [
        "椒五",
        "彩辣",
        "产业振兴陶艺",  # two labels do not make one
        "村贵州",
        "1700万",
        "0万户",
        "标题:辣椒",
        "地点:陶艺",
        "年份:2024",
        "辣椒 -五彩椒",
        "-贵州",
        '"使用casearchive"',
        "主要做法",  # a section's name is not its text
        "",
        " ",
        '"',
        '""',
        "*",
        "(",
        "%",
        "-",
        "标题:",
        "標題：",
        "AND",
        "NEAR(",
        "'; DROP TABLE documents; --",
        "\0",
        "\ud800\ud800",
        "椒" * 10_000,
        "q " * 5_000,
        '"' * 10_000,
        "-" * 10_000,
        "标题:" * 3_000,
    ],
)
def test_what_does_not_stand_there_is_not_found(typed: str) -> None:
    with an_index([PAPER]) as index:
        assert index.keys_matching(typed) == ()
        assert index.search(typed) == ()
        assert index.count(typed) == 0
