"""The imports an archive remembers, each to be taken back as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from casearchive.i18n import _
from casearchive.services.importing.batches import ImportRow
from casearchive.ui.look import Look
from casearchive.ui.widgets import label, push_button
from casearchive.ui.widgets.room import resize_to_fit

_ROW = int(Qt.ItemDataRole.UserRole)


class ImportsDialog(QDialog):
    """Lists imports. `undo_asked` comes with the id of one that is to be undone."""

    undo_asked = Signal(str)

    def __init__(self, look: Look, rows: Sequence[ImportRow], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("导入记录"))
        resize_to_fit(self, QSize(640, 420))
        self.list = QListWidget()
        self.list.setAccessibleName(_("导入记录"))
        self.list.setFont(look.font(13))
        self.list.setSpacing(2)
        for row in rows:
            item = QListWidgetItem(line_of(row))
            item.setData(_ROW, row)
            self.list.addItem(item)
        text = _("一次导入可以整个撤销；导入后改过的案例会移到回收站，不会丢失。")
        if not rows:
            text = _("这个档案还没有导入过。")
        self.undo = push_button(look, _("撤销选中的导入"), "undo")
        self.undo.setEnabled(False)
        shut = push_button(look, _("关闭"))
        shut.clicked.connect(self.reject)
        self.undo.clicked.connect(self._ask)
        self.list.currentItemChanged.connect(self._allow)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.undo)
        buttons.addWidget(shut)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(12)
        column.addWidget(label(look, _("导入记录"), 16, bold=True))
        column.addWidget(label(look, text, tone="second", wrap=True))
        column.addWidget(self.list, 1)
        column.addLayout(buttons)
        if rows:
            self.list.setCurrentRow(0)

    def _allow(self) -> None:
        item = self.list.currentItem()
        row: ImportRow | None = item.data(_ROW) if item else None
        self.undo.setEnabled(row is not None and not row.undone_at)

    def _ask(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.accept()
            self.undo_asked.emit(item.data(_ROW).id)


def line_of(row: ImportRow) -> str:
    """Return an import as one line."""
    made = datetime.fromisoformat(row.made_at).astimezone().strftime("%Y-%m-%d %H:%M")
    text = _("{made}　{name}　新增 {cases} 个案例")
    parts = [text.format(made=made, name=row.name, cases=row.cases)]
    if row.changed:
        parts.append(_("改动 {count} 项").format(count=row.changed))
    if row.undone_at:
        parts.append(_("已撤销"))
    return "　".join(parts)
