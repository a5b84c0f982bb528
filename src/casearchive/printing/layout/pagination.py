"""Fill pages with boxes: headings stay with their text, paragraphs and tables run over."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from casearchive.printing.layout.boxes import Box
from casearchive.printing.measures import Numbers

_TOLERANCE = 0.01
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on a new page; on a right-hand one if `odd`.

    `running` is the right-hand running head from there on. A `bare` page carries no head or foot.
    Where `numbers` is given, pages are numbered in that manner from there on, from 1. `front`
    pages stand before the text: they carry no lines for notes. A `headed` page begins with the
    head of the whole publication.
    """

    running: str | None = None
    odd: bool = False
    bare: bool = False
    numbers: Numbers | None = None
    front: bool = False
    headed: bool = False


Item: TypeAlias = Box | NewPage


@dataclass(slots=True)
class Page:
    """A filled page: boxes and how far below the head of the column each begins.

    `number` counts the sheets' sides from 1; `label` is the number that is printed.
    """

    number: int
    running: str
    bare: bool
    label: str = ""
    numbers: Numbers = "arabic"
    front: bool = False
    headed: bool = False
    placed: list[tuple[float, Box]] = field(default_factory=list)


class Paginator:
    """Fills pages as boxes come; `labels` tells the printed page of every anchor placed so far.

    `column` is the height of the text area and `grid` the pitch that heights are rounded up to,
    in points; a grid of 0 rounds nothing.
    """

    def __init__(self, column: float, grid: float = 0.0) -> None:
        self.labels: dict[str, str] = {}
        self.pages: list[Page] = []
        self._column = column
        self._grid = grid
        self._used = 0.0
        self._after = 0.0
        self._first = 1  # number of the page that is labelled 1
        self._numbers: Numbers = "arabic"
        self._front = False
        self._waiting: list[Box] = []

    def fill(self, items: Iterable[Item]) -> list[Page]:
        """Return the pages that `items` fill."""
        chain: list[Box] = []
        for item in items:
            if isinstance(item, NewPage):
                self._add(chain)
                chain = []
                self._place_waiting()
                self._turn(item)
                continue
            chain.append(item)
            if not item.keep_next:
                self._add(chain)
                chain = []
        self._add(chain)
        self._place_waiting()
        if not self.pages:
            self._turn(NewPage(bare=True))
        return self.pages

    def _turn(self, new: NewPage) -> None:
        """Begin a new page, unless the current one is still empty."""
        last = self.pages[-1] if self.pages else None
        running = last.running if new.running is None and last else new.running or ""
        if last and not last.placed and not last.bare:
            last.running, last.bare = running, new.bare
        else:
            self._open(running, new.bare)
        if new.odd and self.pages[-1].number % 2 == 0:
            self.pages[-1].bare = True
            self._open(running, new.bare)
        page = self.pages[-1]
        page.front = self._front = new.front
        page.headed = new.headed
        if new.numbers:
            self._first, self._numbers = page.number, new.numbers
            self._label(page)

    def _add(self, chain: list[Box]) -> None:
        """Place boxes that belong together: all but the last keep with what follows them."""
        if not chain:
            return
        if not self.pages:
            self._open("", bare=False)
        full = self._used and self._needed(chain) > self._room + _TOLERANCE
        if len(chain) == 1 and chain[0].floats and (full or self._waiting):
            self._waiting.append(chain[0])  # the text runs on; the picture heads the next page
            return
        if full:
            self._continue()
        for box in chain:
            self._place(box)

    def _place(self, box: Box) -> None:
        while box.height > self._room - self._gap(box) + _TOLERANCE:
            parts = box.split(self._room - self._gap(box), force=not self._used)
            if parts is None and not self._used:
                break  # higher than a page and of one piece: better cut than lost
            if parts:
                self._put(parts[0])
                box = parts[1]
            self._continue()
        self._put(box)

    def _put(self, box: Box) -> None:
        self._used += self._gap(box)
        page = self.pages[-1]
        page.placed.append((self._used, box))
        if box.anchor:
            self.labels[box.anchor] = page.label
        self._used = self._rounded(self._used + box.height)
        self._after = box.after

    def _gap(self, box: Box) -> float:
        gap = max(self._after, box.before) if self._used else 0.0
        return round(gap / self._grid) * self._grid if self._grid else gap

    def _rounded(self, used: float) -> float:
        if not self._grid:
            return used
        return math.ceil(used / self._grid - _TOLERANCE) * self._grid

    @property
    def _room(self) -> float:
        return self._column - self._used

    def _needed(self, chain: list[Box]) -> float:
        """Return the height the chain needs at least: its last box may run over."""
        *kept, last = chain
        needed, after = 0.0, self._after
        for box in kept:
            needed = self._rounded(needed + max(after, box.before) + box.height)
            after = box.after
        return needed + max(after, last.before) + min(last.least, last.height)

    def _continue(self) -> None:
        last = self.pages[-1]
        self._open(last.running, bare=last.bare)
        self._place_waiting(opened=True)

    def _place_waiting(self, *, opened: bool = False) -> None:
        """Place the pictures that found no room where they belong."""
        waiting, self._waiting = self._waiting, []
        for box in waiting:
            if not opened and self._gap(box) + box.height > self._room + _TOLERANCE:
                self._open(self.pages[-1].running, bare=self.pages[-1].bare)
            if opened and self._used and box.height + self._gap(box) > self._room + _TOLERANCE:
                self._waiting.append(box)
                continue
            self._put(box)

    def _open(self, running: str, bare: bool) -> None:
        page = Page(len(self.pages) + 1, running, bare, front=self._front)
        self._label(page)
        self.pages.append(page)
        self._used = self._after = 0.0

    def _label(self, page: Page) -> None:
        number = page.number - self._first + 1
        page.numbers = self._numbers
        page.label = roman(number) if self._numbers == "roman" else str(number)


def used_height(page: Page) -> float:
    """Return how far down its column a page is filled, in points."""
    return max((offset + box.height for offset, box in page.placed), default=0.0)


def paginate(items: Iterable[Item], column: float, grid: float = 0.0) -> list[Page]:
    """Return the pages that `items` fill; `column` is the height of the text area in points."""
    return Paginator(column, grid).fill(items)


def roman(number: int) -> str:
    """Return a number as small roman numerals, as the pages before a text are numbered."""
    written = ""
    for value, letters in _ROMAN:
        written += letters * (number // value)
        number %= value
    return written
