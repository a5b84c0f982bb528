"""The page of the desk's side that lists frozen editions and what has changed since one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from casearchive.i18n import _
from casearchive.services.labels import label as word_label
from casearchive.services.printing.editions.freezing import EditionRow
from casearchive.ui.lists.rows import RowsModel
from casearchive.ui.lists.two_lines import TwoLines, Words
from casearchive.ui.look import Look
from casearchive.ui.widgets import EmptyState, push_button

MARGIN, _HEIGHT, _CHANGES = 16, 58, 190  # pixels


def edition_title(row: EditionRow) -> str:
    """Return how an edition is called: its number, its day, for whom."""
    told = _("第 {number} 版　{date}　{edition}")
    edition = word_label("edition", row.edition)
    return told.format(number=row.number, date=row.frozen_at[:10], edition=edition)


def edition_detail(row: EditionRow) -> str:
    """Return what else there is to say of it; the first digits of the sum tell two files apart."""
    told = _("{pages} 页，{cases} 个案例，校验 {sum}")
    text = told.format(pages=row.pages, cases=row.cases, sum=row.sha256[:8])
    return f"{row.note}　{text}" if row.note else text


def _words(row: EditionRow) -> Words:
    return Words(edition_title(row), edition_detail(row))


class EditionsPage(QWidget):
    """`freeze_asked`, and for the chosen edition `reprint_asked` and `changes_asked` (number)."""

    freeze_asked = Signal()
    reprint_asked = Signal(int)
    changes_asked = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editions = RowsModel[EditionRow](
            self, edition_title, aloud=lambda one: f"{edition_title(one)} {edition_detail(one)}"
        )
        self.view = QListView()
        self.view.setAccessibleName(_("定版的版次"))
        self.view.setModel(self.editions)
        self.view.setItemDelegate(TwoLines(look, self.view, _words, height=_HEIGHT))
        self.view.setMouseTracking(True)
        self.view.selectionModel().currentChanged.connect(lambda _index: self._take())
        look.changed.connect(self.view.viewport().update)
        self.empty = EmptyState(
            look,
            "flag",
            _("还没有定版的版次"),
            _("定版以后，这一版随时可以一字不差地重印，也看得出案例后来改了什么。"),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.view)
        self.changes = QPlainTextEdit()
        self.changes.setReadOnly(True)
        self.changes.setProperty("kind", "field")
        self.changes.setAccessibleName(_("定版以来的变化"))
        self.changes.setFixedHeight(_CHANGES)
        self.changes.hide()
        self.freeze = push_button(look, _("定版…"), "flag", kind="primary")
        self.reprint = push_button(look, _("重印…"), "print")
        self.freeze.clicked.connect(self.freeze_asked)
        self.reprint.clicked.connect(lambda: self.reprint_asked.emit(self.number))
        buttons = QHBoxLayout()
        buttons.setContentsMargins(MARGIN, 0, MARGIN, 0)
        buttons.addWidget(self.freeze)
        buttons.addWidget(self.reprint)
        buttons.addStretch(1)
        below = QVBoxLayout()
        below.setContentsMargins(MARGIN, 0, MARGIN, 4)
        below.addWidget(self.changes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        column.addLayout(buttons)
        column.addWidget(self._stack, 1)
        column.addLayout(below)
        self._allow()

    @property
    def number(self) -> int:
        """The number of the chosen edition, 0 for none."""
        row = self.view.currentIndex().row()
        return self.editions.rows[row].number if 0 <= row < len(self.editions.rows) else 0

    def show_editions(self, rows: Sequence[EditionRow]) -> None:
        """Show these editions; the newest is chosen."""
        self.editions.show(rows)
        self._stack.setCurrentWidget(self.view if rows else self.empty)
        self.changes.hide()
        if rows:
            self.view.setCurrentIndex(self.editions.index(0))
        self._allow()

    def show_changes(self, text: str) -> None:
        """Say what has changed since the chosen edition."""
        self.changes.setPlainText(text)
        self.changes.show()

    def _take(self) -> None:
        self._allow()
        if self.number:
            self.changes_asked.emit(self.number)

    def _allow(self) -> None:
        self.reprint.setEnabled(bool(self.number))
