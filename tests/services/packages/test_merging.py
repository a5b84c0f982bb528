"""Packages merged by id: what each side changed, what both did, and the way back."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from casearchive.domain.model import Case, Revision, Tag
from casearchive.domain.states.state import state_of
from casearchive.services.archive import Archive
from casearchive.services.briefing.packs import (
    add_to_pack,
    delete_pack,
    list_packs,
    read_pack,
    save_pack,
)
from casearchive.services.cases.editing import load_draft, save_draft, trash_case
from casearchive.services.cases.reading import read_case
from casearchive.services.library.browsing import case_ids
from casearchive.services.packages.choosing import Choices, read_choices
from casearchive.services.packages.merging import PackageIsAnother, merge_package
from casearchive.services.packages.previewing import preview_package
from casearchive.services.undoing import undo_import
from casearchive.services.upkeep import check_archive, info
from casearchive.services.views import Shelf
from casearchive.storage.archive.faults import ArchiveIsReadOnly
from tests.services.packages.conftest import CODE, Pair, Sent, edit, small_draft


def history(archive: Archive, code: str = CODE) -> list[str]:
    """Return the titles of a case's saved states, oldest first."""
    key = load_draft(archive, read_case(archive, code).id).id
    with archive.reading() as session:
        query = select(Revision).order_by(Revision.number)
        lines = [each for each in session.scalars(query) if each.entity_id.hex == key]
    assert all(each.intact for each in lines)
    assert [each.number for each in lines] == sorted({each.number for each in lines})
    return [each.state.split('"title":"', 1)[1].split('"', 1)[0] for each in lines]


def groups(archive: Archive, path: Path) -> dict[str, str]:
    """Return the group of everything in a package that is not the same here."""
    return {item.code or item.title: item.group for item in preview_package(archive, path).items}


def test_out_in_and_out_again_gives_the_same_bytes(pair: Pair, sent: Sent) -> None:
    ours, theirs = pair
    assert sent(ours).read_bytes() == sent(theirs).read_bytes()
    assert info(theirs).counts == info(ours).counts | {
        "revisions": info(theirs).counts["revisions"]
    }
    assert check_archive(theirs).sound


def test_with_its_history_too(near: None, ours: Archive, other: Archive, sent: Sent) -> None:
    edit(ours, title="第二版")
    first = sent(ours, history=True)
    merge_package(other, first)
    assert history(other) == history(ours)
    assert first.read_bytes() == sent(other, history=True).read_bytes()


def test_a_second_import_changes_nothing(pair: Pair, sent: Sent) -> None:
    ours, theirs = pair
    before = info(theirs).counts
    report = merge_package(theirs, sent(ours))
    assert (sum(report.created.values()), sum(report.updated.values())) == (0, 0)
    assert report.batch_id == ""
    assert info(theirs).counts == before
    assert groups(theirs, sent(ours)) == {}


def test_what_only_they_changed_is_taken(pair: Pair, sent: Sent) -> None:
    ours, theirs = pair
    edit(theirs, title="他们改的题目")
    package = sent(theirs)
    assert groups(ours, package) == {CODE: "there"}
    report = merge_package(ours, package)
    assert report.updated["cases"] == 1
    assert read_case(ours, CODE).title == "他们改的题目"
    assert sent(ours).read_bytes() == package.read_bytes()


def test_what_only_we_changed_stays(pair: Pair, sent: Sent) -> None:
    ours, theirs = pair
    edit(ours, title="我们改的题目")
    package = sent(theirs)
    assert groups(ours, package) == {CODE: "here"}
    report = merge_package(ours, package, Choices("theirs"))
    assert not report.updated
    assert read_case(ours, CODE).title == "我们改的题目"


def test_different_fields_are_joined_without_asking(pair: Pair, sent: Sent) -> None:
    ours, theirs = pair
    edit(ours, title="我们改的题目")
    edit(theirs, abstract="他们改的摘要。", tags=["辣椒", "电商"])
    report = merge_package(ours, sent(theirs))
    assert report.conflicts == 0
    case = read_case(ours, CODE)
    assert (case.title, case.abstract) == ("我们改的题目", "他们改的摘要。")
    merge_package(theirs, sent(ours))
    assert sent(ours).read_bytes() == sent(theirs).read_bytes()


