"""The page of the desk's side on which items are put in order, and parts of them left out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from casearchive.i18n import _
from casearchive.services.views import PackView
from casearchive.ui.lists.ordering import Entry, OrderList
from casearchive.ui.look import Look
from casearchive.ui.packs.contents.adding import Adding
from casearchive.ui.packs.contents.cards import CardDelegate
from casearchive.ui.packs.contents.kinds import item_title, told_apart
from casearchive.ui.packs.contents.parts import PartsPanel
from casearchive.ui.widgets import EmptyState, IconButton, label, push_button

MARGIN = 12
_OPENS = ("text", "case")  # kinds that a double click opens


class ContentsPage(QWidget):
    """Shows the items and asks for changes; it changes nothing itself.

    `text_asked` (row) to change a text page, `case_asked` (case id) to read a case; the list, the
    panel of parts and the menu have signals of their own.
    """

    text_asked = Signal(int)
    case_asked = Signal(str)

    def __init__(self, look: Look, adding: Adding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._adding = look, adding
        self._pack: PackView | None = None
        self.list = OrderList()
        self.list.setAccessibleName(_("材料包的内容"))
        self.cards = CardDelegate(look, self.list)
        self.list.setItemDelegate(self.cards)
        self.list.doubleClicked.connect(lambda index: self.open(index.row()))
        self.list.current_changed.connect(lambda _row: self._allow())
        self.empty = EmptyState(
            look,
            "pack",
            _("材料包还是空的"),
            _("从这里加入案例、文字页和表格；也可以在案例列表里选好案例，再点“加入材料包”。"),
        )
        self.empty.offer("case", _("加入案例…"), "plus", kind="primary")
        self.empty.chosen.connect(adding.add)
        self.list_or_empty = QStackedWidget()
        self.list_or_empty.addWidget(self.empty)
        self.list_or_empty.addWidget(self.list)
        self.parts = PartsPanel(look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._tools())
        column.addWidget(self.list_or_empty, 1)
        column.addWidget(self.parts)

    def _tools(self) -> QHBoxLayout:
        look = self._look
        self.add = push_button(look, _("添加"), "plus")
        self.add.setMenu(self._adding.menu)
        self.count = label(look, "", 12, tone="second")
        self.up = IconButton(look, "arrow-up", _("上移（Alt+↑）"))
        self.down = IconButton(look, "arrow-down", _("下移（Alt+↓）"))
        self.change = IconButton(look, "edit", _("改文字页"))
        self.drop = IconButton(look, "trash", _("移出材料包（Delete）"))
        self.up.clicked.connect(lambda: self.list.nudge(-1))
        self.down.clicked.connect(lambda: self.list.nudge(1))
        self.drop.clicked.connect(lambda: self.list.remove_asked.emit(self.list.row))
        self.change.clicked.connect(lambda: self.open(self.list.row))
        row = QHBoxLayout()
        row.setContentsMargins(MARGIN + 4, 0, MARGIN - 2, 0)
        row.setSpacing(0)
        row.addWidget(self.add)
        row.addSpacing(10)
        row.addWidget(self.count, 1)
        for button in (self.up, self.down, self.change, self.drop):
            row.addWidget(button)
        return row

    def show_pack(self, pack: PackView) -> None:
        """Show a pack's items; what is still there stays chosen."""
        self._pack = pack
        self.cards.codes = codes = told_apart(pack.items)
        self.list.entries.show(
            [
                Entry(item.id, f"{item_title(item)} {codes.get(item.case_id, '')}".strip(), item)
                for item in pack.items
            ]
        )
        if self.list.row < 0:
            self.list.choose(0)
        self.list_or_empty.setCurrentWidget(self.list if pack.items else self.empty)
        self.count.setText(_("共 {count} 项").format(count=len(pack.items)))
        self._allow()

    def show_lost(self, lost: frozenset[str]) -> None:
        """Flag the cases that lie in the trash."""
        self.cards.lost = lost
        self.list.viewport().update()

    def lock(self) -> None:
        """Let nothing be changed: the archive is open for reading only."""
        self.list.entries.movable = self.cards.movable = False
        self.add.setEnabled(False)
        self.empty.setEnabled(False)
        self.parts.setEnabled(False)
        self._allow()

    def open(self, row: int) -> None:
        """Open an item: a text to be changed, a case to be read."""
        if not self._pack or not 0 <= row < len(self._pack.items):
            return
        item = self._pack.items[row]
        if item.kind == "case":
            self.case_asked.emit(item.case_id)
        elif item.kind == "text" and self.list.entries.movable:
            self.text_asked.emit(row)

    def _allow(self) -> None:
        row, items = self.list.row, self._pack.items if self._pack else ()
        there = self.list.entries.movable and 0 <= row < len(items)
        self.up.setEnabled(there and row > 0)
        self.down.setEnabled(there and row < len(items) - 1)
        self.drop.setEnabled(there)
        opens = 0 <= row < len(items) and items[row].kind in _OPENS
        text = opens and items[row].kind == "text"
        self.change.setEnabled(opens and (there or not text))
        self.change.describe(_("改文字页") if text else _("打开案例"))
        self.change.show_icon("edit" if text else "book")
