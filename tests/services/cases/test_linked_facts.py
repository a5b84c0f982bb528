"""What a case leads to: lecturers, sites, courses, and with whom it is paired."""

from sqlalchemy import select

from casearchive.domain.model import Case, Course, Pairing, Place, Session, Site
from casearchive.services.archive import Archive
from casearchive.services.cases.reading import find_case, read_case
from casearchive.services.library import browsing
from casearchive.services.library.browsing import Shelf


def test_a_pairing_leads_to_the_other_side_from_both(sample: Archive) -> None:
    first, second, *_rest = browsing.case_ids(sample, Shelf(), "code")
    with sample.writing() as session:
        here, there = Place(name="甲村"), Place(name="乙村")
        session.add_all([here, there])
        session.flush()
        find_case(session, first).place = here
        find_case(session, second).place = there
        pairing = Pairing(side_a_id=here.id, side_b_id=there.id, kind="友谊村", basis="产业相近")
        session.add(pairing)
        case = session.scalars(
            select(Case).where(Case.code == find_case(session, first).code)
        ).one()
        session.add(Site(title="大棚", look_at="棚架", ask="谁出钱", case_id=case.id))
        course = Course(title="治理班", audience="村干部")
        course.sessions.append(Session(title="第一讲", minutes=90, cases=[case]))
        session.add(course)
        for one in (find_case(session, first), find_case(session, second)):
            one.version += 1
    forth = {fact.value: fact for fact in read_case(sample, first).facts}
    back = {fact.value: fact for fact in read_case(sample, second).facts}
    title, other = read_case(sample, first).title, read_case(sample, second).title
    assert forth[f"乙村：{other}"].case_id == second
    assert forth[f"乙村：{other}"].tip == "产业相近"
    assert back[f"甲村：{title}"].case_id == first
    assert "看什么：棚架" in forth["大棚"].tip
    assert forth["治理班 · 第一讲（90 分钟）"].tip == "村干部"
