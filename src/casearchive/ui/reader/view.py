"""The view a case is read in: a measure, grounds of boxes, hits marked, nothing ever loaded."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMargins, QMimeData, QPoint, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextCursor,
    QTextDocument,
    QTextFrame,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QToolTip

from casearchive.i18n import _
from casearchive.ui.look import Look
from casearchive.ui.reader.hits import Hits
from casearchive.ui.reader.hits_bar import MarkedScrollBar
from casearchive.ui.reader.holding import bare
from casearchive.ui.reader.marks import Marks
from casearchive.ui.reader.pages import BOX, MEASURE, TIP, Page
from casearchive.ui.reader.place import ReadingPlace
from casearchive.ui.start import later
from casearchive.ui.study.colours import MARK_COLOURS

if TYPE_CHECKING:
    from collections.abc import Callable

    from casearchive.services.views import CaseView
    from casearchive.ui.reader.picture_stock import PictureStock

_IMAGE = int(QTextDocument.ResourceType.ImageResource.value)
_EDGE = 28  # pixels beside the text in a narrow window
_HELD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_BOXES = {"note": ("note", ""), "quote": ("callout", "accent")}


class ReaderView(QTextBrowser):
    """Shows one case. `link_clicked` comes with an http or https address, and nothing else;
    `attachment_clicked` with an attachment's id.
    """

    link_clicked = Signal(str)
    attachment_clicked = Signal(str)
    case_clicked = Signal(str)  # another case's id
    zoomed = Signal(int)
    colour_asked = Signal(str)  # for what is selected, or for the mark under the cursor
    note_asked = Signal()
    unmark_asked = Signal()
    selection_rested = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._case: CaseView | None = None
        self._typed = ""
        self._here = ""  # what is being found in this case, in place of the search
        self._trainee = False
        self._zoom = 0
        self.measure = MEASURE  # pixels of a line
        self.make_pictures: Callable[[], PictureStock] | None = None
        self._pictures: PictureStock | None = None  # from the first text on that names one
        self._blank = QImage(1, 1, QImage.Format.Format_ARGB32)
        self._blank.fill(Qt.GlobalColor.transparent)
        bar = MarkedScrollBar(look, self)
        self.setVerticalScrollBar(bar)
        bar.rangeChanged.connect(self._keep_measure)
        self.hits = Hits(self, look)
        self.marks = Marks(self, look)
        bar.follow(self.hits)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setAccessibleName(_("案例正文"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.anchorClicked.connect(self._follow)
        look.changed.connect(self.set_again)

    @property
    def case(self) -> CaseView | None:
        """The case that is shown."""
        return self._case

    def show_case(self, case: CaseView, typed: str = "", section: str = "") -> None:
        """Show a case at the first hit, if there can be one in a section, or from its beginning.

        The same case as before stays where it stands.
        """
        same = self._case is not None and self._case.id == case.id
        other_words = typed != self._typed and not self._here
        self._case, self._typed = case, typed
        if same:
            self.set_again()
            if other_words:
                self.hits.bring_into_sight()
        else:
            self._set(case)
            self._find(section, go=True)

    def mark(self, typed: str) -> None:
        """Mark where the text matches what was typed, and have one of the hits in sight."""
        if typed != self._typed:
            self._typed = typed
            if not self._here:
                self._find(go=False)
                self.hits.bring_into_sight()

    def find_here(self, text: str) -> None:
        """Mark a text to the letter, in place of what was searched for; an empty one ends it."""
        self._here = text.strip()
        self._find(go=bool(self._here))

    def _find(self, section: str = "", *, go: bool) -> None:
        words, here = self._here or self._typed, bool(self._here)
        self.hits.find(words, "" if here else section, go=go, to_the_letter=here)

    def use(self, *, zoom: int, trainee: bool) -> None:
        """Set the size, and for whom the case is shown."""
        if (zoom, trainee) != (self._zoom, self._trainee):
            self._zoom, self._trainee = zoom, trainee
            self.set_again()

    def set_again(self) -> None:
        """Set the text anew: the look, the size or the reader has changed."""
        if self._case is not None:
            place, cursor = ReadingPlace(self), self.textCursor()
            anchor, position = cursor.anchor(), cursor.position()
            self._set(self._case)
            last = max(0, self.document().characterCount() - 1)
            cursor = self.textCursor()
            cursor.setPosition(min(anchor, last))
            cursor.setPosition(min(position, last), QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)
            place.restore()
            self._find(go=False)

    def _set(self, case: CaseView) -> None:
        """Set a case, and show its beginning."""
        page = Page(self.document(), self._look)
        page.image_of = self._image_of
        whole = QTextCursor(self.document())
        whole.beginEditBlock()  # laid out once, at the end: a fifth of the time
        later.set_case(page, case, larger=self._zoom, trainee=self._trainee)
        self.marks.apply()
        whole.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)

    def _image_of(self, target: str) -> str:
        """Have the document know a picture of the case by a name; empty until it is loaded.

        Trainees see of pictures what may be handed to them.
        """
        if self._pictures is None:
            if self.make_pictures is None:
                return ""
            self._pictures = self.make_pictures()
            self._pictures.setParent(self)
            self._pictures.arrived.connect(self.set_again)
        files = self._case.attachments if self._case else ()
        self._pictures.hold([one for one in files if one.printable or not self._trainee])
        image = self._pictures.image(target)
        if image is None:
            return ""
        self.document().addResource(_IMAGE, QUrl(target), image)
        return target

    def _follow(self, url: QUrl) -> None:
        if url.scheme() in ("http", "https"):
            self.link_clicked.emit(url.toString())
        elif url.scheme() == "attachment":
            self.attachment_clicked.emit(url.path())
        elif url.scheme() == "case":
            self.case_clicked.emit(url.path())
        elif not url.scheme() and url.hasFragment():
            self.scrollToAnchor(url.fragment())

    # --- what Qt asks ----------------------------------------------------------------------------

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy the text as it reads: without the joiners of numbers and units."""
        copied, chosen = QMimeData(), self.textCursor().selection()
        copied.setText(bare(chosen.toPlainText()))
        copied.setHtml(bare(chosen.toHtml()))
        return copied

    def loadResource(self, kind: int, name: QUrl | str) -> QImage:
        """Give an empty picture for whatever a text may name: nothing is read or fetched."""
        del kind, name
        return self._blank

    def event(self, event: QEvent) -> bool:
        """Keep the measure in the middle."""
        if event.type() is QEvent.Type.Resize:
            self._keep_measure()
        return super().event(event)

    def _keep_measure(self) -> None:
        """Leave as much beside the text at both sides, with a scroll bar or without."""
        margin = max(_EDGE, (self.width() - self.measure) // 2)
        bar = self.verticalScrollBar()
        taken = bar.sizeHint().width() if bar.maximum() > bar.minimum() else 0
        margins = QMargins(margin, 0, margin - taken, 0)  # Qt mirrors them
        if margins != self.viewportMargins():
            self.setViewportMargins(margins)

    def viewportEvent(self, event: QEvent) -> bool:
        """Show a text's tip, as the plain text it is."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            self._show_tip(event.pos(), event.globalPos())
            return True
        return super().viewportEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl held."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoomed.emit(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell that a selection is made, or a mark clicked."""
        super().mouseReleaseEvent(event)
        self.selection_rested.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Mark with 1 to 4, write a note with N, take a mark away with 0."""
        key, plain = event.text().lower(), event.modifiers() & _HELD
        if plain or not key:
            super().keyPressEvent(event)
        elif key in "1234":
            self.colour_asked.emit(MARK_COLOURS[int(key) - 1])
        elif key == "n":
            self.note_asked.emit()
        elif key == "0":
            self.unmark_asked.emit()
        else:
            super().keyPressEvent(event)

    def use_caret(self, on: bool) -> None:
        """Let the arrow keys move a cursor, to select by keyboard, instead of scrolling."""
        flags = Qt.TextInteractionFlag.TextBrowserInteraction
        if on:
            flags |= Qt.TextInteractionFlag.TextSelectableByKeyboard
        self.setTextInteractionFlags(flags)
        self.setCursorWidth(2 if on else 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the boxes' grounds under the text."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, -self.verticalScrollBar().value())
        for frame in self.document().rootFrame().childFrames():
            self._paint_box(painter, frame)
        painter.end()
        super().paintEvent(event)

    def _paint_box(self, painter: QPainter, frame: QTextFrame) -> None:
        name = frame.frameFormat().property(BOX)
        if name not in _BOXES:
            return
        ground, edge = _BOXES[name]
        form = frame.frameFormat()
        box = self.document().documentLayout().frameBoundingRect(frame)
        box = box.adjusted(0, form.topMargin(), 0, -form.bottomMargin())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour(ground))
        painter.drawRoundedRect(box, 9, 9)
        if edge:
            painter.setBrush(self._look.colour(edge))
            painter.drawRoundedRect(QRectF(box.left(), box.top(), 3, box.height()), 1.5, 1.5)

    def _show_tip(self, at: QPoint, on_screen: QPoint) -> None:
        tip = self.cursorForPosition(at).charFormat().property(TIP)
        if isinstance(tip, str) and tip:
            shown = escape(tip).replace("\n", "<br>")
            QToolTip.showText(on_screen, f"<qt>{shown}</qt>", self.viewport())
        else:
            QToolTip.hideText()
