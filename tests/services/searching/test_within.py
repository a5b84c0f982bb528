"""A text within a text: folded, over line ends, one behind the other."""

from hypothesis import given
from hypothesis import strategies as st

from casearchive.search.text.fold import fold
from casearchive.services.searching.within import places_in


def test_what_counts_as_the_same() -> None:
    text = "集體經濟 收入\r\n170萬元；ＡＢＣ"
    assert places_in(text, "集体经济收入170万") == [(0, 13)]
    assert places_in(text, "abc") == [(15, 18)]
    assert places_in("aaaa", "aa") == [(0, 2), (2, 4)]
    assert places_in(text, "  ") == []
    assert places_in(text, "没有") == []


@given(text=st.text(max_size=30), wanted=st.text(min_size=1, max_size=3))
def test_places_lie_in_the_text_in_order(text: str, wanted: str) -> None:
    found = places_in(text, wanted)
    flat = [place for span in found for place in span]
    assert flat == sorted(flat)
    for start, end in found:
        assert "".join(fold(text[start:end]).split()) == "".join(fold(wanted).split())
