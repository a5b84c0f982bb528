"""Packs whose trainer-only fields are written in letters that stand nowhere else.

Draw a :class:`SecretPack` from :func:`secret_packs`, put it into a database with :func:`shelved`,
compose or write it for trainees in any format, and ask :func:`leaks` what of it got out: any
letter at all is a leak. A trainer's edition has to show what :attr:`SecretPack.told` lists.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from hypothesis import strategies as st
from sqlalchemy import create_engine
from sqlalchemy.orm import Session as DatabaseSession

from casearchive.domain.base import Base
from casearchive.domain.case import Case, CaseSource, CaseTheme, Outcome, Section
from casearchive.domain.evidence import Attachment, Source
from casearchive.domain.pack import BriefingPack, ChosenCase, PackItem
from casearchive.domain.place import Place, PlaceFigure
from casearchive.domain.teaching import PlanStep, Question, TeachingNote
from casearchive.domain.training import Course, Route, Session, Site, Stop
from casearchive.printing.composing.reading import PictureOf

SECRET_LETTERS = "甲乙丙丁戊庚壬癸"
_OPEN_LETTERS = "村账棚椒菜路桥稻渠公开办法先后还有人问谁定"
_TYPES = (
    "背景与问题",
    "主要做法",
    "决策点",
    "主要成效",
    "存在问题",
    "经验启示",
    "适用条件",
    "附录",
)

open_text = st.text(alphabet=_OPEN_LETTERS, min_size=1, max_size=30)
secret = st.text(alphabet=SECRET_LETTERS, min_size=4, max_size=16)
secret_body = st.one_of(
    secret,
    st.builds("# {}\n\n- {}\n- **{}**".format, secret, secret, secret),
    st.builds("|{}|{}|\n|-|-|\n|{}|{}|".format, secret, secret, secret, secret),
    st.builds("> {}\n\n![{}](attachment:nothing)".format, secret, secret),
    st.builds("![{}](attachment:00000000000000000000000000000001)".format, secret),
)


@dataclass(frozen=True, slots=True)
class SecretCase:
    """The drawn texts of one case: those anyone may read, and those for trainers."""

    title: str
    open_bodies: tuple[tuple[str, str], ...]  # (section type, body)
    hidden_bodies: tuple[tuple[str, str, str], ...]  # (section type, title, body)
    questions: tuple[tuple[str, str, str], ...]  # (stem, answer, evidence)
    note: tuple[str, str, str, str, str] | None  # audience, objectives, analysis, theory, points
    plan: tuple[tuple[str, str], ...]  # (step, board)
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SecretPack:
    """A drawn pack of a few cases."""

    cases: tuple[SecretCase, ...]
    smart: bool

    @property
    def told(self) -> tuple[str, ...]:
        """Texts that a trainer's casebook shows."""
        return tuple(answer for case in self.cases for _stem, answer, _evidence in case.questions)


_types = st.sampled_from(_TYPES)
secret_cases = st.builds(
    SecretCase,
    title=open_text,
    open_bodies=st.lists(st.tuples(_types, open_text), min_size=1, max_size=4).map(tuple),
    hidden_bodies=st.lists(
        st.tuples(_types, st.one_of(st.just(""), secret), secret_body), max_size=3
    ).map(tuple),
    questions=st.lists(st.tuples(open_text, secret, secret), max_size=3).map(tuple),
    note=st.one_of(st.none(), st.tuples(*[secret] * 5)),
    plan=st.lists(st.tuples(secret, secret), max_size=2).map(tuple),
    quotes=st.lists(secret, max_size=3).map(tuple),
)


def secret_packs() -> st.SearchStrategy[SecretPack]:
    """Return the strategy that draws packs of one to three cases."""
    return st.builds(
        SecretPack,
        cases=st.lists(secret_cases, min_size=1, max_size=3).map(tuple),
        smart=st.booleans(),
    )


def leaks(text: str) -> str:
    """Return the secret letters in a text, each once; empty where nothing got out."""
    return "".join(sorted(set(SECRET_LETTERS) & set(text)))


