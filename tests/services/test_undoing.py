"""Undo and redo of everything, across restarts, and never over what was done elsewhere."""

from dataclasses import replace

import pytest

from casearchive.services import undoing
from casearchive.services.archive import Archive
from casearchive.services.briefing.packs import (
    create_pack,
    delete_pack,
    list_packs,
    read_pack,
    save_pack,
)
from casearchive.services.cases import comparing, standing
from casearchive.services.cases.drafts import CaseDraft, SourceDraft
from casearchive.services.cases.editing import (
    load_draft,
    new_draft,
    restore_cases,
    save_draft,
    trash_cases,
)
from casearchive.services.cases.reading import read_case
from casearchive.services.library import browsing, collections
from casearchive.services.library.browsing import Shelf
from casearchive.services.opening import open_archive
from casearchive.services.searching.finding import search
from casearchive.services.steps import journal_of
from casearchive.services.upkeep import check_archive


def ids(archive: Archive, kind: str = "all") -> list[str]:
    return browsing.case_ids(archive, Shelf(kind), "code")


def content(archive: Archive, case_id: str) -> CaseDraft:
    draft = load_draft(archive, case_id)
    draft.version = 0
    return draft


def test_an_edit_is_undone_with_its_sources_and_place(sample: Archive) -> None:
    case_id = ids(sample)[0]
    before = content(sample, case_id)
    draft = load_draft(sample, case_id)
    draft.title, draft.place.terrain = "改过的题目", "高原"
    draft.sources[0].title = "改过的出处"
    draft.sources.append(SourceDraft(title="新出处", publisher="新华社"))
    del draft.sections[0]
    draft.tags.append("新标签")
    save_draft(sample, draft)
    after = content(sample, case_id)
    assert undoing.possible(sample).undo == "编辑“改过的题目”"
    undoing.undo(sample)
    assert content(sample, case_id) == before
    assert not search(sample, "改过的题目")
    undoing.redo(sample)
    assert content(sample, case_id) == after
    assert search(sample, "改过的题目")
    assert check_archive(sample).sound


def test_a_new_case_goes_to_the_trash_and_comes_back(sample: Archive) -> None:
    draft = new_draft(sample)
    draft.title, draft.themes = "撤销的案例", ["产业振兴"]
    case_id = save_draft(sample, draft)
    undoing.undo(sample)
    assert case_id not in ids(sample)
    assert case_id in ids(sample, "trash")
    undoing.redo(sample)
    assert case_id in ids(sample)


def test_steps_survive_a_restart(sample: Archive) -> None:
    wanted = ids(sample)
    trash_cases(sample, wanted[:2])
    sample.close()
    again = open_archive(sample.path, sample.settings)
    assert undoing.undo(again) == "把 2 个案例移到回收站"
    assert ids(again) == wanted
    again.close()


def test_packs_and_folders_are_undone(sample: Archive) -> None:
    cases = ids(sample)
    pack = create_pack(sample, "撤销包", cases[:2])
    view = read_pack(sample, pack)
    delete_pack(sample, pack)
    undoing.undo(sample)
    assert read_pack(sample, pack) == view
    undoing.undo(sample)
    assert "撤销包" not in [row.name for row in list_packs(sample)]
    undoing.redo(sample)
    assert read_pack(sample, pack) == view
    top = collections.create_collection(sample, " 治理 ")
    inner = collections.create_collection(sample, "五事共治", top)
    assert collections.add_to_collection(sample, inner, cases[:3]) == 3
    rows = browsing.list_collections(sample)
    collections.delete_collection(sample, top)
    assert not {top, inner} & {row.id for row in browsing.list_collections(sample)}
    undoing.undo(sample)
    assert browsing.list_collections(sample) == rows
    assert len(browsing.case_ids(sample, Shelf("collection", inner))) == 3


def test_what_was_changed_elsewhere_is_not_overwritten(sample: Archive) -> None:
    pack = create_pack(sample, "甲")
    steps = journal_of(sample).path
    kept = steps.read_bytes()
    save_pack(sample, replace(read_pack(sample, pack), name="乙"))
    steps.write_bytes(kept)  # as if the renaming had been done on another computer
    with pytest.raises(undoing.StepIsOutdated):
        undoing.undo(sample)
    assert read_pack(sample, pack).name == "乙"
    with pytest.raises(undoing.NothingToUndo):
        while True:
            undoing.undo(sample)


