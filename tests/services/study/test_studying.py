"""The trainee's layer as its user meets it, on a real archive, read-only ones too."""

from pathlib import Path

import pytest

from casearchive.services.archive import Archive
from casearchive.services.cases.editing import load_draft, save_draft, trash_case
from casearchive.services.cases.reading import read_case
from casearchive.services.library import browsing
from casearchive.services.library.browsing import Shelf
from casearchive.services.opening import open_archive
from casearchive.services.study import studying
from casearchive.services.study.sheet import study_sheet
from casearchive.services.undoing import redo, undo
from casearchive.services.views import CaseView
from casearchive.study.form import FileHoldsNoNotes


def first_case(archive: Archive) -> CaseView:
    return read_case(archive, browsing.case_ids(archive, Shelf(), "code")[0])


def passage(case: CaseView, length: int = 12) -> tuple[str, str, int, int]:
    section = case.sections[0]
    text = studying.part_texts(case)[section.id]
    start = len(section.heading) + 1
    return section.id, text, start, start + length


def test_marks_survive_an_update_of_the_case(sample: Archive) -> None:
    case = first_case(sample)
    (mark,) = studying.mark_passage(sample, case, [passage(case)], "blue", "想一想")
    draft = load_draft(sample, case.id)
    draft.sections[0].body = "新加的一段话。\n\n" + draft.sections[0].body
    save_draft(sample, draft)
    changed = read_case(sample, case.id)
    study = studying.study_of(sample, case.id)
    placing = studying.place_marks(study, studying.part_texts(changed))
    assert [placed.mark for placed in placing.placed] == [mark]
    text = studying.part_texts(changed)[placing.placed[0].part]
    assert text[placing.placed[0].start : placing.placed[0].end] == mark.quote


def test_marks_without_a_place_are_listed_not_dropped(sample: Archive) -> None:
    case = first_case(sample)
    studying.mark_passage(sample, case, [passage(case)], note="<b>留着</b> # 这句")
    draft = load_draft(sample, case.id)
    del draft.sections[0]
    save_draft(sample, draft)
    changed = read_case(sample, case.id)
    study = studying.study_of(sample, case.id)
    placing = studying.place_marks(study, studying.part_texts(changed))
    assert len(placing.orphans) == 1
    sheet = study_sheet(sample)
    assert "原文已不在的标注" in sheet
    assert "\\<b\\>留着\\</b\\> \\# 这句" in sheet


def test_a_read_only_archive_takes_it(sample: Archive) -> None:
    reader = open_archive(sample.path, sample.settings, read_only=True)
    case = first_case(reader)
    before = sample.path.read_bytes()
    studying.mark_passage(reader, case, [passage(case)])
    studying.answer_question(reader, case.id, case.questions[0].id, "题", "我的回答")
    studying.note_place(reader, case, 0.4, 0.5)
    studying.star_cases(reader, [case.id], on=True)
    undo(reader)
    redo(reader)
    study = studying.study_of(reader, case.id)
    assert study.starred
    assert len(study.marks) == 1
    assert study.answer(case.questions[0].id) == "我的回答"
    assert sample.path.read_bytes() == before
    reader.close()


def test_every_step_can_be_undone_and_redone(sample: Archive) -> None:
    case = first_case(sample)
    (mark,) = studying.mark_passage(sample, case, [passage(case)])
    mark = studying.recolour(sample, mark, "pink")
    mark = studying.write_note(sample, mark, " 批注 ")
    studying.remove_marks(sample, [mark])
    seen = []
    for _time in range(4):
        undo(sample)
        marks = studying.study_of(sample, case.id).marks
        seen.append((marks[0].colour, marks[0].note) if marks else None)
    assert seen == [("pink", "批注"), ("pink", ""), ("yellow", ""), None]
    for _time in range(3):
        redo(sample)
    assert studying.study_of(sample, case.id).marks == (mark,)


def test_reading_to_the_end_takes_a_case_off_the_unread(sample: Archive) -> None:
    case = first_case(sample)
    unread = browsing.case_ids(sample, Shelf("unread"))
    assert case.id in unread
    assert browsing.case_ids(sample, Shelf("recent")) == []
    studying.note_place(sample, case, 0.2, 0.3)
    assert case.id in browsing.case_ids(sample, Shelf("unread"))
    assert browsing.case_ids(sample, Shelf("recent")) == [case.id]
    studying.note_place(sample, case, 0.1, 0.99)
    assert case.id not in browsing.case_ids(sample, Shelf("unread"))
    studying.note_place(sample, case, 0.0, 0.1)
    assert studying.study_of(sample, case.id).finished
    studying.finish_reading(sample, [case], on=False)
    assert case.id in browsing.case_ids(sample, Shelf("unread"))
    counts = browsing.library_counts(sample)
    assert counts["unread"] == [("", len(unread))]
    assert counts["recent"] == [("", 1)]


def test_stars_are_a_shelf(sample: Archive) -> None:
    ids = browsing.case_ids(sample, Shelf())
    studying.star_cases(sample, ids[:3], on=True)
    studying.star_cases(sample, ids[:1], on=False)
    assert set(browsing.case_ids(sample, Shelf("starred"))) == set(ids[1:3])
    trash_case(sample, ids[1])
    assert browsing.library_counts(sample)["starred"] == [("", 1)]


def test_a_layer_is_carried_to_another_computer(
    sample: Archive, empty: Archive, tmp_path: Path
) -> None:
    case = first_case(sample)
    studying.mark_passage(sample, case, [passage(case)], note="带走")
    path = tmp_path / "笔记.json"
    assert studying.export_study(sample, path) == 1
    assert studying.import_study(empty, path) == 1
    assert studying.import_study(empty, path) == 0
    assert studying.study_of(empty, case.id).marks[0].note == "带走"
    assert "档案里已没有这个案例" in study_sheet(empty)
    (tmp_path / "坏.json").write_bytes(b"\xff\xfe")
    with pytest.raises(FileHoldsNoNotes):
        studying.import_study(empty, tmp_path / "坏.json")


def test_a_layer_that_cannot_be_read_hides_no_case(sample: Archive) -> None:
    layer = sample.settings.data / "study" / f"{sample.archive_id}.sqlite"
    layer.parent.mkdir(parents=True)
    layer.write_bytes(b"spoilt" * 1000)
    assert len(browsing.case_ids(sample, Shelf("unread"))) == len(
        browsing.case_ids(sample, Shelf())
    )
    assert browsing.library_counts(sample)["starred"] == [("", 0)]
