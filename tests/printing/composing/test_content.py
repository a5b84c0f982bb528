"""What templates say of their content, and what they are told when they say it wrong."""

from pathlib import Path

import pytest

from casearchive.i18n import use_language
from casearchive.printing.composing.content import Content, read_content
from casearchive.printing.templates.keys import TemplateIsWrong
from casearchive.printing.templates.loading import template_names


def own(folder: Path, compose: str) -> Content:
    (folder / "ours.toml").write_text(f'extends = "card"\n{compose}', encoding="utf-8")
    return read_content("ours", [folder])


@pytest.mark.parametrize("name", template_names())
def test_every_template_that_ships_says_what_it_is_for(name: str) -> None:
    content = read_content(name)
    assert str(content.title)
    assert str(content.summary)
    for kind in content.prints:
        if kind in ("case", "comparison", "route", "course", "action_plan"):
            assert content.blocks_of(kind), kind
    use_language("en")
    assert str(content.title).isascii()
    assert str(content.summary).replace("–", "").isascii()


def test_a_centre_writes_its_own_without_code(tmp_path: Path) -> None:
    content = own(
        tmp_path,
        """
        label = "我们的卡片"
        [compose]
        needs = "case"
        cover = false
        case = [
          "title", {block = "sections", types = ["主要做法"]},
          {block = "lines", title = "想到的", lines = 3},
        ]
        [compose.options.room]
        title = "教室"
        """,
    )
    assert str(content.title) == "我们的卡片"
    assert [spec.block for spec in content.blocks_of("case")] == ["title", "sections", "lines"]
    assert content.blocks_of("case")[1].types == ("主要做法",)
    assert [option.name for option in content.options] == ["room"]


def test_a_template_that_says_nothing_composes_as_the_one_it_extends(tmp_path: Path) -> None:
    assert own(tmp_path, "").blocks_of("case") == read_content("card").blocks_of("case")


@pytest.mark.parametrize(
    ("compose", "key"),
    [
        ('[compose]\ncase = ["tittle"]', "compose.case[1].block"),
        ('[compose]\ncase = "title"', "compose.case"),
        ('[compose]\ncase = [{block = "lines", lines = -1}]', "compose.case[1].lines"),
        ('[compose]\ncase = [{block = "lines", colour = "red"}]', "compose.case[1].colour"),
        ("[compose]\ncase = [7]", "compose.case[1]"),
        ('[compose]\nneeds = "money"', "compose.needs"),
        ('[compose]\ncover = "yes"', "compose.cover"),
        ('[compose]\nprints = ["poems"]', "compose.prints"),
        ('[compose]\nappendices = ["glossary"]', "compose.appendices"),
        ("[compose]\npages = 3", "compose.pages"),
        ('[compose.options.room]\nkind = "colour"', "compose.options.room.kind"),
        ("compose = 5", "compose"),
    ],
)
def test_a_wrong_word_is_told_with_file_and_key(tmp_path: Path, compose: str, key: str) -> None:
    with pytest.raises(TemplateIsWrong) as caught:
        own(tmp_path, compose)
    assert "ours.toml" in caught.value.message
    assert key in caught.value.message