@pytest.mark.parametrize(
    ("words", "default", "title"),
    [
        ([], "mine", "我们的"),
        ([], "theirs", "他们的"),
        (["title=theirs"], "mine", "他们的"),
        (["AL-1:title=mine"], "theirs", "我们的"),
        (["AL-2:title=theirs"], "mine", "我们的"),
    ],
)
def test_where_both_changed_a_field_the_choice_holds_and_ours_is_the_default(
    pair: Pair, sent: Sent, words: list[str], default: Any, title: str
) -> None:
    ours, theirs = pair
    edit(ours, title="我们的")
    edit(theirs, title="他们的", abstract="他们的摘要。")
    package = sent(theirs)
    (item,) = preview_package(ours, package).items
    assert item.group == "conflict"
    fields = {field.key: field for field in item.fields}
    assert (fields["title"].mine, fields["title"].theirs) == ("我们的", "他们的")
    assert (fields["title"].changed, fields["abstract"].changed) == ("both", "theirs")
    report = merge_package(ours, package, read_choices(words, default))
    assert report.conflicts == 1
    case = read_case(ours, CODE)
    assert (case.title, case.abstract) == (title, "他们的摘要。")
    assert {"我们的", "他们的", "椒香村的五彩椒"} <= set(history(ours))
    assert history(ours)[-1] == title
    merge_package(theirs, sent(ours))
    assert read_case(theirs, CODE).title == title
    assert sent(ours).read_bytes() == sent(theirs).read_bytes()


def test_sections_merge_one_by_one_and_new_ones_of_both_stay(pair: Pair, sent: Sent) -> None:
    ours, theirs = pair
    for archive, place, text in ((ours, 0, "我们改了情况。"), (theirs, 1, "他们改了做法。")):
        draft = load_draft(archive, read_case(archive, CODE).id)
        draft.sections[place].body = text
        draft.sections.append(type(draft.sections[0])(type="启示", body=text))
        save_draft(archive, draft)
    report = merge_package(ours, sent(theirs))
    assert report.conflicts == 0
    bodies = [s.body for s in load_draft(ours, read_case(ours, CODE).id).sections]
    assert bodies[:3] == ["我们改了情况。", "他们改了做法。", "给教师的话。"]
    assert sorted(bodies[3:]) == sorted(["我们改了情况。", "他们改了做法。"])


def test_trashed_here_and_changed_there_is_a_conflict_that_loses_nothing(
    pair: Pair, sent: Sent
) -> None:
    ours, theirs = pair
    trash_case(ours, read_case(ours, CODE).id)
    edit(theirs, title="他们接着写")
    package = sent(theirs)
    (item,) = preview_package(ours, package).items
    assert item.group == "conflict"
    merge_package(ours, package)
    assert len(case_ids(ours, Shelf("trash"))) == 1  # ours stays where we put it
    assert read_case(ours, CODE).title == "他们接着写"
    merge_package(theirs, sent(ours))
    assert sent(ours).read_bytes() == sent(theirs).read_bytes()


def test_trashed_there_and_unchanged_here_goes_to_the_trash(pair: Pair, sent: Sent) -> None:
    ours, theirs = pair
    trash_case(theirs, read_case(theirs, CODE).id)
    merge_package(ours, sent(theirs))
    assert len(case_ids(ours, Shelf("trash"))) == 1


def test_packs_merge_too(pair: Pair, sent: Sent) -> None:
    ours, theirs = pair
    save_draft(theirs, small_draft("AL-3", "第三个"))
    add_to_pack(theirs, "辣椒课", ["AL-3"])
    save_pack(ours, replace(read_pack(ours, "辣椒课"), name="我们的辣椒课"))
    report = merge_package(ours, sent(theirs))
    assert report.conflicts == 0
    pack = read_pack(ours, "我们的辣椒课")
    assert [item.title for item in pack.items] == ["椒香村的五彩椒", "立体草莓", "第三个"]


