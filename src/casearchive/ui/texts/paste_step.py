"""Where a text comes in: pasted, typed, or read from a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from casearchive.i18n import _
from casearchive.ui.look import Look
from casearchive.ui.widgets import label, push_button


class PasteStep(QWidget):
    """A field to paste into. `file_chosen` with the path of a file to be read instead."""

    file_chosen = Signal(object)
    edited = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.field = _Field()
        self.field.setProperty("kind", "field")
        self.field.setFont(look.font(14))
        self.field.setAccessibleName(_("要整理的文字"))
        self.field.setPlaceholderText(
            _("在这里粘贴网页或文件里的文字（Ctrl+V），也可以把文本文件拖进来。")
        )
        self.field.dropped.connect(self.file_chosen)
        self.field.textChanged.connect(self.edited)
        self.count = label(look, "", 12, tone="muted")
        self.open = push_button(look, _("打开文件…"), "folder-open")
        self.open.clicked.connect(self._ask)
        says = label(
            look,
            _(
                "先整理网页转换造成的乱字（注音、错位、繁体、栏目和垃圾链接），再提出标题、地点、"
                "章节和成效，都由您逐项取舍，最后在案例表单里打开。文字不会上传。"
            ),
            tone="second",
            wrap=True,
        )
        foot = QHBoxLayout()
        foot.addWidget(self.open)
        foot.addStretch(1)
        foot.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 20, 28, 20)
        column.setSpacing(12)
        column.addWidget(says)
        column.addWidget(self.field, 1)
        column.addLayout(foot)
        self.edited.connect(self._tell)
        self._tell()

    def _tell(self) -> None:
        count = len(self.field.toPlainText().strip())
        self.count.setText(_("{count} 字").format(count=f"{count:,}") if count else "")

    def _ask(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(
            self, _("打开文件"), "", _("有文字的文件 (*.txt *.md *.docx *.pdf)")
        )
        if name:
            self.file_chosen.emit(Path(name))


class _Field(QPlainTextEdit):
    """Takes text as it is: old spaces, private-use characters and line ends are evidence."""

    dropped = Signal(object)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()
        else:
            super().dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(Path(paths[0]))
        else:
            super().dropEvent(event)
