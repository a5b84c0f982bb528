"""Body text as blocks: one reader for window, print and search."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casearchive.domain.prose.reading import (
    Heading,
    ListItem,
    Paragraph,
    Picture,
    Quote,
    Run,
    Table,
    plain_text,
    read_prose,
)


def test_each_kind_of_block_is_read() -> None:
    blocks = read_prose("## 标题\n\n一段**粗**字\n\n1. 甲\n2. 乙\n\n> 引\n\n|a|b|\n|-|-|\n|1|2|\n")
    kinds = [type(block) for block in blocks]
    assert kinds == [Heading, Paragraph, ListItem, ListItem, Quote, Table]
    assert blocks[1] == Paragraph((Run("一段"), Run("粗", bold=True), Run("字")))
    assert [b.marker for b in blocks if isinstance(b, ListItem)] == ["1.", "2."]


def test_html_stays_the_text_that_was_typed() -> None:
    body = '<img src="file:///etc/passwd"><script>x</script>'
    assert plain_text(read_prose(body)) == body


def test_only_harmless_links_are_links() -> None:
    (block,) = read_prose("[a](javascript:alert(1)) [b](https://example.org) [c](file:///etc)")
    assert isinstance(block, Paragraph)
    assert [run.link for run in block.runs if run.link] == ["https://example.org"]


def test_a_picture_stands_by_itself() -> None:
    blocks = read_prose("前![图](attachment:1)后")
    assert [type(b) for b in blocks] == [Paragraph, Picture, Paragraph]


def test_a_line_end_in_chinese_is_no_space() -> None:
    assert plain_text(read_prose("上一行\n下一行")) == "上一行下一行"
    assert plain_text(read_prose("one\ntwo")) == "one two"


@given(st.text())
def test_nothing_typed_raises(text: str) -> None:
    plain_text(read_prose(text))


@given(st.text(alphabet="五事共治，。0123 ab", min_size=1))
def test_no_plain_character_is_lost(text: str) -> None:
    shown = plain_text(read_prose(text))
    assert [c for c in shown if not c.isspace()] == [c for c in text if not c.isspace()]


@pytest.mark.parametrize(
    ("text", "bold"),
    [
        ("村里**“五事”**共治", "“五事”"),
        ("**五事共治。**后来", "五事共治。"),
        ("收入**《账本》**为准", "《账本》"),
        ('a**"b"**c', ""),
        ("2 ** 3 **", ""),
    ],
)
def test_bold_holds_beside_chinese_marks(text: str, bold: str) -> None:
    (block,) = read_prose(text)
    assert isinstance(block, Paragraph)
    assert "".join(run.text for run in block.runs if run.bold) == bold


def test_a_caption_may_hold_any_sign() -> None:
    assert read_prose(r"![村口 \[1\] &lt;*北*&gt;](attachment:1)") == (
        Picture("attachment:1", "村口 [1] <北>"),
    )