def test_a_pack_deleted_here_does_not_come_back_unless_asked(pair: Pair, sent: Sent) -> None:
    ours, theirs = pair
    delete_pack(ours, read_pack(ours, "辣椒课").id)
    package = sent(theirs)
    assert groups(ours, package) == {"辣椒课": "deleted"}
    merge_package(ours, package)
    assert list_packs(ours) == ()
    merge_package(ours, package, Choices(fields={"辣椒课": "theirs"}))
    assert len(list_packs(ours)) == 1


def test_a_merge_is_undone_as_a_whole_and_can_be_done_again(pair: Pair, sent: Sent) -> None:
    ours, theirs = pair
    edit(theirs, title="他们改的题目")
    save_draft(theirs, small_draft("AL-3", "第三个"))
    before = read_case(ours, CODE)
    package = sent(theirs)
    for _time in range(2):
        report = merge_package(ours, package)
        assert (report.created["cases"], report.updated["cases"]) == (1, 1)
        undo_import(ours, report.batch_id)
        assert read_case(ours, CODE).title == before.title
        assert len(case_ids(ours, Shelf())) == 2
    merge_package(ours, package)
    assert read_case(ours, CODE).title == "他们改的题目"
    assert check_archive(ours).sound


def test_a_code_that_is_taken_gets_a_number_and_both_end_alike(pair: Pair, sent: Sent) -> None:
    ours, theirs = pair
    save_draft(ours, small_draft("AL-9", "我们的九"))
    save_draft(theirs, small_draft("AL-9", "他们的九"))
    report = merge_package(ours, sent(theirs))
    assert report.renamed == [("AL-9", "AL-9-2")]
    report = merge_package(theirs, sent(ours))
    assert report.renamed == []
    for archive in pair:
        assert read_case(archive, "AL-9").title == "我们的九"
        assert read_case(archive, "AL-9-2").title == "他们的九"
    assert sent(ours).read_bytes() == sent(theirs).read_bytes()


def test_codes_that_changed_places_do_not_get_in_each_others_way(pair: Pair, sent: Sent) -> None:
    ours, theirs = pair
    edit(theirs, CODE, code="X")
    edit(theirs, "AL-2", code=CODE)
    edit(theirs, "X", code="AL-2")
    report = merge_package(ours, sent(theirs))
    assert report.renamed == []
    assert read_case(ours, "AL-2").title == "椒香村的五彩椒"
    assert read_case(ours, CODE).title == "立体草莓"


def test_words_places_and_sources_of_the_same_name_are_one(
    near: None, ours: Archive, other: Archive, sent: Sent
) -> None:
    draft = small_draft("B-1", "别处的案例")
    save_draft(other, draft)
    report = merge_package(ours, sent(other))
    assert report.created["cases"] == 1
    counts = info(ours).counts
    assert counts["places"] == 1
    with ours.reading() as session:
        assert session.scalars(select(Tag)).all()[0].name == "辣椒"
        case = session.scalars(select(Case).where(Case.code == "B-1")).one()
        assert [tag.name for tag in case.tags] == ["辣椒"]
        assert state_of(case)["place_id"] == str(case.place_id)
    assert groups(ours, sent(other)) == {}


def test_what_was_looked_at_is_what_is_merged(pair: Pair, sent: Sent) -> None:
    ours, theirs = pair
    package = sent(theirs)
    digest = preview_package(ours, package).digest
    edit(theirs, title="换过的")
    sent(theirs).replace(package)
    with pytest.raises(PackageIsAnother):
        merge_package(ours, package, expected=digest)


def test_a_read_only_archive_takes_nothing(pair: Pair, sent: Sent) -> None:
    ours, theirs = pair
    ours.read_only_reason = "只读"
    with pytest.raises(ArchiveIsReadOnly):
        merge_package(ours, sent(theirs))
