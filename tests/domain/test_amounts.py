"""Numbers with their units, found in a running text."""

from casearchive.domain.amounts import amounts_in


def test_numbers_with_their_units_are_known_in_a_text() -> None:
    text = "课程（90 分钟），亩产1,200.5公斤、3–5万元/亩，120余人，第3章，2 和 4，百分之五"
    found = [(text[a.start : a.end], text[a.unit : a.end]) for a in amounts_in(text)]
    assert found == [
        ("90 分钟", "分钟"),
        ("1,200.5公斤", "公斤"),
        ("3–5万元/亩", "万元/亩"),
        ("120余人", "人"),
    ]


def test_a_book_of_digits_is_gone_through_once() -> None:
    assert list(amounts_in("1" * 200_000)) == []
    assert len(list(amounts_in("1," * 50_000 + "90 分钟"))) == 1
    assert list(amounts_in("1-" * 100_000)) == []
