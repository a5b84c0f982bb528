"""The templates to choose from, each with a sentence on what it is for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QListView,
    QWidget,
)

from casearchive.i18n import _
from casearchive.services.printing.templates import TemplateView
from casearchive.ui.lists.rows import RowsModel
from casearchive.ui.lists.two_lines import TwoLines, Words
from casearchive.ui.look import Look

_HEIGHT = 48
_SHOWN = 5.5  # rows in sight: the half one says that there are more
_OWN = 8  # pixels between a title and its remark


def _words(view: TemplateView) -> Words:
    own = _("本单位的版式") if view.own else ""
    return Words(view.title, view.summary, own, view.problem)


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
        self.setItemDelegate(TwoLines(look, self, _words, height=_HEIGHT, side=1, accent=True))
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