def test_a_folder_cannot_be_put_into_itself(sample: Archive) -> None:
    top = collections.create_collection(sample, "上")
    inner = collections.create_collection(sample, "中", top)
    with pytest.raises(collections.CollectionIsInside):
        collections.move_collection(sample, top, inner)
    collections.move_collection(sample, inner)
    collections.rename_collection(sample, inner, "移出来的")
    told = [(row.name, row.parent) for row in browsing.list_collections(sample)]
    assert told[-2:] == [("上", ""), ("移出来的", "")]
    with pytest.raises(collections.CollectionNeedsAName):
        collections.rename_collection(sample, inner, "  ")
    cases = ids(sample)
    collections.add_to_collection(sample, inner, cases)
    assert collections.take_from_collection(sample, inner, cases[:1]) == 1
    assert dict(browsing.library_counts(sample)["collection"])[inner] == len(cases) - 1


def test_history_tells_what_changed_and_gives_one_field_back(sample: Archive) -> None:
    case_id = ids(sample)[0]
    was = load_draft(sample, case_id)
    draft = load_draft(sample, case_id)
    draft.title, draft.abstract = "新题目", "新摘要"
    draft.sections[0].body = "新正文"
    save_draft(sample, draft)
    newest, *_older = comparing.case_history(sample, case_id)
    assert newest.intact
    changes = {one.field: one for one in comparing.compare(sample, case_id, newest.number - 1)}
    assert set(changes) == {"title", "abstract", f"sections.{_hyphens(draft.sections[0].id)}"}
    assert (changes["title"].before, changes["title"].after) == (was.title, "新题目")
    comparing.restore_fields(sample, case_id, newest.number - 1, [*changes][2:])
    now = load_draft(sample, case_id)
    assert (now.title, now.sections[0].body) == ("新题目", was.sections[0].body)
    comparing.restore_fields(sample, case_id, newest.number - 1)
    assert load_draft(sample, case_id).title == was.title
    undoing.undo(sample)
    assert load_draft(sample, case_id).title == "新题目"
    with pytest.raises(comparing.RevisionIsGone):
        comparing.compare(sample, case_id, 99)


def _hyphens(hex_id: str) -> str:
    return "-".join((hex_id[:8], hex_id[8:12], hex_id[12:16], hex_id[16:20], hex_id[20:]))


def test_a_section_that_was_deleted_comes_back_in_its_place(sample: Archive) -> None:
    case_id = ids(sample)[0]
    was = [section.id for section in load_draft(sample, case_id).sections]
    draft = load_draft(sample, case_id)
    del draft.sections[1]
    save_draft(sample, draft)
    number = comparing.case_history(sample, case_id)[0].number - 1
    (change,) = comparing.compare(sample, case_id, number)
    comparing.restore_fields(sample, case_id, number, [change.field])
    assert [section.id for section in load_draft(sample, case_id).sections] == was


def test_a_standing_says_what_it_still_needs(sample: Archive) -> None:
    draft = new_draft(sample)
    draft.title, draft.themes = "半成品", ["产业振兴"]
    case_id = save_draft(sample, draft)
    told = {one.status: one for one in standing.standings(sample, case_id)}
    assert told["草稿"].present
    assert told["待核"].lacks == ()
    assert any("出处" in text for text in told["已核"].lacks)
    assert any("思考题" in text for text in told["定稿"].lacks)
    assert told["停用"].lacks == ()
    with pytest.raises(standing.CaseIsNotReady, match="还不能"):
        standing.set_status(sample, case_id, "定稿")
    standing.set_status(sample, case_id, "待核")
    assert read_case(sample, case_id).status == "待核"
    undoing.undo(sample)
    assert read_case(sample, case_id).status == "草稿"


def test_restoring_is_a_step_too(sample: Archive) -> None:
    wanted = ids(sample)[:1]
    trash_cases(sample, wanted)
    restore_cases(sample, wanted)
    undoing.undo(sample)
    assert ids(sample, "trash") == wanted


def test_the_journal_holds_no_more_than_it_keeps(sample: Archive) -> None:
    journal = journal_of(sample)
    for number in range(205):
        journal.push(f"{number}", [])
    assert journal.next(undone=False).label == "204"  # type: ignore[union-attr]
    seen = 0
    while step := journal.next(undone=False):
        journal.turn(step.number, undone=True)
        seen += 1
    assert seen == 200
