"""Pickers for the words of the trade: they offer what the archive knows and accept new words."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, QSignalBlocker, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QListView, QWidget

from casearchive.services.archive import Archive
from casearchive.services.labels import label
from casearchive.services.vocabulary import Word, choices, words
from casearchive.ui.form.inputs import QuietCombo, RowDelegate

NEEDED = (
    *("theme", "scope", "industry", "governance_topic", "income_path", "endowment", "terrain"),
    *("section_type", "question_type", "indicator", "unit"),
)
Stock = Mapping[str, tuple[Word, ...]]


def fixed(name: str) -> list[tuple[object, str]]:
    """Return a fixed list as options: what is kept, and how it reads."""
    return [(word, label(name, word)) for word in choices(name)]


def load_words(archive: Archive) -> Stock:
    """Return every vocabulary the form needs; a worker's job."""
    return {vocabulary: words(archive, vocabulary) for vocabulary in NEEDED}


class WordStock(QObject):
    """The words on offer. They arrive after the form is shown: `arrived` tells the pickers."""

    arrived = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stock: Stock = {}

    def fill(self, stock: Stock) -> None:
        """Take the words in and tell the pickers."""
        self._stock = stock
        self.arrived.emit()

    def words(self, vocabulary: str) -> tuple[Word, ...]:
        """Return a vocabulary's words, none before they have arrived."""
        return self._stock.get(vocabulary, ())

    def meant(self, vocabulary: str, typed: str) -> str:
        """Return the word somebody means who typed a word, its label or a synonym."""
        typed = typed.strip()
        for word in self.words(vocabulary):
            if typed in (word.word, word.label, *word.synonyms):
                return word.word
        return typed


def offer_while_typing(line: QLineEdit, texts: list[str]) -> None:
    """Complete what is typed with `texts` that contain it, whatever the case."""
    completer = QCompleter(QStringListModel(texts, line), line)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    popup = QListView()
    popup.setProperty("kind", "popup")
    completer.setPopup(popup)  # which takes a delegate of its own with it
    popup.setItemDelegate(RowDelegate(completer))
    line.setCompleter(completer)


class WordInput(QuietCombo):
    """One word of a vocabulary, or a new one."""

    edited = Signal()

    def __init__(self, stock: WordStock, vocabulary: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stock = stock
        self._vocabulary = vocabulary
        self._line = QLineEdit(self)
        self.setLineEdit(self._line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._offer()
        stock.arrived.connect(self._offer)
        self.editTextChanged.connect(lambda _text: self.edited.emit())

    def value(self) -> str:
        """Return the word, as it is kept."""
        typed = self.currentText()
        if typed == label(self._vocabulary, self._kept):
            return self._kept
        return self._stock.meant(self._vocabulary, typed)

    def set_value(self, value: object) -> None:
        """Show a word as its reader sees it."""
        self._kept = str(value)
        with QSignalBlocker(self):
            self.setEditText(label(self._vocabulary, self._kept))

    _kept = ""

    def _offer(self) -> None:
        line = self._line
        position, text = line.cursorPosition(), self.currentText()
        with QSignalBlocker(self):
            self.clear()
            self.addItems([word.label for word in self._stock.words(self._vocabulary)])
            self.setEditText(text)
        line.setCursorPosition(position)
        completions = [
            shown for word in self._stock.words(self._vocabulary) for shown in _ways(word)
        ]
        offer_while_typing(line, completions)


def _ways(word: Word) -> list[str]:
    """Return the texts one may start typing to find a word."""
    return list(dict.fromkeys([word.label, word.word]))