@contextmanager
def shelved(drawn: SecretPack, edition: str = "trainee") -> Iterator[BriefingPack]:
    """Put a drawn pack with every kind of item into a database of its own, and give it."""
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with DatabaseSession(engine, autoflush=False) as session:
        pack = _pack(drawn, edition)
        session.add(pack)
        session.flush()
        yield pack
    engine.dispose()


def pictures_in(folder: Path) -> PictureOf:
    """Return what says that every picture may be printed; the files need not be there."""
    return lambda attachment: folder / attachment.sha256


def _pack(drawn: SecretPack, edition: str) -> BriefingPack:
    source = Source(type="N", title="某报道", publisher="某日报", grade="B")
    cases = [_case(one, number, source) for number, one in enumerate(drawn.cases, 1)]
    site = Site(title="现场教学点", look_at="看棚", ask="问账", compare="比路", case=cases[0])
    stops = [Stop(site=site, minutes=60, position=0)]
    route = Route(title="一日路线", objectives="看一看", days=1, stops=stops)
    session = Session(title="第一讲", minutes=45, position=0, cases=cases, site=site)
    course = Course(title="一天的课", slot_minutes=60, sessions=[session])
    items = [PackItem(kind="case", case=case) for case in cases]
    items += [
        PackItem(kind="text", title="说明", text="请按时到场。"),
        PackItem(kind="comparison", chosen=[ChosenCase(case=c, position=n)
                                            for n, c in enumerate(cases)]),
        PackItem(kind="route", route=route),
        PackItem(kind="course", course=course),
        PackItem(kind="action_plan"),
    ]  # fmt: skip
    for position, item in enumerate(items):
        item.position = position
    return BriefingPack(name="公开账本", edition=edition, items=items)


def _case(drawn: SecretCase, number: int, source: Source) -> Case:
    figure = {"unit": "万元", "period_kind": "年度", "source": source, "qualifier": "="}
    quotes = drawn.quotes or ("原话",)
    outcomes = [
        Outcome(
            indicator="收入", value=Decimal(n), year=2020 + n, quote=quote, position=n, **figure
        )
        for n, quote in enumerate(quotes, 1)
    ]
    place = Place(name=f"第{number}村", county="某县", village=f"第{number}村")
    place.figures = [
        PlaceFigure(indicator="户数", value=Decimal(9), quote=quotes[0], position=0, **figure)
    ]
    sections = [Section(type=kind, body=body) for kind, body in drawn.open_bodies]
    sections += [
        Section(type=kind, title=title, body=body, trainer_only=True)
        for kind, title, body in drawn.hidden_bodies
    ]
    for position, section in enumerate(sections):
        section.position = position
    made = Case(
        code=f"M-{number}", kind="典型", title=drawn.title, role="示范", scope="村", status="定稿",
        place=place, sections=sections, outcomes=outcomes,
        themes=[CaseTheme(position=0, word="组织振兴")],
        cited_sources=[CaseSource(position=0, source=source)],
        questions=[
            Question(stem=stem, answer=answer, evidence=evidence, position=n)
            for n, (stem, answer, evidence) in enumerate(drawn.questions)
        ],
    )  # fmt: skip
    made.attachments = [_hidden_photo(number)]
    if drawn.note:
        audience, objectives, analysis, theory, points = drawn.note
        steps = [
            PlanStep(minutes=5, step=step, board=board, position=n)
            for n, (step, board) in enumerate(drawn.plan)
        ]
        made.teaching_note = TeachingNote(
            audience=audience, objectives=objectives, analysis=analysis, theory=theory,
            key_points=points, plan=steps,
        )  # fmt: skip
    return made


def _hidden_photo(number: int) -> Attachment:
    """Return a photo whose caption anyone may read; the trainers' bodies give it a secret one."""
    return Attachment(
        sha256=f"{number:064x}", name="棚.png", media_type="image/png", caption="育苗棚",
        licence="自有", portrait_consent="不涉及人像",
    )  # fmt: skip
