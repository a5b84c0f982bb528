"""An English print of English cases: no full-width bracket, quote or comma is left in it."""

import re
from collections.abc import Iterator

import pytest

from casearchive.domain.lecturer import Lecturer
from casearchive.domain.model import Course, Site
from casearchive.domain.model import Session as Lesson
from casearchive.domain.pack import BriefingPack, PackItem
from casearchive.domain.training import Route, Stop
from casearchive.i18n import use_language
from casearchive.services.archive import Archive
from casearchive.services.briefing.exporting import KINDS, Wish, make_pack
from casearchive.services.briefing.packs import create_pack, find_pack
from casearchive.services.cases.drafts import (
    CaseDraft,
    OutcomeDraft,
    QuestionDraft,
    SectionDraft,
    SourceDraft,
)
from casearchive.services.cases.editing import save_draft
from casearchive.services.cases.reading import find_case
from tests.printing import made_files, samples

FULL_WIDTH = re.compile("[（）“”‘’《》「」：；，、。！？]")


def english_case(number: int) -> CaseDraft:
    case = CaseDraft(code=f"EN-{number}", title=f"Village {number}", themes=["产业振兴"])
    case.status = "草稿" if number == 1 else "已核"
    case.place.name = f"Harlow/Westbrook {number}"
    case.place.county, case.place.village = "Harlow", f"Westbrook {number}"
    case.sections = [SectionDraft(type="主要做法", body="They grow peppers[1].")]
    case.questions = [QuestionDraft(type="事实", stem="What grows?", answer="Peppers.")]
    case.sources = [
        SourceDraft(title=f"Report {number}", grade="C"),
        SourceDraft(title=f"Letter {number}", grade="E"),
    ]
    for source in case.sources:
        source.publisher, source.url = "The Paper", "https://example.org/"
        source.published = source.accessed = "2023-04-14"
    case.outcomes = [
        OutcomeDraft(
            indicator="产量", value="5", unit="%", year=str(2020 + n), source=n % 2, quote="5 %"
        )
        for n in range(3)
    ]
    return case


@pytest.fixture
def pack(sample: Archive) -> Iterator[Archive]:
    use_language("en")
    ids = [save_draft(sample, english_case(number)) for number in (1, 2)]
    create_pack(sample, "Cases", ids)
    with sample.writing() as session:
        cases = [find_case(session, one) for one in ids]
        lecturer = Lecturer(name="Ann", post="Teacher", organisation="School")
        lecturer.source = cases[0].sources[0]
        site = Site(title="Greenhouse", case_id=cases[0].id, minutes=30)
        lesson = Lesson(title="Peppers", minutes=45, position=0, cases=cases, lecturer=lecturer)
        course = Course(title="Course", sessions=[lesson], slot_minutes=45)
        route = Route(title="Route", stops=[Stop(position=0, site=site, minutes=30)])
        session.add_all([course, route])
        book: BriefingPack = find_pack(session, "Cases")
        for item in (
            PackItem(kind="comparison"),
            PackItem(kind="action_plan"),
            PackItem(kind="course", course=course),
            PackItem(kind="route", route=route),
        ):
            item.position = len(book.items)
            book.items.append(item)
    yield sample


@pytest.mark.parametrize("kind", KINDS)
def test_no_full_width_mark_is_left(pack: Archive, kind: str) -> None:
    data = make_pack(pack, "Cases", kind, Wish("trainer")).data
    if kind == "pdf":
        text = samples.text_of(data)
    elif kind == "html":
        text = re.sub(r"<(script|style).*?</\1>", "", data.decode(), flags=re.DOTALL)
    else:
        text = made_files.whole_text(data)
    text = re.sub("<[^>]*>", "", text)  # Word's forms of lists, which nothing here is in
    assert "Westbrook" in text
    found = [text[max(0, m.start() - 30) : m.end() + 20] for m in FULL_WIDTH.finditer(text)]
    assert not found
