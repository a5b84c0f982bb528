"""The field itself: text as it will read, with only the marks that a body of text may have."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QRectF, QSignalBlocker, Qt, QUrl, Signal
from PySide6.QtGui import (
    QImage,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextImageFormat,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from casearchive.services.cases.body_texts import Item, Kept, normal
from casearchive.services.views import Picture
from casearchive.ui.form.rich import acts, formats, keys
from casearchive.ui.form.rich.cards import kept_card, missing_card
from casearchive.ui.form.rich.clipboard import fill_mime, items_from, pictures_in, plain_items
from casearchive.ui.form.rich.dress import Dress
from casearchive.ui.form.rich.placing import place_items
from casearchive.ui.form.rich.reading import read_document
from casearchive.ui.form.rich.setting import Setter
from casearchive.ui.look import Look
from casearchive.ui.reader.picture_stock import PictureStock

LEAST_HEIGHT, MOST_HEIGHT = 400, 640  # px
COMPACT_HEIGHT = 84  # px, of a text of a few lines
_BAR = 3  # px, the line beside a quotation
_IMAGE = int(QTextDocument.ResourceType.ImageResource.value)


class RichEdit(QTextEdit):
    """A text of blocks. `edited` tells of every change, `moved` of another place or state.

    `pictures_offered` (list of Path) when files of pictures were pasted or dropped,
    `image_offered` (QImage) when a picture itself was.
    """

    edited = Signal()
    moved = Signal()
    pictures_offered = Signal(list)
    image_offered = Signal(QImage)

    def __init__(
        self,
        look: Look,
        pictures: PictureStock,
        *,
        least: int = LEAST_HEIGHT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._pictures, self._least = look, pictures, least
        self._names: dict[str, Picture | Kept] = {}  # what stands behind an image of the document
        self.setProperty("kind", "field")
        self.setTabChangesFocus(True)
        self.setFont(look.font(formats.SIZE))
        document = self.document()
        document.setDefaultFont(look.font(formats.SIZE))
        document.setIndentWidth(formats.INDENT)
        document.setDocumentMargin(6)
        self.dress = Dress(document, look)
        document.documentLayout().documentSizeChanged.connect(self._fit)
        self.textChanged.connect(self.edited)
        self.textChanged.connect(self.moved)
        self.cursorPositionChanged.connect(self._leave_link)
        self.cursorPositionChanged.connect(self.moved)
        self.currentCharFormatChanged.connect(lambda _form: self.moved.emit())
        look.changed.connect(self._draw_anew)
        pictures.arrived.connect(self._draw_picture)
        self._fit()

    # --- what it holds ---------------------------------------------------------------------------

    def items(self) -> list[Item]:
        """Return the blocks of the text."""
        return normal(read_document(self.document()))

    def set_items(self, items: Sequence[Item]) -> None:
        """Show other blocks; nothing of it can be undone."""
        with QSignalBlocker(self):
            document = self.document()
            document.setUndoRedoEnabled(False)
            document.clear()
            self._names.clear()
            cursor = QTextCursor(document)
            with acts.one_step(cursor):  # which is laid out once, at its end
                cursor.setBlockFormat(formats.text_format())
                Setter(cursor, self.draw).set(items)
            document.setUndoRedoEnabled(True)
            document.setModified(False)
            self.moveCursor(QTextCursor.MoveOperation.Start)
        self.moved.emit()

    def state(self) -> acts.State:
        """Return what is so at the cursor."""
        return acts.state_of(self.textCursor(), self.currentCharFormat())

    # --- what is done to it ----------------------------------------------------------------------

    def change(self, act: acts.Act) -> None:
        """Do something to the text at the cursor, and stand where it leaves the cursor."""
        if self.isReadOnly():
            return
        cursor = self.textCursor()
        after = act(cursor)
        self.setTextCursor(after if isinstance(after, QTextCursor) else cursor)
        self.ensureCursorVisible()
        self.moved.emit()

    def bold(self) -> None:
        """Turn bold on or off, for the chosen letters or for those to come."""
        cursor = self.textCursor()
        if self.isReadOnly():
            return
        if cursor.hasSelection():
            self.change(acts.toggle_bold)
        else:
            form = QTextCharFormat()
            form.setProperty(formats.BOLD, not formats.is_bold(self.currentCharFormat()))
            self.mergeCurrentCharFormat(form)

    def insert_items(self, items: Sequence[Item]) -> None:
        """Insert blocks at the cursor as one step; in a cell only their text."""
        self.change(lambda cursor: place_items(cursor, items, self.draw))

    def rich_text(self) -> str:
        """Return the text without any marks, as other programs would get it."""
        return self.textCursor().selection().toPlainText().replace(formats.OBJECT_SIGN, "")

    # --- pictures --------------------------------------------------------------------------------

    def draw(self, item: Picture | Kept) -> QTextImageFormat:
        """Return an image of the document for a picture, or for source that is kept."""
        name = f"object:{len(self._names)}"
        self._names[name] = item
        self._draw(name)
        form = QTextImageFormat()
        form.setName(name)
        return form

    def _draw(self, name: str) -> None:
        item = self._names[name]
        if isinstance(item, Kept):
            image = kept_card(self._look, item)
        else:
            shown = self._pictures.image(item.target)
            coming = self._pictures.is_coming(item.target)
            image = shown or missing_card(self._look, coming=coming)
        self.document().addResource(_IMAGE, QUrl(name), image)

    def _draw_anew(self) -> None:
        for name in self._names:
            self._draw(name)
        self._lay_out_anew()

    def _draw_picture(self, target: str) -> None:
        file = self._pictures.file_of(target)
        for name, item in self._names.items():
            if isinstance(item, Picture) and self._pictures.file_of(item.target) is file:
                self._draw(name)
        self._lay_out_anew()

    def _lay_out_anew(self) -> None:
        if self._names:
            self.document().markContentsDirty(0, self.document().characterCount())
            self.viewport().update()

    def loadResource(self, kind: int, name: QUrl | str) -> QImage:
        """Give an empty image: whatever a name in a text says, no file is opened for it."""
        del kind, name
        return QImage()

    # --- keys, clipboard -------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what Enter, Backspace and Tab mean here; everything else is Qt's."""
        if not self.isReadOnly() and self._key(event):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _key(self, event: QKeyEvent) -> bool:
        shift = Qt.KeyboardModifier.ShiftModifier
        others = event.modifiers() & ~(shift | Qt.KeyboardModifier.KeypadModifier)
        if others != Qt.KeyboardModifier.NoModifier:
            return False
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                state = self.state()
                if event.modifiers() & shift and not (state.in_table or state.level):
                    return False  # a line end inside the paragraph
                self.change(keys.enter)
                return True
            case Qt.Key.Key_Backspace:
                cursor = self.textCursor()
                if keys.backspace(cursor):
                    self.change(lambda _cursor: cursor)
                    return True
            case Qt.Key.Key_Tab | Qt.Key.Key_Backtab:
                back = event.key() == Qt.Key.Key_Backtab or bool(event.modifiers() & shift)
                return self._tab(-1 if back else 1)
        return False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take no words where nothing may be changed; Qt itself would."""
        if self.isReadOnly():
            event.ignore()
        else:
            super().inputMethodEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep Tab where it walks a table or moves an item; else it leaves the field."""
        if not self.isReadOnly() and self._tab(1 if forward else -1):
            return True
        return super().focusNextPrevChild(forward)

    def _tab(self, by: int) -> bool:
        after = keys.tab(self.textCursor(), by)
        if after is None:
            return False
        self.change(lambda _cursor: after)
        return True

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take text of any kind, and files of pictures."""
        words = source.hasText() or source.hasHtml()
        return words or source.hasImage() or bool(pictures_in(source))

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste what was copied, cleaned, as one step that can be undone."""
        if paths := pictures_in(source):
            self.pictures_offered.emit(paths)
            return
        items = items_from(source)
        if items or not source.hasImage():
            self.insert_items(items)
        elif isinstance(image := source.imageData(), QImage) and not image.isNull():
            self.image_offered.emit(image)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy blocks, so that they come back as they were; other programs get HTML and text."""
        holder = QTextDocument()
        QTextCursor(holder).insertFragment(self.textCursor().selection())
        # Qt's own object: one made by Python would outlive the interpreter in the clipboard.
        data = super().createMimeDataFromSelection()
        fill_mime(data, normal(read_document(holder)), self.rich_text())
        return data

    def insertPlainText(self, text: str) -> None:
        """Insert text in which nothing is a mark, a paragraph for each line."""
        self.insert_items(plain_items(text))

    def setPlainText(self, text: str) -> None:
        """Put text in which nothing is a mark in place of all that is there."""
        self.selectAll()
        self.insertPlainText(text)

    def _leave_link(self) -> None:
        """Have what is typed after a link be no part of it."""
        cursor = self.textCursor()
        form = self.currentCharFormat()
        if cursor.hasSelection() or not form.property(formats.LINK):
            return
        after = QTextCursor(cursor)
        after.movePosition(QTextCursor.MoveOperation.NextCharacter)
        if cursor.atBlockEnd() or after.charFormat().property(formats.LINK) != form.property(
            formats.LINK
        ):
            form.clearProperty(formats.LINK)
            self.setCurrentCharFormat(form)

    # --- look ------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a line beside every quotation that is seen, then the text."""
        painter = QPainter(self.viewport())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("border"))
        top, bottom = self.verticalScrollBar().value(), self.viewport().height()
        document, margin = self.document(), self.document().documentMargin()
        layout = document.documentLayout()
        block = self.cursorForPosition(self.viewport().rect().topLeft()).block()
        while block.isValid():
            room: QRectF = layout.blockBoundingRect(block).translated(0, -top)
            if room.top() > bottom:
                break
            if formats.kind_of(block) == formats.QUOTE:
                right = block.textDirection() is Qt.LayoutDirection.RightToLeft
                left = document.textWidth() - margin - 14 if right else margin + 11
                painter.drawRoundedRect(QRectF(left, room.top(), _BAR, room.height()), 1, 1)
            block = block.next()
        painter.end()
        super().paintEvent(event)

    def _fit(self) -> None:
        height = round(self.document().documentLayout().documentSize().height()) + 16
        self.setFixedHeight(max(self._least, min(height, MOST_HEIGHT)))
