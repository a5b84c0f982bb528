"""What is typed in a form, saved, read, found; and what is refused."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from casearchive.domain.history import Revision
from casearchive.domain.prose.reading import plain_text
from casearchive.domain.text import clean_text
from casearchive.services.archive import Archive
from casearchive.services.cases.drafts import (
    CaseDraft,
    OutcomeDraft,
    PlaceDraft,
    PlanStepDraft,
    QuestionDraft,
    SectionDraft,
    SourceDraft,
    TeachingNoteDraft,
)
from casearchive.services.cases.editing import (
    DraftIsIncomplete,
    check_draft,
    load_draft,
    new_draft,
    restore_case,
    save_draft,
    trash_case,
    words,
)
from casearchive.services.cases.reading import CaseIsGone, read_case
from casearchive.services.library.browsing import case_ids, case_rows, library_counts
from casearchive.services.opening import open_archive
from casearchive.services.refusals import SchemaRefusedIt
from casearchive.services.searching.finding import search
from casearchive.services.views import Shelf
from casearchive.storage.archive.faults import ArchiveIsReadOnly, CaseWasChangedElsewhere


def whole_draft(**changes: object) -> CaseDraft:
    draft = CaseDraft(
        code="T-1",
        title="石榴村：一棵树的账",
        themes=["产业振兴", "生态振兴"],
        tags=["石榴"],
        abstract="一句话说清。",
        place=PlaceDraft(name="石榴村", province="某省", county="某县", village="石榴村"),
        sections=[SectionDraft(type="主要做法", body="合作社**统一**收购。[1]")],
        sources=[SourceDraft(title="石榴村的账", publisher="县报", published="2024-05")],
        outcomes=[
            OutcomeDraft(
                indicator="户均收入", value="1.25", unit="万元", year="2023", quote="第2段"
            )
        ],
        questions=[QuestionDraft(stem="钱从哪里来？", answer="收购价差")],
        teaching_note=TeachingNoteDraft(
            audience="村干部",
            objectives="会算账",
            plan=[PlanStepDraft(minutes="20", step="读案例")],
        ),
    )
    return replace(draft, **changes)  # type: ignore[arg-type]


def test_what_was_saved_is_read_back_and_found(empty: Archive) -> None:
    case_id = save_draft(empty, whole_draft())
    case = read_case(empty, "T-1")
    assert (case.id, case.title, case.themes) == (
        case_id,
        "石榴村：一棵树的账",
        ("产业振兴", "生态振兴"),
    )
    assert plain_text(case.sections[0].prose) == "合作社统一收购。[1]"
    (figure,) = case.outcomes
    assert (figure.amount, figure.year, figure.source_number) == ("1.25万元", "2023", 1)
    assert case.sources[0].citation == "石榴村的账[EB/OL]. 县报, (2024-05)."
    assert case.teaching_note is not None
    assert case.teaching_note.minutes == 20
    for typed in ("石榴", "1.25万元", "价差", "会算账", "县报", "T-1"):
        assert [hit.key for hit in search(empty, typed)] == [case_id], typed


def test_a_draft_that_is_loaded_and_saved_changes_nothing_but_the_version(empty: Archive) -> None:
    case_id = save_draft(empty, whole_draft())
    before = load_draft(empty, case_id)
    save_draft(empty, before)
    assert load_draft(empty, case_id) == replace(before, version=2)


def test_an_edit_is_found_at_once_and_the_old_text_no_more(empty: Archive) -> None:
    case_id = save_draft(empty, whole_draft())
    assert search(empty, "统一收购")
    draft = load_draft(empty, case_id)
    draft.sections[0].body = "各卖各的。"
    save_draft(empty, draft)
    assert not search(empty, "统一收购")
    assert search(empty, "各卖各的")


def test_every_save_leaves_a_revision(empty: Archive) -> None:
    case_id = save_draft(empty, whole_draft())
    save_draft(empty, replace(load_draft(empty, case_id), title="新题"))
    with empty.reading() as session:
        revisions = session.scalars(select(Revision).order_by(Revision.number)).all()
        assert [r.number for r in revisions] == [1, 2]
        assert all(r.intact for r in revisions)
        assert "一棵树的账" in revisions[0].state


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": " "}, "title"),
        ({"code": ""}, "code"),
        ({"themes": []}, "themes"),
        ({"abstract": "长" * 301}, "abstract"),
        ({"sections": [SectionDraft(type="主要做法")]}, "sections.0.body"),
        ({"sources": [SourceDraft(title="题")]}, "sources.0.publisher"),
        ({"sources": []}, "outcomes.0.source"),
        (
            {"outcomes": [OutcomeDraft("", "收入", "=", "很多", "", "元", quote="q")]},
            "outcomes.0.value",
        ),
        (
            {"outcomes": [OutcomeDraft("", "收入", "=", "1", "", "元", "去年", quote="q")]},
            "outcomes.0.year",
        ),
        ({"questions": [QuestionDraft()]}, "questions.0.stem"),
    ],
)
def test_what_is_missing_is_said_at_its_field_and_nothing_is_saved(
    empty: Archive, change: dict[str, object], field: str
) -> None:
    with pytest.raises(DraftIsIncomplete) as caught:
        save_draft(empty, whole_draft(**change))
    assert field in [problem.field for problem in caught.value.problems]
    assert case_ids(empty, Shelf()) == []


def test_a_private_number_is_warned_of() -> None:
    problems = check_draft(whole_draft(abstract="联系电话13812345678"))
    assert [(p.field, p.hinders) for p in problems] == [("abstract", "print")]


def test_a_stale_save_is_refused_and_overwrites_nothing(empty: Archive) -> None:
    case_id = save_draft(empty, whole_draft())
    first, second = load_draft(empty, case_id), load_draft(empty, case_id)
    save_draft(empty, replace(first, title="先保存的"))
    with pytest.raises(CaseWasChangedElsewhere):
        save_draft(empty, replace(second, title="后保存的"))
    assert read_case(empty, case_id).title == "先保存的"


def test_a_code_that_is_taken_is_refused(empty: Archive) -> None:
    save_draft(empty, whole_draft())
    with pytest.raises(SchemaRefusedIt, match="编号已被"):
        save_draft(empty, whole_draft())


def test_new_codes_count_up(empty: Archive) -> None:
    first = new_draft(empty)
    save_draft(empty, whole_draft(code=first.code))
    assert int(new_draft(empty).code[-3:]) == int(first.code[-3:]) + 1


def test_an_edit_does_not_move_another_case_that_stands_in_the_same_place(empty: Archive) -> None:
    one = save_draft(empty, whole_draft())
    other = save_draft(empty, whole_draft(code="T-2"))
    draft = load_draft(empty, one)
    draft.place.province = "他省"
    save_draft(empty, draft)
    assert load_draft(empty, one).place.province == "他省"
    assert load_draft(empty, other).place.province == "某省"


def test_the_trash_holds_a_case_until_it_is_taken_out(empty: Archive) -> None:
    case_id = save_draft(empty, whole_draft())
    trash_case(empty, case_id)
    assert case_ids(empty, Shelf()) == []
    assert case_ids(empty, Shelf("trash")) == [case_id]
    assert not search(empty, "石榴")
    restore_case(empty, case_id)
    assert search(empty, "石榴")


def test_a_new_word_can_be_picked_the_next_time(empty: Archive) -> None:
    shipped = [word.word for word in words(empty, "industry")]
    save_draft(empty, whole_draft(industry="石榴加工", endowments=["老品种", "耕地"]))
    save_draft(empty, whole_draft(code="T-2", industry="石榴加工"))
    assert [word.word for word in words(empty, "industry")] == [*shipped, "石榴加工"]
    assert [word.word for word in words(empty, "endowment")][-1] == "老品种"


def test_lists_and_counts_agree(empty: Archive) -> None:
    save_draft(empty, whole_draft())
    save_draft(empty, whole_draft(code="T-2", themes=["产业振兴"], status="定稿"))
    counts = library_counts(empty)
    assert counts["theme"] == [("产业振兴", 2), ("生态振兴", 1)]
    assert counts["draft"] == [("", 1)]
    for kind, listed in counts.items():
        for value, count in listed:
            assert len(case_ids(empty, Shelf(kind, value))) == count
    ids = case_ids(empty, Shelf(), "code")
    rows = case_rows(empty, ids)
    assert [rows[case_id].code for case_id in ids] == ["T-1", "T-2"]


def test_a_reader_s_archive_saves_nothing(empty: Archive) -> None:
    reader = open_archive(empty.path, empty.settings, read_only=True)
    with pytest.raises(ArchiveIsReadOnly):
        save_draft(reader, whole_draft())


def test_a_case_that_is_not_there_is_told_by_name(empty: Archive) -> None:
    with pytest.raises(CaseIsGone, match="没有的"):
        read_case(empty, "没有的")


HOSTILE = st.text(alphabet=st.characters(exclude_categories=()), min_size=1, max_size=80)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HOSTILE, HOSTILE)
def test_any_text_is_saved_and_read_back_as_it_was_cleaned(
    empty: Archive, title: str, body: str
) -> None:
    draft = whole_draft(code=new_draft(empty).code, title=title)
    draft.sections[0].body = "文" + body + "文"
    if any(problem.hinders == "save" for problem in check_draft(draft)):
        return
    case_id = save_draft(empty, draft)
    again = load_draft(empty, case_id)
    assert again.title == clean_text(title.strip()).strip() or again.title == clean_text(
        title.strip()
    )
    assert again.sections[0].body == clean_text("文" + body + "文")
