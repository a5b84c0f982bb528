"""All pages small, in a column: to see the whole pack, and to go to a page."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from casearchive.i18n import _
from casearchive.ui.lists.ordering import NOWHERE, AnyIndex
from casearchive.ui.look import Look
from casearchive.ui.packs.proof.sheets import Sheets

WIDTH = 148  # of the column, pixels
PICTURE = 104
_NUMBER = 22  # below the picture
_ABOVE = 10


class PagesModel(QAbstractListModel):
    """The pages by their labels."""

    def __init__(self, sheets: Sheets, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sheets = sheets
        self._count = sheets.count
        sheets.replaced.connect(self._begin)
        sheets.resized.connect(self.layoutChanged)
        sheets.painted.connect(self._repaint)

    def _begin(self) -> None:
        """Grow and shrink at the end, so that the choice stays on its page."""
        count = self._sheets.count
        if count > self._count:
            self.beginInsertRows(NOWHERE, self._count, count - 1)
            self._count = count
            self.endInsertRows()
        elif count < self._count:
            self.beginRemoveRows(NOWHERE, count, self._count - 1)
            self._count = count
            self.endRemoveRows()
        if count:
            self.dataChanged.emit(self.index(0), self.index(count - 1))

    def _repaint(self, page: int) -> None:
        if page < self._count:
            self.dataChanged.emit(self.index(page), self.index(page))

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        """Return how many pages there are."""
        return 0 if parent.isValid() else self._count

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what the page is called, or how that is read aloud."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._sheets.label(index.row())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _("第 {page} 页").format(page=self._sheets.label(index.row()))
        return None


class _PageDelegate(QStyledItemDelegate):
    def __init__(self, look: Look, sheets: Sheets, parent: QObject) -> None:
        super().__init__(parent)
        self._look, self._sheets = look, sheets

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Return room for the page and its number."""
        del option
        return QSize(PICTURE, _ABOVE + self._height(index.row()) + _NUMBER)

    def _height(self, page: int) -> int:
        size = self._sheets.size(page)
        return round(PICTURE * size.height() / size.width()) if size.width() else PICTURE

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint one page."""
        page, look = index.row(), self._look
        left = option.rect.left() + (option.rect.width() - PICTURE) // 2
        sheet = QRect(left, option.rect.top() + _ABOVE, PICTURE, self._height(page))
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(sheet, Qt.GlobalColor.white)
        ratio = painter.device().devicePixelRatioF()
        if picture := self._sheets.picture(page, round(PICTURE * ratio)):
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(sheet, picture)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        colour = look.colour("accent" if chosen else "border")
        painter.setPen(QPen(colour, 2.0 if chosen else 1.0))
        painter.drawRect(sheet.adjusted(0, 0, -1, -1))
        painter.setFont(look.font(11, bold=chosen))
        painter.setPen(look.colour("accent" if chosen else "text3"))
        below = QRect(option.rect.left(), sheet.bottom(), option.rect.width(), _NUMBER)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self._sheets.label(page))
        painter.restore()


class Thumbnails(QListView):
    """The column. Its selection is the page in sight; `activated` and clicks go to a page."""

    def __init__(self, look: Look, sheets: Sheets, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("全部页面"))
        self.pages = PagesModel(sheets, self)
        self.setModel(self.pages)
        self.setItemDelegate(_PageDelegate(look, sheets, self))
        self.setFixedWidth(WIDTH)
        self.setProperty("surface", "sidebar")
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        look.changed.connect(self.viewport().update)

    def show_page(self, page: int) -> None:
        """Mark the page in sight, without going there."""
        index = self.pages.index(page) if page >= 0 else QModelIndex()
        before = self.selectionModel().blockSignals(True)
        self.setCurrentIndex(index)
        self.selectionModel().blockSignals(before)
        self.viewport().update()
        if index.isValid():
            self.scrollTo(index)
