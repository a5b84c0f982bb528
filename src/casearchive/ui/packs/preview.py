"""The pages as they will be printed: the true PDF, replaced without a flash when it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from casearchive.i18n import _
from casearchive.ui.look import Look
from casearchive.ui.widgets import EmptyState, IconButton, label, surface

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument

BAR_HEIGHT = 44
COVERED = 260  # ms the old pages stay in sight while the new ones are being painted
MARGIN, SPACING = 20, 14  # px around and between pages
ZOOM_STEP = 1.2
ZOOMS = (0.25, 4.0)


class PdfPreview(QWidget):
    """Shows a PDF from memory, fitted to the width until somebody zooms."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        # QtPdf takes its time to load: only now, at the first look at a pack.
        from PySide6.QtPdf import QPdfDocument  # noqa: PLC0415 - see above
        from PySide6.QtPdfWidgets import QPdfView  # noqa: PLC0415 - see above

        super().__init__(parent)
        self._document_class, self._modes = QPdfDocument, QPdfView.ZoomMode
        self._document: QPdfDocument | None = None
        self._source: QBuffer | None = None
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
        self.tools = QHBoxLayout()
        row.addWidget(self._page)
        row.addStretch(1)
        row.addLayout(self.tools)
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

    def text(self) -> str:
        """Return the text of the pages that are shown."""
        document = self._document
        return (
            "".join(document.getAllText(page).text() for page in range(self.pages))
            if document
            else ""
        )

    def show_pdf(self, data: bytes) -> None:
        """Show a PDF in place of what is shown, at the same place of the text."""
        document, source = self._document_class(self), QBuffer(self)
        source.setData(QByteArray(data))
        source.open(QIODevice.OpenModeFlag.ReadOnly)
        document.load(source)
        bar = self.view.verticalScrollBar()
        place = bar.value()
        if self._document and self.view.isVisible():
            self._cover.setPixmap(self.view.viewport().grab())
            self._cover.resize(self.view.viewport().size())
            self._cover.show()
            self._cover.raise_()
            self._uncover.start()
        self.view.setDocument(document)
        self._stack.setCurrentWidget(self.view)
        bar.setValue(min(place, bar.maximum()))
        self._let_go()
        self._document, self._source = document, source
        self._tell_page()

    def show_nothing(self, title: str, text: str = "") -> None:
        """Show a word instead of pages."""
        self.empty.say(title, text)
        self._stack.setCurrentWidget(self.empty)
        self.view.setDocument(self._document_class(self))
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
        """Fit the pages to the width."""
        self.view.setZoomMode(self._modes.FitToWidth)

    def _zoom(self, by: float) -> None:
        if self.view.zoomMode() is not self._modes.Custom and self._document:
            width = self._document.pagePointSize(0).width() * self.logicalDpiX() / 72
            room = self.view.viewport().width() - 2 * MARGIN
            self.view.setZoomFactor(room / width if width else 1.0)
            self.view.setZoomMode(self._modes.Custom)
        least, most = ZOOMS
        self.view.setZoomFactor(max(least, min(most, self.view.zoomFactor() * by)))

    def _tell_page(self) -> None:
        for button in self._zooms:
            button.setEnabled(bool(self.pages))
        if not self.pages:
            self._page.setText("")
            return
        page = self.view.pageNavigator().currentPage() + 1
        told = _("第 {page} 页，共 {pages} 页")
        self._page.setText(told.format(page=page, pages=self.pages))
