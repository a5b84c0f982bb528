"""The face of the import page: bar, list, preview, foot. What its parts do is in desk.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from casearchive.i18n import _
from casearchive.services.importing.candidates import Candidate
from casearchive.services.importing.checking import can_check
from casearchive.services.importing.preview import preview
from casearchive.ui.imports.file_tree import FileTree
from casearchive.ui.imports.mapping_pane import MappingPane
from casearchive.ui.imports.report import Report, advice_on
from casearchive.ui.look import Look
from casearchive.ui.widgets import (
    EmptyState,
    IconButton,
    InlineMessage,
    head_bar,
    label,
    push_button,
    surface,
)

_WIDTHS = [380, 780]

if TYPE_CHECKING:
    from casearchive.ui.reader.view import ReaderView  # it needs `later`, which makes this page


class Face(QWidget):
    """The widgets of the page and their places."""

    def __init__(self, look: Look, reader: ReaderView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.message = InlineMessage(look)
        self.tree = FileTree(look)
        self.reader = reader
        self.reader.setAccessibleName(_("草稿预览"))
        self.mapping = MappingPane(look)
        self.refusal = EmptyState(look, "warning", "", "")
        self.package = EmptyState(
            look,
            "pack",
            _("这是别的单位的交换包"),
            _("先看里面有什么、哪些与这里不同，再决定怎样合并。合并可以整个撤销。"),
        )
        self.package.offer("look", _("查看并合并…"), "import", kind="primary")
        self.split = push_button(look, _("拆成几个案例"), "list", kind="quiet")
        self.check = push_button(look, _("逐条核对…"), "check", kind="quiet")
        self.check.setToolTip(_("逐条核对这一份，再打开草稿") + "  F4")
        self.empty = EmptyState(look, "import", _("把文件或文件夹拖到这里"), _formats())
        self.report = Report(look)
        self._arrange()

    def _arrange(self) -> None:
        """Put the parts into their places, the outer ones first.

        What gets another parent is styled anew with all that it holds: built from within, the page
        took half as long again.
        """
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._stack = QStackedWidget()
        whole.addWidget(self._head())
        whole.addWidget(self.message)
        whole.addWidget(self._stack, 1)
        whole.addWidget(self._foot())
        self._work = QSplitter(Qt.Orientation.Horizontal)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._work)
        self._stack.addWidget(self.report)
        right = surface("paper")
        self._work.addWidget(self.tree)
        self._work.addWidget(right)
        self._work.setHandleWidth(1)
        self._work.setChildrenCollapsible(False)
        self._work.setSizes(_WIDTHS)
        self._work.setStretchFactor(1, 1)
        self._fill(right)
        self.empty.offer("files", _("选择文件…"), "document", kind="primary")
        self.empty.offer("folder", _("选择文件夹…"), "folder-open")
        self.empty.offer("paste", _("粘贴文字或文件"), "copy")

    def _fill(self, right: QWidget) -> None:
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._choice = surface("bar")
        self._preview = QStackedWidget()
        column.addWidget(self._choice)
        column.addWidget(self._preview, 1)
        row = QHBoxLayout(self._choice)
        row.setContentsMargins(20, 6, 12, 6)
        self._cut = label(self._look, "", tone="second", wrap=True)
        row.addWidget(self._cut, 1)
        row.addWidget(self.split)
        row.addWidget(self.check)
        for page in (self.reader, self.mapping, self.refusal, self.package):
            self._preview.addWidget(page)

    def _head(self) -> QWidget:
        bar = head_bar()
        self.back = IconButton(self._look, "arrow-left", _("返回"))
        self.back.describe(_("返回"), "Esc")
        self.files = push_button(self._look, _("添加文件…"), "plus")
        self.folder = push_button(self._look, _("添加文件夹…"), "folder-open")
        self.paste = push_button(self._look, _("粘贴"), "copy")
        self.history = push_button(self._look, _("导入记录…"), "clock", kind="quiet")
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(self.back)
        row.addWidget(label(self._look, _("导入"), 16, bold=True), 1)
        for button in (self.files, self.folder, self.paste, self.history):
            row.addWidget(button)
        return bar

    def _foot(self) -> QWidget:
        self._bottom = surface("foot")
        self.says = label(self._look, "", tone="second", wrap=True)
        self.clear = push_button(self._look, _("清空列表"))
        self.go = push_button(self._look, _("导入"), "import", kind="primary")
        self.go.setToolTip(_("把勾选的文件导入成草稿") + "  Ctrl+Return")
        row = QHBoxLayout(self._bottom)
        row.setContentsMargins(20, 10, 16, 10)
        row.setSpacing(8)
        row.addWidget(self.says, 1)
        row.addWidget(self.clear)
        row.addWidget(self.go)
        return self._bottom

    def show_candidate(self, candidate: Candidate, number: int) -> None:
        """Show what a file would become, or one draft of it, and what can be chosen of it."""
        can_check_it = can_check(candidate) and not (candidate.is_table and number < 0)
        self._choice.setVisible(candidate.can_split or can_check_it)
        self.split.setVisible(candidate.can_split)
        self.check.setVisible(can_check_it)
        self._cut.setText(advice_on(candidate))
        if candidate.can_split and candidate.read is not None:
            other = _("合成一个案例") if candidate.splits else _("按标题拆成 {count} 个")
            self.split.setText(other.format(count=len(candidate.read.parts)))
        if candidate.kind == "package":
            self._preview.setCurrentWidget(self.package)
        elif candidate.refusal:
            self.refusal.say(_("不能导入"), candidate.refusal, "warning")
            self._preview.setCurrentWidget(self.refusal)
        elif candidate.kind == "json":
            text = _("里面有 {count} 个案例。相同的会更新，原来的内容留在历史里。")
            self.refusal.say(candidate.name, text.format(count=candidate.cases), "archive")
            self._preview.setCurrentWidget(self.refusal)
        elif candidate.is_table and number < 0:
            self.mapping.show_candidate(candidate)
            self._preview.setCurrentWidget(self.mapping)
        elif (case := preview(candidate, max(0, number))) is not None:
            self.reader.show_case(case)
            self._preview.setCurrentWidget(self.reader)


def _formats() -> str:
    return _(
        "Word（.docx）、文本、网页（.html、.mht）、PDF、表格（.xlsx、.csv）、幻灯片（.pptx）、照片，"
        "或本程序导出的 JSON；也可以按 Ctrl+V 粘贴一段文字。"
        "先看会变成什么，再决定导入；导入后可以整个撤销。"
    )
