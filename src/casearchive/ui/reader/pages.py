"""Text set by cursor: exact line heights, spacing and colours, and never a word of HTML."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrame,
    QTextFrameFormat,
    QTextLength,
    QTextOption,
    QTextTable,
    QTextTableFormat,
)

from casearchive.ui.look import Look
from casearchive.ui.look.fonts import BOLD, REGULAR

if TYPE_CHECKING:
    from casearchive.services.views import Run

BOX = int(QTextFormat.Property.UserProperty.value) + 1  # a frame's ground: note, quote
TIP = int(QTextFormat.Property.UserProperty.value) + 2  # plain text shown while hovering
PART = int(QTextFormat.Property.UserProperty.value) + 3  # a block's: to which part it belongs
MEASURE = 680  # pixels of a line of text
_HEAD = 30  # pixels above the first line
_FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value


@dataclass(frozen=True, slots=True)
class Manner:
    """How a paragraph is set; lengths in pixels."""

    size: float
    leading: float = 1.75
    above: float = 0
    below: float = 0
    colour: str = "body"
    bold: bool = False
    indent: float = 0
    hanging: float = 0  # of the first line; a tab in it leads to the indent


_NOTHING = Manner(1, 1.0)
_BY_LETTERS = Qt.LayoutDirection.LayoutDirectionAuto


def _tab(at: float) -> QTextOption.Tab:
    """Return a stop `at` pixels from where the first line begins."""
    return QTextOption.Tab(at, QTextOption.TabType.LeftTab)


def _no_image(target: str) -> str:
    del target
    return ""


class Page:
    """A document being set, from top to bottom."""

    def __init__(self, document: QTextDocument, look: Look, *, head: int = _HEAD) -> None:
        document.clear()
        document.setDocumentMargin(0)
        document.setUndoRedoEnabled(False)
        document.setDefaultFont(look.font(13))
        self.look = look
        edge = document.rootFrame().frameFormat()
        edge.setTopMargin(head)
        document.rootFrame().setFrameFormat(edge)
        self._cursor = QTextCursor(document)
        self._way = _BY_LETTERS
        self._fresh = True  # the block at the cursor is new and empty: use it
        self.part = ""  # of the case, in which marks are anchored
        self.image_of = _no_image  # what a picture's target is called among the document's images
        self._after_frame = False  # Qt gives the block after a frame no margin above

    def follow(self, text: str) -> None:
        """Let headings and names go the way a case goes, whichever way the window's words go."""
        strong = (unicodedata.bidirectional(letter) for letter in text)
        first = next((kind for kind in strong if kind in ("L", "R", "AL")), "L")
        self._way = Qt.LayoutDirection.LeftToRight if first == "L" else _BY_LETTERS

    @contextmanager
    def by_letters(self) -> Iterator[None]:
        """Within this each paragraph goes the way of its own letters."""
        way, self._way = self._way, _BY_LETTERS
        yield
        self._way = way

    def paragraph(self, manner: Manner) -> None:
        """Begin a paragraph; the next texts go into it."""
        if self._after_frame and manner.above:
            self._after_frame = False
            self.paragraph(_NOTHING)
        self._after_frame = False
        form = QTextBlockFormat()
        form.setLayoutDirection(self._way)
        form.setTopMargin(manner.above)
        form.setBottomMargin(manner.below)
        form.setLineHeight(manner.size * manner.leading, _FIXED)
        form.setLeftMargin(manner.indent)
        form.setTextIndent(-manner.hanging)
        if manner.hanging:
            form.setTabPositions([_tab(manner.hanging), _tab(manner.hanging + manner.size)])
        if self.part:
            form.setProperty(PART, self.part)
        if self._fresh:
            self._cursor.setBlockFormat(form)
        else:
            self._cursor.insertBlock(form)
        self._fresh = False

    def text(self, text: str, manner: Manner, **also: str) -> None:
        """Set text in a manner; `also` may hold ``colour``, ``link``, ``tip``, ``anchor``."""
        weight = BOLD if manner.bold else REGULAR
        form = self.format(manner.size, also.get("colour", manner.colour), weight)
        if link := also.get("link"):
            form.setAnchor(True)
            form.setAnchorHref(link)
        if tip := also.get("tip"):
            form.setProperty(TIP, tip)
        if anchor := also.get("anchor"):
            form.setAnchor(True)
            form.setAnchorNames([anchor])
        self.put(text, form)

    def title(self, text: str, pixels: float, colour: str = "text") -> None:
        """Set a title in the serif."""
        self.put(text, self.look.fonts.title_format(pixels, self.look.colour(colour)))

    def runs(self, runs: Sequence[Run], manner: Manner) -> None:
        """Set runs of prose, their bold, emphasis and links kept."""
        for run in runs:
            weight = BOLD if run.bold or manner.bold else REGULAR
            form = self.format(manner.size, manner.colour, weight)
            if run.bold and not manner.bold:
                form.setForeground(self.look.colour("text"))
            if run.emphasis:  # Chinese has no italic: a dotted line under the words
                form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
            if run.link.startswith(("http://", "https://")):
                form.setAnchor(True)
                form.setAnchorHref(run.link)
                form.setProperty(TIP, run.link)
                form.setForeground(self.look.colour("accent"))
                form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            self.put(run.text, form)

    def format(self, pixels: float, colour: str | QColor, weight: int) -> QTextCharFormat:
        """Return a format of the interface's face; `colour` is a token's name or a colour."""
        form = QTextCharFormat()
        form.setFont(self.look.font(pixels, weight=weight))
        form.setForeground(self.look.colour(colour) if isinstance(colour, str) else colour)
        return form

    def put(self, text: str, form: QTextCharFormat) -> None:
        """Insert text as it is; a line end in it stays inside the paragraph."""
        self._cursor.insertText(text.replace("\r\n", "\n").replace("\n", "\u2028"), form)

    def image(self, name: str) -> None:
        """Set an image that the document knows in a line of its own, as high as it is."""
        form = QTextBlockFormat()
        form.setTopMargin(8)
        form.setBottomMargin(4)
        if self._fresh:
            self._cursor.setBlockFormat(form)
        else:
            self._cursor.insertBlock(form)
        self._fresh = self._after_frame = False
        self._cursor.insertImage(name)

    @contextmanager
    def box(self, name: str, *, padding: float = 22, above: float = 28) -> Iterator[None]:
        """Set what follows in a box; the view paints its ground by the name."""
        form = QTextFrameFormat()
        form.setProperty(BOX, name)
        form.setPadding(padding)
        form.setTopMargin(above)
        form.setBottomMargin(12)
        form.setBorder(0)
        outer = self._begin_frame()
        self._cursor.insertFrame(form)
        self._fresh = True
        yield
        self._end_frame(outer)

    @contextmanager
    def table(
        self, rows: int, widths: Sequence[int], *, above: float = 8, first: float = 0
    ) -> Iterator[Table]:
        """Set a table of `rows`; `widths` are per cents of the measure, 0 for what is left.

        `first`, where it is not 0, is the width of the first column in pixels.
        """
        form = QTextTableFormat()
        form.setBorder(0)
        form.setBorderCollapse(True)
        form.setCellSpacing(0)
        form.setCellPadding(0)
        form.setTopMargin(above)
        form.setBottomMargin(12)
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        per_cent, rest = QTextLength.Type.PercentageLength, QTextLength.Type.VariableLength
        columns = [QTextLength(per_cent if w else rest, w) for w in widths]
        if first:
            columns[0] = QTextLength(QTextLength.Type.FixedLength, first)
        form.setColumnWidthConstraints(columns)
        outer = self._begin_frame()
        yield Table(self, self._cursor, self._cursor.insertTable(rows, len(widths), form))
        self._end_frame(outer)

    def _begin_frame(self) -> QTextFrame:
        if self._fresh:  # the block stays before the frame: it must not show as an empty line
            self.paragraph(_NOTHING)
        return self._cursor.currentFrame()

    def _end_frame(self, outer: QTextFrame) -> None:
        """Go on in the empty block that Qt keeps after every frame."""
        self._cursor.setPosition(outer.lastPosition())
        self._fresh = self._after_frame = True

    def paragraph_here(self) -> None:
        """Have the next paragraph take the empty block the cursor stands in."""
        self._fresh = True


class Table:
    """A table being set: rows with a hairline between them."""

    def __init__(self, page: Page, cursor: QTextCursor, table: QTextTable) -> None:
        self._page = page
        self._cursor = cursor
        self._table = table

    def cell(self, row: int, column: int, *, padding: float = 7) -> None:
        """Go to a cell; what is set next goes into it. Every row but the last has a line below."""
        cell = self._table.cellAt(row, column)
        form = cell.format().toTableCellFormat()
        form.setTopPadding(padding)
        form.setBottomPadding(padding)
        form.setRightPadding(12)
        form.setBottomBorder(1)
        form.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBottomBorderBrush(self._page.look.colour("hairline"))
        cell.setFormat(form)
        self._cursor.setPosition(cell.firstPosition())
        self._page.paragraph_here()
