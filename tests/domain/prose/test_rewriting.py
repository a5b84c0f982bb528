"""Body text written anew where its blocks changed, and nowhere else."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from casearchive.domain.prose.normal import Item, Kept, normal
from casearchive.domain.prose.reading import ListItem, Paragraph, Run, Table, read_prose
from casearchive.domain.prose.rewriting import rewrite
from casearchive.domain.prose.source import read_source
from tests.domain.prose.made_prose import BLOCKS, SOURCES


@settings(max_examples=300)
@example("- 甲\n-")
@example("\x1f")
@given(SOURCES)
def test_a_text_that_nobody_changed_is_the_same_to_the_letter(text: str) -> None:
    source = read_source(text)
    assert source.lead + "".join(unit.source + unit.gap for unit in source.units) == text
    assert rewrite(source, source.items) == text


@settings(max_examples=200)
@given(SOURCES)
def test_the_blocks_shown_are_those_that_everybody_reads(text: str) -> None:
    items = read_source(text).items
    if not any(isinstance(item, Kept) for item in items):
        assert items == normal(read_prose(text))


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(SOURCES, st.data())
def test_a_changed_text_reads_as_it_was_changed(text: str, data: st.DataObject) -> None:
    source = read_source(text)
    items = source.items
    for _time in range(data.draw(st.integers(1, 2))):
        at = data.draw(st.integers(0, len(items)))
        if at < len(items) and data.draw(st.booleans()):
            del items[at]
        else:
            items.insert(at, data.draw(BLOCKS))
    written = rewrite(source, items)
    wanted = normal(items)
    kept = [item for item in wanted if isinstance(item, Kept)]
    assert all(item.source in written for item in kept)
    if not kept:
        assert read_source(written).items == wanted


Change = Callable[[list[Item]], list[Item]]


def put(at: int, item: Item) -> Change:
    return lambda items: [*items[:at], item, *items[at + 1 :]]


def insert(at: int, item: Item) -> Change:
    return lambda items: [*items[:at], item, *items[at:]]


LIST = "*   甲\n*   乙\n    1) 丙\n\n后\n"
TABLE = "|a|b|\n|:-|-:|\n|1|2|\n|3|4|"


@pytest.mark.parametrize(
    ("text", "change", "written"),
    [
        (LIST, put(1, ListItem((Run("改"),))), "*   甲\n*   改\n    1) 丙\n\n后\n"),
        (LIST, insert(1, ListItem((Run("新"),))), "*   甲\n*   新\n*   乙\n    1) 丙\n\n后\n"),
        (LIST, put(3, Paragraph((Run("末"),))), "*   甲\n*   乙\n    1) 丙\n\n末\n"),
        (
            TABLE,
            lambda items: [Table((*items[0].rows[:2], ((Run("x|y"),), (Run("4"),))))],
            "|a|b|\n|:-|-:|\n|1|2|\n| x\\|y | 4 |",
        ),
        (
            "段\n第二行  \n三\n\n\n\n末",
            insert(2, Paragraph((Run("# 新"),))),
            "段\n第二行  \n三\n\n\n\n末\n\n\\# 新",
        ),
        ("题\n===\n正\r\n文", insert(0, Paragraph((Run("前"),))), "前\n\n题\n===\n正\r\n文"),
        ("甲", lambda _items: [], ""),
    ],
)
def test_only_what_changed_is_written_anew(text: str, change: Change, written: str) -> None:
    source = read_source(text)
    assert rewrite(source, change(source.items)) == written


@pytest.mark.parametrize(
    "text",
    ["> - 引文里的列表", "---", "[1]: https://a.b", "- 甲\n\n  > 乙", "| ![](a) |\n| - |"],
)
def test_what_blocks_cannot_say_is_kept_as_it_stands(text: str) -> None:
    source = read_source(f"前\n\n{text}\n\n后")
    assert [type(item) for item in source.items] == [Paragraph, Kept, Paragraph]
    changed = [*source.items[:2], Paragraph((Run("改"),))]
    assert rewrite(source, changed) == f"前\n\n{text}\n\n改"
