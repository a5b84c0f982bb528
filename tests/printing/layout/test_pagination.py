"""Pages: what belongs together stays together, nothing is lost, nothing hangs over."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from casearchive.printing.drawing.pen import Pen
from casearchive.printing.layout.pagination import NewPage, Page, paginate

COLUMN = 100.0


@dataclass(frozen=True)
class Slab:
    """A box of lines ten points high, split anywhere but at its first and last line."""

    name: int
    count: int
    before: float = 0.0
    after: float = 0.0
    keep_next: bool = False
    anchor: str = ""
    floats: bool = False

    @property
    def height(self) -> float:
        return self.count * 10.0

    @property
    def least(self) -> float:
        return min(self.count, 2) * 10.0

    def split(self, room: float, *, force: bool = False) -> "tuple[Slab, Slab] | None":
        least = 1 if force else 2
        fits = min(int(room // 10), self.count - least)
        if fits < least:
            return None
        return Slab(self.name, fits), Slab(self.name, self.count - fits, 0, self.after)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        raise NotImplementedError


def names(page: Page) -> list[int]:
    return [box.name for _, box in page.placed if isinstance(box, Slab)]


@st.composite
def slabs(draw: st.DrawFn) -> list[Slab]:
    sizes = draw(st.lists(st.integers(1, 30), max_size=30))
    return [
        Slab(n, size, draw(st.sampled_from([0.0, 5.0])), 3.0, keep_next=size == 1)
        for n, size in enumerate(sizes)
    ]


@given(slabs())
def test_everything_is_placed_once_in_order_and_inside_the_column(boxes: list[Slab]) -> None:
    pages = paginate(boxes, COLUMN)
    placed = [(at, box) for page in pages for at, box in page.placed if isinstance(box, Slab)]
    heights: dict[int, float] = {}
    for at, box in placed:
        assert at >= 0
        assert at + box.height <= COLUMN + 0.01
        heights[box.name] = heights.get(box.name, 0) + box.height
    assert heights == {box.name: box.height for box in boxes}
    order = [box.name for _, box in placed]
    assert order == sorted(order)


def test_a_heading_goes_with_its_text() -> None:
    pages = paginate([Slab(0, 8), Slab(1, 1, keep_next=True), Slab(2, 5)], COLUMN)
    assert names(pages[0]) == [0]
    assert names(pages[1]) == [1, 2]


def test_a_heading_stays_where_two_lines_of_its_text_fit() -> None:
    pages = paginate([Slab(0, 7), Slab(1, 1, keep_next=True), Slab(2, 5)], COLUMN)
    assert names(pages[0]) == [0, 1, 2]
    assert names(pages[1]) == [2]


def test_no_space_stands_above_the_first_box_of_a_page() -> None:
    pages = paginate([Slab(0, 10, after=9), Slab(1, 1, before=9)], COLUMN)
    assert [at for at, _ in pages[1].placed] == [0.0]


def test_the_larger_of_two_spaces_holds() -> None:
    (page,) = paginate([Slab(0, 1, after=4), Slab(1, 1, before=7)], COLUMN)
    assert [at for at, _ in page.placed] == [0.0, 17.0]


def test_a_part_can_be_made_to_begin_on_the_right() -> None:
    pages = paginate([Slab(0, 1), NewPage("二", odd=True), Slab(1, 1)], COLUMN)
    assert [page.number for page in pages if page.placed] == [1, 3]
    assert pages[1].bare
    assert pages[2].running == "二"


def test_new_pages_leave_no_empty_ones() -> None:
    pages = paginate([NewPage("一"), NewPage("二"), Slab(0, 1)], COLUMN)
    assert [page.running for page in pages] == ["二"]


def test_a_publication_of_nothing_has_one_page() -> None:
    assert len(paginate([], COLUMN)) == 1


def test_a_chain_of_headings_higher_than_a_page_still_ends() -> None:
    chain = [Slab(n, 1, keep_next=True) for n in range(40)]
    assert sum(len(page.placed) for page in paginate(chain, COLUMN)) == 40
