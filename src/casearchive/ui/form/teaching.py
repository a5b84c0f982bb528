"""The trainer's note: whom it is for, what it aims at, and the class plan minute by minute."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from casearchive.i18n import _
from casearchive.services.cases.drafts import PlanStepDraft, TeachingNoteDraft
from casearchive.ui.form.fields import Field, FieldSet
from casearchive.ui.form.inputs import LineInput
from casearchive.ui.form.prose_input import ProseInput
from casearchive.ui.look import Look
from casearchive.ui.widgets import IconButton, label, push_button

MINUTES_WIDTH = 76


class NoteFields(FieldSet):
    """The note and, below it, the plan.

    `dropped` asks to do without a note, `removed` (title, what puts it back) tells of a step.
    """

    dropped = Signal()
    removed = Signal(str, object)

    def __init__(self, look: Look, note: TeachingNoteDraft) -> None:
        super().__init__(look, note)
        self.row(self.field("audience", _("适用对象"), LineInput(), required=True))
        self.row(
            self.field("objectives", _("教学目标"), ProseInput(look, compact=True), required=True)
        )
        self.row(self.field("key_points", _("要点"), ProseInput(look, compact=True)))
        self.row(self.field("analysis", _("分析思路"), ProseInput(look, compact=True)))
        self.row(self.field("theory", _("理论依据"), ProseInput(look, compact=True)))
        self.heading(_("课堂计划"))
        self.plan = PlanRows(look, note.plan)
        self.plan.edited.connect(self.edited)
        self.plan.removed.connect(self.removed)
        self.rows.addWidget(self.plan)
        drop = push_button(look, _("删除使用说明"), "trash", kind="danger")
        drop.clicked.connect(self.dropped)
        foot = QHBoxLayout()
        foot.addWidget(drop)
        foot.addStretch(1)
        self.rows.addSpacing(16)
        self.rows.addLayout(foot)

    def show_problem(self, name: str, message: str) -> bool:
        """Show a problem at a field of the note or, as ``plan.<row>.<name>``, of the plan."""
        if name.startswith("plan."):
            _plan, row, part = name.split(".", 2)
            return self.plan.show_problem(int(row), part, message)
        return super().show_problem(name, message)

    def clear_problems(self) -> None:
        """Take every problem away."""
        super().clear_problems()
        self.plan.clear_problems()

    def focus(self, name: str) -> None:
        """Give the focus to a field of the note or of the plan."""
        if name.startswith("plan."):
            _plan, row, part = name.split(".", 2)
            self.plan.focus(int(row), part)
        else:
            super().focus(name)


class PlanRows(QWidget):
    """The steps of the class plan, a row each, and the sum of their minutes.

    `removed` (title, what puts it back) tells of a step taken out.
    """

    edited = Signal()
    removed = Signal(str, object)

    def __init__(self, look: Look, steps: list[PlanStepDraft]) -> None:
        super().__init__()
        self._look = look
        self._steps = steps
        self._rows: list[PlanRow] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(6)
        self.sum = label(look, "", 13, tone="second")
        self.add_button = push_button(look, _("添加环节"), "plus")
        self.add_button.clicked.connect(self.add)
        foot = QHBoxLayout()
        foot.addWidget(self.add_button)
        foot.addStretch(1)
        foot.addWidget(self.sum)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(self._column)
        column.addLayout(foot)
        for step in steps:
            self._insert(len(self._rows), step)
        self._number()

    def add(self) -> None:
        """Add a step at the end, ready to be written."""
        step = PlanStepDraft()
        self._steps.append(step)
        self._insert(len(self._rows), step)
        self._changed()
        self._rows[-1].focus("minutes")

    def move_step(self, row: int, to: int) -> None:
        """Make the step of `row` the step of row `to`, where there is such a row."""
        if 0 <= to < len(self._rows):
            self._steps.insert(to, self._steps.pop(row))
            widget = self._rows.pop(row)
            self._rows.insert(to, widget)
            self._column.removeWidget(widget)
            self._column.insertWidget(to, widget)
            self._changed()

    def remove(self, row: int) -> None:
        """Take a step out."""
        step = self._steps.pop(row)
        widget = self._rows.pop(row)
        self._column.removeWidget(widget)
        widget.deleteLater()
        self._changed()
        if self._rows:
            self._rows[min(row, len(self._rows) - 1)].focus("step")
        else:
            self.add_button.setFocus()
        title = step.step.strip() or _("未命名环节")
        self.removed.emit(title, lambda: self._put_back(row, step))

    def _put_back(self, row: int, step: PlanStepDraft) -> None:
        row = min(row, len(self._steps))
        self._steps.insert(row, step)
        self._insert(row, step)
        self._changed()

    def show_problem(self, row: int, name: str, message: str) -> bool:
        """Show a problem at a field of a step."""
        return row < len(self._rows) and self._rows[row].show_problem(name, message)

    def clear_problems(self) -> None:
        """Take every problem away."""
        for row in self._rows:
            row.clear_problems()

    def focus(self, row: int, name: str) -> None:
        """Give the focus to a field of a step."""
        self._rows[row].focus(name)

    def _insert(self, place: int, step: PlanStepDraft) -> None:
        row = PlanRow(self._look, step)
        row.edited.connect(self._add_up)
        row.edited.connect(self.edited)
        row.move_asked.connect(
            lambda by: self.move_step(self._rows.index(row), self._rows.index(row) + by)
        )
        row.remove_asked.connect(lambda: self.remove(self._rows.index(row)))
        self._rows.insert(place, row)
        self._column.insertWidget(place, row)

    def _changed(self) -> None:
        self._number()
        self.edited.emit()

    def _number(self) -> None:
        for number, row in enumerate(self._rows):
            row.stand(first=number == 0, last=number == len(self._rows) - 1)
        self._add_up()

    def _add_up(self) -> None:
        minutes = [step.minutes.strip() for step in self._steps]
        total = sum(int(text) for text in minutes if text.isascii() and text.isdigit())
        self.sum.setText(_("合计 {minutes} 分钟").format(minutes=total))


class PlanRow(FieldSet):
    """One step: minutes, what is done, what goes on the board. `move_asked` (by how many rows)."""

    move_asked = Signal(int)
    remove_asked = Signal()

    def __init__(self, look: Look, step: PlanStepDraft) -> None:
        super().__init__(look, step)
        minutes = self.field("minutes", _("分钟"), LineInput(), required=True)
        minutes.setFixedWidth(MINUTES_WIDTH)
        doing = self.field("step", _("环节"), LineInput(), required=True)
        board = self.field("board", _("板书"), LineInput())
        self._up = IconButton(look, "arrow-up", _("上移"))
        self._down = IconButton(look, "arrow-down", _("下移"))
        drop = IconButton(look, "trash", _("移除这个环节"))
        self._up.clicked.connect(lambda: self.move_asked.emit(-1))
        self._down.clicked.connect(lambda: self.move_asked.emit(1))
        drop.clicked.connect(self.remove_asked)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(minutes)
        line.addWidget(doing, 3)
        line.addWidget(board, 2)
        self._tools = [self._up, self._down, drop]
        self._gap = QWidget()
        tools = QVBoxLayout()
        tools.setSpacing(5)
        buttons = QHBoxLayout()
        buttons.setSpacing(0)
        for tool in self._tools:
            buttons.addWidget(tool)
        tools.addWidget(self._gap)
        tools.addLayout(buttons)
        tools.addStretch(1)
        line.addLayout(tools)
        self.rows.addLayout(line)
        self._labelled: tuple[Field, ...] = (minutes, doing, board)
        self._gap.setFixedHeight(minutes.label.sizeHint().height())

    def stand(self, *, first: bool, last: bool) -> None:
        """Know one's place: only the first row shows its labels."""
        for field in self._labelled:
            field.label.setVisible(first)
            field.hint.setVisible(first)  # an empty one keeps a line free all the same
        self._gap.setVisible(first)
        self._up.setEnabled(not first)
        self._down.setEnabled(not last)
