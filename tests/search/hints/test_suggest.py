"""A term is suggested for whatever a reader may type of it, in the order promised."""

import sqlite3
from collections.abc import Callable, Iterator

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from casearchive.search.hints.suggest import suggest
from casearchive.search.language.nodes import Term
from casearchive.search.language.parse import parse
from casearchive.search.results import Suggestion
from casearchive.search.text.fold import fold, settle, words
from casearchive.search.text.pinyin import readings
from tests.search.hints.index_of import case, index_of

CHINESE = "五事共治重庆长乐行六安女绿西单𪩘"
HOSTILE = st.text('重a1 -|"“”「()（）:：=<\0\n\u2028\ufdd3*^\ud800OR', max_size=8) | st.text(
    max_size=8
)


def ways(character: str) -> list[str]:
    """Return what may be typed for a character, read off its readings alone."""
    return [character, *readings(character), *{reading[0] for reading in readings(character)}]


typed_terms = (
    st.text(CHINESE + "gap7iuv", min_size=2, max_size=7)
    .flatmap(
        lambda word: st.tuples(
            st.just(word), st.tuples(*(st.sampled_from(ways(one)) for one in word)), st.integers(0)
        )
    )
    .map(lambda made: (made[0], made[1], made[2] % (len(made[0]) - 1)))
)


def found(connection: sqlite3.Connection, typed: str, limit: int = 8) -> list[Suggestion]:
    return list(suggest(connection, typed, len(typed), limit))


def texts(connection: sqlite3.Connection, typed: str, limit: int = 8) -> list[str]:
    return [suggestion.text for suggestion in found(connection, typed, limit)]


@pytest.fixture(scope="module")
def connection() -> Iterator[sqlite3.Connection]:
    made = [
        case(1, theme="产业振兴 组织振兴", place="贵州省 花茂村", tag="五事共治 乡村旅游"),
        case(2, theme="产业振兴", place="贵州省", tag="产业园区 GAP认证", title="产业兴村在花茂"),
        case(3, theme="产业振兴", place="重庆市", title="重庆产业路", word="“WiFi”覆盖"),
        case(4, title="产业甲", tag="产业"),
        case(5, title="产业乙", industry="特色产业"),
        case(6, title="产业丙"),
        case(7, title="只在题中的石头", place="长乐市"),
        case(8, title="只在题中的石桥"),
        case(9, title="只在题中的石路"),
        case(10, title="只在题中的石墙", indicator="产业收入"),
    ]
    index = index_of(made)
    yield index
    index.close()


@settings(max_examples=250, deadline=None)
@given(typed_terms, st.sampled_from(["tag", "title"]))
def test_every_term_is_suggested_for_every_way_to_type_it(
    made: tuple[str, tuple[str, ...], int], kind: str
) -> None:
    word, typed, start = made
    index = index_of([case(1, **{kind: word})])
    for some in (typed, typed[start:]):
        assert texts(index, "".join(some)) == [word], some
    index.close()


@settings(max_examples=100, deadline=None)
@given(typed_terms)
def test_the_last_reading_may_be_unfinished(made: tuple[str, tuple[str, ...], int]) -> None:
    word, typed, _start = made
    cut = typed[-1][: max(1, len(typed[-1]) - 1)]
    index = index_of([case(1, place=word)])
    assert texts(index, "".join((*typed[:-1], cut))) == [word]
    index.close()


@settings(max_examples=200, deadline=None)
@given(st.lists(HOSTILE, max_size=4), HOSTILE, st.integers(-2, 12), st.integers(-1, 9))
def test_nothing_typed_and_no_term_raises(
    hostile: list[str], typed: str, cursor: int, limit: int
) -> None:
    made = [case(n) for n in range(len(hostile))]
    pairs = [(("tag", word), ("title", word)) for word in hostile]
    index = index_of(
        [type(one)(key=one.key, title="", terms=two) for one, two in zip(made, pairs, strict=True)]
    )
    for text in (typed, *hostile, *(f"主题:{word}" for word in hostile)):
        for suggestion in suggest(index, text, cursor if text is typed else len(text), limit):
            assert 0 <= suggestion.start <= suggestion.end <= len(text)
            assert all(0 <= a < b <= len(suggestion.text) for a, b in suggestion.marks)
    index.close()


@settings(max_examples=200, deadline=None)
@given(HOSTILE, st.sampled_from(["tag", "title"]), st.sampled_from(["", "-", "标题:", "甲 "]))
def test_what_is_inserted_asks_for_the_term_itself(term: str, kind: str, before: str) -> None:
    term = settle(term)
    word = "".join(words(fold(term)))
    assume(word)
    document = type(case(1))(key="1", title="", terms=((kind, term),))
    index = index_of([document])
    typed = before + word
    for suggestion in found(index, typed):
        made = typed[: suggestion.start] + suggestion.insert + typed[suggestion.end :]
        wanted = [part for part in parse(made).tree.parts if isinstance(part, Term)]
        assert all(part.text in fold(term) for part in wanted if part.text != "甲"), made
        assert parse(made).tree.parts, made
    index.close()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("wushigongzhi", "五事共治"),
        ("wsgz", "五事共治"),
        ("wushigz", "五事共治"),
        ("wsgongz", "五事共治"),
        ("五shi", "五事共治"),
        ("gongzhi", "五事共治"),
        ("共治", "五事共治"),
        ("治", "五事共治"),
        ("五事，", "五事共治"),
        ("chongqing", "重庆市"),
        ("zhongqing", "重庆市"),
        ("zqs", "重庆市"),
        ("changyue", "长乐市"),
        ("zl", "长乐市"),
        ("gap", "GAP认证"),
        ("gaprz", "GAP认证"),
        ("WIFI", "“WiFi”覆盖"),
        ("ififugai", "“WiFi”覆盖"),
        ("貴州", "贵州省"),
        ("ＧＡＰ", "GAP认证"),
    ],
)
def test_it_is_found(connection: sqlite3.Connection, typed: str, expected: str) -> None:
    assert texts(connection, typed)[0] == expected


