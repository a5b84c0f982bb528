"""What a document of the editor says of its text, apart from how that looks.

Blocks and letters carry only what is kept in the end (a heading's level, bold, a link); `dress.py`
gives them their look, so that no colour and no font ever comes in with pasted text or stays behind.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextListFormat,
    QTextTableFormat,
)

from casearchive.services.views import Run

_OWN = int(QTextFormat.Property.UserProperty.value) + 40
BOLD, EMPHASIS, LINK, TARGET, SOURCE = (_OWN + number for number in range(5))  # of letters
KIND = _OWN + 10  # of a block: one of those below, or nothing
QUOTE, CONTINUED, OBJECT = "quote", "continued", "object"

SIZE = 15  # px of body text
HEADINGS = {1: 20, 2: 18, 3: 16}  # px; deeper ones are as large as the text
INDENT = 26  # px a level of a list
OBJECT_SIGN = "\ufffc"  # where a picture stands in a text
BREAK = "\u2028"  # a line end inside a block
_FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value
_LINE = QColor(128, 128, 128, 110)  # of tables; reads on light and dark alike
_BULLETS = (
    QTextListFormat.Style.ListDisc,
    QTextListFormat.Style.ListCircle,
    QTextListFormat.Style.ListSquare,
)


def text_format() -> QTextBlockFormat:
    """Return how a plain paragraph stands."""
    return _block(SIZE * 1.75, above=4, below=6)


def heading_format(level: int) -> QTextBlockFormat:
    """Return how a heading stands, `level` 1 to 6."""
    form = _block(HEADINGS.get(level, SIZE) * 1.6, above=8, below=4)
    form.setHeadingLevel(level)
    return form


def quote_format() -> QTextBlockFormat:
    """Return how a paragraph of a quotation stands."""
    form = _block(SIZE * 1.75, above=4, below=6)
    form.setIndent(1)
    form.setProperty(KIND, QUOTE)
    return form


def item_format() -> QTextBlockFormat:
    """Return how the item of a list stands; its list indents it."""
    return _block(SIZE * 1.75, below=4)


def continued_format(depth: int) -> QTextBlockFormat:
    """Return how a further paragraph of an item stands, `depth` from 0."""
    form = _block(SIZE * 1.75, below=4)
    form.setIndent(depth + 1)
    form.setProperty(KIND, CONTINUED)
    return form


def object_format() -> QTextBlockFormat:
    """Return how a picture stands, with its caption below."""
    form = QTextBlockFormat()
    form.setTopMargin(6)
    form.setBottomMargin(10)
    form.setProperty(KIND, OBJECT)
    return form


def cell_format() -> QTextBlockFormat:
    """Return how the text of a cell stands."""
    return _block(SIZE * 1.6)


def list_format(marker: str, depth: int) -> QTextListFormat:
    """Return the list that an item with this marker begins."""
    form = QTextListFormat()
    form.setIndent(depth + 1)
    if marker:
        form.setStyle(QTextListFormat.Style.ListDecimal)
        form.setNumberSuffix(marker[-1])
        form.setStart(int(marker[:-1]))
    else:
        form.setStyle(_BULLETS[min(depth, len(_BULLETS) - 1)])
    return form


def table_format(columns: int) -> QTextTableFormat:
    """Return how a table stands."""
    form = QTextTableFormat()
    form.setBorder(1)
    form.setBorderCollapse(True)
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setBorderBrush(_LINE)
    form.setCellSpacing(0)
    form.setCellPadding(6)
    form.setTopMargin(8)
    form.setBottomMargin(10)
    form.setHeaderRowCount(1)
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    form.setColumnWidthConstraints(widths(columns))
    return form


def widths(columns: int) -> list[QTextLength]:
    """Return equal shares of the width."""
    return [QTextLength(QTextLength.Type.PercentageLength, 100 / columns)] * columns


def _block(leading: float, *, above: float = 0, below: float = 0) -> QTextBlockFormat:
    form = QTextBlockFormat()
    form.setLineHeight(leading, _FIXED)
    form.setTopMargin(above)
    form.setBottomMargin(below)
    form.setAlignment(Qt.AlignmentFlag.AlignLeft)  # the side where reading begins
    return form


def run_format(run: Run) -> QTextCharFormat:
    """Return what is said of a run's letters."""
    form = QTextCharFormat()
    if run.bold:
        form.setProperty(BOLD, True)
    if run.emphasis:
        form.setProperty(EMPHASIS, True)
    if run.link:
        form.setProperty(LINK, run.link)
    return form


def as_run(text: str, form: QTextCharFormat) -> Run:
    """Return letters as a run; the sign of an object that is none is dropped."""
    plain = text.replace(BREAK, "\n").replace("\u2029", "\n").replace(OBJECT_SIGN, "")
    return Run(
        plain,
        bool(form.property(BOLD)),
        bool(form.property(EMPHASIS)),
        str(form.property(LINK) or ""),
    )


def is_bold(form: QTextCharFormat) -> bool:
    """Say whether letters are bold."""
    return bool(form.property(BOLD))


def kind_of(block: QTextBlock) -> str:
    """Return what a block is, beside headings and lists."""
    return str(block.blockFormat().property(KIND) or "")


def is_numbered(block: QTextBlock) -> bool:
    """Say whether a block is an item of a numbered list."""
    listed = block.textList()
    return bool(listed) and listed.format().style() == QTextListFormat.Style.ListDecimal


def depth_of(block: QTextBlock) -> int:
    """Return the depth of a list's item from 0; -1 where the block is none."""
    listed = block.textList()
    return listed.format().indent() - 1 if listed else -1


def in_table(block: QTextBlock) -> bool:
    """Say whether a block stands in a table."""
    return QTextCursor(block).currentTable() is not None
