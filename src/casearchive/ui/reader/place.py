"""Where a reader is in a text, kept while the text is set anew in another size or for others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QTextBlock
from PySide6.QtWidgets import QTextEdit

_BLOCKS = 20  # from the top of what is seen: some of them may be gone afterwards


@dataclass(frozen=True, slots=True)
class _Block:
    text: str
    before: int  # blocks of the same text above it
    share: float  # of its height that lies above what is seen; negative where it begins below


class ReadingPlace:
    """What stands at the top of a view. `restore` brings it there again, as far as it is left."""

    def __init__(self, view: QTextEdit) -> None:
        self._view = view
        self._pixels = view.verticalScrollBar().value()
        self._blocks = tuple(self._seen()) if self._pixels else ()

    def restore(self) -> None:
        """Scroll to the place; where nothing of it is left, to the same height."""
        bar = self._view.verticalScrollBar()
        for kept in self._blocks:
            if (room := self._find(kept)) is not None:
                bar.setValue(round(room.top() + kept.share * room.height()))
                return
        bar.setValue(self._pixels)

    def _seen(self) -> Iterator[_Block]:
        first = self._view.cursorForPosition(QPoint(0, 0)).block()
        block = first
        for _count in range(_BLOCKS):
            if not block.isValid():
                return
            room = self._room(block)
            if block.text().strip() and room.height():
                above = sum(one.text() == block.text() for one in self._until(block))
                yield _Block(block.text(), above, (self._pixels - room.top()) / room.height())
            block = block.next()

    def _find(self, kept: _Block) -> QRectF | None:
        left = kept.before
        for block in self._until(QTextBlock()):
            if block.text() == kept.text:
                if not left:
                    return self._room(block)
                left -= 1
        return None

    def _until(self, end: QTextBlock) -> Iterator[QTextBlock]:
        block = self._view.document().begin()
        while block.isValid() and block != end:
            yield block
            block = block.next()

    def _room(self, block: QTextBlock) -> QRectF:
        return self._view.document().documentLayout().blockBoundingRect(block)
