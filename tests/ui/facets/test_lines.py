"""Which lines the facets show: few first, what is chosen always, places as a tree."""

import pytest

from casearchive.services.searching.finding import FacetCount
from casearchive.ui.facets.lines import FEW, Opened, lines, shown, toggled

MANY = tuple(FacetCount(f"标签{number:02}", 50 - number) for number in range(20))
PLACES = (
    FacetCount("山东省", 5, True),
    FacetCount("山东省/潍坊市", 3),
    FacetCount("山东省/潍坊市/寿光市", 2),
    FacetCount("湖南省", 1),
)


def test_the_first_few_are_shown_and_the_rest_on_demand() -> None:
    few = lines({"tag": MANY}, {}, Opened())
    assert [one.text for one in few[:2]] == ["标签", "标签00"]
    assert len(few) == 1 + FEW + 1
    assert (few[-1].text, few[-1].more) == ("更多…", 20 - FEW)
    whole = lines({"tag": MANY}, {}, Opened(whole=frozenset({"tag"})))
    assert len(whole) == 1 + 20 + 1
    assert whole[-1].text == "收起"


def test_what_is_chosen_is_never_hidden_and_stands_first() -> None:
    some = lines({"tag": MANY}, {"tag": ("标签15",)}, Opened())
    assert (some[1].text, some[1].chosen, some[1].count) == ("标签15", True, 35)
    assert sum(one.chosen for one in some) == 1
    assert len(some) == 1 + FEW + 1


def test_a_facet_without_values_is_left_out_and_a_folded_one_is_only_a_heading() -> None:
    some = lines({"theme": (), "tag": MANY}, {}, Opened(folded=frozenset({"tag"})))
    assert [(one.text, one.folded) for one in some] == [("标签", True)]


def test_places_are_a_tree() -> None:
    some = lines({"place": PLACES}, {"place": ("山东省",)}, Opened())
    assert [(one.text, one.depth) for one in some] == [
        ("地点", 0),
        ("山东省", 0),
        ("潍坊市", 1),
        ("寿光市", 2),
        ("湖南省", 0),
    ]


def test_a_place_that_is_chosen_is_shown_with_its_parts_however_many_there_are() -> None:
    others = tuple(FacetCount(f"省{number}", 9) for number in range(12))
    some = lines({"place": (*others, *PLACES)}, {"place": ("山东省",)}, Opened())
    texts = [one.text for one in some]
    assert "寿光市" in texts
    assert "湖南省" not in texts


@pytest.mark.parametrize(
    ("facet", "before", "value", "after"),
    [
        ("theme", ("产业振兴",), "组织振兴", ("产业振兴", "组织振兴")),
        ("theme", ("产业振兴", "组织振兴"), "产业振兴", ("组织振兴",)),
        ("place", ("山东省",), "山东省/潍坊市", ("山东省/潍坊市",)),
        ("place", ("山东省/潍坊市", "湖南省"), "山东省", ("湖南省", "山东省")),
        ("place", ("山东省",), "山东省西", ("山东省", "山东省西")),
    ],
)
def test_values_are_joined_and_places_take_each_others_place(
    facet: str, before: tuple[str, ...], value: str, after: tuple[str, ...]
) -> None:
    assert toggled(facet, before, value) == after


@pytest.mark.parametrize(
    ("facet", "value", "text"),
    [
        ("place", "山东省/潍坊市", "潍坊市"),
        ("year", "2019", "2019年"),
        ("year", "不详", "不详"),
        ("has", "使用说明", "使用说明"),
        ("tag", "<b>粗</b>", "<b>粗</b>"),
    ],
)
def test_values_read_as_words(facet: str, value: str, text: str) -> None:
    assert shown(facet, value) == text
