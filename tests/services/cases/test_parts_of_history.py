"""Every part of a case comes back from its history by itself: sources, files, figures, texts."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casearchive.services import undoing
from casearchive.services.archive import Archive
from casearchive.services.attachments.attaching import attach_file, detach
from casearchive.services.cases.comparing import (
    FieldChange,
    case_history,
    compare,
    restore_fields,
)
from casearchive.services.cases.drafts import (
    CaseDraft,
    OutcomeDraft,
    QuestionDraft,
    SectionDraft,
    SourceDraft,
)
from casearchive.services.cases.editing import load_draft, new_draft, save_draft
from casearchive.services.cases.reading import read_case
from casearchive.services.library.browsing import Shelf, case_ids
from casearchive.storage.attachments import stored_file


@pytest.fixture
def case_id(sample: Archive) -> str:
    """A case with three sources, two figures and three questions of ours."""
    found = case_ids(sample, Shelf(), "code")[0]
    draft = load_draft(sample, found)
    draft.sources += [SourceDraft(title=f"出处{n}", publisher="县报") for n in (2, 3)]
    draft.outcomes.append(
        OutcomeDraft(indicator="户均收入", value="1.25", unit="万元", year="2023", quote="见第2段",
                     source=0)
    )  # fmt: skip
    draft.questions.append(QuestionDraft(stem="再问一句？", answer="答"))
    save_draft(sample, draft)
    return found


def changes(archive: Archive, case_id: str, number: int) -> dict[str, FieldChange]:
    return {change.field: change for change in compare(archive, case_id, number)}


def newest(archive: Archive, case_id: str) -> int:
    return case_history(archive, case_id)[0].number


def named(found: dict[str, FieldChange], name: str) -> list[FieldChange]:
    return [change for field, change in found.items() if field.startswith(f"{name}.")]


def content(draft: CaseDraft) -> CaseDraft:
    draft.version = 0
    return draft


def test_a_source_comes_back_in_its_place(sample: Archive, case_id: str) -> None:
    was = newest(sample, case_id)
    before = [source.title for source in load_draft(sample, case_id).sources]
    draft = load_draft(sample, case_id)
    del draft.sources[1]
    draft.sources.append(SourceDraft(title="出处4", publisher="县报"))
    save_draft(sample, draft)
    found = named(changes(sample, case_id, was), "cited_sources")
    assert sorted((one.before, one.after) for one in found) == [("", "出处4"), ("出处2", "")]
    gone = next(one for one in found if one.before)
    restore_fields(sample, case_id, was, [gone.field])
    assert [one.title for one in load_draft(sample, case_id).sources] == [*before, "出处4"]
    come = next(one for one in found if one.after)
    restore_fields(sample, case_id, was, [come.field])
    assert [one.title for one in load_draft(sample, case_id).sources] == before
    assert compare(sample, case_id, was) == ()
    undoing.undo(sample)
    undoing.undo(sample)
    assert [one.title for one in load_draft(sample, case_id).sources] == [
        before[0], before[2], "出处4"
    ]  # fmt: skip


def test_a_source_that_a_figure_needs_stays(sample: Archive, case_id: str) -> None:
    was = newest(sample, case_id)
    draft = load_draft(sample, case_id)
    draft.sources.append(SourceDraft(title="新出处", publisher="县报"))
    draft.outcomes[0].source = len(draft.sources) - 1
    save_draft(sample, draft)
    (source,) = named(changes(sample, case_id, was), "cited_sources")
    assert "成效指标引用" in source.hindrance


def test_an_attachment_comes_back_while_its_file_is_there(
    sample: Archive, case_id: str, tmp_path: Path
) -> None:
    path = tmp_path / "照片说明.txt"
    path.write_text("照片", encoding="utf-8")
    attached = attach_file(sample, case_id, path, "全家福")
    was = newest(sample, case_id)
    detach(sample, attached)
    (file,) = changes(sample, case_id, was).values()
    assert "全家福" in file.before
    assert not file.hindrance
    restore_fields(sample, case_id, was, [file.field])
    (back,) = read_case(sample, case_id).attachments
    assert (back.id, back.caption) == (attached, "全家福")
    detach(sample, attached)
    stored_file(sample.files, back.sha256).unlink()
    (file,) = changes(sample, case_id, was).values()
    assert "文件已不在" in file.hindrance


def test_one_figure_and_one_question_come_back_alone(sample: Archive, case_id: str) -> None:
    was = newest(sample, case_id)
    draft = load_draft(sample, case_id)
    wanted = draft.questions[0].stem
    draft.questions[0].stem, draft.questions[-1].stem = "改了", "也改了"
    draft.outcomes[-1].value = "9.99"
    save_draft(sample, draft)
    found = changes(sample, case_id, was)
    assert len(found) == 3
    question = next(one for one in named(found, "questions") if one.before.startswith(wanted))
    restore_fields(sample, case_id, was, [question.field])
    restore_fields(sample, case_id, was, [named(found, "outcomes")[0].field])
    now = load_draft(sample, case_id)
    assert (now.questions[0].stem, now.questions[-1].stem) == (wanted, "也改了")
    assert now.outcomes[-1].value == "1.25"


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_part_by_part_the_whole_comes_back(
    sample: Archive, case_id: str, data: st.DataObject
) -> None:
    was = newest(sample, case_id)
    before = content(load_draft(sample, case_id))
    draft = load_draft(sample, case_id)
    draft.title = data.draw(st.sampled_from(("甲", "乙", draft.title)))
    lists: list[list[Any]] = [draft.sections, draft.questions, draft.outcomes]
    for members in lists:
        if data.draw(st.booleans()) and members:
            del members[data.draw(st.integers(0, len(members) - 1))]
        members[:] = data.draw(st.permutations(members))
    draft.questions.append(QuestionDraft(stem="新题"))
    save_draft(sample, draft)
    for _time in range(2):  # an order can be taken back once its members are there
        for field in data.draw(st.permutations(list(changes(sample, case_id, was)))):
            restore_fields(sample, case_id, was, [field])
    assert compare(sample, case_id, was) == ()
    assert content(load_draft(sample, case_id)) == before


def test_a_body_is_compared_as_it_is_read(empty: Archive) -> None:
    draft = new_draft(empty)
    draft.title, draft.themes = "题", ["产业振兴"]
    draft.sections = [SectionDraft(type="主要做法", body="开头。")]
    case_id = save_draft(empty, draft)
    draft = load_draft(empty, case_id)
    table = "| a | b |\n| --- | --- |\n| 1 | 2 |"
    written = f"## 小标题\n\n**粗** 1\\*2 \\<b>\n\n1. 甲\n   - 乙\n\n{table}"
    draft.sections[0].body = f"开头。\n\n{written}"
    save_draft(empty, draft)
    (change,) = [one for one in compare(empty, case_id, 1) if one.field.startswith("sections.")]
    assert change.before == "开头。"
    assert change.after == "开头。\n小标题\n粗 1*2 <b>\n1. 甲\n　• 乙\na │ b\n1 │ 2"
    draft = load_draft(empty, case_id)
    draft.sections[0].body = draft.sections[0].body.replace("**", "")
    save_draft(empty, draft)
    (change,) = [one for one in compare(empty, case_id, 2) if one.field.startswith("sections.")]
    assert "**粗**" in change.before  # nothing but marks has changed: they are shown
    assert "**粗**" not in change.after
