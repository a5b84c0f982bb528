"""The pages as they will be printed: the true PDF, replaced without a flash when it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from casearchive.i18n import _
from casearchive.ui.look import Look
from casearchive.ui.widgets import EmptyState, IconButton, label, surface

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument

BAR_HEIGHT = 44
COVERED = 260  # ms the old pages stay in sight while the new ones are being painted
MARGIN, SPACING = 20, 14  # px around and between pages
POINTS = 72  # per inch
ZOOM_STEP = 1.2
LARGEST_FITTED = 1.25  # of true size
ZOOMS = (0.25, 4.0)


class PdfPreview(QWidget):
    """Shows a PDF from memory, fitted to the width until somebody zooms."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        # QtPdf takes its time to load: only now, at the first look at a pack.
        from PySide6.QtPdf import QPdfDocument  # noqa: PLC0415 - see above
        from PySide6.QtPdfWidgets import QPdfView  # noqa: PLC0415 - see above

        super().__init__(parent)
        self._document_class, self._modes = QPdfDocument, QPdfView.ZoomMode
        self._nothing = QPdfDocument(self)
        self._document: QPdfDocument | None = None
        self._source: QBuffer | None = None
        self._is_fitted = True
        self.view = QPdfView(self)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setPageSpacing(SPACING)
        margins = self.view.documentMargins()
        margins.setLeft(MARGIN)
        margins.setRight(MARGIN)
        margins.setTop(MARGIN)
        margins.setBottom(MARGIN)
        self.view.setDocumentMargins(margins)
        self.view.setAccessibleName(_("材料包预览"))
        self._cover = QLabel(self.view.viewport())
        self._cover.hide()
        self._uncover = QTimer(self, singleShot=True, interval=COVERED)
        self._uncover.timeout.connect(self._cover.hide)
        self.empty = EmptyState(look, "print", "")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.view)
        self.view.pageNavigator().currentPageChanged.connect(self._tell_page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar(look))
        column.addWidget(self._stack, 1)

    def _bar(self, look: Look) -> QWidget:
        bar = surface("bar")
        bar.setFixedHeight(BAR_HEIGHT)
        self._page = label(look, "", 12, tone="second")
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 0, 10, 0)
        row.setSpacing(2)
        row.addWidget(self._page)
        row.addStretch(1)
        self._zooms = [
            IconButton(look, "zoom-out", _("缩小")),
            IconButton(look, "zoom-in", _("放大")),
            IconButton(look, "zoom-reset", _("适合宽度")),
        ]
        for button, act in zip(
            self._zooms,
            (lambda: self._zoom(1 / ZOOM_STEP), lambda: self._zoom(ZOOM_STEP), self.fit),
            strict=True,
        ):
            button.clicked.connect(act)
            row.addWidget(button)
        return bar

    @property
    def pages(self) -> int:
        """How many pages are shown."""
        return self._document.pageCount() if self._document else 0

    def show_pdf(self, data: bytes) -> None:
        """Show a PDF in place of what is shown, at the same place of the text."""
        document, source = self._document_class(self), QBuffer(self)
        source.setData(QByteArray(data))
        source.open(QIODevice.OpenModeFlag.ReadOnly)
        document.load(source)
        place = self.view.verticalScrollBar().value()
        if self._document and self.view.isVisible():
            self._cover.setPixmap(self.view.viewport().grab())
            self._cover.resize(self.view.viewport().size())
            self._cover.show()
            self._cover.raise_()
            self._uncover.start()
        self.view.setDocument(document)
        self._stack.setCurrentWidget(self.view)
        self._let_go()
        self._document, self._source = document, source
        if self._is_fitted:
            self.fit()
        self.view.verticalScrollBar().setValue(place)
        self._tell_page()

    def show_nothing(self, title: str, text: str = "") -> None:
        """Show a word instead of pages."""
        self.empty.say(title, text)
        self._stack.setCurrentWidget(self.empty)
        self.view.setDocument(self._nothing)
        self._let_go()
        self._tell_page()

    def _let_go(self) -> None:
        """Give back the PDF that was shown; the document first, for it reads from the buffer."""
        if self._document and self._source:
            self._document.close()
            self._document.deleteLater()
            self._source.deleteLater()
        self._document = self._source = None

    def fit(self) -> None:
        """Fit the pages to the width, but make them no larger than reads well."""
        self._is_fitted = True
        wide = self._fitting() > LARGEST_FITTED
        self.view.setZoomFactor(LARGEST_FITTED if wide else 1.0)
        self.view.setZoomMode(self._modes.Custom if wide else self._modes.FitToWidth)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stay fitted in a window of another size."""
        super().resizeEvent(event)
        if self._is_fitted:
            self.fit()

    def _fitting(self) -> float:
        """Return the zoom at which the first page fills the width."""
        document = self._document
        points = document.pagePointSize(0).width() if document else 0.0
        room = self.view.viewport().width() - 2 * MARGIN
        return room / (points * self.logicalDpiX() / POINTS) if points else 1.0

    def _zoom(self, by: float) -> None:
        custom = self.view.zoomMode() is self._modes.Custom
        now = self.view.zoomFactor() if custom else self._fitting()
        self._is_fitted = False
        least, most = ZOOMS
        self.view.setZoomFactor(max(least, min(most, now * by)))
        self.view.setZoomMode(self._modes.Custom)

    def _tell_page(self) -> None:
        for button in self._zooms:
            button.setEnabled(bool(self.pages))
        if not self.pages:
            self._page.setText("")
            return
        page = self.view.pageNavigator().currentPage() + 1
        told = _("第 {page} 页，共 {pages} 页")
        self._page.setText(told.format(page=page, pages=self.pages))
