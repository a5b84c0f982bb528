"""Cases like those that are selected, each with the reasons why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from casearchive.i18n import _, listed, named
from casearchive.services.labels import label as worded
from casearchive.ui.lists.two_lines import TwoLines, Words
from casearchive.ui.look import Look
from casearchive.ui.reader.pages import MEASURE
from casearchive.ui.widgets import ElidedLabel, EmptyState, IconButton

if TYPE_CHECKING:
    from casearchive.services.searching.finding import Likeness, Reason

AnyIndex = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
LIKENESS = Qt.ItemDataRole.UserRole
_HEIGHT = 68


class SimilarPage(QWidget):
    """A page in the reader's place. `opened` comes with an id, `left` by Escape or the arrow."""

    opened = Signal(str)
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.title = ElidedLabel(look, "", 16, bold=True)
        self.model = SimilarModel(self)
        self.view = _View(look, self.model)
        self.view.clicked.connect(self._open)
        self.view.activated.connect(self._open)
        self.view.left.connect(self.left)
        text = _("别的案例和选中的没有共同的主题、地点、产业、标签，也没有写到少见的同一件事。")
        self.empty = EmptyState(look, "similar", _("没有相似的案例"), text)
        self._stack = QStackedWidget()
        self._stack.addWidget(QWidget())  # nothing yet: the answer is on its way
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        back = IconButton(look, "arrow-left", _("回到正文"))
        back.describe(_("回到正文"), "Esc")
        back.clicked.connect(self.left)
        head = QHBoxLayout()
        head.setContentsMargins(14, 14, 20, 8)
        head.setSpacing(8)
        head.addWidget(back)
        head.addWidget(self.title, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)

    def wait_for(self, title: str) -> None:
        """Show the head of a list that is on its way."""
        self.title.setText(title)
        self.model.show(())
        self._stack.setCurrentIndex(0)

    def show_likenesses(self, likenesses: Sequence[Likeness]) -> None:
        """Show the cases, or say that there are none."""
        self.model.show(likenesses)
        self._stack.setCurrentWidget(self.view if likenesses else self.empty)
        if likenesses:
            self.view.setCurrentIndex(self.model.index(0))
            self.view.setFocus()

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self.model.likeness(index.row()).key)


class SimilarModel(QAbstractListModel):
    """The cases, the most similar first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._likenesses: Sequence[Likeness] = ()

    def show(self, likenesses: Sequence[Likeness]) -> None:
        """Show these."""
        self.beginResetModel()
        self._likenesses = likenesses
        self.endResetModel()

    def likeness(self, row: int) -> Likeness:
        """Return what a row shows."""
        return self._likenesses[row]

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self._likenesses)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102
        if not index.isValid():
            return None
        likeness = self._likenesses[index.row()]
        if role == LIKENESS:
            return likeness
        if role == Qt.ItemDataRole.DisplayRole:
            return likeness.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return listed((likeness.title, reasons(likeness.reasons)))
        return None


def reasons(why: Sequence[Reason]) -> str:
    """Return the reasons in words, e.g. ``同主题：产业振兴　同地：寿光市``."""
    titles = {
        "theme": _("同主题"),
        "industry": _("同产业"),
        "place": _("同地"),
        "tag": _("同标签"),
        "word": _("都写到"),
    }
    return "　".join(
        named(titles.get(one.kind, _("都写到")), listed(_words(one.kind, one.words))) for one in why
    )


def _words(kind: str, words: Sequence[str]) -> list[str]:
    if kind == "place":
        return [word.rpartition("/")[2] for word in words]
    return [worded(kind, word) for word in words]


class _View(QListView):
    left = Signal()

    def __init__(self, look: Look, model: SimilarModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(
            TwoLines(
                look, self, _row_words, height=_HEIGHT, side=10, widest=MEASURE + 28, bold=True
            )
        )
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setAccessibleName(_("相似的案例"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        look.changed.connect(self.viewport().update)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _row_words(likeness: Likeness) -> Words:
    return Words(likeness.title, reasons(likeness.reasons))
