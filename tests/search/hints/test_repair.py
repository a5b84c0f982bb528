"""A word that stands nowhere leads to the one that is meant, be it a term or not."""

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casearchive.search.hints.repair import repair_candidates
from tests.search.hints.index_of import case, index_of

TEXTS = (
    "村里种辣椒，辣椒卖得好。",
    "辣椒产业带动合作社发展，集体经济收入增加。",
    "合作社的辣椒；落脚，拉脚。",
    "五事共治引领乡村治理。集体经济壮大。",
    "乡村治理靠群众，电商卖山货。GAP认证的基地。",
)


@pytest.fixture(scope="module")
def connection() -> Iterator[sqlite3.Connection]:
    made = [case(number, text) for number, text in enumerate(TEXTS)]
    named = case(9, place="花茂村 播州区", tag="村规民约", title="田园花茂的故事")
    index = index_of([*made, named])
    yield index
    index.close()


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("辣交", "辣椒"),  # sounds alike
        ("辣叫", "辣椒"),
        ("合坐社", "合作社"),
        ("五是公制", "五事共治"),
        ("电尚", "电商"),
        ("辣娇產業", "辣椒产业"),
        ("重规民约", "村规民约"),  # one letter off
        ("五事共冶", "五事共治"),
        ("花茂材", "花茂村"),
        ("合作杜", "合作社"),
        ("集体经收入", "集体经济收入"),  # one missing
        ("乡治理", "乡村治理"),
        ("乡村的治理", "乡村治理"),  # one too many
        ("村规规民约", "村规民约"),
        ("椒辣", "辣椒"),  # changed places
        ("集经体济", "集体经济"),
        ("gpa", "gap"),
        ("lajiao", "辣椒"),  # pinyin of the text
        ("xiangcunzhili", "乡村治理"),
        ("cgmy", "村规民约"),  # initials of a term
        ("huamc", "花茂村"),
    ],
)
def test_what_is_meant_comes_first(connection: sqlite3.Connection, wrong: str, meant: str) -> None:
    assert repair_candidates(connection, wrong)[0] == meant


def test_homophones_come_before_other_slips_the_common_before_the_rare(
    connection: sqlite3.Connection,
) -> None:
    found = repair_candidates(connection, "lajiao")
    assert found[0] == "辣椒"
    assert set(found[1:]) == {"落脚", "拉脚"}
    assert repair_candidates(connection, "辣交", 1) == ["辣椒"]


def test_what_is_like_nothing_has_no_repair(connection: sqlite3.Connection) -> None:
    for word in ("", "椒", "-", "鑫", "氢能源汽车", "qqqq", "x" * 99):
        assert repair_candidates(connection, word) == []


@settings(max_examples=150, deadline=None)
@given(st.text('辣椒村lajio5 -"“*^\0\ud800\ufdd3𠮷重', max_size=40) | st.text(max_size=20))
def test_no_word_raises_and_none_is_its_own_repair(
    connection: sqlite3.Connection, word: str
) -> None:
    assert word not in repair_candidates(connection, word)


def test_the_work_is_bounded() -> None:
    alike = "".join(chr(code) for code in range(0x4E00, 0x9FA5))
    index = index_of([case(1, f"{alike}{alike[::-1]}")])
    asked: list[str] = []
    index.set_trace_callback(asked.append)
    repair_candidates(index, "是事式视是事")
    repair_candidates(index, "shishishishi")
    assert len(asked) < 3000
    index.close()
