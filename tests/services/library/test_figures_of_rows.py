"""What a line of the list shows of a case: its number, where the list is sorted by one."""

from casearchive.i18n import use_language
from casearchive.services.archive import Archive
from casearchive.services.cases.drafts import OutcomeDraft
from casearchive.services.cases.editing import load_draft, save_draft
from casearchive.services.library.browsing import OUTCOME, Shelf, case_ids, case_rows

INCOME = "村级集体经济收入"


def test_the_largest_number_in_whatever_unit_is_shown(sample: Archive) -> None:
    ids = case_ids(sample, Shelf(), "code")
    draft = load_draft(sample, ids[0])
    like = draft.outcomes[0]
    assert like.indicator == INCOME
    for value, unit, qualifier, upper in (
        ("9000", "元", "=", ""),
        ("0.02", "亿元", "约", ""),
        ("120", "万元", "区间", "150"),
    ):
        draft.outcomes.append(
            OutcomeDraft(
                indicator=INCOME,
                value=value,
                upper_value=upper,
                unit=unit,
                qualifier=qualifier,
                year="2021",
                year_basis="原文",
                quote="见报道",
                source=like.source,
            )
        )
    save_draft(sample, draft)
    rows = case_rows(sample, ids, OUTCOME + INCOME)
    assert rows[ids[0]].figure == "约0.02亿元 2021"
    assert rows[ids[1]].figure == "未载"
    use_language("en")
    assert case_rows(sample, ids, OUTCOME + INCOME)[ids[1]].figure == "not stated"
    assert {row.figure for row in case_rows(sample, ids, "title").values()} == {""}


def test_a_row_knows_industry_and_period(sample: Archive) -> None:
    rows = case_rows(sample, case_ids(sample, Shelf(), "code"))
    assert "现代种养" in {row.industry for row in rows.values()}
    draft = load_draft(sample, next(iter(rows)))
    assert rows[draft.id].period == draft.period
