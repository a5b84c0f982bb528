"""How the shipped words read in the language in force."""

import pytest

from casearchive.i18n import use_language
from casearchive.services.labels import with_unit


@pytest.mark.parametrize(
    ("language", "number", "unit", "read"),
    [
        ("zh", "50", "人", "50人"),
        ("en", "50", "人", "50 people"),
        ("en", "12", "%", "12%"),
        ("en", "170", "万元", "170 × 10,000 yuan"),
        ("en", "3", "自造的量词", "3自造的量词"),
    ],
)
def test_a_number_and_its_unit_read_in_the_language(
    language: str, number: str, unit: str, read: str
) -> None:
    use_language(language)
    assert with_unit(number, unit) == read
