"""An entity's state and back, and what the schema itself refuses."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from casearchive.domain.model import (
    Base,
    Case,
    CaseSource,
    CaseTheme,
    Outcome,
    PlanStep,
    Section,
    Source,
    Tag,
    TeachingNote,
)
from casearchive.domain.states.state import apply_state, state_of


@pytest.fixture
def engine() -> Iterator[Engine]:
    engine = create_engine("sqlite://")

    @event.listens_for(engine, "connect")
    def _keys(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA foreign_keys = ON")

    Base.metadata.create_all(engine)
    yield engine
    engine.dispose()


def whole_case() -> Case:
    source = Source(type="EB/OL", title="题", publisher="报", grade="B")
    return Case(
        code="A-1",
        kind="典型",
        role="示范",
        scope="村",
        title="案例",
        endowments=["耕地"],
        themes=[CaseTheme(word="产业振兴", position=0), CaseTheme(word="人才振兴", position=1)],
        sections=[Section(type="主要做法", body="一", position=0)],
        cited_sources=[CaseSource(source=source)],
        tags=[Tag(name="椒")],
        outcomes=[
            Outcome(
                indicator="收入",
                value=Decimal("170.50"),
                unit="万元",
                period_kind="年度",
                quote="第5段",
                source=source,
            )
        ],
        teaching_note=TeachingNote(
            audience="村干部", objectives="会", plan=[PlanStep(minutes=5, step="读")]
        ),
    )


def test_a_state_makes_the_same_entity_again(engine: Engine) -> None:
    with Session(engine) as session:
        case = whole_case()
        session.add(case)
        session.flush()
        before = state_of(case)
        session.delete(case)
        session.flush()
        again = Case()
        assert apply_state(again, before, session.get) == []
        session.add(again)
        session.flush()
        session.expire(again)
        assert state_of(again) == before


def test_a_changed_state_changes_the_entity_in_place(engine: Engine) -> None:
    with Session(engine) as session:
        case = whole_case()
        session.add(case)
        session.flush()
        state = state_of(case)
        section_id = state["sections"][0]["id"]
        state["themes"] = ["人才振兴", "产业振兴"]
        state["sections"].insert(0, {"type": "背景与问题", "body": "先"})
        del state["endowments"]
        apply_state(case, state, session.get)
        session.flush()
        session.expire(case)
        assert case.theme_words == ("人才振兴", "产业振兴")
        assert [s.type for s in case.sections] == ["背景与问题", "主要做法"]
        assert state_of(case)["sections"][1]["id"] == section_id
        assert case.endowments == []


def test_links_to_what_is_not_there_are_reported(engine: Engine) -> None:
    with Session(engine) as session:
        state = {"tags": ["00000000-0000-0000-0000-000000000001"]}
        lost = apply_state(Case(), state, session.get)
        assert [link for link, _key in lost] == ["tags"]


@pytest.mark.parametrize(
    "change",
    [
        {"title": "  "},
        {"code": ""},
        {"kind": "别的"},
        {"status": "发布"},
        {"role": ""},
        {"abstract": "长" * 301},
        {"version": 0},
    ],
)
def test_the_schema_refuses_what_breaks_its_rules(engine: Engine, change: dict[str, Any]) -> None:
    with Session(engine) as session:
        case = whole_case()
        for name, value in change.items():
            setattr(case, name, value)
        session.add(case)
        with pytest.raises(IntegrityError):
            session.flush()


def test_the_schema_refuses_a_sixth_theme(engine: Engine) -> None:
    with Session(engine) as session:
        case = whole_case()
        case.themes = [CaseTheme(word=f"主题{n}", position=n) for n in range(6)]
        session.add(case)
        with pytest.raises(IntegrityError):
            session.flush()


@pytest.mark.parametrize(
    "change",
    [
        {"qualifier": "区间"},
        {"upper_value": Decimal(3)},
        {"year": 3000},
        {"period_kind": "月度"},
        {"quote": ""},
    ],
)
def test_the_schema_refuses_a_figure_without_its_basis(
    engine: Engine, change: dict[str, Any]
) -> None:
    with Session(engine) as session:
        case = whole_case()
        for name, value in change.items():
            setattr(case.outcomes[0], name, value)
        session.add(case)
        with pytest.raises(IntegrityError):
            session.flush()


def test_a_source_that_figures_rest_on_cannot_go(engine: Engine) -> None:
    with Session(engine) as session:
        case = whole_case()
        session.add(case)
        session.flush()
        session.delete(case.outcomes[0].source)
        with pytest.raises(IntegrityError):
            session.flush()


def test_there_is_no_field_for_a_person_s_ethnicity_religion_or_numbers() -> None:
    forbidden = ("ethnic", "nationality", "religion", "phone", "mobile", "identity", "id_card")
    columns = [f"{t.name}.{c.name}" for t in Base.metadata.sorted_tables for c in t.columns]
    assert not [column for column in columns if any(word in column for word in forbidden)]
