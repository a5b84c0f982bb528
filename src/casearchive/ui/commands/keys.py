"""The cheat sheet: every key, by what it is for."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from casearchive.i18n import _
from casearchive.ui.commands.commands import Commands, menu_groups
from casearchive.ui.form.writing_tools import writing_keys
from casearchive.ui.look import Look
from casearchive.ui.widgets.room import resize_to_fit

_LINE, _HEADING = 28, 40  # pixels


def others() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Return the keys that are no commands of the window: where, and what they do there."""
    return (
        (
            _("读案例时"),
            (
                ("1  2  3  4", _("用四种颜色标出选中的字")),
                ("N", _("写批注")),
                ("0", _("去掉标注")),
                ("Ctrl+" + _("滚轮"), _("放大、缩小正文")),
            ),
        ),
        (
            _("写案例时"),
            (
                ("Ctrl+S", _("保存")),
                ("Esc", _("返回")),
            ),
        ),
        (_("写正文时"), writing_keys()),
        (
            _("列表和资料库"),
            (
                ("↑  ↓", _("换一个案例")),
                ("Shift+↑  Shift+↓", _("多选")),
                ("F2", _("给文件夹、智能列表或材料包改名")),
                ("←  →", _("收起、展开文件夹")),
                ("Delete", _("删除文件夹、智能列表或材料包")),
            ),
        ),
        (_("组材料包时"), (("Alt+↑  Alt+↓", _("上移、下移")),)),
        (
            _("课堂大字"),
            (
                (_("空格"), _("翻页")),
                ("+  -", _("改字号")),
                ("A", _("显示答案")),
                ("Esc", _("结束")),
            ),
        ),
    )


def make_keys(look: Look, commands: Commands, parent: QWidget) -> QDialog:
    """Return a window with all keys, to be looked through or searched."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(_("全部快捷键"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    field = QLineEdit()
    field.setPlaceholderText(_("找一个快捷键"))
    field.setAccessibleName(_("找一个快捷键"))
    tree = QTreeWidget()
    tree.setColumnCount(2)
    tree.setHeaderHidden(True)
    tree.setAccessibleName(_("全部快捷键"))
    tree.setIndentation(0)  # the headings stand out by their weight
    tree.setRootIsDecorated(False)
    tree.setItemsExpandable(False)
    tree.setSelectionMode(QTreeWidget.SelectionMode.NoSelection)
    tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
    tree.header().setStretchLastSection(False)
    for title, keys in menu_groups():
        rows = []
        for key in keys:
            shortcuts = commands[key].shortcuts()
            form = QKeySequence.SequenceFormat.NativeText
            if shortcuts:
                text = commands[key].text().split("　")[0].rstrip("…")
                rows.append(("  ".join(one.toString(form) for one in shortcuts), text))
        _add_group(look, tree, title, tuple(rows))
    for title, lines in others():
        _add_group(look, tree, title, lines)
    tree.expandAll()
    find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), dialog)
    find.activated.connect(field.setFocus)
    find.activated.connect(field.selectAll)
    field.textChanged.connect(lambda text: _filter(tree, text.strip().lower()))
    column = QVBoxLayout(dialog)
    column.setContentsMargins(18, 18, 18, 18)
    column.setSpacing(10)
    column.addWidget(field)
    column.addWidget(tree, 1)
    resize_to_fit(dialog, QSize(560, 720))
    return dialog


def _add_group(
    look: Look, tree: QTreeWidget, title: str, rows: tuple[tuple[str, str], ...]
) -> None:
    group = QTreeWidgetItem(tree, [title])
    group.setFont(0, look.font(13, bold=True))
    group.setSizeHint(0, QSize(0, _HEADING))
    for keys, text in rows:
        line = QTreeWidgetItem(group, [text, keys])
        line.setFont(0, look.font(13))
        line.setSizeHint(0, QSize(0, _LINE))
        line.setFont(1, look.font(13))
        line.setForeground(1, look.colour("accent"))
    group.setHidden(not rows)


def _filter(tree: QTreeWidget, typed: str) -> None:
    for number in range(tree.topLevelItemCount()):
        group = tree.topLevelItem(number)
        if group is None:
            continue
        shown = 0
        for row in range(group.childCount()):
            line = group.child(row)
            if line is None:
                continue
            fits = typed in f"{line.text(0)} {line.text(1)}".lower()
            line.setHidden(not fits)
            shown += fits
        group.setHidden(not shown)
