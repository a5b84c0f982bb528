"""The sample archive holds what a trainer may rely on: sourced figures, own words, no persons."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, event
from sqlalchemy.orm import Session

from casearchive.domain.figures import year_of
from casearchive.domain.model import (
    Base,
    BriefingPack,
    Case,
    Collection,
    Course,
    Lecturer,
    Outcome,
    Pairing,
    Place,
    Programme,
    ProgrammeCount,
    Route,
    Site,
    Source,
    Tag,
)
from casearchive.domain.prose.reading import plain_text, read_prose
from casearchive.domain.states.state import apply_state, state_of
from casearchive.domain.text import NOT_STATED
from casearchive.resources import resource_path

KINDS: dict[str, type[Base]] = {
    "tags": Tag,
    "sources": Source,
    "places": Place,
    "lecturers": Lecturer,
    "cases": Case,
    "sites": Site,
    "routes": Route,
    "courses": Course,
    "programmes": Programme,
    "pairings": Pairing,
    "collections": Collection,
    "briefing_packs": BriefingPack,
}
SAMPLE: dict[str, Any] = json.loads(
    resource_path("sample", "sample.json").read_text(encoding="utf-8")
)
CODES = [case["code"] for case in SAMPLE["cases"]]
# The article the cases rest on is not ours to ship; where a copy lies beside the project, we look.
ARTICLE = Path(__file__).parents[3].joinpath("shared", "seed", "article_clean.txt")


@pytest.fixture(scope="module")
def sample() -> Iterator[Session]:
    """Yield a session on an archive in memory that holds the sample and nothing else."""
    engine = create_engine("sqlite://")
    event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA foreign_keys = ON"))
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        for name, states in SAMPLE.items():
            for state in states if name in KINDS else ():
                entity = KINDS[name]()
                lost = apply_state(entity, state, session.get)
                assert lost == [], f"{name} {state['id']} points forward or nowhere"
                session.add(entity)
            session.flush()
        session.commit()
        yield session
    engine.dispose()


@pytest.fixture(params=CODES)
def case(sample: Session, request: pytest.FixtureRequest) -> Case:
    return sample.query(Case).filter_by(code=request.param).one()


def texts(value: Any) -> Iterator[str]:
    """Yield every text a person may read in plain data: all but ids and moments."""
    match value:
        case str():
            yield value
        case list():
            for item in value:
                yield from texts(item)
        case dict():
            for key, item in value.items():
                if key != "id" and not key.endswith(("_id", "_at")) and key != "cited_sources":
                    yield from texts(item)


def whole_text(case: Case) -> str:
    return "\n".join(texts(state_of(case)))


def body_text(case: Case) -> str:
    return "\n".join(plain_text(read_prose(section.body)) for section in case.sections)


def test_seven_cases_and_ten_programmes_are_there(sample: Session) -> None:
    assert sample.query(Case).count() == 7
    assert sample.query(Programme).count() == 10
    assert {name for name in KINDS if not SAMPLE[name]} == set()


def test_the_file_says_of_itself_what_it_is() -> None:
    assert (SAMPLE["format"], SAMPLE["version"]) == ("casearchive", 1)
    assert set(SAMPLE) == {"format", "version", *KINDS}


def test_what_is_loaded_is_written_again_just_so(sample: Session) -> None:
    for name, cls in KINDS.items():
        written = {str(entity.id): state_of(entity) for entity in sample.query(cls)}  # type: ignore[attr-defined]
        assert written == {state["id"]: state for state in SAMPLE[name]}


def test_every_figure_has_its_source_its_place_there_and_its_time(sample: Session) -> None:
    figures = [*sample.query(Outcome), *sample.query(ProgrammeCount)]
    assert figures
    for figure in figures:
        assert figure.source.title and figure.quote.startswith("第")
        assert figure.year is not None or year_of(figure) == NOT_STATED
        assert figure.year_basis, f"{figure.indicator}: how is the time known?"


def test_the_article_figures_are_those_it_gives(sample: Session) -> None:
    counts = {str(count.value) for count in sample.query(ProgrammeCount)}
    given = {"373", "17097", "364", "120", "33", "16", "3623", "6.88"}
    given |= {"130", "356", "1567", "698", "214", "122", "275"}
    assert counts == given
    assert {str(outcome.value) for outcome in sample.query(Outcome)} == {"170", "50"}


def test_every_number_cited_is_a_source_of_the_case(case: Case) -> None:
    cited = {int(number) for number in re.findall(r"\[(\d+)\]", whole_text(case))}
    assert cited
    assert cited <= set(range(1, len(case.sources) + 1))


def test_a_case_says_what_its_kind_demands(case: Case) -> None:
    needed = {
        "典型": {"主要做法", "主要成效", "存在问题", "适用条件", "原文未载"},
        "教学": {"背景与问题", "决策点", "原文未载"},
    }
    assert needed[case.kind] <= {section.type for section in case.sections}


def test_one_teaching_case_and_one_adoption_are_among_them(sample: Session) -> None:
    assert sample.query(Case).filter_by(kind="教学").count() == 1
    assert sample.query(Case).filter_by(role="转化").count() == 1


def test_a_case_is_long_enough_to_read_and_short_enough_to_teach(case: Case) -> None:
    assert 60 <= len(case.abstract) <= 300
    assert 500 <= len(body_text(case)) <= 1200


def test_a_case_can_be_taught(case: Case) -> None:
    assert 2 <= len(case.questions) <= 4
    assert all(question.answer and question.evidence for question in case.questions)
    assert case.teaching_note is not None
    assert 45 <= case.teaching_note.minutes <= 90


def test_bold_text_closes_where_it_should(case: Case) -> None:
    assert "*" not in body_text(case)


def test_a_site_or_course_of_our_own_says_so(sample: Session) -> None:
    arranged = [*sample.query(Course), *sample.query(Route)]
    assert all(entity.title.startswith("示例编排") for entity in arranged)
    course = sample.query(Course).one()
    assert course.slot_minutes == sum(session.minutes for session in course.sessions)


@pytest.mark.parametrize(
    ("word", "codes"),
    [
        ("椒", ["AL-2023-001"]),
        ("辣椒", ["AL-2023-001"]),
        ("五彩椒", ["AL-2023-001"]),
        ("170万元", ["AL-2023-001"]),
        ("五事共治", ["AL-2023-002"]),
        ("一站十岗", ["AL-2023-003"]),
        ("15分钟实践圈", ["AL-2023-003"]),
        ("余村", ["AL-2023-004"]),
        ("草莓", ["AL-2023-007"]),
        ("查干屯格", ["AL-2023-007"]),
    ],
)
def test_a_word_leads_to_its_case_alone(sample: Session, word: str, codes: list[str]) -> None:
    cases = sample.query(Case).order_by(Case.code)
    assert [case.code for case in cases if word in case.title + whole_text(case)] == codes


def test_governance_is_in_the_title_of_one_case(sample: Session) -> None:
    named = [case.code for case in sample.query(Case) if "治理" in case.title]
    assert named == ["AL-2023-002"]


def test_uncertain_characters_are_marked_and_explained(sample: Session) -> None:
    marked = {case.code: case for case in sample.query(Case) if "〔" in body_text(case)}
    assert set(marked) == {"AL-2023-002", "AL-2023-005"}
    assert all(case.status == "待核" for case in marked.values())
    assert all("编者注" in body_text(case) for case in marked.values())
    for spot in ("〔2或3〕", "魄〔力〕", "当〔地〕"):
        assert spot in sample.query(Source).one().repair_log


def test_people_are_named_only_as_public_lecturers(sample: Session) -> None:
    assert [(person.name, person.source.title) for person in sample.query(Lecturer)] == [
        ("朱学星", "新疆：抓培训强本领 学以致用兴乡村")
    ]
    reviewers = {case.reviewed_by for case in sample.query(Case)} - {""}
    assert all(re.search(r"(书记|主任)（学员）$", reviewer) for reviewer in reviewers)


def test_no_telephone_or_identity_number_is_in_the_sample() -> None:
    numbers = re.compile(r"(?<!\d)(1[3-9]\d{9}|\d{17}[\dXx])(?!\d)")
    assert [text for text in texts(SAMPLE) if numbers.search(text)] == []


def test_no_sentence_of_the_article_is_copied() -> None:
    if not ARTICLE.is_file():
        pytest.skip("the article is not beside the project")
    theirs = clauses(ARTICLE.read_text(encoding="utf-8"))
    ours = {clause for text in texts(SAMPLE) for clause in clauses(text)}
    titles = {clause for source in SAMPLE["sources"] for clause in clauses(source["title"])}
    assert len(theirs) > 30
    assert (ours & theirs) - titles == set()


def clauses(text: str) -> set[str]:
    """Return the stretches of 15 and more characters between marks that end a clause."""
    pieces = re.split(r"[。！？；：，\n“”‘’]", text)
    return {piece.strip() for piece in pieces if len(piece.strip()) >= 15}
