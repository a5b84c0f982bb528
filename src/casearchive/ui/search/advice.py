"""What to try instead: lines to click, each with the number of cases it would find."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from casearchive.i18n import _
from casearchive.ui.lists.painting import Pen
from casearchive.ui.look import Look
from casearchive.ui.widgets import IconButton, plain_tip

if TYPE_CHECKING:
    from casearchive.services.searching.finding import Advice, Repair

_HEIGHT, _PADDING = 32, 12  # pixels
_MOST = 5  # lines
_LONGEST = 24  # letters of a word in a line; a longer one is cut in the middle


class AdviceLine(QAbstractButton):
    """A line to click; `query` is what it searches for."""

    def __init__(self, look: Look, text: str, query: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.query = query
        self._font = look.font(13)
        self.setText(text)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return as much as the text needs."""
        width = QFontMetricsF(self._font).horizontalAdvance(self.text())
        return QSize(round(width) + 2 * _PADDING + 2, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Be content with less: the middle is cut, the number stays."""
        return QSize(80, _HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter for a click, as a link does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text in the middle, on a ground where the mouse or the focus is."""
        del event
        look, box = self._look, QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        metrics = QFontMetricsF(self._font)
        room = box.width() - 2 * _PADDING
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideMiddle, room)
        self.setToolTip(plain_tip(self.text()) if shown != self.text() else "")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("accent")) if self.hasFocus() else Qt.PenStyle.NoPen)
        lit = self.underMouse() or self.isDown()
        painter.setBrush(look.colour("hover") if lit else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 8, 8)
        width = metrics.horizontalAdvance(shown)
        at = QRectF(box.center().x() - width / 2, box.top(), width + 1, box.height())
        Pen(painter, look).line(shown, at, self._font, look.colour("accent"))


class AdviceLines(QWidget):
    """The lines below the word that nothing was found."""

    typed = Signal(str)  # a query to search for instead
    widened = Signal()  # search in all cases

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.lines: list[AdviceLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    def advise(self, advice: Advice | None, everywhere: int = 0) -> None:
        """Show what may help; `everywhere` is how many cases all shelves together hold."""
        for line in self.lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = []
        for text, query in islice(_offers(advice, everywhere), _MOST):
            line = AdviceLine(self._look, text, query, self)
            line.clicked.connect(lambda _on=False, query=query: self._choose(query))
            self._column.addWidget(line, 0, Qt.AlignmentFlag.AlignHCenter)
            self.lines.append(line)
        self.setVisible(bool(self.lines))

    def _choose(self, query: str) -> None:
        if query:
            self.typed.emit(query)
        else:
            self.widened.emit()


class RepairHint(QWidget):
    """A thin line above a list: what may have been meant. The cross sends it away."""

    typed = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._line = AdviceLine(look, "", "", self)
        self._line.clicked.connect(lambda: self.typed.emit(self._line.query))
        shut = IconButton(look, "close", _("关闭这条提示"))
        shut.setFixedSize(_HEIGHT, _HEIGHT)
        shut.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 10, 2)
        row.setSpacing(4)
        row.addWidget(self._line)
        row.addStretch(1)
        row.addWidget(shut)
        self.hide()

    def show_repair(self, repair: Repair | None) -> None:
        """Offer a query that is probably meant, or nothing."""
        if repair:
            self._line.setText(_repair_text(repair))
            self._line.setAccessibleName(self._line.text())
            self._line.query = repair.typed
            self._line.updateGeometry()
        self.setVisible(repair is not None)


def short(text: str, longest: int = _LONGEST) -> str:
    """Return a text in one line, cut where it is longer than `longest` letters."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[:longest] + "…"


def _offers(advice: Advice | None, everywhere: int) -> Iterator[tuple[str, str]]:
    """Yield what each line says and searches for; an empty query means all shelves."""
    for repair in advice.repairs if advice else ():
        yield _repair_text(repair), repair.typed
    if everywhere:
        yield _("在全部案例里找到 {count} 条").format(count=f"{everywhere:,}"), ""
    for drop in advice.drops if advice else ():
        text = _("去掉“{part}”：找到 {count} 条")
        yield text.format(part=short(drop.part), count=f"{drop.cases:,}"), drop.typed


def _repair_text(repair: Repair) -> str:
    text = _("要找“{word}”吗？（{count} 条）")
    return text.format(word=short(repair.word), count=f"{repair.cases:,}")
