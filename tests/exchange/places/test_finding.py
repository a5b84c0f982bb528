"""The table of divisions, places in texts, and what a typed beginning may mean."""

import pytest

from casearchive.exchange.places.divisions import COUNTY, PROVINCE, TOWNSHIP, divisions
from casearchive.exchange.places.finding import complete_place, find_places, label_of


def test_the_table_holds_every_level_and_says_of_which_day_it_is() -> None:
    table = divisions()
    counts = [sum(1 for one in table.everything if one.level == level) for level in range(4)]
    assert table.edition == "2023-06-30"
    assert counts[PROVINCE] == 34
    assert counts[COUNTY] > 2_900
    assert counts[TOWNSHIP] > 41_000
    assert len({one.code for one in table.everything}) == len(table.everything)
    assert all(one.parent is None or one.within(one.parent) for one in table.everything)


@pytest.mark.parametrize(
    ("text", "levels", "village", "code"),
    [
        (
            "浙江省湖州市安吉县昌硕街道双一村党总支",
            ("浙江省", "湖州市", "安吉县", "昌硕街道"),
            "双一村",
            "330523002",
        ),
        ("在寿光市东斟灌村学习", ("山东省", "潍坊市", "寿光市", ""), "东斟灌村", "370783"),
        ("浙江余村之行", ("浙江省", "", "", ""), "余村", "330000"),
        ("北京市海淀区的做法", ("北京市", "", "海淀区", ""), "", "110108"),
        (
            "喀什地区疏勒县巴仁乡",
            ("新疆维吾尔自治区", "喀什地区", "疏勒县", "巴仁乡"),
            "",
            "653122200",
        ),
        (
            "青竹村位于安吉县孝丰镇，",
            ("浙江省", "湖州市", "安吉县", "孝丰镇"),
            "青竹村",
            "330523105",
        ),
        ("安吉县没有的镇东村委会", ("浙江省", "湖州市", "安吉县", ""), "", "330523"),
    ],
)
def test_a_place_is_read_as_it_is_written(
    text: str, levels: tuple[str, ...], village: str, code: str
) -> None:
    place = find_places(text)[0]
    assert (place.province, place.city, place.county, place.township)[: len(levels)] == levels
    if village:
        assert place.village == village
    assert place.code == code
    start, end = place.spans[0]
    assert text[start:end] in place.name


def test_a_name_that_several_counties_have_is_left_open_unless_the_text_tells() -> None:
    assert find_places("鼓楼区的街道")[0].code == ""
    assert find_places("南京市的做法，鼓楼区的街道")[-1].province == "江苏省"
    assert any(p.code == "320106" for p in find_places("南京市的做法，鼓楼区的街道"))


def test_the_place_of_the_title_comes_first() -> None:
    text = "安吉县双一村的五事共治\n学员来自新疆疏勒县。他们又到寿光市东斟灌村去了。"
    assert find_places(text)[0].village == "双一村"


def test_words_that_are_no_places_are_left_alone() -> None:
    assert find_places("共同富裕，大同世界，安定团结，和平发展。新农村建设。") == ()
    assert find_places("") == ()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("安吉", "浙江省湖州市安吉县"),
        ("浙江安吉昌", "浙江省湖州市安吉县昌硕街道"),
        ("北京海淀", "北京市海淀区"),
        ("昌硕", "浙江省湖州市安吉县昌硕街道"),
        ("新疆", "新疆维吾尔自治区"),
    ],
)
def test_a_beginning_is_completed(typed: str, first: str) -> None:
    assert label_of(complete_place(typed, 5)[0]) == first


def test_nothing_typed_and_nonsense_complete_to_nothing() -> None:
    assert complete_place(" ", 5) == ()
    assert complete_place("☃没有这个地方", 5) == ()
