"""One field of two sides, side by side: the differences marked, one of them chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent, QShowEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QRadioButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from casearchive.i18n import _
from casearchive.services.packages.previewing import FieldView
from casearchive.services.packages.wording import marks
from casearchive.ui.look import Look
from casearchive.ui.utf16 import units
from casearchive.ui.widgets import ElidedLabel, label

_TALLEST, _SMALLEST = 220, 40  # pixels of a text before it scrolls
_MARGINS = 26  # pixels round a text: padding, border, Qt's own margin
SIDES = ("mine", "theirs")


def side_word(side: str) -> str:
    """Return what a side is called."""
    return _("这里的") if side == "mine" else _("对方的")


class SideText(QPlainTextEdit):
    """The value of one side; a click chooses it."""

    pressed = Signal()

    def __init__(self, look: Look, text: str, spans: Sequence[tuple[int, int]]) -> None:
        super().__init__(text)
        self._look, self._spans = look, spans
        self.setReadOnly(True)
        self.setProperty("kind", "field")
        self.setFont(look.font(13))
        self.setTabChangesFocus(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setPlaceholderText(_("（没有）"))
        self._tint()
        look.changed.connect(self._tint)

    def fit(self, width: int) -> None:
        """Take the height the text needs at this width, within bounds; begin at the first mark."""
        one = self.fontMetrics().horizontalAdvance(
            "国"
        )  # a mark that may not begin a line takes one along
        room = QRect(0, 0, width - _MARGINS - one, 1 << 20)
        wrap = Qt.TextFlag.TextWrapAnywhere | Qt.TextFlag.TextExpandTabs
        needed = self.fontMetrics().boundingRect(room, int(wrap), self.toPlainText()).height()
        self.setFixedHeight(max(_SMALLEST, min(_TALLEST, needed + _MARGINS)))

    def showEvent(self, event: QShowEvent) -> None:
        """Scroll to the first mark, if it does not show."""
        super().showEvent(event)
        if self._spans:
            cursor = self.textCursor()
            cursor.setPosition(units(self.toPlainText()[: self._spans[0][0]]))
            self.setTextCursor(cursor)
            self.ensureCursorVisible()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose this side."""
        super().mousePressEvent(event)
        self.pressed.emit()

    def _tint(self) -> None:
        style = QTextCharFormat()
        style.setBackground(self._look.colour("mark"))
        style.setForeground(self._look.colour("on_mark"))
        selections = []
        for start, end in self._spans:
            selection = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(units(self.toPlainText()[:start]))
            cursor.setPosition(units(self.toPlainText()[:end]), QTextCursor.MoveMode.KeepAnchor)
            selection.cursor, selection.format = cursor, style
            selections.append(selection)
        self.setExtraSelections(selections)


class FieldCard(QFrame):
    """A field: its name, who has changed it, both values, and which of them is taken.

    `chosen` (key, side) when the user picks a side.
    """

    chosen = Signal(str, str)

    def __init__(self, look: Look, view: FieldView, side: str) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self.view = view
        self._group = QButtonGroup(self)
        here, there = marks(view.mine, view.theirs)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(ElidedLabel(look, view.label, 13, bold=True), 1)  # may name a long file
        head.addWidget(label(look, _who(view.changed), 12, tone=_tone(view.changed)))
        column.addLayout(head)
        row = QHBoxLayout()
        row.setSpacing(14)
        self.buttons: dict[str, QRadioButton] = {}
        self.texts: dict[str, SideText] = {}
        for name, text, spans in (("mine", view.mine, here), ("theirs", view.theirs, there)):
            row.addLayout(self._side(look, name, text, spans), 1)
        column.addLayout(row)
        self.choose(side)
        self._group.buttonClicked.connect(self._tell)

    def _side(
        self, look: Look, name: str, text: str, spans: Sequence[tuple[int, int]]
    ) -> QVBoxLayout:
        button = QRadioButton(side_word(name))
        button.setFont(look.font(12))
        button.setAccessibleName(f"{self.view.label} {side_word(name)}")
        self._group.addButton(button)
        box = SideText(look, text, spans)
        box.setAccessibleName(f"{self.view.label} {side_word(name)}")
        box.pressed.connect(button.click)
        self.buttons[name], self.texts[name] = button, box
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(button)
        column.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
        column.addStretch(1)
        return column

    def choose(self, side: str) -> None:
        """Show a side as the one that is taken; where both are, neither."""
        if side in self.buttons:
            self.buttons[side].setChecked(True)

    def fit(self, width: int) -> None:
        """Fit both texts into a card of this width."""
        each = max(110, (width - 32 - 14) // 2)
        for text in self.texts.values():
            text.fit(each)
        tallest = max(text.height() for text in self.texts.values())
        for text in self.texts.values():
            text.setFixedHeight(tallest)

    def _tell(self) -> None:
        side = next(name for name, button in self.buttons.items() if button.isChecked())
        self.chosen.emit(self.view.key, side)


def _who(changed: str) -> str:
    words = {
        "both": _("两边都改了，请选"),
        "theirs": _("对方改了"),
        "mine": _("这里改了"),
        "joined": _("两边都有增减，会合在一起"),
    }
    return words[changed]


def _tone(changed: str) -> str:
    return "warning" if changed == "both" else "muted"


class Cards(QWidget):
    """The cards of one item below each other; they take the width there is."""

    chosen = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 4, 24, 24)
        self._column.setSpacing(12)
        self._column.addStretch(1)
        self.cards: list[FieldCard] = []

    def show_cards(self, cards: Sequence[FieldCard]) -> None:
        """Show these cards in place of those before."""
        for card in self.cards:
            self._column.removeWidget(card)
            card.deleteLater()
        self.cards = list(cards)
        for place, card in enumerate(self.cards):
            card.chosen.connect(self.chosen)
            self._column.insertWidget(place, card)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the cards into the new width."""
        super().resizeEvent(event)
        self.fit(event.size().width())

    def fit(self, width: int) -> None:
        """Fit all cards into a column of this width."""
        for card in self.cards:
            card.fit(width - 48)
