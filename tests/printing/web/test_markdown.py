"""Markdown: what was typed reads back as the same text, in any reader."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from casearchive.domain.prose import reading as prose
from casearchive.printing.blocks import Column, DataTable, ListEntry, Paragraph, Part, Run, plain
from casearchive.printing.web.markdown import escape_text, write_markdown
from tests.printing import made_files


def read(text: str) -> str:
    """Return what a reader that knows HTML and tables shows of a Markdown text."""
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(text)
    return made_files.squeezed("".join(made_files.read_html(html.encode("utf-8", "replace")).texts))


@given(
    st.text(
        st.characters(exclude_categories=["Cs", "Cc"])
        | st.sampled_from("\n*_`[]()<>#|&;!-+=.\\~$ 1"),
        max_size=60,
    )
)
@example("1. 甲\n# 乙\n- 丙\n    码\n***\n&lt;b&gt;")
@example("<script>alert(1)</script>![x](y)")
@example("a\n=\n-")
def test_text_reads_back_as_it_was(text: str) -> None:
    assert read(write_markdown(Part("题", (Paragraph(plain(text)),)))) == made_files.squeezed(text)


@pytest.mark.parametrize("text", made_files.HOSTILE, ids=range(len(made_files.HOSTILE)))
def test_nothing_typed_becomes_markup(tmp_path: Path, text: str) -> None:
    text = text.replace("\ud800", "").replace("\x00", "")
    publication = made_files.every_block(tmp_path, text)
    made = "\n".join(
        write_markdown(part, lambda picture: "files/p(1).jpg") for part in publication.parts
    )
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(made)
    page = made_files.read_html(html.encode("utf-8", "replace"))
    assert not [tag for tag, _values in page.tags if tag in ("script", "b", "code", "hr")]
    for tag, values in page.tags:
        assert (values.get("href") or "https://e.cn").startswith("https://e.cn")
        assert tag != "img" or values.get("src") in ("files/p%281%29.jpg",)


def test_our_own_reader_sees_the_same_blocks() -> None:
    blocks = (
        Paragraph(
            (Run("先"), Run("公开", bold=True), Run("旧账，再"), Run("链", link="https://e.cn/(a)"))
        ),
        ListEntry(plain("查账")),
        ListEntry(plain("对数"), depth=1),
        ListEntry(plain("还账"), "1."),
        DataTable((Column("年|份"), Column("数")), ((plain("2021"), plain("3\n5")),)),
    )
    seen = prose.read_prose(write_markdown(Part("题", blocks)))
    assert prose.plain_text(seen) == "先公开旧账，再链\n查账\n对数\n还账\n年|份　数\n2021　3 5"
    assert seen[0].runs[1].bold  # type: ignore[union-attr]
    assert seen[2].depth == 1  # type: ignore[union-attr]


def test_a_start_that_would_be_a_list_is_none() -> None:
    assert escape_text("2021. 甲") == "2021\\. 甲"
    assert escape_text("- 甲\n+ 乙") == "\\- 甲\\\n\\+ 乙"
