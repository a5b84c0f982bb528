"""Looking through all values at one go finds what looking at each would."""

from hypothesis import example, given
from hypothesis import strategies as st

from casearchive.search.answers.values import Values
from casearchive.search.text.fold import fold

names = st.text("龙鳳凤村/Aa，\0\n ", max_size=6)


@given(st.lists(names, unique=True, max_size=8), names)
@example(["龙凤村", "龍鳳村", "龙凤"], "龙凤")
@example(["", "村"], "")
def test_values_are_found_by_a_piece_and_by_their_whole(values: list[str], piece: str) -> None:
    wanted = fold(piece)
    found = Values(values)
    assert [*found.holding(wanted)] == [value for value in values if wanted in fold(value)]
    assert [*found.reading(wanted)] == [value for value in values if wanted == fold(value)]


def test_what_is_kept_of_many_is_little() -> None:
    values = [f"某省/某市/某县/第{number}村" for number in range(1000)]
    assert Values(values).__sizeof__() < 5 * sum(map(len, values))
