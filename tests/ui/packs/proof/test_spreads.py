"""Pages below each other and side by side."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSizeF

from casearchive.ui.packs.proof.spreads import Sheeting, spreads

SIZES = st.lists(
    st.builds(QSizeF, st.floats(100, 1200, width=16), st.floats(100, 1200, width=16)), max_size=12
)


@given(SIZES, st.booleans(), st.floats(0.1, 4), st.floats(200, 3000))
def test_no_two_pages_overlap_and_every_page_is_found_at_its_middle(
    sizes: list[QSizeF], opened: bool, zoom: float, room: float
) -> None:
    lay = Sheeting(spreads(sizes, opened=opened), zoom, room)
    places = [lay.place(page) for page in range(len(sizes))]
    for page, place in enumerate(places):
        assert place.left() >= 0
        assert place.right() <= lay.width + 0.01
        assert place.bottom() <= lay.height
        middle = place.center()
        assert lay.page_at(middle.x(), middle.y()) == page
        for other in places[:page]:
            common = place.intersected(other)
            assert common.width() < 0.01 or common.height() < 0.01


def test_an_opened_book_begins_on_the_right_and_the_fold_stays() -> None:
    sizes = [QSizeF(100, 140)] * 6
    lay = Sheeting(spreads(sizes, opened=True), 1.0, 500.0)
    fold = lay.place(0).left()
    assert [lay.place(page).left() for page in (2, 4)] == [fold, fold]
    assert [lay.place(page).right() for page in (1, 3, 5)] == [fold, fold, fold]
    assert lay.place(1).top() == lay.place(2).top() > lay.place(0).bottom()
    assert abs(fold - lay.width / 2) < 0.01
