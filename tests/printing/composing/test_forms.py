"""Comparisons, charts, routes, courses and action plans: what they say and what they do not."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import count

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session as DatabaseSession

from casearchive.domain.base import Base
from casearchive.domain.case import Case, Outcome, Section
from casearchive.domain.evidence import Source
from casearchive.domain.pack import BriefingPack, ChosenCase, PackItem
from casearchive.domain.place import Place
from casearchive.domain.training import Course, Route, Session, Site, Stop
from casearchive.printing.blocks import (
    BarChart,
    Block,
    DataTable,
    FactsTable,
    Index,
    NoteBox,
    Publication,
    RouteSketch,
    texts_of,
)
from casearchive.printing.composing.compose import compose
from casearchive.printing.composing.content import read_content

CODES = count(1)


@pytest.fixture
def shelf() -> Iterator[DatabaseSession]:
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with DatabaseSession(engine, autoflush=False) as session:
        yield session
    engine.dispose()


def source(number: int = 1) -> Source:
    return Source(type="N", title=f"报道之{number}", publisher="某日报", grade="B")


def outcome(value: str, year: int | None, **more: object) -> Outcome:
    told: dict[str, object] = {
        "indicator": "村级集体经济收入", "unit": "万元", "period_kind": "年度", "quote": "原话",
        "qualifier": "=", "source": source(), "year_basis": "原文",
    }  # fmt: skip
    return Outcome(value=Decimal(value), year=year, **{**told, **more})


def case(title: str, *outcomes: Outcome, **more: object) -> Case:
    for position, one in enumerate(outcomes):
        one.position = position
    told: dict[str, object] = {
        "code": f"F-{next(CODES):03}", "kind": "典型", "role": "示范", "scope": "村",
        "status": "定稿", "sections": [Section(type="主要做法", body=f"{title}的做法。")],
    }  # fmt: skip
    return Case(title=title, outcomes=list(outcomes), **{**told, **more})


def printed(
    shelf: DatabaseSession,
    template: str,
    *items: PackItem,
    edition: str = "trainee",
    **options: str,
) -> Publication:
    for position, item in enumerate(items):
        item.position = position
    pack = BriefingPack(
        name=f"册{next(CODES)}", edition=edition, items=list(items), options=options
    )
    shelf.add(pack)
    shelf.flush()
    return compose(pack, content=read_content(template)).publication


def of(kind: type[Block], made: Publication) -> list[Block]:
    return [block for part in made.parts for block in part.blocks if isinstance(block, kind)]


def cells(table: Block) -> dict[str, list[str]]:
    assert isinstance(table, DataTable)
    rows = [["".join(run.text for run in cell) for cell in row] for row in table.rows]
    return {row[0]: row[1:] for row in rows}


def compared(*cases: Case) -> PackItem:
    chosen = [ChosenCase(case=one, position=place) for place, one in enumerate(cases)]
    return PackItem(kind="comparison", chosen=chosen)


def test_blanks_say_not_stated_and_alike_figures_bear_no_mark(shelf: DatabaseSession) -> None:
    first = case("青禾村", outcome("12", 2020), place=Place(name="青禾村", county="某县"))
    made = printed(shelf, "comparison", compared(first, case("石桥村", outcome("9", 2020))))
    rows = cells(of(DataTable, made)[0])
    assert rows["地区"] == ["某县", "未载"]
    assert rows["村级集体经济收入"][0].startswith("12万元（2020，年度）[1]")
    assert rows["核心做法"] == ["青禾村的做法。", "石桥村的做法。"]
    assert "※" not in "".join(texts_of(made))
    (chart,) = of(BarChart, made)
    assert isinstance(chart, BarChart)
    assert [(bar.label, bar.value) for bar in chart.bars] == [("青禾村", 12.0), ("石桥村", 9.0)]


@pytest.mark.parametrize(
    "other",
    [{"year": 2021}, {"year": None}, {"unit": "元"}, {"period_kind": "累计"}],
    ids=["year", "no year", "unit", "kind"],
)
def test_unlike_figures_are_marked_and_never_charted(
    shelf: DatabaseSession, other: dict[str, object]
) -> None:
    unlike = outcome("9", 2020)
    for name, value in other.items():
        setattr(unlike, name, value)
    pair = compared(case("青禾村", outcome("12", 2020)), case("石桥村", unlike))
    made = printed(shelf, "comparison", pair)
    assert any(name.endswith("※") for name in cells(of(DataTable, made)[0]))
    assert "不能直接比大小" in "".join(texts_of(made))
    assert of(BarChart, made) == []


def test_a_comparison_numbers_the_sources_of_its_cases_together(shelf: DatabaseSession) -> None:
    pair = compared(
        case("青禾村", outcome("12", 2020, source=source(1))),
        case("石桥村", outcome("9", 2020, source=source(2))),
    )
    rows = cells(of(DataTable, printed(shelf, "comparison", pair))[0])
    assert rows["出处"] == ["[1]", "[2]"]


def test_a_pack_without_a_comparison_compares_its_cases(shelf: DatabaseSession) -> None:
    items = [PackItem(kind="case", case=case(f"第{number}村")) for number in range(7)]
    made = printed(shelf, "comparison", *items)
    (table,) = of(DataTable, made)
    assert isinstance(table, DataTable)
    assert [column.head for column in table.columns[1:]] == [f"第{n}村" for n in range(5)]
    assert "另有 2 个没有列出" in "".join(texts_of(made))


def test_a_chart_joins_only_years_that_are_known_and_alike(shelf: DatabaseSession) -> None:
    def charted(*outcomes: Outcome) -> list[Block]:
        return of(BarChart, printed(shelf, "casebook", PackItem(case=case("村", *outcomes))))

    (chart,) = charted(outcome("9", 2021), outcome("4.5", 2019))
    assert isinstance(chart, BarChart)
    assert [(bar.label, bar.value, bar.shown) for bar in chart.bars] == [
        ("2019", 4.5, "4.5万元"),
        ("2021", 9.0, "9万元"),
    ]
    assert "年度" in chart.basis
    assert [run.text for run in chart.source] == ["[2]", "[1]"]
    assert charted(outcome("9", 2021)) == []
    assert charted(outcome("9", 2021), outcome("4", None)) == []
    assert charted(outcome("9", 2021), outcome("4", 2021)) == []
    assert charted(outcome("9", 2021), outcome("4", 2020, unit="元")) == []
    assert charted(outcome("9", 2021), outcome("4", 2020, period_kind="累计")) == []
    ranged = outcome("4", 2020, qualifier="区间", upper_value=Decimal(5))
    assert charted(outcome("9", 2021), ranged) == []


def route() -> Route:
    first = Site(title="东棚", look_at="看棚", ask="问账", compare="比路", place=Place(name="东村"))
    second = Site(title="西渠")
    stops = [
        Stop(site=first, minutes=60, position=0),
        Stop(site=second, travel_minutes=40, content="走一遍渠", position=1),
    ]
    return Route(title="一日路线", objectives="看两处。", days=1, notes="自带水。", stops=stops)


def test_a_route_brief_states_times_and_what_nobody_states(shelf: DatabaseSession) -> None:
    made = printed(shelf, "route", PackItem(kind="route", route=route()))
    (sketch,) = of(RouteSketch, made)
    assert isinstance(sketch, RouteSketch)
    assert [(s.name, s.minutes, s.travel_minutes) for s in sketch.stops] == [
        ("东棚", 60, None),
        ("西渠", None, 40),
    ]
    words = "".join(texts_of(made))
    for told in ("看棚", "问账", "比路", "自带水。", "60 分钟（另有 1 段未载）", "40 分钟"):
        assert told in words
    schedule = of(DataTable, made)[0]
    assert isinstance(schedule, DataTable)
    assert all(row[0] == row[1] == () for row in schedule.rows)  # dates are written in by hand


@pytest.mark.parametrize(
    ("slot", "told"),
    [
        (100, "正好排满"),
        (90, "超出 10 分钟"),
        (120, "还余 20 分钟"),
        (None, "没有写明课时"),
    ],
)
def test_a_course_plan_sums_its_minutes_against_the_slot(
    shelf: DatabaseSession, slot: int | None, told: str
) -> None:
    sessions = [Session(title=f"第{n}讲", minutes=m, position=n) for n, m in enumerate((40, 60), 1)]
    course = Course(title="半天的课", slot_minutes=slot, sessions=sessions)
    made = printed(shelf, "course", PackItem(kind="course", course=course))
    (box,) = of(NoteBox, made)
    assert told in "".join(texts_of(box))
    rows = ["".join(texts_of(row)) for row in of(DataTable, made)[0].rows]  # type: ignore[union-attr]
    assert "40–100" in rows[1]
    assert "100" in rows[-1]


def test_an_action_plan_is_a_form_with_the_cases_written_in(shelf: DatabaseSession) -> None:
    made = printed(shelf, "action_plan", PackItem(case=case("青禾村")), village="东沟村")
    tasks, reviews = of(DataTable, made)
    assert isinstance(tasks, DataTable)
    assert isinstance(reviews, DataTable)
    assert len(tasks.rows) == 5
    assert "".join(texts_of(tasks.rows[0])) == "1青禾村"
    assert tasks.min_lines == 3
    assert ["".join(texts_of(row)) for row in reviews.rows] == ["满 30 天", "满 90 天", "满 180 天"]
    assert "东沟村" in "".join(texts_of(of(FactsTable, made)[0]))


def test_what_is_left_out_does_not_print(shelf: DatabaseSession) -> None:
    made = case("青禾村", outcome("9", 2021), abstract="摘要文字")
    made.sections.append(Section(type="存在问题", body="问题文字", position=1))
    shelf.add(made)
    shelf.flush()
    item = PackItem(case=made, left_out=[made.sections[0].id.hex, "figures", "sources"])
    words = "".join(texts_of(printed(shelf, "casebook", item).parts))
    assert "问题文字" in words
    assert "摘要文字" in words
    for gone in ("青禾村的做法", "9万元", "某日报"):
        assert gone not in words


def test_the_indexes_lead_to_every_case(shelf: DatabaseSession) -> None:
    place = Place(name="某县青禾村", county="某县", village="青禾村", code="110101001")
    items = [
        PackItem(case=case("一", place=place)),
        PackItem(case=case("二", place=place)),
        PackItem(case=case("三", place=Place(name="远村"))),
    ]
    (places,) = of(Index, printed(shelf, "casebook", *items))
    assert isinstance(places, Index)
    assert [(entry.text, entry.anchors) for entry in places.entries] == [
        ("青禾村（某县）", ("item-1", "item-2")),
        ("远村", ("item-3",)),
    ]


def test_the_head_of_a_bulletin_shows_its_issue_once_it_is_told(shelf: DatabaseSession) -> None:
    item = PackItem(case=case("青禾村"))
    told = printed(shelf, "bulletin", item, issue="3", total="12", copies="60", report_to="县委")
    assert told.subtitle == "第3期（总第12期）"
    closing = "".join(texts_of(told.parts[-1]))
    assert "报：县委" in closing
    assert "共印 60 份" in closing
    assert "送：" not in closing
    assert printed(shelf, "bulletin", PackItem(case=case("石桥村")), issue="3").subtitle == ""
