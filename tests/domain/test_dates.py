"""Dates as people write them are kept in one form; what is no date is left."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casearchive.domain.dates import read_date


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("2023", "2023"),
        ("2023年", "2023"),
        ("2023年4月", "2023-04"),
        ("2023年4月14日", "2023-04-14"),
        ("2023 年 4 月 14 日", "2023-04-14"),
        ("２０２３．４．１４", "2023-04-14"),
        ("2023/4/14", "2023-04-14"),
        (" 2023-04-14 ", "2023-04-14"),
        ("2024-02-29", "2024-02-29"),
        ("2023-02-29", None),
        ("2023-13", None),
        ("2023-00", None),
        ("昨天", None),
        ("", None),
        ("20230414", None),
    ],
)
def test_a_date_is_read(written: str, kept: str | None) -> None:
    assert read_date(written) == kept


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31)))
def test_what_is_kept_is_read_as_itself(day: object) -> None:
    assert read_date(str(day)) == str(day)


@given(st.text())
def test_anything_can_be_asked(text: str) -> None:
    read = read_date(text)
    assert read is None or read_date(read) == read
