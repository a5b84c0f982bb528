"""The list below the search field. It floats over the window and never takes the focus.

It is a child of the window, not a window of its own: no input method ends a word because of it, no
window manager moves it, and it goes where the window goes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QVBoxLayout, QWidget

from casearchive.i18n import _
from casearchive.ui.look import Look
from casearchive.ui.search import offers
from casearchive.ui.search.lines import Line, LinesDelegate, LinesModel

if TYPE_CHECKING:
    from casearchive.services.searching.finding import Suggestion
    from casearchive.services.searching.saved_searches import SavedSearch

_WIDTH, _HELP_WIDTH, _EDGE, _BELOW = 440, 720, 16, 4  # pixels
_FRAME = 5


class Popup(QFrame):
    """Lines to choose from, below `anchor`. `taken` comes with the line that was chosen."""

    taken = Signal(object)

    def __init__(self, look: Look, anchor: QWidget) -> None:
        super().__init__(anchor.window())
        self._anchor = anchor
        self.hide()
        self.setProperty("surface", "toast")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.model = LinesModel(self)
        self.view = make_lines_view(look, self.model)
        self.view.clicked.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(_FRAME, _FRAME, _FRAME, _FRAME)
        column.addWidget(self.view)
        anchor.window().installEventFilter(self)

    @property
    def current(self) -> Line | None:
        """The line the reader has moved to; None before any."""
        index = self.view.currentIndex()
        return self.model.lines[index.row()] if index.isValid() else None

    def suggest(self, suggestions: Sequence[Suggestion], typed: str) -> None:
        """Show what may be meant by what is typed."""
        self._show(offers.suggested(suggestions, typed))

    def remember(self, texts: Sequence[str], saved: Sequence[SavedSearch]) -> None:
        """Show recent and saved searches."""
        self._show(offers.remembered(texts, saved))

    def explain(self) -> None:
        """Show how a query is written."""
        self._show(offers.examples(), _HELP_WIDTH)

    def _show(self, lines: Sequence[Line], width: int = _WIDTH) -> None:
        """Show these lines, none chosen yet, in `width` pixels where the window has them."""
        if not lines:
            self.hide()
            return
        self.model.show(lines)
        self.forget_current()
        self._place(width)
        self.view.scrollToTop()
        self.show()
        self.raise_()

    def forget_current(self) -> None:
        """Choose no line: what is typed has changed, and better lines are on their way."""
        self.view.setCurrentIndex(QModelIndex())
        self.view.clearSelection()

    def move_by(self, step: int) -> None:
        """Go to the next line (1) or the one before (-1); past the ends lies the field itself."""
        lines = self.model.lines
        row = self.view.currentIndex().row() if self.current else (-1 if step > 0 else len(lines))
        row += step
        while 0 <= row < len(lines) and not lines[row].can_be_chosen:
            row += step
        inside = 0 <= row < len(lines)
        if not inside:
            self.forget_current()
            return
        self.view.setCurrentIndex(self.model.index(row))
        said = QAccessibleAnnouncementEvent(self._anchor, lines[row].spoken)
        QAccessible.updateAccessibility(said)

    def take_current(self) -> bool:
        """Choose the line the reader has moved to; False where there is none."""
        line = self.current
        if line:
            self.hide()
            self.taken.emit(line)
        return line is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go when the window changes size or somebody presses on bare ground."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.MouseButtonPress):
            self.hide()
        return super().eventFilter(watched, event)

    def _take(self, index: QModelIndex) -> None:
        self.view.setCurrentIndex(index)
        self.take_current()

    def _place(self, width: int) -> None:
        window = self._anchor.window()
        at = self._anchor.mapTo(window, QPoint(0, self._anchor.height() + _BELOW))
        end = at.x() + self._anchor.width()
        room = (end if self.isRightToLeft() else window.width() - at.x()) - _EDGE
        width = max(self._anchor.width(), min(width, room))
        left = end - width if self.isRightToLeft() else at.x()
        rows = range(self.model.rowCount())
        height = sum(self.view.sizeHintForRow(row) for row in rows) + 2 * _FRAME + 2
        self.setGeometry(left, at.y(), width, min(height, window.height() - at.y() - _EDGE))


def make_lines_view(look: Look, model: LinesModel) -> QListView:
    """Return a list of lines that never takes the focus."""
    view = QListView()
    view.setModel(model)
    view.setItemDelegate(LinesDelegate(look, view))
    view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    view.setMouseTracking(True)
    view.setAccessibleName(_("搜索建议"))
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    look.changed.connect(view.viewport().update)
    return view
