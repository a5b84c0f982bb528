"""Where pages lie: one below the other, or two side by side as in an opened book."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF

MARGIN, SPACING = 20.0, 14.0  # pixels around all pages, and between two rows


@dataclass(frozen=True, slots=True)
class Spread:
    """Pages that lie side by side, in points; `left` is where the first one begins."""

    pages: tuple[int, ...]
    sizes: tuple[QSizeF, ...]
    left: float = 0.0

    @property
    def height(self) -> float:
        """The height of the highest page."""
        return max(size.height() for size in self.sizes)

    @property
    def width(self) -> float:
        """The width from the left edge of the row, an empty left half included."""
        return self.left + sum(size.width() for size in self.sizes)


def spreads(sizes: Sequence[QSizeF], *, opened: bool) -> list[Spread]:
    """Return the rows. As an opened book, the first page lies alone on the right."""
    if not opened:
        return [Spread((page,), (size,)) for page, size in enumerate(sizes)]
    rows = [Spread((0,), (sizes[0],), left=sizes[0].width())] if sizes else []
    pairs = range(1, len(sizes), 2)
    rows += [Spread(tuple(range(at, len(sizes)))[:2], tuple(sizes[at : at + 2])) for at in pairs]
    return rows


class Sheeting:
    """All rows laid out at a zoom (pixels a point), centred in a width of pixels."""

    def __init__(self, rows: Sequence[Spread], zoom: float, room: float) -> None:
        self._rows = rows
        self.zoom = zoom
        widest = max((row.width for row in rows), default=0.0)
        self.width = max(room, widest * zoom + 2 * MARGIN)
        self._widest = widest
        self._is_opened = any(row.left or len(row.pages) > 1 for row in rows)
        self._tops: list[float] = []
        top = MARGIN
        for row in rows:
            self._tops.append(top)
            top += row.height * zoom + SPACING
        self.height = top - SPACING + MARGIN if rows else 0.0
        self._row_of = {page: at for at, row in enumerate(rows) for page in row.pages}

    def pages_in(self, top: float, bottom: float) -> list[tuple[int, QRectF]]:
        """Return the pages that show between two heights, with where they lie."""
        first = max(0, bisect_right(self._tops, top) - 1)
        seen = []
        for at in range(first, len(self._rows)):
            if self._tops[at] > bottom:
                break
            seen += [(page, self.place(page)) for page in self._rows[at].pages]
        return [(page, rect) for page, rect in seen if rect.bottom() >= top]

    def place(self, page: int) -> QRectF:
        """Return where a page lies."""
        at = self._row_of[page]
        row = self._rows[at]
        # In an opened book the fold stays where it is; a single page of any width is centred.
        wide = self._widest if self._is_opened else row.width
        left = (self.width - wide * self.zoom) / 2 + row.left * self.zoom
        for other, size in zip(row.pages, row.sizes, strict=True):
            width = size.width() * self.zoom
            if other == page:
                return QRectF(left, self._tops[at], width, size.height() * self.zoom)
            left += width
        raise KeyError(page)

    def page_at(self, x: float, y: float) -> int:
        """Return the page at a point, -1 where there is none."""
        for page, rect in self.pages_in(y, y):
            if rect.contains(x, y):
                return page
        return -1

    def row_at(self, y: float) -> int:
        """Return the first page of the row at a height, -1 without pages."""
        if not self._rows:
            return -1
        return self._rows[max(0, bisect_right(self._tops, y) - 1)].pages[0]

    def row_of(self, page: int) -> int:
        """Return which row a page lies in."""
        return self._row_of[page]

    def first_of_row(self, row: int) -> int:
        """Return the first page of a row; the nearest row there is."""
        return self._rows[max(0, min(row, len(self._rows) - 1))].pages[0]
