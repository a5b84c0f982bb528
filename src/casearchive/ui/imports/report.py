"""What an import did: how many cases, which files were left out and why, and the way back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from casearchive.i18n import _, listed
from casearchive.services.importing.candidates import Candidate, ImportOutcome
from casearchive.services.importing.undoing import UndoReport
from casearchive.ui.look import Look
from casearchive.ui.widgets import label, push_button


class Report(QWidget):
    """The last page of an import. `undo_asked`, `more_asked` and `closed` are its buttons."""

    undo_asked = Signal()
    more_asked = Signal()
    closed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.title = label(look, "", 20, bold=True, wrap=True)
        self.text = label(look, "", 14, tone="second", wrap=True)
        self.list = QListWidget()
        self.list.setAccessibleName(_("需要留意的"))
        self.list.setWordWrap(True)
        self.list.setSpacing(3)
        self.list.setFont(look.font(13))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.undo = push_button(look, _("撤销这次导入"), "undo")
        self.more = push_button(look, _("再导入一些"), "import")
        self.done = push_button(look, _("去看案例"), "cases", kind="primary")
        self.undo.clicked.connect(self.undo_asked)
        self.more.clicked.connect(self.more_asked)
        self.done.clicked.connect(self.closed)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.done, self.more, self.undo):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 40, 48, 32)
        column.setSpacing(12)
        column.addWidget(self.title)
        column.addWidget(self.text)
        column.addLayout(buttons)
        column.addSpacing(8)
        column.addWidget(self.list, 1)

    def show_outcome(self, outcome: ImportOutcome) -> None:
        """Tell what came of an import."""
        taken, refused = outcome.of("taken"), outcome.of("refused")
        title = _("已导入 {count} 个案例").format(count=outcome.cases)
        if outcome.cancelled:
            title = _("已停止，导入了 {count} 个案例").format(count=outcome.cases)
        self.title.setText(title)
        text = _("来自 {files} 个文件，状态都是“草稿”，核对后再改成别的状态。")
        if not taken:
            text = _("没有导入任何文件，档案没有变化。")
        self.text.setText(text.format(files=len(taken)))
        self.undo.setEnabled(bool(outcome.batches))
        self.list.clear()
        for file in (*refused, *outcome.of("same")):
            self._add(file.reason, "warning" if file.outcome == "refused" else "info")
        for file in taken:
            for note in file.notes:
                self._add(_("{name}：{note}").format(name=file.name, note=note), "info")
        for note in outcome.notes:
            self._add(note, "info")
        self.done.setFocus()

    def show_undone(self, lines: list[str]) -> None:
        """Tell that the import was taken back."""
        self.title.setText(_("已撤销这次导入"))
        self.text.setText(lines[0])
        self.undo.setEnabled(False)
        self.list.clear()
        for line in lines[1:]:
            self._add(line, "info")

    def _add(self, text: str, icon: str) -> None:
        item = QListWidgetItem(self._look.icon(icon), text)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        self.list.addItem(item)


def undone_lines(report: UndoReport) -> list[str]:
    """Return what undoing did, a sentence each."""
    restored = sum(report.restored.values())
    text = _("删除了导入的 {removed} 个案例。")
    if restored:
        text = _("删除了导入的 {removed} 个案例，还原了 {restored} 项。")
    lines = [text.format(removed=report.removed["case"], restored=restored)]
    if report.trashed:
        text = _("导入后改过或用到的案例移到了回收站：{names}")
        lines.append(text.format(names=listed(report.trashed)))
    if report.kept:
        text = _("导入后又改过，保持现状：{names}")
        lines.append(text.format(names=listed(report.kept)))
    return lines


def advice_on(candidate: Candidate) -> str:
    """Return how a candidate is cut, or what there is to go through before it is imported."""
    if candidate.can_split and candidate.read is not None:
        if candidate.splits:
            text = _("按标题拆成了 {count} 个案例。")
            return text.format(count=len(candidate.read.parts))
        return _("整个文件作为一个案例。")
    if candidate.read is not None and candidate.read.repaired is not None:
        count = len(candidate.read.repaired.changes)
        text = _("网页转换损坏的文字已自动整理，改动 {count} 处，可以逐处核对。")
        return text.format(count=count)
    return _("可以逐条核对提取出的标题、地点、成效和人名，再打开草稿。")


def sum_of(candidates: Sequence[Candidate]) -> str:
    """Return in a sentence what an import of these would make."""
    wanted = [candidate for candidate in candidates if candidate.wanted]
    count = sum(candidate.count for candidate in wanted)
    packages = sum(candidate.kind == "package" for candidate in candidates)
    bad = sum(bool(candidate.refusal) for candidate in candidates) - packages
    same = sum(bool(candidate.same and not candidate.wanted) for candidate in candidates)
    parts = [_("{files} 个文件，将新增 {count} 个草稿案例").format(files=len(wanted), count=count)]
    if bad:
        parts.append(_("{count} 个不能导入").format(count=bad))
    if packages:
        parts.append(_("{count} 个交换包要另外查看、合并").format(count=packages))
    if same:
        parts.append(_("{count} 个以前导入过").format(count=same))
    return _("，").join(parts) + _("。")
