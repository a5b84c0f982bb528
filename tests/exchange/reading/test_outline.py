"""Where one case ends and the next begins."""

import pytest

from casearchive.exchange.reading.outline import Block, drafts_of, guessed
from casearchive.exchange.reading.plain import paragraphs, text_as_file
from casearchive.exchange.reading.tables.amounts import Amount, read_amount, split_head


def test_headings_of_cases_split_and_headings_of_parts_do_not() -> None:
    parts = [Block("背景", 2), Block("甲"), Block("做法", 2), Block("乙")]
    whole, _drafts, splits = drafts_of([Block("某村", 1), *parts], "文件名")
    assert not splits
    assert whole.title == "某村"
    assert [section.heading for section in whole.sections] == ["背景", "做法"]
    two = [Block("甲村修路记", 1), *parts, Block("乙村种椒记", 1), *parts]
    whole, drafts, splits = drafts_of(two, "文件名")
    assert splits
    assert whole.title == "文件名"
    assert [draft.title for draft in drafts] == ["甲村修路记", "乙村种椒记"]
    assert [section.heading for section in drafts[1].sections] == ["背景", "做法"]


def test_plain_chinese_headings_are_told() -> None:
    read = text_as_file(
        "案例选\n案例一：甲村\n一、背景\n山高。\n案例二：乙村\n一、背景\n水远。\n", "x"
    )
    assert [draft.title for draft in read.proposed] == ["甲村", "乙村"]
    long = "这是很长的一段话，" * 8
    blocks = guessed(["题目", long, "常态赴外轮训，聚焦短板", long])
    assert [block.level for block in blocks] == [1, 0, 3, 0]


def test_lines_broken_by_a_width_are_joined() -> None:
    line = "村里办了合作社统一育苗统一收购把辣椒卖到了县城"
    text = "\n".join([line] * 6) + "\n完。"
    assert paragraphs(text) == [line * 6 + "完。"]
    assert paragraphs("一\n二") == ["一", "二"]


@pytest.mark.parametrize(
    ("cell", "unit", "expected"),
    [
        ("约170万元", "", Amount("170", "万元", "约")),
        ("1.2—1.5亿", "元", Amount("1.2", "亿元", "区间", "1.5")),
        ("350余户", "", Amount("350", "户", "多/余")),
        ("3.5万", "亩", Amount("3.5", "万亩")),
        ("１，２００", "人", Amount("1200", "人")),
        ("20万元以上", "", Amount("20", "万元", "以上")),
        ("12.5%", "", Amount("12.5", "%")),
        ("很多", "万元", None),
        ("2023-04-14", "", None),
    ],
)
def test_amounts_stay_as_they_were_stated(cell: str, unit: str, expected: Amount | None) -> None:
    assert read_amount(cell, unit) == expected


def test_heads_tell_indicator_unit_and_year() -> None:
    assert split_head("2023年集体收入（万元）") == ("集体收入", "万元", "2023")
    assert split_head("面积/亩") == ("面积", "亩", "")
