"""What the assistant proposes for texts of our own, and what it lets alone."""

import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casearchive.domain.prose.reading import plain_text, read_prose
from casearchive.domain.terms import PERIOD_KINDS, QUALIFIERS
from casearchive.exchange.proposals.amounts import amounts, chinese_number
from casearchive.exchange.proposals.names import find_names, find_warnings, replace_names
from casearchive.exchange.proposals.propose import propose_case
from casearchive.exchange.proposals.result import CaseProposal, Entry, OutcomeProposal
from casearchive.resources import resource_path

REPORT = """青竹村：一本账算出来的辣椒产业
（2023年5月）
一、基本情况
青竹村在浙江省湖州市安吉县孝丰镇，全村三百二十六户，耕地约2600亩。过去村集体经济收入不足5万元。
二、主要做法
（一）先算账，再开会
2021年3月，村党支部书记陈建国带着6名村民代表去山东寿光学习。陈建国说：“先算账，再动手。”
（二）统一种苗，统一收购
合作社流转土地1200多亩，建大棚86座，吸纳80至120人务工。村民李秀英说，以前谁也不信。
三、取得成效
2022年，村级集体经济收入达到170万元，比上年增长12.5%。去年接待游客1.2万人次。
四、存在的问题
冬季用工不足。联系电话13800001111，身份证号33052319800101123X。
五、几点启示
账要让人看得懂。艾尔肯·买买提听了感触很深。
"""


def vocabulary() -> dict[str, list[Entry]]:
    content = json.loads(resource_path("vocabularies.json").read_text(encoding="utf-8"))
    return {
        name: [
            Entry(
                entry["word"],
                tuple(entry.get("synonyms", ())),
                entry.get("unit", ""),
                entry.get("period_kind", ""),
            )
            for entry in entries
        ]
        for name, entries in content.items()
    }


@pytest.fixture(scope="module")
def proposal() -> CaseProposal:
    return propose_case(REPORT, vocabulary(), "2023-05-20")


def test_the_title_is_the_first_line(proposal: CaseProposal) -> None:
    assert proposal.title is not None
    assert proposal.title.text == "青竹村：一本账算出来的辣椒产业"


def test_the_place_has_its_village_and_code(proposal: CaseProposal) -> None:
    assert proposal.places[0].village == "青竹村"
    assert proposal.places[0].code == "330523105"


def test_the_usual_headings_make_sections(proposal: CaseProposal) -> None:
    types = [section.type for section in proposal.sections]
    assert types == ["基本情况", "主要做法", "主要成效", "存在问题", "经验启示"]
    practice = proposal.sections[1]
    assert practice.body.startswith("### （一）先算账，再开会\n\n2021年")
    assert REPORT[slice(*practice.heading_span)] == "二、主要做法"
    assert REPORT[slice(*practice.span)].endswith("以前谁也不信。")


def _outcome(proposal: CaseProposal, indicator: str) -> OutcomeProposal:
    return next(one for one in proposal.outcomes if one.indicator == indicator)


def test_figures_come_with_number_unit_year_and_sentence(proposal: CaseProposal) -> None:
    income = [one for one in proposal.outcomes if one.indicator == "村级集体经济收入"]
    assert [(one.qualifier, one.value, one.unit, one.year) for one in income] == [
        ("不足", "5", "万元", ""),
        ("=", "170", "万元", "2022"),
    ]
    assert income[1].year_basis == "原文“2022年”"
    assert income[1].quote.startswith("2022年，村级集体经济收入达到170万元")
    assert REPORT[slice(*income[1].span)] == "170万元"
    assert _outcome(proposal, "户数").value == "326"
    assert _outcome(proposal, "土地流转面积").qualifier == "多/余"
    workers = _outcome(proposal, "带动就业")
    assert (workers.qualifier, workers.value, workers.upper_value) == ("区间", "80", "120")


def test_last_year_is_reckoned_from_the_day_of_publishing(proposal: CaseProposal) -> None:
    visitors = _outcome(proposal, "游客量")
    assert (visitors.value, visitors.unit, visitors.year) == ("1.2", "万人次", "2022")
    assert visitors.year_basis == "原文“去年”，按发布日2023-05-20推定"
    assert _outcome(proposal, "村级集体经济收入增长率").year == "2022"


