"""Packs and cases as publications: everything a figure needs, nothing a trainee must not see."""

import pickle
from collections.abc import Iterator
from decimal import Decimal
from itertools import count
from typing import Any, TypeVar
from uuid import uuid4

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from casearchive.domain.base import Base, now
from casearchive.domain.case import Case, CaseSource, CaseTheme, Outcome, Section
from casearchive.domain.evidence import Source
from casearchive.domain.pack import BriefingPack, PackItem
from casearchive.domain.place import Place, PlaceFigure
from casearchive.domain.saved_search import SavedSearch
from casearchive.domain.teaching import PlanStep, Question, TeachingNote
from casearchive.printing.blocks import (
    DataTable,
    Fact,
    FactsTable,
    Heading,
    Paragraph,
    Publication,
    SourceList,
    plain,
    texts_of,
)
from casearchive.printing.composing.compose import compose, compose_case
from casearchive.printing.pdf import render_pdf
from tests.printing import samples

Kept = TypeVar("Kept", bound=Base)
CODES = count(1)
SECRETS = ("谜底甲", "谜底乙", "谜底丙", "谜底丁", "谜底戊", "谜底己", "谜底庚", "谜底辛")


@pytest.fixture(autouse=True)
def _session() -> Iterator[None]:
    """Keep what a test makes in a database, where the classes get their defaults."""
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session, session.no_autoflush:
        SHELF.append(session)
        yield
        SHELF.clear()
    engine.dispose()


SHELF: list[Session] = []


def kept(made: Kept) -> Kept:
    SHELF[0].add(made)
    SHELF[0].flush()
    return made


def composed(pack: BriefingPack, edition: str = "", **how: Any) -> Publication:
    return compose(pack, edition, **how).publication


def source(number: int) -> Source:
    return Source(
        type="EB/OL",
        title=f"晒场上的育苗棚之{number}",
        author="李某",
        publisher="某县融媒体中心",
        published="2022-01-03",
        url=f"https://news.example.cn/{number}.html",
        grade="C",
    )


def case(**changes: object) -> Case:
    first, second, local = source(1), source(2), source(3)
    figure = {"unit": "万元", "period_kind": "年度", "indicator": "村级集体经济收入"}
    made = Case(
        code=f"T-{next(CODES):03}",
        kind="典型",
        title="青禾村：公开账本",
        role="示范",
        scope="村",
        status="定稿",
        abstract="一个村怎样用公开账本换来信任。",
        endowments=["耕地"],
        place=Place(name="青禾村", county="某县", figures=[]),
        themes=[CaseTheme(position=0, word="组织振兴")],
        sections=[
            Section(type="主要做法", body="先**公开**旧账。[1]\n\n# 步骤\n\n1. 查账[9]\n2. 还账"),
            Section(type="教师提示", body=SECRETS[0], trainer_only=True),
        ],
        outcomes=[
            Outcome(
                **figure, qualifier="约", value=Decimal("170.50"), year=None, quote=SECRETS[1],
                source=second,
            ),
            Outcome(
                **figure, qualifier="区间", value=Decimal(3), upper_value=Decimal(5), year=2022,
                year_basis="原文“去年”", quote="三到五万元", source=first,
            ),
        ],
        cited_sources=[CaseSource(position=0, source=first)],
        questions=[
            Question(
                type="分析题", stem="账本为什么要公开？", answer=SECRETS[2], evidence=SECRETS[3],
            )
        ],
        teaching_note=TeachingNote(
            audience=SECRETS[4], objectives=SECRETS[5], analysis=SECRETS[6],
            plan=[PlanStep(minutes=10, step="导入", board=SECRETS[7])],
        ),
    )  # fmt: skip
    made.place.figures.append(  # type: ignore[union-attr]  # the place was given above
        PlaceFigure(
            indicator="户数", unit="户", period_kind="时点", qualifier="=", value=Decimal(120),
            quote="全村120户", source=local,
        )
    )  # fmt: skip
    for name, value in changes.items():
        setattr(made, name, value)
    return kept(made)


def pack(*items: PackItem, edition: str = "trainee", **options: str) -> BriefingPack:
    name = f"公开账本专题{next(CODES)}"
    return kept(BriefingPack(name=name, edition=edition, options=options, items=list(items)))


def item(made: Case) -> PackItem:
    return PackItem(kind="case", case=made)


def words(publication: Publication) -> str:
    return "\n".join(texts_of(publication))


def titles(publication: Publication) -> list[str]:
    """Return the titles of the parts that print items: what stands before the appendices."""
    heads = [(part.title, part.blocks[0]) for part in publication.parts]
    return [t for t, head in heads if not getattr(head, "anchor", "").startswith("appendix")]


def tables(publication: Publication) -> list[DataTable]:
    return [b for part in publication.parts for b in part.blocks if isinstance(b, DataTable)]


@pytest.mark.parametrize("alone", [True, False])
def test_a_trainee_gets_no_word_meant_for_trainers(alone: bool) -> None:
    made = compose_case(case(), "trainee") if alone else composed(pack(item(case())))
    assert "账本为什么要公开？" in words(made)
    carried = pickle.dumps(made)
    printed = samples.text_of(render_pdf(made, fonts=samples.fonts()).data)
    for secret in SECRETS:
        assert secret.encode() not in carried
        assert secret not in printed


def test_a_trainer_gets_all_of_it() -> None:
    printed = samples.text_of(
        render_pdf(compose_case(case(), "trainer"), fonts=samples.fonts()).data
    )
    assert all(secret in printed for secret in SECRETS)


