"""How the editor's text looks: sizes, bold and colours laid over it, never put into it."""

from __future__ import annotations

from PySide6.QtGui import (
    QFont,
    QSyntaxHighlighter,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from casearchive.ui.form.rich import formats
from casearchive.ui.look import Look


class Dress(QSyntaxHighlighter):
    """Lays the look over each block as it changes, and over all when the look has changed."""

    def __init__(self, document: QTextDocument, look: Look) -> None:
        super().__init__(document)
        self._look = look
        self._fonts: dict[tuple[float, bool], QFont] = {}
        look.changed.connect(self._anew)

    def _anew(self) -> None:
        self._fonts.clear()
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """Dress one block."""
        block = self.currentBlock()
        size, bold, colour = self._manner(block)
        if size != formats.SIZE or bold or colour:
            self.setFormat(0, len(text), self._format(size, bold, colour))
        place = block.begin()
        while not place.atEnd():
            fragment = place.fragment()
            form = fragment.charFormat()
            marked = [
                form.property(name) for name in (formats.BOLD, formats.EMPHASIS, formats.LINK)
            ]
            if any(marked) and not form.isImageFormat():
                strong, emphasis, link = marked
                tint = "accent" if link else "text" if strong else colour
                own = self._format(size, bold or bool(strong), tint)
                if link:
                    own.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
                elif emphasis:  # Chinese has no italic: a dotted line under the words
                    own.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
                # Qt counts in halves of surrogate pairs, as fragments do.
                self.setFormat(fragment.position() - block.position(), fragment.length(), own)
            place += 1

    def _manner(self, block: QTextBlock) -> tuple[float, bool, str]:
        """Return size, bold and colour of a block's plain letters; no colour is that of text."""
        if level := block.blockFormat().headingLevel():
            return formats.HEADINGS.get(level, formats.SIZE), True, "text"
        match formats.kind_of(block):
            case formats.QUOTE:
                return formats.SIZE, False, "text2"
            case formats.OBJECT:
                return formats.SIZE - 2, False, "text3"
        cursor = QTextCursor(block)
        if (table := cursor.currentTable()) is not None:
            return formats.SIZE - 1, not table.cellAt(cursor).row(), ""
        return formats.SIZE, False, ""

    def _format(self, size: float, bold: bool, colour: str) -> QTextCharFormat:
        form = QTextCharFormat()
        font = self._fonts.get((size, bold))
        if font is None:
            font = self._fonts[size, bold] = self._look.font(size, bold=bold)
        form.setFont(font)
        if colour:
            form.setForeground(self._look.colour(colour))
        return form
