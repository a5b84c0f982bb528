"""Several words at once: chips to take away, a line to add more, or a row of switches."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from casearchive.i18n import _
from casearchive.services.labels import label
from casearchive.ui.form.words import WordStock, offer_while_typing
from casearchive.ui.widgets import plain_tip
from casearchive.ui.widgets.flow import FlowLayout

SEPARATORS = str.maketrans("，、；;\n", ",,,,,")


class ChipInput(QWidget):
    """Words of a vocabulary, or of nobody's, in the order they were added."""

    edited = Signal()

    def __init__(
        self,
        stock: WordStock,
        vocabulary: str = "",
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._stock, self._vocabulary = stock, vocabulary
        self._words: list[str] = []
        self._chips = QWidget(self)
        self._flow = FlowLayout(self._chips)
        self.line = _AddingLine(self)
        self.line.setPlaceholderText(placeholder or _("输入后按回车添加"))
        self.line.confirmed.connect(self.add_typed)
        self.line.erased.connect(self._remove_last)
        self.line.textChanged.connect(lambda _text: self.edited.emit())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.line)
        layout.addWidget(self._chips)
        self.setFocusProxy(self.line)
        self._chips.hide()
        stock.arrived.connect(self._offer)
        self._offer()

    def value(self) -> list[str]:
        """Return the words, those still on the line included: what is seen is what is saved."""
        return list(dict.fromkeys([*self._words, *self._typed()]))

    def set_value(self, value: object) -> None:
        """Show a list of words."""
        self._words = [str(word) for word in value] if isinstance(value, list) else []
        with QSignalBlocker(self.line):
            self.line.clear()
        self._show()

    def add_typed(self) -> None:
        """Make chips of what is on the line; several words may be parted by commas."""
        words = self.value()
        with QSignalBlocker(self.line):
            self.line.clear()
        if words != self._words:
            self._words = words
            self._show()
        self.edited.emit()

    def remove(self, word: str) -> None:
        """Take a word away."""
        self._words.remove(word)
        self._show()
        self.line.setFocus()
        self.edited.emit()

    def _typed(self) -> list[str]:
        parts = self.line.text().translate(SEPARATORS).split(",")
        return [self._stock.meant(self._vocabulary, part) for part in parts if part.strip()]

    def _remove_last(self) -> None:
        if self._words:
            self.remove(self._words[-1])

    def _show(self) -> None:
        while item := self._flow.takeAt(0):
            if chip := item.widget():
                chip.deleteLater()
        for word in self._words:
            self._flow.addWidget(self._chip(word))
        self._chips.setVisible(bool(self._words))
        self._chips.updateGeometry()

    def _chip(self, word: str) -> QPushButton:
        shown = label(self._vocabulary, word)
        # A single & would be taken for the mark of a shortcut key.
        chip = QPushButton(f"{shown.replace('&', '&&')}  ×", self._chips)
        chip.setProperty("kind", "chip")
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        told = _("移除“{word}”").format(word=shown)
        chip.setToolTip(plain_tip(told))
        chip.setAccessibleName(told)
        chip.clicked.connect(lambda: self.remove(word))
        return chip

    def _offer(self) -> None:
        labels = [word.label for word in self._stock.words(self._vocabulary)]
        offer_while_typing(self.line, labels)
        self.line.completer().activated.connect(self.add_typed, Qt.ConnectionType.QueuedConnection)
        self._show()


class _AddingLine(QLineEdit):
    """A line whose Return adds a chip and whose Backspace at the start takes the last one back."""

    confirmed = Signal()
    erased = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Return from anybody else who listens for it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.text().strip():
            self.confirmed.emit()
        elif event.key() == Qt.Key.Key_Backspace and not self.text():
            self.erased.emit()
        else:
            super().keyPressEvent(event)


class SwitchesInput(QWidget):
    """A few words of a vocabulary, each a switch: all of them are always in sight."""

    edited = Signal()

    def __init__(self, stock: WordStock, vocabulary: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stock, self._vocabulary = stock, vocabulary
        self._value: list[str] = []
        self.switches: dict[str, QPushButton] = {}
        self._flow = FlowLayout(self, gap=8)
        stock.arrived.connect(self._show)
        self._show()

    def value(self) -> list[str]:
        """Return what is switched on, in the order it was switched on."""
        return list(self._value)

    def set_value(self, value: object) -> None:
        """Switch on the words of a list and nothing else."""
        self._value = [str(word) for word in value] if isinstance(value, list) else []
        self._show()

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Give the focus to the first switch."""
        for switch in self.switches.values():
            switch.setFocus(reason)
            return

    def _show(self) -> None:
        known = [word.word for word in self._stock.words(self._vocabulary)]
        for place, word in enumerate(dict.fromkeys([*known, *self._value])):
            if word not in self.switches:
                self.switches[word] = self._switch(word)
                self._flow.insert(place, self.switches[word])
        for word, switch in self.switches.items():
            with QSignalBlocker(switch):
                switch.setChecked(word in self._value)

    def _switch(self, word: str) -> QPushButton:
        switch = QPushButton(label(self._vocabulary, word).replace("&", "&&"), self)
        switch.setProperty("kind", "switch")
        switch.setCheckable(True)
        switch.toggled.connect(lambda on: self._turn(word, on))
        return switch

    def _turn(self, word: str, on: bool) -> None:
        self._value = [kept for kept in self._value if kept != word] + ([word] if on else [])
        self.edited.emit()
