"""An index in columns: words, and the pages they lead to, written when all pages are known."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from casearchive.i18n import _
from casearchive.printing.blocks import Index, IndexEntry, Run, Runs, plain
from casearchive.printing.drawing.pen import Pen
from casearchive.printing.layout.boxes import Standing, TextBox
from casearchive.printing.measures import Template
from casearchive.printing.setting.typesetting import Typesetter

_GUTTER = 18.0  # pt between columns
_WIDE, _NARROW = 420.0, 250.0  # pt of measure from which there are three columns, and two
_HANG = 1.0  # em that further lines of an entry stand back
_UNKNOWN = "8888"  # as wide as the number of a page that is not placed yet may be

PageLabel = Callable[[str], str | None]  # anchor -> the page's number as printed, once placed


@dataclass(frozen=True, slots=True)
class IndexLine:
    """One entry: set with the numbers that are known so far, drawn with the true ones."""

    entry: IndexEntry
    text: TextBox
    width: float
    typesetter: Typesetter

    @property
    def height(self) -> float:
        """The height of the entry."""
        return self.text.height

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the entry, its numbers linked."""
        runs = _runs(self.entry, pen.label_of, "")
        box = _set(runs, self.text, self.width, self.typesetter)
        lines = box.lines[: len(self.text.lines)]  # numbers unknown at first were set wide enough
        pen.text(box.text, lines, box.style, x, top)


@dataclass(frozen=True, slots=True)
class ColumnsBox(Standing):
    """Entries in columns of equal width, as even in height as can be."""

    lines: tuple[IndexLine, ...]
    columns: int
    width: float

    @property
    def height(self) -> float:
        """The least height at which the columns hold all entries."""
        low = max((line.height for line in self.lines), default=0.0)
        total = sum(line.height for line in self.lines)
        height = max(low, total / self.columns)
        while self._fitting(height) < len(self.lines):
            height += low
        return height

    @property
    def least(self) -> float:
        """A few entries in each column."""
        return min(self.height, 3 * max((line.height for line in self.lines), default=0.0))

    def split(self, room: float, *, force: bool = False) -> "tuple[ColumnsBox, ColumnsBox] | None":
        """Return the entries that fit into columns of `room` points, and the others."""
        del force
        fits = self._fitting(room)
        if not 0 < fits < len(self.lines):
            return None
        head = replace(self, lines=self.lines[:fits], after=0.0)
        return head, replace(self, lines=self.lines[fits:], before=0.0, anchor="")

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw column after column."""
        height = self.height
        column, used = 0, 0.0
        for line in self.lines:
            if used and used + line.height > height + 0.01:
                column, used = column + 1, 0.0
            line.draw(pen, x + column * (self.width + _GUTTER), top - used)
            used += line.height

    def _fitting(self, height: float) -> int:
        """Return how many entries columns of `height` hold."""
        column, used = 0, 0.0
        for number, line in enumerate(self.lines):
            if used + line.height > height + 0.01:
                column, used = column + 1, 0.0
                if column == self.columns or line.height > height + 0.01:
                    return number
            used += line.height
        return len(self.lines)


class Indexer:
    """Sets indexes to the measure of a template."""

    def __init__(
        self, template: Template, typesetter: Typesetter, labels: Mapping[str, str]
    ) -> None:
        self._template = template
        self._typesetter = typesetter
        self._labels = labels

    def boxes(self, index: Index) -> Iterator[ColumnsBox]:
        """Yield the columns of an index, or nothing for one without entries."""
        measure = self._template.page.measure
        columns = 3 if measure > _WIDE else 2 if measure > _NARROW else 1
        width = (measure - (columns - 1) * _GUTTER) / columns
        lines = tuple(self._line(entry, width) for entry in index.entries)
        if lines:
            yield ColumnsBox(lines, columns, width, before=4.0, after=10.0)

    def _line(self, entry: IndexEntry, width: float) -> IndexLine:
        style = self._template.styles["index" if entry.anchors else "index_head"]
        empty = TextBox.of(self._typesetter.typeset((), style, width), style)
        runs = _runs(entry, self._labels.get, _UNKNOWN)
        return IndexLine(entry, _set(runs, empty, width, self._typesetter), width, self._typesetter)


def _set(runs: Runs, like: TextBox, width: float, typesetter: Typesetter) -> TextBox:
    style = like.style
    text = typesetter.typeset(runs, style, width, first_indent=0.0, indent=_HANG * style.size)
    return TextBox.of(text, style)


def _runs(entry: IndexEntry, label_of: PageLabel, unknown: str) -> Runs:
    """Return an entry and its pages; a page that holds several of its places is named once."""
    if not entry.anchors:
        return plain(entry.text)
    seen: dict[str, str] = {}
    for number, anchor in enumerate(entry.anchors):
        label = label_of(anchor)
        if label is None and not unknown:
            continue  # leads nowhere: no page holds it
        seen.setdefault(label or f"{unknown}{number}", anchor)
    runs = [Run(entry.text)]
    # In the order of the pages; roman numbers, of pages before the text, come first.
    ordered = sorted(seen.items(), key=lambda pair: int(pair[0]) if pair[0].isdecimal() else 0)
    for number, (label, anchor) in enumerate(ordered):
        shown = label if not label.startswith(unknown or " ") else unknown
        runs.append(Run("　" if number == 0 else _("、")))
        runs.append(Run(shown, link=f"#{anchor}"))
    return tuple(runs)
