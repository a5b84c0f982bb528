"""Near-identical cases side by side, made one field by field."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from casearchive.errors import CaseArchiveError
from casearchive.i18n import _, listed, named
from casearchive.services.archive import Archive
from casearchive.services.cases.duplicates.fields import BOTH, LEFT, RIGHT
from casearchive.services.cases.duplicates.finding import Duplicate, find_duplicates
from casearchive.services.cases.duplicates.merging import (
    Merge,
    MergeField,
    MergePlan,
    merge_cases,
    plan_merge,
)
from casearchive.ui.form.sheet import form_sheet
from casearchive.ui.look import Look
from casearchive.ui.tasks import Change, Tasks
from casearchive.ui.texts.entries import Entry, EntryList
from casearchive.ui.widgets import (
    ElidedLabel,
    EmptyState,
    IconButton,
    InlineMessage,
    head_bar,
    label,
    push_button,
    surface,
)
from casearchive.ui.widgets.shortcuts import on_keys

_LONGEST = 1200  # characters of a field that are shown


class DuplicatesPage(QWidget):
    """Lists pairs of cases and merges the chosen pair as its fields are ticked.

    `merged` with a Merge and the title kept, `closed` when the page is left.
    """

    MANUAL = "order"  # the chapter on this page

    merged = Signal(object, str)
    closed = Signal()

    def __init__(
        self, archive: Archive, tasks: Tasks, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._archive, self._tasks, self._look = archive, tasks, look
        self._pairs: Sequence[Duplicate] = ()
        self._plan: MergePlan | None = None
        self._among: Collection[str] = ()
        self._groups: dict[str, QButtonGroup] = {}
        self.list = EntryList(look, _("相近的案例"))
        self.list.chosen.connect(lambda key: self._read(self._pairs[int(key)]))
        self.message = InlineMessage(look)
        self._right = QStackedWidget()
        self.empty = EmptyState(look, "similar", _("正在比较案例……"))
        self._sheet = QScrollArea()
        self._sheet.setWidgetResizable(True)
        self._sheet.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._right.addWidget(self.empty)
        self._right.addWidget(self._sheet)
        self._lay_out()
        look.changed.connect(self._dress)
        on_keys(self, QKeySequence.StandardKey.Cancel, self.closed.emit)

    def _lay_out(self) -> None:
        look = self._look
        bar = head_bar()
        back = IconButton(look, "arrow-left", _("返回（Esc）"))
        back.clicked.connect(self.closed)
        self.title = ElidedLabel(look, _("相近的案例"), 16, bold=True)
        self.swap = push_button(look, _("换左右"), "refresh")
        self.swap.setToolTip(_("左边的案例保留，右边的合并进来；点这里对换"))
        self.swap.clicked.connect(self._swap)
        self.merge = push_button(look, _("合并到左边"), "done", kind="primary")
        self.merge.clicked.connect(self._merge)
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 0, 16, 0)
        row.setSpacing(10)
        for part in (back, self.title, self.swap, self.merge):
            row.addWidget(part, 1 if part is self.title else 0)
        self._left = surface("list")
        column = QVBoxLayout(self._left)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.list)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(self._left)
        split.addWidget(self._right)
        split.setSizes([360, 830])  # so that why they are alike is read to its end
        split.setStretchFactor(0, 0)
        split.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.message)
        column.addWidget(split, 1)
        self._allow()

    def _allow(self) -> None:
        ready = self._plan is not None and not self._archive.read_only
        self.merge.setEnabled(ready)
        self.swap.setEnabled(ready)

    # --- the pairs -------------------------------------------------------------------------------

    def begin(self, among: Collection[str] = ()) -> None:
        """Look for pairs, among all cases or with one of these."""
        self._among = among
        self._plan = None
        self._allow()
        self.message.hide()
        self.list.show_entries([])
        self.empty.say(_("正在比较案例……"), "", "similar")
        self._right.setCurrentWidget(self.empty)
        self._tasks.run(
            find_duplicates,
            self._archive,
            among=tuple(among),
            on_done=self._show_pairs,
            on_failed=self._fail,
            title=_("正在比较案例"),
        )

    def _show_pairs(self, pairs: Sequence[Duplicate]) -> None:
        self._pairs = pairs
        entries = [_pair_entry(number, pair) for number, pair in enumerate(pairs)]
        self.list.show_entries(entries)
        self._left.setVisible(bool(pairs))
        if not pairs:
            self.empty.say(
                _("没有发现相近的案例"),
                _("按地点、主题和文字比较过了；拿不准的不会自动合并。"),
                "done",
            )
            return
        self.list.step()
        self.list.setFocus()

    def _read(self, pair: Duplicate, *, swapped: bool = False) -> None:
        one, other = (pair.second, pair.first) if swapped else (pair.first, pair.second)
        self._tasks.run(
            plan_merge,
            self._archive,
            one.id,
            other.id,
            on_done=self._show_plan,
            on_failed=self._fail,
        )

    def _swap(self) -> None:
        pair = self._pairs[int(self.list.current_key)]
        if self._plan is not None:
            self._read(pair, swapped=self._plan.kept == pair.first.id)

    def _fail(self, error: CaseArchiveError) -> None:
        self.message.show_text(error.message)

    # --- one pair --------------------------------------------------------------------------------

    def _show_plan(self, plan: MergePlan) -> None:
        self._plan = plan
        self._groups.clear()
        content = surface("window")
        content.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # words say left and right
        content.setStyleSheet(form_sheet(self._look.tokens))
        grid = QGridLayout(content)
        grid.setContentsMargins(20, 16, 20, 24)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        heads = (
            (plan.kept_code, plan.kept_title, _("保留")),
            (plan.other_code, plan.other_title, _("合并进来，之后放进回收站")),
        )
        for column, (code, title, what) in enumerate(heads):
            head = label(self._look, f"{code}  {title}", 14, bold=True, wrap=True)
            grid.addWidget(head, 0, column, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(self._look, what, 12, tone="muted"), 1, column)
        row = 2
        for field in plan.fields:
            if not field.same:
                row = self._add_field(grid, row, field)
        same = [field.label for field in plan.fields if field.same and field.left]
        if same:
            text = _("相同的：{fields}").format(fields=listed(list(dict.fromkeys(same))))
            grid.addWidget(label(self._look, text, 12, tone="muted", wrap=True), row, 0, 1, 2)
        grid.setRowStretch(row + 1, 1)
        self._sheet.setWidget(content)
        self._right.setCurrentWidget(self._sheet)
        self._allow()

    def _add_field(self, grid: QGridLayout, row: int, field: MergeField) -> int:
        """Add a field below the others and return the row after it."""
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(self._look, field.label, 12, tone="accent", bold=True))
        head.addStretch(1)
        group = QButtonGroup(grid)
        words = {
            LEFT: _("用左边") if field.left else _("不要"),
            RIGHT: _("用右边") if field.right else _("去掉"),
            BOTH: _("都要"),
        }
        for side in field.sides:
            button = QPushButton(words[side])
            button.setFont(self._look.font(12))
            button.setProperty("kind", "switch")
            button.setProperty("side", side)
            button.setCheckable(True)
            button.setChecked(side == field.usual)
            button.setAccessibleName(named(field.label, words[side]))
            group.addButton(button)
            head.addWidget(button)
        self._groups[field.key] = group
        grid.addLayout(head, row, 0, 1, 2)
        for column, text in enumerate((field.left, field.right)):
            card = QFrame()
            card.setProperty("surface", "card")
            inside = QVBoxLayout(card)
            inside.setContentsMargins(12, 8, 12, 8)
            shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}……"
            tone = "" if text else "muted"
            inside.addWidget(label(self._look, shown or _("（没有）"), 13, tone=tone, wrap=True))
            inside.addStretch(1)
            grid.addWidget(card, row + 1, column)
        return row + 2

    def _dress(self) -> None:
        if content := self._sheet.widget():
            content.setStyleSheet(form_sheet(self._look.tokens))

    @property
    def choices(self) -> dict[str, str]:
        """Which side was chosen for each field that differs."""
        chosen = {}
        for key, group in self._groups.items():
            if (button := group.checkedButton()) is not None:
                chosen[key] = str(button.property("side"))
        return chosen

    def _merge(self) -> None:
        plan = self._plan
        if plan is None:
            return
        self.merge.setEnabled(False)

        def done(merge: Merge) -> None:
            self.merged.emit(merge, plan.kept_title)
            self.begin(self._among)

        def fail(error: CaseArchiveError) -> None:
            self._allow()
            self._fail(error)

        self._tasks.run(
            merge_cases,
            self._archive,
            plan.kept,
            plan.other,
            self.choices,
            on_done=done,
            on_failed=fail,
            title=_("正在合并案例"),
            changes=Change("cases", (plan.kept, plan.other)),
        )


def _pair_entry(number: int, pair: Duplicate) -> Entry:
    reasons = [_("文字 {share} 相同").format(share=f"{pair.likeness:.0%}")]
    reasons += [_("同一地点")] if pair.same_place else []
    reasons += [_("同一主题")] if pair.same_topic else []
    return Entry(
        f"{pair.first.title} · {pair.second.title}",
        f"{pair.first.code} / {pair.second.code}  {listed(reasons)}",
        str(number),
        "similar",
    )