def test_beginnings_come_before_middles_the_common_before_the_rare_titles_last(
    connection: sqlite3.Connection,
) -> None:
    for typed in ("产业", "chanye", "cy"):
        kinds = [(it.kind, it.text) for it in found(connection, typed, 20)]
        first = [text for kind, text in kinds if kind != "title"]
        assert first[-1] == "特色产业"
        assert [kind for kind, _text in kinds].count("title") == 3
        assert kinds[len(first) - 1][0] == "title"  # after what begins so, before what holds it
    assert texts(connection, "产业")[:2] == [
        "产业",
        "产业振兴",
    ]  # the very word, then the commonest
    assert texts(connection, "cy")[0] == "产业振兴"


def test_titles_fill_the_list_where_there_is_nothing_else(connection: sqlite3.Connection) -> None:
    assert len(found(connection, "只在题中", 8)) == 4
    assert len(found(connection, "只在题中", 2)) == 2
    assert found(connection, "石桥")[0].insert == '"只在题中的石桥"'


def test_no_text_comes_twice() -> None:
    index = index_of([case(1, tag="辣椒", industry="辣椒", title="辣椒"), case(2, tag="辣椒")])
    assert [(it.kind, it.text, it.cases) for it in found(index, "lj")] == [("tag", "辣椒", 2)]
    index.close()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("主题:chan", ["产业振兴"]),
        ("主题：zx", ["产业振兴", "组织振兴"]),
        ("主题=chan", ["产业振兴"]),
        ("主题=产业振兴|zuzhi", ["组织振兴"]),
        ('主题="产业振兴"|zuzhi', ["组织振兴"]),
        ("主题: zuzhi", ["组织振兴"]),
        ("-主题:zuzhi", ["组织振兴"]),
        ("(主题:zuzhi", ["组织振兴"]),
        ("主题:", ["产业振兴", "组织振兴"]),
        ("产业:chanye", ["特色产业"]),
        ("地点:花", ["花茂村"]),
        ("地区:gz", ["贵州省"]),
        ("省:gz", ["贵州省"]),
        ("标题:zhongqing", ["重庆产业路"]),
        ("标题:“石桥", ["只在题中的石桥"]),
        ("tag:gap", ["GAP认证"]),
        ("标签=chanyey", ["产业园区"]),
        ("甲 花", ["花茂村", "产业兴村在花茂"]),
        ("甲|huam", ["花茂村", "产业兴村在花茂"]),
        ("地区=gz", []),
        ("年份:gz", []),
        ("编号:gz", []),
        ("标题:", []),
        ("花茂 ", []),
        ("OR", []),
        ("", []),
    ],
)
def test_a_field_limits_what_is_suggested(
    connection: sqlite3.Connection, typed: str, expected: list[str]
) -> None:
    assert texts(connection, typed) == expected


@pytest.mark.parametrize(
    ("typed", "cursor", "span"),
    [
        ("茶 huam 椒", 4, (2, 6)),
        ("茶 huam 椒", 6, (2, 6)),
        ("-huam", 5, (1, 5)),
        ("地点:huam", 7, (3, 7)),
        ('"花茂"', 3, (0, 4)),
        ("“花茂", 3, (0, 3)),
    ],
)
def test_the_word_under_the_cursor_is_replaced(
    connection: sqlite3.Connection, typed: str, cursor: int, span: tuple[int, int]
) -> None:
    suggestion = suggest(connection, typed, cursor)[0]
    assert (suggestion.text, suggestion.start, suggestion.end) == ("花茂村", *span)


def test_the_letters_that_answer_are_marked(connection: sqlite3.Connection) -> None:
    marks: Callable[[str], tuple[tuple[int, int], ...]] = lambda t: found(connection, t)[0].marks  # noqa: E731
    assert marks("wsgz") == ((0, 4),)
    assert marks("gongz") == ((2, 4),)
    assert marks("wififu") == ((1, 5), (6, 7))
    assert marks("主题:") == ()


@pytest.mark.parametrize(
    ("term", "insert"),
    [
        ("辣椒", "辣椒"),
        ("甲 乙", '"甲 乙"'),
        ("甲|乙", '"甲|乙"'),
        ("甲:乙", '"甲:乙"'),
        ("-甲", '"-甲"'),
        ("OR", '"OR"'),
        ("甲“乙”丙丁", '("甲" "乙" "丙丁")'),
        ("“甲乙”", '"甲乙"'),
    ],
)
def test_what_the_query_would_read_is_quoted(term: str, insert: str) -> None:
    document = type(case(1))(key="1", title="", terms=(("tag", term),))
    index = index_of([document])
    typed = "".join(words(fold(term)))
    assert [it.insert for it in found(index, typed)] == [insert]
    index.close()


def test_among_many_the_commonest_are_suggested() -> None:
    rare = [case(n, place=f"石{chr(0x4E00 + n)}村") for n in range(700)]
    common = [case(1000 + n, place="石桥镇") for n in range(20)]
    index = index_of([*rare, *common])
    for typed in ("s", "石", "shi", "sq"):
        assert texts(index, typed)[0] == "石桥镇"
    index.close()