def test_every_figure_prints_with_year_basis_kind_and_source() -> None:
    place, outcomes = tables(compose_case(case(), "trainee"))
    rows = [["".join(run.text for run in cell) for cell in row] for row in outcomes.rows]
    assert rows[0] == ["村级集体经济收入", "约170.5万元", "未载", "未载", "年度", "[2]"]
    assert rows[1] == ["村级集体经济收入", "3–5万元", "2022", "原文“去年”", "年度", "[1]"]
    assert "".join(run.text for run in place.rows[0][-1]) == "[3]"


def test_sources_are_numbered_as_they_are_cited() -> None:
    (part,) = compose_case(case()).parts
    (listed,) = [block for block in part.blocks if isinstance(block, SourceList)]
    assert [entry.number for entry in listed.entries] == [1, 2, 3]
    assert "晒场上的育苗棚之1[EB/OL]" in "".join(run.text for run in listed.entries[0].runs)
    assert listed.entries[0].runs[1].link == "https://news.example.cn/1.html"


def test_a_citation_is_raised_and_leads_to_its_source() -> None:
    (part,) = compose_case(case()).parts
    paragraph = next(b for b in part.blocks if isinstance(b, Paragraph) and not b.lead)
    assert [run.text for run in paragraph.runs] == ["先", "公开", "旧账。", "[1]"]
    assert paragraph.runs[1].bold
    assert paragraph.runs[3].raised
    assert paragraph.runs[3].link == "#case-1-source-1"
    assert "查账[9]" in words(compose_case(case()))  # there is no ninth source


def test_what_no_source_says_prints_as_not_stated() -> None:
    (part,) = compose_case(case(period="", place=None)).parts
    (facts,) = [block for block in part.blocks if isinstance(block, FactsTable)][:1]
    said = {fact.label: "".join(run.text for run in fact.value) for fact in facts.facts}
    assert said["地点"] == said["时间"] == "未载"


def test_headings_of_a_body_stand_below_the_sections() -> None:
    (part,) = compose_case(case()).parts
    levels = {block.text: block.level for block in part.blocks if isinstance(block, Heading)}
    assert levels["主要做法"] == 2
    assert levels["步骤"] == 3


def test_a_draft_is_marked_on_every_page_and_named() -> None:
    made = composed(pack(item(case(status="草稿")), item(case(title="定稿的案例"))))
    assert made.watermark == "草稿"
    assert "《青禾村：公开账本》" in words(made)
    assert "《定稿的案例》" not in words(made)
    assert composed(pack(item(case()))).watermark == ""


def test_the_cover_says_what_the_pack_says() -> None:
    made = composed(pack(item(case()), centre="某县培训中心", date="2024年5月", subtitle="春季班"))
    assert made.cover is not None
    assert "某县培训中心" in "".join(texts_of(made.cover))
    assert made.subtitle == "春季班"
    assert made.edition == "学员版"


def test_texts_and_page_breaks_of_the_packs_own() -> None:
    made = composed(
        pack(
            PackItem(kind="text", title="开班说明", text="请**按时**到场。"),
            PackItem(kind="page_break"),
            item(case()),
        )
    )
    assert titles(made) == ["开班说明", "青禾村：公开账本"]
    assert "请按时到场。" in words(made).replace("\n", "")


@pytest.mark.parametrize("kind", ["route", "course", "smart_list"])
def test_what_nobody_chose_yet_says_so(kind: str) -> None:
    made = composed(pack(PackItem(kind=kind, title="附件")))
    assert "还没有选定内容" in words(made)


def test_a_smart_list_prints_what_is_found_and_no_case_twice() -> None:
    search = SavedSearch(id=uuid4(), name="治理的案例", typed="治理")
    first, second = case(title="甲村"), case(title="乙村", status="草稿")
    lost = case(title="丙村", trashed_at=now())
    smart = PackItem(kind="smart_list", search=search)
    made = composed(pack(smart, item(first)), lists={search.id: (second, first, lost)})
    assert titles(made) == ["乙村", "甲村"]
    assert made.watermark == "草稿"
    assert made.cover
    assert Fact("收入案例", plain("2 个")) in made.cover.facts


@pytest.mark.parametrize("lost", [0, 1])
def test_a_smart_list_without_a_case_says_so_under_its_name(lost: int) -> None:
    search = SavedSearch(id=uuid4(), name="治理的案例", typed="治理")
    found = [case(title="丙村", trashed_at=now()) for _ in range(lost)]
    made = composed(pack(PackItem(kind="smart_list", search=search)), lists={search.id: found})
    assert titles(made) == ["治理的案例"]
    assert "没有可以印的案例" in words(made)


def test_a_case_in_the_trash_is_not_printed_but_named() -> None:
    made = composed(pack(item(case(trashed_at=now()))))
    assert "账本为什么要公开？" not in words(made)
    assert "在回收站里" in words(made)


def test_words_read_as_the_caller_says() -> None:
    made = compose_case(case(), label=lambda vocabulary, word: f"<{vocabulary}:{word}>")
    assert "<kind:典型>" in words(made)
    assert "<role:示范>" in words(made)


def test_many_cases_list_no_sections_in_the_contents() -> None:
    def listed(cases: int) -> int:
        made = composed(pack(*(item(case()) for _ in range(cases))))
        headings = [b for part in made.parts for b in part.blocks if isinstance(b, Heading)]
        of_cases = [h for h in headings if not h.anchor.startswith("appendix")]
        return sum(heading.in_contents for heading in of_cases)

    assert listed(5) == 5
    assert listed(2) > 2
