"""Fill pages with boxes: headings stay with their text, paragraphs and tables run over."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from casearchive.printing.layout.boxes import Box

_TOLERANCE = 0.01


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on a new page; on a right-hand one if `odd`.

    `running` is the right-hand running head from there on. A `bare` page carries no head or foot.
    """

    running: str | None = None
    odd: bool = False
    bare: bool = False


Item: TypeAlias = Box | NewPage


@dataclass(slots=True)
class Page:
    """A filled page: boxes and how far below the head of the column each begins."""

    number: int
    running: str
    bare: bool
    placed: list[tuple[float, Box]] = field(default_factory=list)


def paginate(items: Iterable[Item], column: float) -> list[Page]:
    """Return the pages that `items` fill; `column` is the height of the text area in points."""
    filler = _Filler(column)
    chain: list[Box] = []
    for item in items:
        if isinstance(item, NewPage):
            filler.add(chain)
            chain = []
            filler.turn(item)
            continue
        chain.append(item)
        if not item.keep_next:
            filler.add(chain)
            chain = []
    filler.add(chain)
    if not filler.pages:
        filler.turn(NewPage(bare=True))
    return filler.pages


class _Filler:
    """The page being filled."""

    def __init__(self, column: float) -> None:
        self.column = column
        self.pages: list[Page] = []
        self._used = 0.0
        self._after = 0.0

    def turn(self, new: NewPage) -> None:
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

    def add(self, chain: list[Box]) -> None:
        """Place boxes that belong together: all but the last keep with what follows them."""
        if not chain:
            return
        if not self.pages:
            self._open("", bare=False)
        if self._used and self._needed(chain) > self._room + _TOLERANCE:
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
        self.pages[-1].placed.append((self._used, box))
        self._used += box.height
        self._after = box.after

    def _gap(self, box: Box) -> float:
        return max(self._after, box.before) if self._used else 0.0

    @property
    def _room(self) -> float:
        return self.column - self._used

    def _needed(self, chain: list[Box]) -> float:
        """Return the height the chain needs at least: its last box may run over."""
        *kept, last = chain
        needed, after = 0.0, self._after
        for box in kept:
            needed += max(after, box.before) + box.height
            after = box.after
        return needed + max(after, last.before) + min(last.least, last.height)

    def _continue(self) -> None:
        last = self.pages[-1]
        self._open(last.running, bare=last.bare)

    def _open(self, running: str, bare: bool) -> None:
        self.pages.append(Page(len(self.pages) + 1, running, bare))
        self._used = self._after = 0.0


def anchors_of(pages: Iterable[Page]) -> Iterator[tuple[str, int]]:
    """Yield every anchor on the pages and the number of its page."""
    for page in pages:
        for _, box in page.placed:
            if box.anchor:
                yield box.anchor, page.number
