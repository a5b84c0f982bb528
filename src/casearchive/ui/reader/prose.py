"""Body text on a page: headings, paragraphs, lists, quotes, tables."""

from __future__ import annotations

from collections.abc import Sequence

from casearchive.i18n import _
from casearchive.services.views import (
    Heading,
    ListItem,
    Paragraph,
    Picture,
    Prose,
    Quote,
    Table,
)
from casearchive.ui.reader.pages import Manner, Page


class ProseSetter:
    """Sets body text of one size; what a case, the manual and a preview have in common."""

    def __init__(self, page: Page, size: int) -> None:
        self._page = page
        self._size = size
        self._body = Manner(size, 1.8, below=12)
        self._cell = Manner(size - 2, 1.55)

    def set(self, blocks: Sequence[Prose]) -> None:
        """Set the blocks, in order."""
        for block in blocks:
            match block:
                case Table(rows):
                    self._prose_table(rows)
                case Picture(target, caption):
                    self._picture(target, caption)
                case Quote(runs):
                    quote = Manner(self._size, 1.75, colour="text2")
                    with self._page.box("quote", padding=14, above=14):
                        self._page.paragraph(quote)
                        self._page.runs(runs, quote)
                case Heading(level, runs):
                    size = self._size + max(0, 3 - level)
                    manner = Manner(size, 1.5, above=14, below=6, colour="text", bold=True)
                    self._page.paragraph(manner)
                    self._page.runs(runs, manner)
                case ListItem():
                    self._item(block)
                case Paragraph(runs):
                    self._page.paragraph(self._body)
                    self._page.runs(runs, self._body)

    def _picture(self, target: str, caption: str) -> None:
        faint = Manner(self._size - 2, 1.6, below=12, colour="text3")
        name = self._page.image_of(target)
        if name:
            self._page.image(name)
            if caption:
                self._page.paragraph(faint)
                self._page.text(caption, faint)
        else:
            self._page.paragraph(self._body)
            self._page.text(_("〔图：{caption}〕").format(caption=caption), faint)

    def _item(self, item: ListItem) -> None:
        step = self._size * 1.7
        hanging = 0 if item.continued else step
        indent = step * (item.depth + 1)
        manner = Manner(self._size, 1.75, below=6, indent=indent, hanging=hanging)
        self._page.paragraph(manner)
        if not item.continued:
            marker = item.marker or "•"
            self._page.text(marker, Manner(self._size, colour="accent", bold=True))
            self._page.put("\t", self._page.format(self._size, "body", 400))  # to the indent
        self._page.runs(item.runs, manner)

    def _prose_table(self, rows: Sequence[Sequence[object]]) -> None:
        with self._page.table(len(rows), [0] * len(rows[0])) as table:
            for number, row in enumerate(rows):
                for column, runs in enumerate(row):
                    table.cell(number, column)
                    manner = self._cell if number else column_head(self._size)
                    self._page.paragraph(manner)
                    self._page.runs(runs, manner)  # type: ignore[arg-type]  # cells hold runs


def column_head(size: int) -> Manner:
    """Return how the head of a table's column is set."""
    return Manner(size - 3, 1.6, colour="text3", bold=True)
