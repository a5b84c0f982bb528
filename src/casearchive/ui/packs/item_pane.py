"""The left side of the desk: name, items in order, cover, and the buttons that end the work."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from casearchive.i18n import _
from casearchive.services.views import PackView
from casearchive.ui.form.inputs import LineInput
from casearchive.ui.look import Look
from casearchive.ui.ordering import Entry, OrderList
from casearchive.ui.packs.cards import CardDelegate
from casearchive.ui.packs.cover import CoverFields
from casearchive.ui.widgets import EmptyState, IconButton, hairline, label, push_button, surface

WIDTH = 384
MARGIN = 12


class ItemPane(QWidget):
    """Shows a pack and asks for changes; it changes nothing itself.

    `renamed` (text), `text_asked` (row to change, -1 for a new one); the list, the cover and the
    buttons have signals of their own.
    """

    renamed = Signal(str)
    text_asked = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._pack: PackView | None = None
        self.list = OrderList()
        self.list.setAccessibleName(_("材料包里的案例和文字"))
        self.cards = CardDelegate(look, self.list)
        self.list.setItemDelegate(self.cards)
        self.list.doubleClicked.connect(lambda index: self._open(index.row()))
        self.list.current_changed.connect(lambda _row: self._allow())
        self.empty = EmptyState(
            look, "pack", _("材料包还是空的"), _("在案例列表里选好案例，再点“加入材料包”。")
        )
        self.list_or_empty = QStackedWidget()
        self.list_or_empty.addWidget(self.empty)
        self.list_or_empty.addWidget(self.list)
        self.cover = CoverFields(look)
        side = surface("sidebar")
        self.setFixedWidth(WIDTH)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(side)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, MARGIN, 0, MARGIN)
        column.setSpacing(8)
        column.addLayout(self._head())
        column.addLayout(self._tools())
        column.addWidget(self.list_or_empty, 1)
        column.addWidget(hairline())
        column.addLayout(_framed(self.cover))
        column.addWidget(hairline())
        column.addLayout(self._foot())

    def _head(self) -> QHBoxLayout:
        self.back = IconButton(self._look, "arrow-left", _("返回（Esc）"))
        self.name = LineInput(_("材料包的名称"))
        self.name.setAccessibleName(_("材料包的名称"))
        self.name.setFont(self._look.font(15, bold=True))
        self.name.edited.connect(lambda: self.renamed.emit(self.name.value()))
        row = QHBoxLayout()
        row.setContentsMargins(MARGIN - 4, 0, MARGIN, 0)
        row.setSpacing(6)
        row.addWidget(self.back)
        row.addWidget(self.name, 1)
        return row

    def _tools(self) -> QHBoxLayout:
        look = self._look
        self.count = label(look, "", 12, tone="second")
        self.undo = IconButton(look, "undo", _("撤销"))
        self.redo = IconButton(look, "redo", _("重做"))
        self.undo.setEnabled(False)
        self.redo.setEnabled(False)
        self.up = IconButton(look, "arrow-up", _("上移（Alt+↑）"))
        self.down = IconButton(look, "arrow-down", _("下移（Alt+↓）"))
        self.change = IconButton(look, "edit", _("改文字页"))
        self.drop = IconButton(look, "trash", _("移出材料包（Delete）"))
        self.add_text = IconButton(look, "note", _("添加文字页"))
        self.up.clicked.connect(lambda: self.list.nudge(-1))
        self.down.clicked.connect(lambda: self.list.nudge(1))
        self.drop.clicked.connect(lambda: self.list.remove_asked.emit(self.list.row))
        self.change.clicked.connect(lambda: self._open(self.list.row))
        self.add_text.clicked.connect(lambda: self.text_asked.emit(-1))
        row = QHBoxLayout()
        row.setContentsMargins(MARGIN + 4, 0, MARGIN - 2, 0)
        row.setSpacing(0)
        row.addWidget(self.count, 1)
        for button in (self.up, self.down, self.change, self.drop, self.add_text):
            row.addWidget(button)
        row.addSpacing(8)
        row.addWidget(self.undo)
        row.addWidget(self.redo)
        return row

    def _foot(self) -> QVBoxLayout:
        look = self._look
        self.state = label(look, "", 12, tone="muted")
        self.stop = push_button(look, _("停止"), kind="quiet")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        for part in (self.stop, self.progress):  # the list must not jump when work begins or ends
            policy = part.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            part.setSizePolicy(policy)
        self.export = push_button(look, _("导出 PDF…"), "export", kind="primary")
        self.print = push_button(look, _("打印…"), "print")
        told = QHBoxLayout()
        told.addWidget(self.state, 1)
        told.addWidget(self.stop)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.export, 3)
        buttons.addWidget(self.print, 2)
        column = QVBoxLayout()
        column.setContentsMargins(MARGIN + 4, 0, MARGIN + 4, 0)
        column.setSpacing(4)
        column.addLayout(told)
        column.addWidget(self.progress)
        column.addSpacing(4)
        column.addLayout(buttons)
        self.show_idle("")
        return column

    # --- showing ---------------------------------------------------------------------------------

    def show_pack(self, pack: PackView) -> None:
        """Show a pack; what already says the same keeps its cursor and selection."""
        self._pack = pack
        if self.name.value().strip() != pack.name.strip():
            self.name.set_value(pack.name)
        self.list.entries.show([Entry(item.id, item.title, item) for item in pack.items])
        if self.list.row < 0:
            self.list.choose(0)
        self.list_or_empty.setCurrentWidget(self.list if pack.items else self.empty)
        self.count.setText(_("共 {count} 项").format(count=len(pack.items)))
        self.cover.show_pack(pack)
        self._allow()

    def show_lost(self, lost: frozenset[str]) -> None:
        """Flag the cases that lie in the trash."""
        self.cards.lost = lost
        self.list.viewport().update()

    def lock(self) -> None:
        """Let nothing be changed: the archive is open for reading only."""
        self.list.entries.movable = self.cards.movable = False
        self.name.setReadOnly(True)
        self.cover.setEnabled(False)
        self._allow()

    def show_busy(self, done: int, total: int) -> None:
        """Show that pages are being set, and how far that is; `total` 0 means not known."""
        self.state.setText(_("正在排版……"))
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        self.progress.show()
        self.stop.show()

    def show_idle(self, text: str) -> None:
        """Show that nothing is under way, and how it ended."""
        self.state.setText(text)
        self.progress.hide()
        self.stop.hide()

    def _open(self, row: int) -> None:
        if self._pack and self.change.isEnabled() and self._pack.items[row].kind == "text":
            self.text_asked.emit(row)

    def _allow(self) -> None:
        row, items = self.list.row, self._pack.items if self._pack else ()
        free = self.list.entries.movable
        there = free and 0 <= row < len(items)
        self.up.setEnabled(there and row > 0)
        self.down.setEnabled(there and row < len(items) - 1)
        self.drop.setEnabled(there)
        self.change.setEnabled(there and items[row].kind == "text")
        self.add_text.setEnabled(free)


def _framed(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(MARGIN + 4, 4, MARGIN + 4, 4)
    row.addWidget(widget)
    return row
