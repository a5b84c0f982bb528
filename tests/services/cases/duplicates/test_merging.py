"""Two cases merged field by field, and taken apart again."""

import json
from uuid import UUID

import pytest
from sqlalchemy import select

from casearchive.domain.case import Case
from casearchive.domain.collection import Collection
from casearchive.domain.pack import BriefingPack, ChosenCase, PackItem
from casearchive.domain.states.state import State, state_of
from casearchive.domain.training import Course, Route, Site, Stop
from casearchive.domain.training import Session as Lesson
from casearchive.services.archive import Archive
from casearchive.services.briefing.packs import create_pack, find_pack, read_pack
from casearchive.services.cases.duplicates.merging import (
    CasesAreTheSame,
    ChoiceIsNotOffered,
    merge_cases,
    plan_merge,
)
from casearchive.services.cases.editing import load_draft, save_draft
from casearchive.services.cases.reading import read_case
from casearchive.services.importing.undoing import ImportIsUndoneAlready
from casearchive.services.library.collections import add_to_collection, create_collection
from casearchive.services.undoing import redo, undo, undo_import
from tests.services.cases.duplicates.conftest import KEPT


def test_the_plan_pairs_versions_of_the_same_section(sample: Archive, other: str) -> None:
    fields = {field.key: field for field in plan_merge(sample, KEPT, other).fields}
    differing = [field for field in fields.values() if not field.same]
    assert {field.label for field in differing} == {"标题", "标签", "章节", "使用说明"}
    sections = [field for field in differing if field.label == "章节"]
    assert [bool(field.left) for field in sections] == [True, False]
    assert sections[0].usual == "left" and sections[1].usual == "right"


def test_what_differs_in_an_answer_or_a_plan_alone_is_shown(sample: Archive, other: str) -> None:
    draft = load_draft(sample, other)
    draft.questions[0].answer = "转载者另写的答案"
    draft.questions[1].type = ""
    note = load_draft(sample, KEPT).teaching_note
    assert note is not None and note.plan
    note.plan[0].step = "转载者另写的一步"
    for step in note.plan:
        step.id = ""
    draft.teaching_note = note
    save_draft(sample, draft)
    differing = [field for field in plan_merge(sample, KEPT, other).fields if not field.same]
    told = {field.label: field.right for field in differing if field.label != "章节"}
    assert "转载者另写的一步" in told["使用说明"]
    questions = [field.right for field in differing if field.label == "思考题"]
    assert len(questions) == 2 and "转载者另写的答案" in questions[0]


def test_each_field_is_taken_from_the_side_that_was_chosen(sample: Archive, other: str) -> None:
    plan = plan_merge(sample, KEPT, other)
    body, appendix = [f for f in plan.fields if f.label == "章节" and not f.same]
    merge_cases(sample, KEPT, other, {body.key: "right", appendix.key: "left", "title": "right"})
    merged = load_draft(sample, KEPT)
    assert merged.title.endswith("（转载）")
    assert merged.sections[0].body.endswith("转载时加的一句[1]。")
    assert "附录" not in [section.type for section in merged.sections]
    assert "转载" in merged.tags  # both, unless somebody says otherwise
    assert merged.teaching_note is not None  # what only one has is kept
    assert read_case(sample, other).trashed


def test_a_merge_is_undone_as_a_whole(sample: Archive, other: str) -> None:
    before = load_draft(sample, KEPT), load_draft(sample, other)
    merge = merge_cases(sample, KEPT, other, {"title": "right"})
    undo_import(sample, merge.batch)
    for old, code in zip(before, (KEPT, other), strict=True):
        now = load_draft(sample, code)
        now.version = old.version
        assert now == old
    assert not read_case(sample, other).trashed
    with pytest.raises(ImportIsUndoneAlready):
        undo_import(sample, merge.batch)


def _holders(archive: Archive) -> list[State]:
    """Return the states of folders and packs, in an order that does not change."""
    with archive.reading() as session:
        found = [*session.scalars(select(Collection)), *session.scalars(select(BriefingPack))]
        states = [state_of(one) for one in found]
    for state in states:
        state.pop("updated_at", None)
    return sorted(states, key=lambda state: str(state["id"]))