def test_themes_and_industry_come_with_the_words_that_speak_for_them(
    proposal: CaseProposal,
) -> None:
    words = {(term.vocabulary, term.word) for term in proposal.terms}
    assert ("theme", "产业振兴") in words
    assert ("industry", "设施农业") in words
    theme = next(term for term in proposal.terms if term.word == "产业振兴")
    assert all(REPORT[start:end] for start, end in theme.spans)


def test_persons_give_way_to_the_posts_they_hold(proposal: CaseProposal) -> None:
    posts = {name.name: name.post for name in proposal.names}
    assert posts == {"陈建国": "党支部书记", "李秀英": "村民", "艾尔肯·买买提": "当事人"}
    text = replace_names(REPORT, proposal.names)
    assert "村党支部书记带着6名村民代表" in text
    assert "党支部书记说：“先算账" in text
    assert not any(name in text for name in posts)


def test_numbers_that_may_be_a_persons_are_warned_of(proposal: CaseProposal) -> None:
    assert [(w.kind, w.text) for w in proposal.warnings] == [
        ("telephone", "13800001111"),
        ("identity", "33052319800101123X"),
    ]
    assert find_warnings("编号1234567890123、金额138000011110元") == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("约170万元", [("约", "170", "万元")]),
        ("3,623场次", [("=", "3623", "场次")]),
        ("三千六百多亩", [("多/余", "3600", "亩")]),
        ("两万余人", [("多/余", "2", "万人")]),
        ("近百户，一百五十户以上", [("以上", "150", "户")]),
        ("3—5吨", [("区间", "3", "吨")]),
        ("增长12.5％", [("=", "12.5", "%")]),
        ("2023年4月14日，第5名，15分钟，50岁，三个月，一个村", []),
    ],
)
def test_amounts_are_read_as_reports_write_them(
    text: str, expected: Sequence[tuple[str, str, str]]
) -> None:
    assert [(a.qualifier, a.value, a.unit) for a in amounts(text)] == list(expected)


@pytest.mark.parametrize(
    ("text", "worth"),
    [("十二", 12), ("三百二十六", 326), ("一百零五", 105), ("一百五", 150), ("两万三千", 23000)],
)
def test_chinese_numerals(text: str, worth: int) -> None:
    assert chinese_number(text) == worth


def test_ordinary_words_are_no_names() -> None:
    assert find_names("全体村民和干部，村民对此很满意，书记和主任都来了，学员方面成立小组。") == ()


def test_a_text_without_headings_is_one_section_and_reads_the_same() -> None:
    text = "题目\n> 一行*带星*的 _文字_ 和[1]，<b>。\n- 一\n普通的一段。"
    sections = propose_case(text, vocabulary()).sections
    assert [section.type for section in sections] == ["主要做法"]
    shown = plain_text(read_prose(sections[0].body))
    for line in ("> 一行*带星*的 _文字_ 和[1]，<b>。", "- 一", "普通的一段。"):
        assert line in shown


@settings(max_examples=100, deadline=None)
@given(
    st.text(alphabet=st.sampled_from(list(REPORT + "#·%％-—（）()*_[]0123456789")), max_size=200)
)
def test_any_text_gets_proposals_a_form_can_take(text: str) -> None:
    proposal = propose_case(text, vocabulary(), "2023-05-20")
    for outcome in proposal.outcomes:
        assert outcome.qualifier in QUALIFIERS
        assert outcome.period_kind in PERIOD_KINDS
        assert (outcome.qualifier == "区间") == bool(outcome.upper_value)
        assert Decimal(outcome.value) >= 0
        assert text[slice(*outcome.sentence)] and outcome.unit and outcome.indicator
    for section in proposal.sections:
        assert section.body.strip()
    assert replace_names(text, ()) == text


SEED = Path(__file__).parents[4] / "shared" / "seed"


@pytest.mark.skipif(not SEED.is_dir(), reason="the real page does not travel with the project")
def test_the_real_article_yields_its_figures_places_and_persons() -> None:
    lines = (SEED / "article_clean.txt").read_text("utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.startswith("# "))
    proposal = propose_case(text, vocabulary(), "2023-04-14")
    figures = {(one.value, one.unit) for one in proposal.outcomes}
    assert {("170", "万元"), ("373", "批次"), ("17097", "人"), ("6.88", "万场次")} <= figures
    assert {("356", "个"), ("1567", "个"), ("698", "个"), ("120", "个"), ("33", "条")} <= figures
    villages = {place.village for place in proposal.places}
    assert {"双一村", "十八洞村", "东斟灌村", "五龙村", "余村"} <= villages
    assert len(proposal.names) == 7
