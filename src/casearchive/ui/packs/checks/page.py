"""The page of the desk's side that lists what the check before print has found."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QListView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from casearchive.i18n import _
from casearchive.services.printing.checks.findings import ERROR, NOTE, Finding, Preflight
from casearchive.ui.lists.ordering import ENTRY, AnyIndex
from casearchive.ui.lists.painting import Pen, mirrored
from casearchive.ui.lists.rows import RowsModel
from casearchive.ui.look import Look
from casearchive.ui.widgets import EmptyState, label

MARGIN = 16
_SIGN, _GAP, _PAD, _BETWEEN = 16, 10, 9, 3  # pixels
_LEFT, _RIGHT = MARGIN + _SIGN + _GAP, MARGIN
_WRAP = Qt.TextFlag.TextWordWrap  # anywhere would part a quotation mark from its word
_SIGNS = {ERROR: ("warning", "danger"), NOTE: ("info", "text3")}
_OTHER = ("flag", "warning")


class _FindingDelegate(QStyledItemDelegate):
    """A sign, the sentence, and below it what to do; as high as the words need."""

    def __init__(self, look: Look, view: QListView) -> None:
        super().__init__(view)
        self._look, self._view = look, view
        self._text, self._small = look.font(13), look.font(12)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Return the height of the words at the view's width."""
        del option
        finding: Finding = index.data(ENTRY)
        width = self._view.viewport().width()
        room = width - _LEFT - _RIGHT
        high = _height(finding.sentence, self._text, room)
        high += _height(finding.advice, self._small, room) + _BETWEEN if finding.advice else 0
        return QSize(width, high + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint one finding."""
        finding: Finding = index.data(ENTRY)
        look, rect = self._look, QRect(option.rect)
        painter.save()
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            painter.fillRect(rect, look.colour("selected" if chosen else "hover"))
        name, colour = _SIGNS.get(finding.severity, _OTHER)
        ratio = painter.device().devicePixelRatioF()
        sign = look.pixmap(name, colour, _SIGN, ratio)
        pen = Pen(painter, look, mirrored(option, QRectF(rect)))
        pen.picture(sign, QPointF(rect.left() + MARGIN, rect.top() + _PAD + 1), _SIGN)
        room = pen.place(QRectF(rect.adjusted(_LEFT, _PAD, -_RIGHT, 0))).toRect()
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # as the words begin
        painter.setFont(self._text)
        painter.setPen(look.colour("text"))
        painter.drawText(room, int(_WRAP), finding.sentence)
        if finding.advice:
            room.setTop(room.top() + _height(finding.sentence, self._text, room.width()) + _BETWEEN)
            painter.setFont(self._small)
            painter.setPen(look.colour("text3"))
            painter.drawText(room, int(_WRAP), finding.advice)
        painter.setPen(look.colour("hairline"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()


def _height(text: str, font: QFont, width: int) -> int:
    room = QRect(0, 0, max(1, width), 10_000)
    return QFontMetrics(font).boundingRect(room, int(_WRAP), text).height()


class _Findings(QListView):
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the words another height at another width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class ChecksPage(QWidget):
    """`opened` (Finding) when somebody wants to go where it stands."""

    opened = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.findings = RowsModel[Finding](
            self, lambda one: one.sentence, aloud=lambda one: f"{one.sentence}{one.advice}"
        )
        self.view = _Findings()
        self.view.setAccessibleName(_("印前检查的结果"))
        self.view.setModel(self.findings)
        self.view.setItemDelegate(_FindingDelegate(look, self.view))
        self.view.setMouseTracking(True)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.clicked.connect(self._open)
        self.view.activated.connect(self._open)
        look.changed.connect(self.view.viewport().update)
        self.told = label(look, "", 12, tone="second", wrap=True)
        self.told.setContentsMargins(MARGIN, 0, MARGIN, 0)
        self.empty = EmptyState(look, "verify", "")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.told)
        column.addWidget(self._stack, 1)
        self.show_waiting()

    def show_waiting(self) -> None:
        """Say that the check is under way."""
        self.told.hide()
        self.findings.show(())
        self._stack.setCurrentWidget(self.empty)
        self.empty.say(_("正在检查……"), "", "verify")

    def show_nothing(self, title: str, text: str) -> None:
        """Say why there is nothing to check."""
        self.told.hide()
        self.findings.show(())
        self._stack.setCurrentWidget(self.empty)
        self.empty.say(title, text, "info")

    def show_preflight(self, found: Preflight) -> None:
        """Show what was found."""
        self.findings.show(found.findings)
        if not found.findings:
            self.told.hide()
            self._stack.setCurrentWidget(self.empty)
            self.empty.say(_("可以印了"), _("没有发现缺照片许可、缺出处或排不下的地方。"), "done")
            return
        errors, others = len(found.errors), len(found.findings) - len(found.errors)
        told = _("{errors} 处要改，{others} 处要留意。点一条，到它所在的地方。")
        self.told.setText(told.format(errors=errors, others=others))
        self.told.show()
        self._stack.setCurrentWidget(self.view)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(ENTRY))
