"""The sheets of a PDF as pictures, painted on QtPdf's own thread and kept while there is room."""

from __future__ import annotations

from collections import OrderedDict, deque
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QObject,
    QRectF,
    QSize,
    QSizeF,
    QTimer,
    Signal,
)
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument

ROOM = 96 * 1024**2  # bytes of pictures; a page at screen size takes about four million
_WAITING = 16  # pages asked for and not begun; what was asked longest ago is dropped first
_UNDER_WAY = 2
_MEASURED = (
    64  # pages measured in one go: of thousands, QtPdf tells the sizes in a tenth of a second
)

Shape = tuple[int, int]  # page from 0, width in pixels


class Sheets(QObject):
    """One PDF at a time. `painted` (page) when a picture is there that :meth:`picture` lacked.

    While the pages of a new PDF are being painted, those of the one before stand in for them, so
    that a preview changes without a flash. Pages not measured yet count as large as the first one;
    `resized` where that was wrong.
    """

    painted = Signal(int)
    replaced = Signal()
    resized = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        # QtPdf takes its time to load: only now, at the first look at a pack.
        from PySide6.QtPdf import QPdfDocument, QPdfPageRenderer  # noqa: PLC0415 - see above

        super().__init__(parent)
        self._document_class = QPdfDocument
        self._document: QPdfDocument | None = None
        self._source: QBuffer | None = None
        self._nothing = QPdfDocument(self)
        self._painter = QPdfPageRenderer(self)
        self._painter.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
        self._painter.pageRendered.connect(self._keep)
        self._sizes: list[QSizeF] = []  # of the pages measured so far
        self._measure = QTimer(self, interval=0)
        self._measure.timeout.connect(self._measure_some)
        self._texts: dict[int, str] = {}  # by page, those that were looked through
        self._kept: OrderedDict[Shape, QImage] = OrderedDict()
        self._bytes = 0
        self._before: dict[int, QImage] = {}  # by page: pictures of the document before
        self._waiting: deque[Shape] = deque()
        self._asked: dict[int, Shape] = {}  # by request, of this document only

    # --- the document ----------------------------------------------------------------------------

    def show(self, data: bytes) -> None:
        """Take up a PDF from memory."""
        document, source = self._document_class(self), QBuffer(self)
        source.setData(QByteArray(data))
        source.open(QIODevice.OpenModeFlag.ReadOnly)
        document.load(source)
        before = {page: picture for (page, _width), picture in self._kept.items()}
        self._take(document, source)
        self._before = before
        self.replaced.emit()

    def clear(self) -> None:
        """Show nothing."""
        self._take(None, None)
        self.replaced.emit()

    def _take(self, document: QPdfDocument | None, source: QBuffer | None) -> None:
        old, old_source = self._document, self._source
        self._document, self._source = document, source
        self._texts.clear()
        self._kept.clear()
        self._before.clear()
        self._waiting.clear()
        self._asked.clear()
        self._bytes = 0
        self._sizes.clear()
        self._measure_some()
        self._painter.setDocument(document or self._nothing)  # waits for the page being painted
        if old and old_source:  # the document first, for it reads from the buffer
            old.close()
            old.deleteLater()
            old_source.deleteLater()

    @property
    def document(self) -> QPdfDocument | None:
        """The document itself, for its text."""
        return self._document

    @property
    def count(self) -> int:
        """How many pages there are."""
        return self._document.pageCount() if self._document else 0

    def size(self, page: int) -> QSizeF:
        """Return the size of a page in points."""
        if page < len(self._sizes):
            return self._sizes[page]
        return self._sizes[0] if self._sizes else QSizeF()

    def _measure_some(self) -> None:
        """Measure the next pages, and go on when nothing else is to be done."""
        first, last = len(self._sizes), min(len(self._sizes) + _MEASURED, self.count)
        if self._document:
            self._sizes += [self._document.pagePointSize(page) for page in range(first, last)]
        if last < self.count:
            self._measure.start()
        else:
            self._measure.stop()
        if first and any(size != self._sizes[0] for size in self._sizes[first:]):
            self.resized.emit()

    def label(self, page: int) -> str:
        """Return what the document calls a page: ``iii`` in the front matter, else its number."""
        told = self._document.pageLabel(page) if self._document else ""
        return told or str(page + 1)

    def text(self, page: int) -> str:
        """Return the text of a page, letter by letter as :meth:`areas` counts them."""
        if not self._document:
            return ""
        if page not in self._texts:
            self._texts[page] = self._document.getAllText(page).text()
        return self._texts[page]

    def areas(self, page: int, start: int, length: int) -> list[QRectF]:
        """Return where letters of a page stand, in points from its upper left corner."""
        if not self._document:
            return []
        found = self._document.getSelectionAtIndex(page, start, length)
        return [polygon.boundingRect() for polygon in found.bounds()]

    @property
    def busy(self) -> bool:
        """Whether a page is being painted."""
        return bool(self._asked)

    # --- pictures --------------------------------------------------------------------------------

    def picture(self, page: int, width: int) -> QImage | None:
        """Return a page `width` pixels wide; a stand-in of another width, or None, for a while."""
        shape = (page, width)
        if picture := self._kept.get(shape):
            self._kept.move_to_end(shape)
            return picture
        self._want(shape)
        near = [kept for kept in self._kept if kept[0] == page]
        if near:
            return self._kept[max(near, key=lambda kept: kept[1])]
        return self._before.get(page)

    def _want(self, shape: Shape) -> None:
        if not self._document or shape in self._asked.values():
            return
        if shape in self._waiting:
            self._waiting.remove(shape)
        self._waiting.appendleft(shape)
        while len(self._waiting) > _WAITING:
            self._waiting.pop()
        self._go_on()

    def _go_on(self) -> None:
        while self._waiting and len(self._asked) < _UNDER_WAY:
            page, width = shape = self._waiting.popleft()
            points = self._document.pagePointSize(page) if self._document else QSizeF()
            height = (
                max(1, round(width * points.height() / points.width())) if points.width() else 1
            )
            self._asked[self._painter.requestPage(page, QSize(width, height))] = shape

    def _keep(self, _page: int, _size: QSize, picture: QImage, _options: object, key: int) -> None:
        shape = self._asked.pop(key, None)
        if shape is None:  # of a document that is gone
            return
        self._kept[shape] = picture
        self._bytes += picture.sizeInBytes()
        self._before.pop(shape[0], None)
        while self._bytes > ROOM and len(self._kept) > 1:
            _oldest, dropped = self._kept.popitem(last=False)
            self._bytes -= dropped.sizeInBytes()
        self._go_on()
        self.painted.emit(shape[0])
