"""The left side of the desk: name, pages to turn by tabs, and the buttons that end the work."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from casearchive.i18n import _, in_context
from casearchive.pace import Pace
from casearchive.services.views import PackView
from casearchive.ui.form.inputs import LineInput
from casearchive.ui.look import Look
from casearchive.ui.packs.checks.page import ChecksPage
from casearchive.ui.packs.contents.pane import ContentsPage
from casearchive.ui.packs.dress.page import DressPage
from casearchive.ui.packs.editions.page import EditionsPage
from casearchive.ui.widgets import IconButton, hairline, label, push_button, surface

WIDTH = 384
MARGIN = 12


class Side(QWidget):
    """Shows a pack and asks for changes; it changes nothing itself.

    `renamed` (text); the pages and the buttons have signals of their own.
    """

    renamed = Signal(str)

    def __init__(
        self,
        look: Look,
        contents: ContentsPage,
        dress: DressPage,
        checks: ChecksPage,
        editions: EditionsPage,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self.contents, self.dress = contents, dress
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(_("材料包的各页"))
        self.tabs.setExpanding(True)
        self._stack = QStackedWidget()
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        side = surface("sidebar")
        self.setFixedWidth(WIDTH)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(side)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, MARGIN, 0, MARGIN)
        column.setSpacing(8)
        column.addLayout(self._head())
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        column.addWidget(hairline())
        column.addLayout(self._foot())
        # Last: what is put into a part that has yet to find its place is styled once more there.
        self.add_page(_("内容"), contents)
        self.add_page(_("版式"), dress)
        self.add_page(_("检查"), checks)
        self.add_page(in_context("tab", "版次"), editions)

    def add_page(self, title: str, page: QWidget) -> None:
        """Add a page behind a tab."""
        self.tabs.addTab(title)
        self._stack.addWidget(page)

    def name_page(self, page: QWidget, title: str) -> None:
        """Change what the tab of a page says."""
        self.tabs.setTabText(self._stack.indexOf(page), title)

    def turn_to(self, page: QWidget) -> None:
        """Show a page."""
        self.tabs.setCurrentIndex(self._stack.indexOf(page))

    def _head(self) -> QHBoxLayout:
        look = self._look
        self.back = IconButton(look, "arrow-left", _("返回（Esc）"))
        self.name = LineInput(_("材料包的名称"))
        self.name.setAccessibleName(_("材料包的名称"))
        self.name.setFont(look.font(15, bold=True))
        self.name.edited.connect(lambda: self.renamed.emit(self.name.value()))
        self.undo = IconButton(look, "undo", _("撤销（Ctrl+Z）"))
        self.redo = IconButton(look, "redo", _("重做（Ctrl+Shift+Z）"))
        self.undo.setEnabled(False)
        self.redo.setEnabled(False)
        row = QHBoxLayout()
        row.setContentsMargins(MARGIN - 4, 0, MARGIN - 2, 0)
        row.setSpacing(4)
        row.addWidget(self.back)
        row.addWidget(self.name, 1)
        row.addWidget(self.undo)
        row.addWidget(self.redo)
        return row

    def _foot(self) -> QVBoxLayout:
        look = self._look
        self.state = label(look, "", 12, tone="muted")
        self._pace = Pace()
        self.stop = push_button(look, _("停止"), kind="quiet")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(_("排版进度"))
        for part in (self.stop, self.progress):  # the list must not jump when work begins or ends
            policy = part.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            part.setSizePolicy(policy)
        self.export = push_button(look, _("导出…"), "export", kind="primary")
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
        if self.name.value().strip() != pack.name.strip():
            self.name.set_value(pack.name)
        self.contents.show_pack(pack)
        self.dress.show_pack(pack)

    def lock(self) -> None:
        """Let nothing be changed: the archive is open for reading only."""
        self.name.setReadOnly(True)
        self.contents.lock()
        self.dress.setEnabled(False)

    def show_busy(self, done: int, total: int) -> None:
        """Show that pages are being set, and how far that is; `total` 0 means not known."""
        self._pace.note(done, total)
        self.state.setText("  ".join(filter(None, (_("正在排版……"), self._pace.words()))))
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        self.progress.show()
        self.stop.show()

    def show_idle(self, text: str) -> None:
        """Show that nothing is under way, and how it ended."""
        self._pace = Pace()
        self.state.setText(text)
        self.progress.hide()
        self.stop.hide()
