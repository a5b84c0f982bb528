"""Commands and cases are called by their Chinese, by pinyin, by initials, by a piece of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casearchive.search.text.pinyin import letters
from casearchive.services.archive import Archive
from casearchive.services.cases.editing import load_draft, save_draft
from casearchive.services.library.browsing import Shelf, case_ids
from casearchive.services.searching.calling import (
    BEGINS,
    HOLDS,
    SOUNDS,
    SOUNDS_FROM_ITS_BEGINNING,
    called,
    case_names,
    cases_called,
    still_called,
)
from casearchive.services.searching.finding import search


@pytest.mark.parametrize(
    ("typed", "name", "rank", "marked"),
    [
        ("打印", "打印…", BEGINS, "打印"),
        ("案例", "新建案例", HOLDS, "案例"),
        ("建 例", "新建案例", HOLDS, "建例"),
        ("dayin", "打印…", SOUNDS_FROM_ITS_BEGINNING, "打印"),
        ("dy", "打印…", SOUNDS_FROM_ITS_BEGINNING, "打印"),
        ("chongzuo", "重做", SOUNDS_FROM_ITS_BEGINNING, "重做"),
        ("zhongzuo", "重做", SOUNDS_FROM_ITS_BEGINNING, "重做"),
        ("anli", "新建案例", SOUNDS, "案例"),
        ("wsgz", "双一村：“五事共治”乡村治理", SOUNDS, "五事共治"),
        ("五shi", "双一村：“五事共治”乡村治理", SOUNDS, "五事"),
        ("PRINT", "Print…", BEGINS, "Print"),
    ],
)
def test_a_name_answers(typed: str, name: str, rank: int, marked: str) -> None:
    found = called(typed, name)
    assert found
    assert found.rank == rank
    assert "".join(name[start:end] for start, end in found.marks) == marked


@pytest.mark.parametrize("typed", ["", "  ", "xyz", "打字", "，", "dyx", "a" * 100])
def test_what_does_not_answer(typed: str) -> None:
    assert called(typed, "打印…") is None


@given(typed=st.text(max_size=12), name=st.text(max_size=12))
def test_nothing_that_is_typed_raises_and_marks_lie_in_the_name(typed: str, name: str) -> None:
    found = called(typed, name)
    if found:
        places = [place for start, end in found.marks for place in range(start, end)]
        assert places == sorted(set(places))
        assert all(0 <= place < len(name) for place in places)


@given(st.text(alphabet="五事共治重庆银行长乐单县", min_size=1, max_size=6), st.data())
def test_every_usual_reading_and_its_initials_answer(name: str, data: st.DataObject) -> None:
    readings = [data.draw(st.sampled_from(letter.readings)) for letter in letters(name)]
    for typed in ("".join(readings), "".join(reading[0] for reading in readings)):
        assert called(typed, name)


def test_cases_are_called_by_pinyin_and_code(sample: Archive) -> None:
    search(sample, "五彩椒", 1)  # the index is there
    for typed in ("wsgz", "wushigongzhi", "五事共治", "双一 五事"):
        answered, found = cases_called(sample, typed)
        assert answered == typed
        assert [case.code for case in found] == ["AL-2023-002"]
        shown = found[0]
        assert "".join(shown.title[a:b] for a, b in shown.marks) in ("五事共治", "双一五事")
    assert len(cases_called(sample, "AL-2023", limit=3)[1]) == 3
    assert cases_called(sample, "没有这样的村")[1] == []
    assert cases_called(sample, '标题:"(')[1] == []


def test_a_case_is_found_as_it_is_called_now(sample: Archive) -> None:
    search(sample, "五彩椒", 1)
    first = case_ids(sample, Shelf(), "code")[0]
    draft = load_draft(sample, first)
    draft.title = "长乐区：银行进村"
    save_draft(sample, draft)
    for typed in ("changle", "zhangle", "yinhang", "yhjc"):
        assert [case.id for case in cases_called(sample, typed)[1]] == [first]
    assert case_names(sample, ["0" * 32, first])[0].title == draft.title
    assert still_called("yinhang", cases_called(sample, "yin")[1])[0].id == first
