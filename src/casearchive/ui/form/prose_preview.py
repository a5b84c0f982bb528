"""Body text as it reads: set with a cursor, never as HTML, so that nothing typed is markup."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from casearchive.i18n import _
from casearchive.services.views import (
    Heading,
    ListItem,
    Paragraph,
    Picture,
    Prose,
    Quote,
    Run,
    Table,
)
from casearchive.ui.look import Look

BODY = 14  # px
LINE_HEIGHT = 25  # px, for every face alike
INDENT = 20  # px a level of a list


def write_prose(document: QTextDocument, blocks: Sequence[Prose], look: Look) -> None:
    """Set `blocks` into the document, in place of what it holds."""
    document.clear()
    document.setDefaultFont(look.font(BODY))
    writer = _Writer(QTextCursor(document), look)
    writer.cursor.beginEditBlock()
    for number, block in enumerate(blocks):
        writer.write(block, first=number == 0)
    if not blocks:
        writer.cursor.insertText(_("还没有正文。"), writer.form("text3"))
    writer.cursor.endEditBlock()


class _Writer:
    def __init__(self, cursor: QTextCursor, look: Look) -> None:
        self.cursor = cursor
        self._look = look

    def write(self, block: Prose, *, first: bool) -> None:
        match block:
            case Heading(_level, runs):
                self._block(first, above=10)
                title = self._look.fonts.title_format(17, self._look.colour("text"))
                self.cursor.insertText("".join(run.text for run in runs), title)
            case Paragraph(runs):
                self._block(first)
                self._runs(runs)
            case ListItem(runs, marker, depth, continued):
                self._block(first, left=INDENT * (depth + 1), hang=INDENT - 4)
                lead = "" if continued else f"{marker or '•'} "
                self.cursor.insertText(lead, self.form("accent"))
                self._runs(runs)
            case Quote(runs):
                self._block(first, left=INDENT)
                self._runs(runs, "text2")
            case Table(rows):
                for row in rows:
                    self._block(first, above=2)
                    cells = ["".join(run.text for run in cell) for cell in row]
                    self.cursor.insertText("　|　".join(cells), self.form("text2"))
                    first = False
            case Picture(_target, caption):
                self._block(first)
                told = _("［图片：{caption}］").format(caption=caption)
                self.cursor.insertText(told, self.form("text3"))

    def form(self, token: str, *, bold: bool = False, italic: bool = False) -> QTextCharFormat:
        """Return how characters in a token's colour are set."""
        font: QFont = self._look.font(BODY, bold=bold)
        font.setItalic(italic)
        form = QTextCharFormat()
        form.setFont(font)
        form.setForeground(self._look.colour(token))
        return form

    def _runs(self, runs: Sequence[Run], colour: str = "body") -> None:
        for run in runs:
            form = self.form("accent" if run.link else colour, bold=run.bold, italic=run.emphasis)
            # A line end inside a block is Qt's line separator; a line feed would end the block.
            self.cursor.insertText(run.text.replace("\n", "\u2028"), form)

    def _block(self, first: bool, *, above: int = 6, left: int = 0, hang: int = 0) -> None:
        form = QTextBlockFormat()
        form.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        form.setTopMargin(0 if first else above)
        form.setLeftMargin(left)
        form.setTextIndent(-hang)
        if first:
            self.cursor.setBlockFormat(form)
        else:
            self.cursor.insertBlock(form, QTextCharFormat())
