"""The pages themselves: scrolled, zoomed, gone through by key, clicked to come to their case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from casearchive.i18n import _
from casearchive.ui.look import Look
from casearchive.ui.packs.proof.sheets import Sheets
from casearchive.ui.packs.proof.spreads import MARGIN, Sheeting, spreads

LARGEST_FITTED = 1.25  # of true size: larger pages tire the eye
LEAST, MOST = 0.2, 5.0  # of true size
STEP = 1.2
_POINTS = 72  # per inch
_FRAME = 2.0
_ABOVE = 0.3  # of the room, that is left before a mark that is gone to
_STRONG, _PALE = 0.42, 0.3  # how much of a mark's colour covers the paper


class Fit(Enum):
    """What the pages are fitted to."""

    WIDTH = "width"
    PAGE = "page"
    NOTHING = "nothing"  # somebody has zoomed


@dataclass(frozen=True, slots=True)
class PageMark:
    """A text found on a page, from 0: the areas it takes, in points from the upper left corner."""

    page: int
    areas: tuple[QRectF, ...]


class PageView(QAbstractScrollArea):
    """Shows the sheets. `page_changed` (page in sight), `clicked` and `opened` (page), `zoomed`."""

    page_changed = Signal(int)
    clicked = Signal(int)
    opened = Signal(int)
    zoomed = Signal()

    def __init__(self, look: Look, sheets: Sheets, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._sheets = look, sheets
        self._fit = Fit.WIDTH
        self._is_book = False
        self._scale = 1.0
        self._page = -1
        self._chosen = range(0)
        self._marks: dict[int, list[tuple[PageMark, bool]]] = {}  # by page; whether looked at
        self._lay = Sheeting([], 1.0, 1.0)
        self.setAccessibleName(_("材料包预览"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        sheets.painted.connect(lambda _page: self.viewport().update())
        sheets.replaced.connect(self._begin)
        sheets.resized.connect(self._arrange)
        look.changed.connect(self.viewport().update)

    # --- how they are shown ----------------------------------------------------------------------

    @property
    def fit(self) -> Fit:
        """What the pages are fitted to."""
        return self._fit

    @property
    def book(self) -> bool:
        """Whether two pages lie side by side, as in an opened book."""
        return self._is_book

    @property
    def scale(self) -> float:
        """The size shown, 1 being the size on paper."""
        return self._scale

    @property
    def page(self) -> int:
        """The page at the head of what is in sight, from 0; -1 without pages."""
        return self._page

    def fit_to(self, fit: Fit) -> None:
        """Fit the pages, now and whenever the room changes."""
        self._fit = fit
        self._arrange()

    def open_as_book(self, on: bool) -> None:
        """Put two pages side by side, or one below the other."""
        self._is_book = on
        self._arrange()

    def zoom(self, by: float) -> None:
        """Make the pages larger or smaller; the middle of the view stays where it is."""
        self._fit = Fit.NOTHING
        self._scale = max(LEAST, min(MOST, self._scale * by))
        self._arrange()

    def choose(self, pages: range) -> None:
        """Frame the pages of the chosen item."""
        if pages != self._chosen:
            self._chosen = pages
            self.viewport().update()

    def show_marks(self, marks: Sequence[PageMark], at: int) -> None:
        """Mark what was found on the pages; the one of number `at` stronger."""
        self._marks = {}
        for number, mark in enumerate(marks):
            self._marks.setdefault(mark.page, []).append((mark, number == at))
        self.viewport().update()

    def go_to_mark(self, mark: PageMark) -> None:
        """Bring a mark into sight, if it is not."""
        if not 0 <= mark.page < self._sheets.count:
            return
        area = self._area(self._lay.place(mark.page), mark.page, mark.areas[0])
        bar, room = self.verticalScrollBar(), self.viewport().height()
        if not bar.value() + MARGIN <= area.top() <= bar.value() + room - 3 * MARGIN:
            bar.setValue(round(area.top() - room * _ABOVE))
        across, width = self.horizontalScrollBar(), self.viewport().width()
        if not across.value() <= area.left() <= across.value() + width - MARGIN:
            across.setValue(round(area.left() - width * _ABOVE))

    def _area(self, sheet: QRectF, page: int, area: QRectF) -> QRectF:
        """Return where an area of a page lies on its sheet."""
        scale = sheet.width() / max(1.0, self._sheets.size(page).width())
        place = sheet.topLeft() + area.topLeft() * scale
        return QRectF(place, area.size() * scale)

    def go_to(self, page: int) -> None:
        """Bring a page to the head of the view."""
        if 0 <= page < self._sheets.count:
            self.verticalScrollBar().setValue(round(self._lay.place(page).top() - MARGIN / 2))

    # --- laying out ------------------------------------------------------------------------------

    def _begin(self) -> None:
        """Take up new sheets, at the place where the ones before were read."""
        self._arrange()
        self._page = -1
        self._tell()

    def _arrange(self) -> None:
        kept = self._middle()
        sizes = [self._sheets.size(page) for page in range(self._sheets.count)]
        rows = spreads(sizes, opened=self._is_book)
        if self._fit is not Fit.NOTHING and rows:
            widest, highest = max(r.width for r in rows), max(r.height for r in rows)
            self._scale = self._fitting(widest, highest)
        room = self.viewport().rect()
        self._lay = Sheeting(rows, self._scale * self._dots, room.width())
        for bar, whole, seen in (
            (self.verticalScrollBar(), self._lay.height, room.height()),
            (self.horizontalScrollBar(), self._lay.width, room.width()),
        ):
            bar.setRange(0, max(0, round(whole) - seen))
            bar.setPageStep(seen)
            bar.setSingleStep(48)
        self._restore(kept)
        self._tell()
        self.zoomed.emit()
        self.viewport().update()

    @property
    def _dots(self) -> float:
        return self.logicalDpiX() / _POINTS

    def _fitting(self, widest: float, highest: float) -> float:
        bar = self.verticalScrollBar().sizeHint().width()
        width = (self.width() - bar - 2 * MARGIN) / (widest * self._dots)
        if self._fit is Fit.PAGE:
            return max(LEAST, min(width, (self.height() - 2 * MARGIN) / (highest * self._dots)))
        return max(LEAST, min(width, LARGEST_FITTED))

    def _middle(self) -> tuple[int, float]:
        """Return the page in the middle of the view, and how far down it, as a part of one."""
        height = self.verticalScrollBar().value() + self.viewport().height() / 2
        page = self._lay.row_at(height)
        if page < 0:
            return 0, 0.0
        rect = self._lay.place(page)
        return page, (height - rect.top()) / rect.height()

    def _restore(self, kept: tuple[int, float]) -> None:
        page, share = kept
        if self._sheets.count and (page or share):
            rect = self._lay.place(min(page, self._sheets.count - 1))
            height = rect.top() + share * rect.height() - self.viewport().height() / 2
            self.verticalScrollBar().setValue(round(height))

    def _tell(self) -> None:
        """Say which page is in sight, where it is another one."""
        top = self.verticalScrollBar().value() + self.viewport().height() / 3
        page = self._lay.row_at(top)
        if page != self._page:
            self._page = page
            if page >= 0:
                told = _("第 {page} 页，共 {pages} 页")
                text = told.format(page=self._sheets.label(page), pages=self._sheets.count)
                self.setAccessibleDescription(text)
            self.page_changed.emit(page)

    # --- painting --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages in sight."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._look.colour("window"))
        offset = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        bottom = offset.y() + self.viewport().height()
        for page, rect in self._lay.pages_in(offset.y(), bottom):
            self._paint_page(painter, page, rect.translated(-offset))
        painter.end()

    def _paint_page(self, painter: QPainter, page: int, rect: QRectF) -> None:
        sheet = QRect(rect.toRect())
        ratio = self.devicePixelRatioF()
        painter.fillRect(sheet, Qt.GlobalColor.white)  # QtPdf paints on nothing
        if picture := self._sheets.picture(page, round(sheet.width() * ratio)):
            if picture.width() != round(sheet.width() * ratio):
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(sheet, picture)
        painter.setPen(Qt.PenStyle.NoPen)
        for mark, looked_at in self._marks.get(page, ()):
            colour = QColor(self._look.colour("accent" if looked_at else "warning"))
            colour.setAlphaF(_STRONG if looked_at else _PALE)
            painter.setBrush(colour)
            for area in mark.areas:
                painter.drawRect(self._area(rect, page, area).adjusted(-1, -1, 1, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if page in self._chosen:
            painter.setPen(QPen(self._look.colour("accent"), _FRAME))
        else:
            painter.setPen(self._look.colour("border"))
        painter.drawRect(sheet.adjusted(0, 0, -1, -1))

    # --- hands -----------------------------------------------------------------------------------

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Follow the scroll bars."""
        del dx, dy
        self._tell()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stay fitted in a room of another size."""
        super().resizeEvent(event)
        self._arrange()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell which page was clicked."""
        page = self._page_under(event.position())
        if page >= 0 and event.button() is Qt.MouseButton.LeftButton:
            self.clicked.emit(page)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Tell which page is to be opened."""
        page = self._page_under(event.position())
        if page >= 0 and event.button() is Qt.MouseButton.LeftButton:
            self.opened.emit(page)

    def _page_under(self, at: QPointF) -> int:
        x, y = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        return self._lay.page_at(at.x() + x, at.y() + y)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom while Ctrl is held, scroll otherwise."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y()
            if turned:
                self.zoom(STEP if turned > 0 else 1 / STEP)
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the pages: Page keys by screens, arrows by lines and pages, Home and End."""
        bar = self.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_Home:
                bar.setValue(0)
            case Qt.Key.Key_End:
                bar.setValue(bar.maximum())
            case Qt.Key.Key_Left | Qt.Key.Key_Right if not self.horizontalScrollBar().maximum():
                self._step(1 if event.key() == Qt.Key.Key_Right else -1)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom(STEP)
            case Qt.Key.Key_Minus:
                self.zoom(1 / STEP)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._page >= 0:
                self.opened.emit(self._page)
            case _:
                super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        if self._page >= 0:
            self.go_to(self._lay.first_of_row(self._lay.row_of(self._page) + by))
