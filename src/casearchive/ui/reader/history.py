"""The history of a case: its saved states, what differs, one part or all of it taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSplitter,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from casearchive.i18n import _
from casearchive.services.archive import Archive
from casearchive.ui.find.bar import give_find
from casearchive.ui.find.texts import TextsTarget
from casearchive.ui.lists.ordering import ENTRY
from casearchive.ui.lists.two_lines import TwoLines, Words
from casearchive.ui.look import Look
from casearchive.ui.start import afterwards
from casearchive.ui.tasks import Change, Tasks
from casearchive.ui.widgets import EmptyState, label, push_button, surface
from casearchive.ui.widgets.room import resize_to_fit

if TYPE_CHECKING:
    from casearchive.services.cases.comparing import FieldChange, RevisionRow
    from casearchive.services.views import CaseView

_NUMBER = int(Qt.ItemDataRole.UserRole) + 1
_HEAD = 62  # pixels: below the line above the differences
_MEASURE, _TALLEST = 620, 380  # pixels of a part's text
_AROUND = 16  # pixels: padding and border of the box
_SIDE = 20  # pixels beside the parts
_LONGEST = 20_000  # characters of a part that are compared letter by letter


class HistoryWindow(QDialog):
    """Left the states, the newest first; right what one of them has other than the case now."""

    def __init__(
        self, look: Look, archive: Archive, tasks: Tasks, case: CaseView, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._look, self._archive, self._tasks, self._case = look, archive, tasks, case
        self._number = 0
        self.setWindowTitle(_("历史：{title}").format(title=case.title))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list = QListWidget()
        self.list.setAccessibleName(_("保存过的版本"))
        self.list.setMinimumWidth(300)  # number and time of a version in longer words too
        self.list.setProperty("kind", "versions")
        self.list.setItemDelegate(TwoLines(look, self.list, lambda words: words, side=0))
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(lambda item, _old: self._compare(item))
        self.restore = push_button(look, _("恢复整个版本"), "restore")
        self.restore.clicked.connect(lambda: self._restore(()))
        self._told = label(look, "", 13, tone="second", wrap=True)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 14, 0, 0)
        column.setSpacing(12)
        row = QHBoxLayout()
        row.setContentsMargins(_SIDE, 0, _SIDE, 0)
        row.addWidget(self._told, 1)
        row.addWidget(self.restore)
        column.addLayout(row)
        column.addWidget(self._scroll, 1)
        split = QSplitter()
        split.addWidget(self.list)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(split)
        resize_to_fit(self, QSize(980, 680))
        texts = TextsTarget(look, lambda: self._scroll.findChildren(QTextEdit), self)
        self.find_bar = give_find(look, self, texts, top=_HEAD)
        self.restore.setEnabled(False)
        tasks.changed.connect(self._take_change)
        self._read()

    def _read(self) -> None:
        done = self._show
        self._tasks.run(afterwards.case_history, self._archive, self._case.id, on_done=done)

    def _take_change(self, change: Change) -> None:
        if change.kind in ("cases", "archive"):
            self._read()

    def _show(self, rows: Sequence[RevisionRow]) -> None:
        self.list.clear()
        for number, row in enumerate(rows):
            when = _local(row.saved_at)
            if self.isRightToLeft():  # or the parts of the date would stand in turn about
                when = f"\u2066{when}\u2069"
            name = _("第 {number} 版").format(number=row.number)
            if not number:
                name = _("{name}（现在）").format(name=name)
            reason = row.reason or _("保存")
            fault = "" if row.intact else reason + "　" + _("已损坏")
            item = QListWidgetItem(f"{name}　{when}\n{fault or reason}")
            item.setData(ENTRY, Words(f"{name}　{when}", reason, fault=fault))
            item.setData(_NUMBER, row.number)
            self.list.addItem(item)
        self.list.setCurrentRow(1 if len(rows) > 1 else 0)

    def _compare(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        self._number = int(item.data(_NUMBER))
        done = self._show_changes
        self._tasks.run(
            afterwards.compare,
            self._archive,
            self._case.id,
            self._number,
            0,
            on_done=done,
            on_failed=lambda error: self._say(error.message),
        )

    def _say(self, text: str) -> None:
        self._told.setText(text)
        self.restore.setEnabled(False)
        self._scroll.setWidget(QWidget())

    def _show_changes(self, changes: Sequence[FieldChange]) -> None:
        writable = not self._archive.read_only
        self.restore.setEnabled(writable and bool(changes))
        if not changes:
            self._told.setText("")
            title = _("和现在一样")
            self._scroll.setWidget(EmptyState(self._look, "history", title))
            return
        told = _("第 {number} 版和现在有 {count} 处不同。红色是后来没有的，绿色是后来加的。")
        self._told.setText(told.format(number=self._number, count=len(changes)))
        content = surface("window")
        column = QVBoxLayout(content)
        column.setContentsMargins(_SIDE, 0, _SIDE, _SIDE)
        column.setSpacing(14)
        for change in changes:
            column.addWidget(self._card(change, writable=writable))
        column.addStretch(1)
        self._scroll.setWidget(content)
        self.find_bar.find_again()

    def _card(self, change: FieldChange, *, writable: bool) -> QWidget:
        card = QWidget()
        head = QHBoxLayout()
        head.addWidget(label(self._look, change.name, 14, bold=True), 1)
        back = push_button(self._look, _("恢复这一项"), "undo", kind="quiet")
        back.setAccessibleName(_("恢复这一项：{name}").format(name=change.name))
        back.setEnabled(writable and not change.hindrance)
        back.setToolTip(change.hindrance)
        back.clicked.connect(lambda: self._restore((change.field,)))
        head.addWidget(back)
        text = QTextEdit()
        text.setReadOnly(True)
        text.setProperty("kind", "field")
        text.setAccessibleName(change.name)
        _write_difference(self._look, text, change.before, change.after)
        text.document().setTextWidth(_MEASURE)
        text.setFixedHeight(min(_TALLEST, round(text.document().size().height()) + _AROUND))
        column = QVBoxLayout(card)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(text)
        if change.hindrance:
            column.addWidget(label(self._look, change.hindrance, 12, tone="second", wrap=True))
        return card

    def _restore(self, fields: tuple[str, ...]) -> None:
        self._tasks.run(
            afterwards.restore_fields,
            self._archive,
            self._case.id,
            self._number,
            fields,
            on_failed=lambda error: self._say(error.message),
            changes=Change("cases", (self._case.id,)),
        )


def _write_difference(look: Look, text: QTextEdit, before: str, after: str) -> None:
    """Write both texts as one: what went in red and struck out, what came in green."""
    plain, gone, come = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
    for form in (plain, gone, come):
        form.setFont(look.font(13.5))
        form.setForeground(look.colour("body"))
    gone.setForeground(look.colour("danger"))
    gone.setFontStrikeOut(True)
    come.setBackground(look.colour("own_green"))
    cursor = QTextCursor(text.document())
    if max(len(before), len(after)) > _LONGEST:
        cursor.insertText(before + "\n", gone)
        cursor.insertText(after, come)
        return
    match = SequenceMatcher(None, before, after, autojunk=False)
    for kind, i, j, k, m in match.get_opcodes():
        if kind == "equal":
            cursor.insertText(before[i:j], plain)
            continue
        cursor.insertText(before[i:j], gone)
        cursor.insertText(after[k:m], come)
    text.moveCursor(QTextCursor.MoveOperation.Start)


def _local(moment: str) -> str:
    try:
        return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return moment
