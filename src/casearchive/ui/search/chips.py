"""The parts of a query as chips: to see what is asked for, to change a part or take it away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from casearchive.i18n import _, listed
from casearchive.services.labels import facet_value
from casearchive.services.labels import label as worded
from casearchive.ui.lists.painting import Pen
from casearchive.ui.look import Look
from casearchive.ui.look.tokens import CHIP_ALPHA
from casearchive.ui.widgets import IconButton, label, plain_tip
from casearchive.ui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from casearchive.services.searching.queries import Chip

MOST = 10  # chips in sight; a query with more says how many more
_HEIGHT, _WIDEST = 28, 240  # pixels; the narrowest pane has 244
_PADDING, _CROSS, _GAP = 11, 22, 5


def is_plain(chips: Sequence[Chip]) -> bool:
    """Say whether the query is one plain word, or none, of which chips tell nothing new."""
    return not chips or (len(chips) == 1 and chips[0].kind == "word" and not chips[0].excluded)


def said(chip: Chip) -> str:
    """Return what a chip says, in one line."""
    return " ".join(text for text, _quiet in _parts(chip))


def _parts(chip: Chip) -> Iterator[tuple[str, bool]]:
    """Yield the texts of a chip, and whether each only names what the other says."""
    if chip.excluded:
        yield _("不含"), True
    if chip.name:
        yield (worded("indicator", chip.name) if chip.kind == "range" else _(chip.name)), True
    text = " ".join(chip.text.split())
    if chip.facet:
        text = listed([facet_value(chip.facet, " ".join(one.split())) for one in chip.values])
    yield (_("“{text}”").format(text=text) if chip.kind == "exact" else text), False


class ChipButton(QAbstractButton):
    """One chip. A click on it asks to edit the part, one on its cross to remove it."""

    removed = Signal()
    left_down = Signal()
    left_up = Signal()
    undone = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.chip: Chip | None = None
        self._over_cross = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMouseTracking(True)
        self._font = look.font(12.5)

    def show_chip(self, chip: Chip) -> None:
        """Show another part."""
        self.chip = chip
        text = said(chip)
        self.setAccessibleName(_("条件：{text}").format(text=text))
        self.setAccessibleDescription(_("按回车修改，按 Delete 去掉"))
        self.setToolTip(plain_tip(text) if self._natural_width() > _WIDEST else "")
        self.updateGeometry()
        self.update()

    # --- what Qt asks ----------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Return as much as the text needs, up to a limit."""
        return QSize(min(_WIDEST, self._natural_width()), _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Return the size itself: chips are cut, not squeezed."""
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        """Keep our keys from the window, whose Delete puts cases into the trash."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            ours = self._meaning(event) is not None
            event.setAccepted(ours)
            return ours
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit, remove, leave or undo."""
        if does := self._meaning(event):
            does.emit()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light the cross when the mouse is over it."""
        self._light(self._cross().contains(event.position()))
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Remove the part where it is the cross that was clicked."""
        if self.isDown() and self._cross().contains(event.position()):
            self.setDown(False)
            self.removed.emit()
            return
        super().mouseReleaseEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Put the cross out."""
        super().leaveEvent(event)
        self._light(False)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, texts and cross."""
        del event
        if self.chip is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink, quiet = self._paint_ground(painter)
        room = QRectF(self.rect()).adjusted(_PADDING, 0, -_CROSS - 2, 0)
        pen = Pen(painter, self._look)
        for text, names in _parts(self.chip):
            room.setLeft(room.left() + pen.line(text, room, self._font, quiet if names else ink))
            room.setLeft(room.left() + _GAP)
        self._paint_cross(painter, quiet)

    # --- inside ----------------------------------------------------------------------------------

    def _meaning(self, event: QKeyEvent) -> SignalInstance | None:
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            return self.undone if event.key() == Qt.Key.Key_Z else None
        meanings: dict[int, SignalInstance] = {
            Qt.Key.Key_Delete: self.removed,
            Qt.Key.Key_Backspace: self.removed,
            Qt.Key.Key_Return: self.clicked,
            Qt.Key.Key_Enter: self.clicked,
            Qt.Key.Key_Down: self.left_down,
            Qt.Key.Key_Up: self.left_up,
            Qt.Key.Key_Escape: self.left_up,
        }
        return meanings.get(event.key())

    def _paint_ground(self, painter: QPainter) -> tuple[QColor, QColor]:
        """Paint the ground; return the colours of what is asked for and of its name."""
        look, chip = self._look, self.chip
        edge = look.colour("border" if self.underMouse() else "hairline")
        if chip and chip.excluded:
            ground, ink, quiet = look.colour("danger"), look.colour("danger"), look.colour("danger")
            ground.setAlpha(CHIP_ALPHA[look.dark])
            edge = ground
        elif chip and chip.kind in ("filter", "range"):
            ground, ink, quiet = (
                look.colour("selected"),
                look.colour("accent"),
                look.colour("text2"),
            )
            edge = look.colour("accent") if self.underMouse() else ground
        else:
            ground, ink, quiet = look.colour("window"), look.colour("text"), look.colour("text3")
        if self.hasFocus():
            edge = look.colour("accent")
        painter.setPen(QPen(edge, 1))
        painter.setBrush(ground)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        return ink, quiet

    def _paint_cross(self, painter: QPainter, colour: QColor) -> None:
        cross = self._cross()
        if self._over_cross:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.colour("pressed"))
            painter.drawEllipse(cross.center(), 9, 9)
        picture = self._look.pixmap("close", colour, 12, self.devicePixelRatioF())
        painter.drawPixmap(cross.center() - QPointF(6, 6), picture)

    def _cross(self) -> QRectF:
        return QRectF(self.width() - _CROSS - 3, 0, _CROSS, self.height())

    def _light(self, on: bool) -> None:
        if on is not self._over_cross:
            self._over_cross = on
            self.update()

    def _natural_width(self) -> int:
        if self.chip is None:
            return 0
        metrics = QFontMetricsF(self._font)
        texts = [metrics.horizontalAdvance(text) + _GAP for text, _quiet in _parts(self.chip)]
        return round(sum(texts) + _PADDING + _CROSS) + 3


class ChipsRow(QWidget):
    """Chips in lines, and beside them a question mark: how to write a query."""

    edit_wanted = Signal(object)  # a Chip
    remove_wanted = Signal(object)
    help_wanted = Signal()
    left_down = Signal()
    left_up = Signal()
    undone = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.buttons: list[ChipButton] = []
        lines = QWidget()
        self._flow = FlowLayout(lines, gap=6)
        self._more = label(look, pixels=12, tone="muted")
        self._more.setFixedHeight(_HEIGHT)
        self.help = IconButton(look, "question", _("搜索的写法"))
        self.help.setIconSize(QSize(16, 16))
        self.help.setFixedSize(_HEIGHT, _HEIGHT)
        self.help.clicked.connect(self.help_wanted)
        self._flow.addWidget(self._more)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 0)
        row.setSpacing(4)
        row.addWidget(lines, 1)
        row.addWidget(self.help, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    @property
    def chips(self) -> list[Chip]:
        """The chips in sight."""
        return [b.chip for b in self.buttons if b.chip and not b.isHidden()]

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Show these chips, none of them for a plain word; the focus keeps its place."""
        chips = () if is_plain(chips) else chips
        shown = chips[:MOST]
        place = next((n for n, b in enumerate(self.buttons) if b.hasFocus()), -1)
        for number in range(len(self.buttons), len(shown)):
            self.buttons.append(self._make_button())
            self._flow.insert(number, self.buttons[-1])
        for button, chip in zip(self.buttons, shown, strict=False):
            button.show_chip(chip)
            button.show()
        if place >= len(shown):  # the chip that had the focus goes; let nobody else catch it
            self.buttons[len(shown) - 1].setFocus() if shown else self.left_up.emit()
        for button in self.buttons[len(shown) :]:
            button.hide()
        rest = len(chips) - len(shown)
        self._more.setText(_("还有 {count} 项").format(count=rest) if rest else "")
        self._more.setVisible(bool(rest))
        self.setVisible(bool(shown))
        self.updateGeometry()

    def _make_button(self) -> ChipButton:
        button = ChipButton(self._look, self._more.parentWidget() or self)
        QWidget.setTabOrder(self.buttons[-1] if self.buttons else self.help, button)
        QWidget.setTabOrder(button, self.help)  # which stays the last
        button.clicked.connect(lambda: self.edit_wanted.emit(button.chip))
        button.removed.connect(lambda: self.remove_wanted.emit(button.chip))
        button.left_down.connect(self.left_down)
        button.left_up.connect(self.left_up)
        button.undone.connect(self.undone)
        return button
