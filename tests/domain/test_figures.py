"""How figures and sources read."""

from decimal import Decimal

import pytest

from casearchive.domain.citation import citation
from casearchive.domain.evidence import Source
from casearchive.domain.figures import amount, year_of
from casearchive.domain.model import Outcome


def outcome(value: str, unit: str, qualifier: str = "=", upper: str | None = None) -> Outcome:
    return Outcome(
        value=Decimal(value),
        unit=unit,
        qualifier=qualifier,
        upper_value=Decimal(upper) if upper else None,
    )


@pytest.mark.parametrize(
    ("figure", "reads"),
    [
        (outcome("170", "万元"), "170万元"),
        (outcome("6.880", "万场次"), "6.88万场次"),
        (outcome("120", "个", "多/余"), "120余个"),
        (outcome("50", "人", "约"), "约50人"),
        (outcome("90", "%", "以上"), "90%以上"),
        (outcome("3", "个月", "区间", "6"), "3–6个月"),
        (outcome("1E+3", "亩"), "1000亩"),
    ],
)
def test_an_amount_reads_as_a_chinese_reader_says_it(figure: Outcome, reads: str) -> None:
    assert amount(figure) == reads


def test_a_year_the_source_does_not_give_is_not_filled_in() -> None:
    assert year_of(Outcome(year=None)) == "未载"
    assert year_of(Outcome(year=2022)) == "2022"


def test_an_online_source_is_cited_after_the_standard() -> None:
    source = Source(
        author="谢令",
        title="题名",
        type="EB/OL",
        publisher="乡村干部报网",
        published="2023-04-14",
        accessed="2026-11-23",
        url="https://example.org/a",
        issue="",
    )
    expected = "谢令. 题名[EB/OL]. 乡村干部报网, (2023-04-14)[2026-11-23]. https://example.org/a."
    assert citation(source) == expected


def test_a_newspaper_is_cited_with_its_page_and_without_what_is_unknown() -> None:
    source = Source(
        author="",
        title="题名",
        type="N",
        publisher="某报",
        published="2023-04-14",
        issue="3",
        url="",
    )
    assert citation(source) == "题名[N]. 某报, 2023-04-14(3)."