def test_the_kept_case_takes_the_others_place_in_folders_and_packs(
    sample: Archive, other: str
) -> None:
    kept_id, other_id = read_case(sample, KEPT).id, read_case(sample, other).id
    third = read_case(sample, "AL-2023-003").id
    alone = create_collection(sample, "只有转载")
    add_to_collection(sample, alone, [third, other_id])
    both = create_collection(sample, "两个都有")
    add_to_collection(sample, both, [other_id, kept_id])
    create_pack(sample, "只有转载", [other_id, third])
    create_pack(sample, "两个都有", [kept_id, third, other_id])
    with sample.writing() as session:
        pack = find_pack(session, "只有转载")
        section = load_draft(sample, other).sections[0].id
        pack.items[0].left_out = [section, "questions"]
        chosen = [ChosenCase(case_id=UUID(key), position=n) for n, key in enumerate((other_id,))]
        item = PackItem(kind="comparison", position=2, chosen=chosen)
        pack.items.append(item)
    before = _holders(sample)
    merge = merge_cases(sample, KEPT, other, {})
    assert UUID(other_id) not in {UUID(key) for key in _cases(_holders(sample))}
    packs = {name: read_pack(sample, name).items for name in ("只有转载", "两个都有")}
    assert [item.case_id for item in packs["只有转载"]][:2] == [kept_id, third]
    assert list(packs["只有转载"][0].left_out) == ["questions"]
    assert [item.case_id for item in packs["两个都有"]] == [kept_id, third]
    undo_import(sample, merge.batch)
    assert _holders(sample) == before


def _cases(states: list[State]) -> list[str]:
    named = [key for state in states for key in state.get("entries", [])]
    for item in (item for state in states for item in state.get("items", [])):
        named += [key for key in (item.get("case_id"), *item.get("chosen", [])) if key]
    return named


def test_sites_and_courses_follow_the_kept_case_and_an_undo_gives_them_back(
    sample: Archive, other: str
) -> None:
    kept_id, other_id = UUID(read_case(sample, KEPT).id), UUID(read_case(sample, other).id)
    before_all = _training(sample)
    with sample.writing() as session:
        one, two = session.get_one(Case, kept_id), session.get_one(Case, other_id)
        site = Site(title="转载的教学点", case_id=other_id)
        route = Route(title="看转载的路线", stops=[Stop(position=0, site=site, minutes=30)])
        with_both = [Lesson(title="两个都讲", minutes=45, position=0, cases=[one, two])]
        with_both.append(Lesson(title="只讲转载", minutes=90, position=1, cases=[two]))
        session.add_all([site, route, Course(title="讲转载的课", sessions=with_both)])
    before = _training(sample)
    merge_cases(sample, KEPT, other, {})
    merged = _training(sample)
    assert str(other_id) not in json.dumps(merged)
    assert _names(sample, KEPT) >= {"转载的教学点", "讲转载的课 · 两个都讲（45 分钟）"}
    assert merged != before and len(merged) == len(before_all) + 3
    undo(sample)
    assert _training(sample) == before
    redo(sample)
    assert _training(sample) == merged


def test_a_course_changed_after_the_merge_stays_as_somebody_left_it(
    sample: Archive, other: str
) -> None:
    with sample.writing() as session:
        two = session.get_one(Case, UUID(read_case(sample, other).id))
        lesson = Lesson(title="讲转载", minutes=45, position=0, cases=[two])
        session.add(Course(title="讲转载的课", sessions=[lesson]))
    merge = merge_cases(sample, KEPT, other, {})
    with sample.writing() as session:
        course = session.scalars(select(Course).where(Course.title == "讲转载的课")).one()
        course.audience = "新任书记"
    assert undo_import(sample, merge.batch).kept == ["讲转载的课"]
    with sample.reading() as session:
        course = session.scalars(select(Course).where(Course.title == "讲转载的课")).one()
        assert course.audience == "新任书记"
        assert [case.code for case in course.sessions[0].cases] == [KEPT]


def _training(archive: Archive) -> list[State]:
    """Return the states of sites, routes and courses, in an order that does not change."""
    with archive.reading() as session:
        found = [one for cls in (Site, Route, Course) for one in session.scalars(select(cls))]
        return sorted((state_of(one) for one in found), key=lambda state: str(state["id"]))


def _names(archive: Archive, code: str) -> set[str]:
    facts = read_case(archive, code).facts
    return {fact.value for fact in facts if fact.label in ("教学点", "课程")}


def test_what_is_not_offered_changes_nothing(sample: Archive, other: str) -> None:
    before = load_draft(sample, KEPT)
    with pytest.raises(ChoiceIsNotOffered):
        merge_cases(sample, KEPT, other, {"title": "both"})
    with pytest.raises(ChoiceIsNotOffered):
        merge_cases(sample, KEPT, other, {"没有的": "left"})
    with pytest.raises(CasesAreTheSame):
        merge_cases(sample, KEPT, KEPT, {})
    assert load_draft(sample, KEPT) == before
