"""The proof desk: the pack's true pages, with what looks at them, beside the composition."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from casearchive.i18n import _
from casearchive.ui.look import Look
from casearchive.ui.packs.proof.page_view import STEP, Fit, PageView
from casearchive.ui.packs.proof.sheets import Sheets
from casearchive.ui.packs.proof.thumbnails import Thumbnails
from casearchive.ui.widgets import EmptyState, IconButton, head_bar, label

_FIELD = 58  # pixels, of the page's number


class PdfPreview(QWidget):
    """Shows a PDF from memory. `place_clicked` and `place_opened` name the place of a page.

    Places are what the pages belong to, numbered from 0 in the order of :meth:`show_pdf`'s
    `starts`; -1 is what stands before the first of them.
    """

    place_clicked = Signal(int)
    place_opened = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._starts: Sequence[int] = ()
        self.sheets = Sheets(self)
        self.view = PageView(look, self.sheets)
        self.thumbnails = Thumbnails(look, self.sheets)
        self.thumbnails.hide()
        self.empty = EmptyState(look, "print", "")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._stack = QStackedWidget()
        column.addWidget(self._bar(look))
        column.addWidget(self._stack, 1)
        pages = QWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(pages)
        row = QHBoxLayout(pages)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.thumbnails)
        row.addWidget(self.view, 1)
        self._connect()
        self._allow()

    def _bar(self, look: Look) -> QWidget:
        bar = head_bar()
        self.all_pages = IconButton(look, "pages", _("全部页面"), checkable=True)
        self.number = QLineEdit()
        self.number.setFixedWidth(_FIELD)
        self.number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.number.setAccessibleName(_("页码"))
        self.number.setToolTip(_("输入页码，按回车到那一页"))
        self._total = label(look, "", 12, tone="second")
        self._scale = label(look, "", 12, tone="muted")
        self.smaller = IconButton(look, "zoom-out", _("缩小"))
        self.larger = IconButton(look, "zoom-in", _("放大"))
        self.fit_width = IconButton(look, "fit-width", _("适合宽度"), checkable=True)
        self.fit_page = IconButton(look, "fit-page", _("整页"), checkable=True)
        self.book = IconButton(look, "spread", _("双页，像打开的书"), checkable=True)
        row = QHBoxLayout(bar)
        row.setContentsMargins(10, 0, 10, 0)
        row.setSpacing(4)
        for part in (self.all_pages, self.number, self._total):
            row.addWidget(part)
        row.addStretch(1)
        looking = (self.smaller, self._scale, self.larger, self.fit_width, self.fit_page, self.book)
        for part in looking:
            row.addWidget(part)
        return bar

    def _connect(self) -> None:
        view = self.view
        acts: dict[IconButton, Callable[[], object]] = {
            self.smaller: lambda: view.zoom(1 / STEP),
            self.larger: lambda: view.zoom(STEP),
            self.fit_width: lambda: view.fit_to(Fit.WIDTH),
            self.fit_page: lambda: view.fit_to(Fit.PAGE),
            self.book: lambda: view.open_as_book(self.book.isChecked()),
            self.all_pages: lambda: self.thumbnails.setVisible(self.all_pages.isChecked()),
        }
        for button, act in acts.items():
            button.clicked.connect(act)
        self.number.returnPressed.connect(self._go_to_typed)
        self.number.editingFinished.connect(self._tell_page)
        view.page_changed.connect(self._show_page)
        view.zoomed.connect(self._allow)
        view.clicked.connect(lambda page: self.place_clicked.emit(self.place_of(page)))
        view.opened.connect(lambda page: self.place_opened.emit(self.place_of(page)))
        self.thumbnails.clicked.connect(self._go_to_row)
        self.thumbnails.activated.connect(self._go_to_row)

    # --- what is shown ---------------------------------------------------------------------------

    @property
    def pages(self) -> int:
        """How many pages are shown."""
        return self.sheets.count

    def show_pdf(self, data: bytes, starts: Sequence[int] = ()) -> None:
        """Show a PDF in place of what is shown, at the same place of the text.

        `starts` are the pages, from 0 and rising, on which the places begin.
        """
        self._starts = starts
        self._stack.setCurrentIndex(1)
        self.sheets.show(data)
        self._allow()

    def show_nothing(self, title: str, text: str = "") -> None:
        """Show a word instead of pages."""
        self._starts = ()
        self.empty.say(title, text)
        self._stack.setCurrentWidget(self.empty)
        self.sheets.clear()
        self._allow()

    # --- places ----------------------------------------------------------------------------------

    def place_of(self, page: int) -> int:
        """Return the place a page belongs to, -1 before the first."""
        return sum(start <= page for start in self._starts) - 1

    def choose(self, place: int, *, go: bool = True) -> None:
        """Frame the pages of a place and, with `go`, bring them into sight."""
        if not 0 <= place < len(self._starts):
            self.view.choose(range(0))
            return
        first = self._starts[place]
        later = [start for start in self._starts[place + 1 :] if start > first]
        pages = range(first, max(later[0] if later else self.pages, first + 1))
        self.view.choose(pages)
        if go and self.view.page not in pages:
            self.view.go_to(first)

    # --- the bar ---------------------------------------------------------------------------------

    def _allow(self) -> None:
        there, view = bool(self.pages), self.view
        for button in (self.all_pages, self.smaller, self.larger, self.book, self.number):
            button.setEnabled(there)
        for button, fit in ((self.fit_width, Fit.WIDTH), (self.fit_page, Fit.PAGE)):
            button.setEnabled(there)
            button.setChecked(view.fit is fit)
        self._scale.setText(f"{view.scale:.0%}" if there else "")
        self._total.setText(_("共 {pages} 页").format(pages=self.pages) if there else "")
        self._tell_page()

    def _show_page(self, page: int) -> None:
        self.thumbnails.show_page(page)
        self._tell_page()

    def _tell_page(self) -> None:
        if not self.number.hasFocus() or not self.number.isModified():
            shown = self.sheets.label(self.view.page) if self.view.page >= 0 else ""
            self.number.setText(shown)

    def _go_to_typed(self) -> None:
        """Go to the page that is called, or else numbered, like what was typed."""
        typed = self.number.text().strip()
        called = [page for page in range(self.pages) if self.sheets.label(page) == typed]
        if called:
            self.view.go_to(called[0])
        elif typed.isascii() and typed.isdigit() and len(typed) < 6:
            self.view.go_to(max(1, min(int(typed), self.pages)) - 1)
        self.number.setModified(False)
        self._tell_page()
        self.view.setFocus()

    def _go_to_row(self, index: QModelIndex) -> None:
        self.view.go_to(index.row())
