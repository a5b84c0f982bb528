"""The templates to choose from, each with a sentence on what it is for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from casearchive.i18n import _
from casearchive.services.printing.templates import TemplateView
from casearchive.ui.look import Look
from casearchive.ui.ordering import ENTRY, AnyIndex
from casearchive.ui.painting import Pen, mirrored
from casearchive.ui.rows import RowsModel

_HEIGHT = 48
_SHOWN = 5.5  # rows in sight: the half one says that there are more
_OWN = 8  # pixels between a title and its remark


class _TemplateDelegate(QStyledItemDelegate):
    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Return one height for all."""
        del option, index
        return QSize(160, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint the title over the sentence."""
        view: TemplateView = index.data(ENTRY)
        look = self._look
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QRectF(option.rect).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("selected" if chosen else "hover" if over else "field"))
        painter.drawRoundedRect(card, 7, 7)
        room = card.adjusted(10, 0, -10, 0)
        upper = QRectF(room.left(), room.top() + 4, room.width(), 20)
        lower = QRectF(room.left(), room.top() + 23, room.width(), 18)
        pen = Pen(painter, look, mirrored(option, card))
        font = look.font(13, bold=chosen)
        pen.line(view.title, upper, font, look.colour("accent" if chosen else "text"))
        if view.own:
            upper.setLeft(upper.left() + QFontMetricsF(font).horizontalAdvance(view.title) + _OWN)
            pen.line(_("本单位的版式"), upper, look.font(11), look.colour("text3"))
        colour = "danger" if view.problem else "text3"
        pen.line(view.problem or view.summary, lower, look.font(11.5), look.colour(colour))
        painter.restore()


class TemplateList(QListView):
    """`chosen` (name) when somebody takes another template; :meth:`choose` is silent."""

    chosen = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("版式"))
        self.setProperty("surface", "field")
        self.setMouseTracking(True)
        self.templates = RowsModel[TemplateView](
            self, lambda one: one.title, tip=lambda one: one.problem or one.summary
        )
        self.setModel(self.templates)
        self.setItemDelegate(_TemplateDelegate(look, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(round(_HEIGHT * _SHOWN))
        self.selectionModel().currentChanged.connect(lambda index: self._take(index.row()))

    def offer(self, views: Sequence[TemplateView]) -> None:
        """Offer these templates; the chosen one stays so."""
        name = self.name
        with QSignalBlocker(self.selectionModel()):
            self.templates.show(views)
        self.choose(name)

    @property
    def name(self) -> str:
        """The name of the chosen template, empty before one is chosen."""
        row = self.currentIndex().row()
        return self.templates.rows[row].name if 0 <= row < len(self.templates.rows) else ""

    def choose(self, name: str) -> None:
        """Show which template is in force."""
        if name == self.name:
            return
        rows = [row for row, view in enumerate(self.templates.rows) if view.name == name]
        with QSignalBlocker(self.selectionModel()):
            self.setCurrentIndex(self.templates.index(rows[0] if rows else -1))
        self.viewport().update()
        if rows:
            self.scrollTo(self.templates.index(rows[0]))

    def _take(self, row: int) -> None:
        if 0 <= row < len(self.templates.rows):
            self.chosen.emit(self.templates.rows[row].name)
