"""Searches kept under a name: saved, renamed, deleted and put back, and never half."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import settings as settings_of_hypothesis
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from casearchive.domain.model import SavedSearch as Kept
from casearchive.domain.saved_search import is_sort
from casearchive.domain.text import clean_text
from casearchive.services.archive import Archive
from casearchive.services.briefing.packs import create_pack
from casearchive.services.exchange.exchanging import export_json, import_json
from casearchive.services.library.browsing import case_ids, library_counts
from casearchive.services.opening import open_archive
from casearchive.services.refusals import SchemaRefusedIt
from casearchive.services.searching.saved_searches import (
    OrderIsUnknown,
    SearchIsGone,
    SearchNeedsAName,
    SearchNeedsWords,
    delete_search,
    find_search,
    list_searches,
    rename_search,
    save_search,
    update_search,
)
from casearchive.services.undoing import possible, redo, undo
from casearchive.services.upkeep import info
from casearchive.services.views import Shelf
from casearchive.storage.archive.faults import ArchiveIsReadOnly

GOVERNANCE = ("治理", '治理 -旅游 主题=组织振兴 "一字  不差"', "outcome:集体经济收入", "place")


def test_a_search_is_kept_as_it_was_typed(empty: Archive) -> None:
    first = save_search(empty, " 治理\n案例 ", *GOVERNANCE[1:])
    second = save_search(empty, "草莓", "草莓")
    kept, other = list_searches(empty)
    assert (kept.id, kept.name, kept.typed, kept.order, kept.group) == (
        *(first, "治理 案例", *GOVERNANCE[1:]),
    )
    assert (other.id, other.order, other.group) == (second, "relevance", "")
    assert find_search(empty, "草莓") == find_search(empty, second) == other
    assert info(empty).counts["saved_searches"] == 2


def test_names_are_needed_and_unique(empty: Archive) -> None:
    save_search(empty, "治理", "治理")
    with pytest.raises(SchemaRefusedIt, match="同名"):
        save_search(empty, "治理", "别的")
    with pytest.raises(SearchNeedsAName):
        save_search(empty, " \n", "治理")
    with pytest.raises(SearchNeedsWords):
        save_search(empty, "空", "  ")
    other = save_search(empty, "草莓", "草莓")
    with pytest.raises(SchemaRefusedIt, match="同名"):
        rename_search(empty, other, "治理")
    with pytest.raises(SearchNeedsAName):
        rename_search(empty, other, "")
    assert [search.name for search in list_searches(empty)] == ["治理", "草莓"]


@pytest.mark.parametrize("order", ["", "name", "outcome:", "outcome:  ", "RELEVANCE", "x' OR 1"])
def test_an_order_that_nobody_knows_is_refused(empty: Archive, order: str) -> None:
    with pytest.raises(OrderIsUnknown):
        save_search(empty, "治理", "治理", order)
    with pytest.raises(IntegrityError), empty.writing() as session:
        session.add(Kept(name="治理", typed="治理", sort=order))
    assert not is_sort(order)
    assert list_searches(empty) == ()


def test_a_grouping_that_nobody_knows_is_refused(empty: Archive) -> None:
    with pytest.raises(OrderIsUnknown):
        save_search(empty, "治理", "治理", "title", "colour")


def test_a_search_may_come_to_mean_something_else(empty: Archive) -> None:
    search_id = save_search(empty, *GOVERNANCE)
    update_search(empty, "治理", "共治", "title")
    rename_search(empty, search_id, "共治")
    (kept,) = list_searches(empty)
    assert (kept.id, kept.name, kept.typed, kept.order, kept.group) == (
        *(search_id, "共治", "共治", "title", ""),
    )


def test_what_was_deleted_comes_back_as_it_was(empty: Archive) -> None:
    for name in ("甲", "乙", "丙"):
        save_search(empty, name, name, *GOVERNANCE[2:])
    before = list_searches(empty)
    delete_search(empty, "乙")
    assert [search.name for search in list_searches(empty)] == ["甲", "丙"]
    assert possible(empty).undo == "删除智能列表“乙”"
    undo(empty)
    assert list_searches(empty) == before
    update_search(empty, "乙", "别的")
    rename_search(empty, "乙", "丁")
    assert possible(empty).undo == "智能列表“乙”改名为“丁”"
    undo(empty)
    undo(empty)
    assert list_searches(empty) == before
    for _name in "丙乙甲":
        undo(empty)
    assert list_searches(empty) == ()
    for _time in range(3):
        redo(empty)
    assert list_searches(empty) == before


def test_one_that_is_gone_is_told(empty: Archive) -> None:
    for act in (find_search, delete_search):
        with pytest.raises(SearchIsGone, match="没有的"):
            act(empty, "没有的")
    with pytest.raises(SearchIsGone):
        rename_search(empty, "没有的", "有的")


def test_reading_an_archive_saves_nothing(empty: Archive) -> None:
    reader = open_archive(empty.path, empty.settings, read_only=True)
    with pytest.raises(ArchiveIsReadOnly):
        save_search(reader, "治理", "治理")


def test_searches_travel_and_a_name_that_is_taken_gets_a_number(
    sample: Archive, empty: Archive, tmp_path: Path
) -> None:
    theirs = save_search(sample, *GOVERNANCE)
    ours = save_search(empty, "治理", "自治")
    first, second = tmp_path / "1.json", tmp_path / "2.json"
    export_json(sample, first)
    report = import_json(empty, [first])
    assert ("治理", "治理-2") in report.renamed
    assert {search.id: search.name for search in list_searches(empty)} == {
        ours: "治理",
        theirs: "治理-2",
    }
    delete_search(empty, "治理")
    rename_search(empty, "治理-2", "治理")
    report = import_json(empty, [first])
    export_json(sample, second)
    assert first.read_bytes() == second.read_bytes()
    assert find_search(empty, theirs).typed == GOVERNANCE[1]


def test_a_newer_state_of_a_search_comes_in(
    sample: Archive, empty: Archive, tmp_path: Path
) -> None:
    path = tmp_path / "x.json"
    search_id = save_search(sample, *GOVERNANCE)
    export_json(sample, path)
    import_json(empty, [path])
    update_search(sample, search_id, "共治")
    export_json(sample, path)
    assert import_json(empty, [path]).updated["saved_searches"] == 1
    assert find_search(empty, search_id).typed == "共治"


def test_a_pack_whose_search_is_missing_stays_out(
    sample: Archive, empty: Archive, tmp_path: Path
) -> None:
    search_id = save_search(sample, *GOVERNANCE)
    create_pack(sample, "治理班", search=search_id)
    path = tmp_path / "x.json"
    export_json(sample, path)
    form = json.loads(path.read_text("utf-8"))
    del form["saved_searches"]
    path.write_text(json.dumps(form), encoding="utf-8")
    with pytest.raises(SchemaRefusedIt, match="不存在"):
        import_json(empty, [path])
    assert info(empty).counts["cases"] == 0


@settings_of_hypothesis(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=40), st.text(max_size=40))
@example("\U00063bcd", "\x1f\U00063bcd")
def test_whatever_is_typed_is_kept_or_refused(empty: Archive, name: str, typed: str) -> None:
    try:
        search_id = save_search(empty, name, typed)
    except (SearchNeedsAName, SearchNeedsWords, SchemaRefusedIt):
        assert list_searches(empty) == ()
        return
    kept = find_search(empty, search_id)
    assert kept.typed == clean_text(kept.typed) == " ".join(clean_text(typed).splitlines()).strip()
    assert find_search(empty, kept.name) == kept
    assert delete_search(empty, kept.name) == kept


def test_a_search_is_no_shelf_that_lists_itself(sample: Archive) -> None:
    shelf = Shelf("search", save_search(sample, *GOVERNANCE))
    with pytest.raises(ValueError, match="search"):
        case_ids(sample, shelf)
    assert "search" not in library_counts(sample)
