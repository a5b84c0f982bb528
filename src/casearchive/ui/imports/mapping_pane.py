"""Which column of a spreadsheet means what, and the dry run of what its rows become."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from casearchive.i18n import _, clauses, run_on
from casearchive.services.importing.candidates import FIELDS, Candidate, Column
from casearchive.ui.form.inputs import QuietCombo
from casearchive.ui.look import Look
from casearchive.ui.widgets import ElidedLabel, label, push_button

_MOST_SHOWN = 200  # rows of the dry run
_EXAMPLES = 3
_COLUMNS_HEIGHT = 260  # pixels of the columns that the rows never take


class MappingPane(QWidget):
    """Shows a table's columns, and its rows as cases. `mapped` comes when a meaning has changed.

    `errors_asked` when the rows with problems are to be saved, `sheet_chosen` with another sheet.
    """

    mapped = Signal(object)
    errors_asked = Signal(object)
    sheet_chosen = Signal(object, int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._candidate: Candidate | None = None
        self._filling = False
        self.title = ElidedLabel(look, "", 16, bold=True)
        self.sheets = QuietCombo()
        self.sheets.setAccessibleName(_("工作表"))
        self.sheets.activated.connect(self._choose_sheet)
        self.columns = _table((_("列名"), _("例子"), _("作为")), (130, 230, 240), _("列的含义"))
        widths = self.columns.horizontalHeader()
        widths.setStretchLastSection(False)
        widths.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)  # for the examples
        self.says = label(look, "", tone="second", wrap=True)
        heads = (_("行"), _("标题"), _("地点"), _("数据"), _("问题"))
        self.rows = _table(heads, (56, 200, 130, 90), _("预演结果"))
        self.errors = push_button(look, _("另存有错的行…"), "export")
        self.errors.setToolTip(_("把有错的行存成表格，改好后再导入这个表格"))
        self.errors.clicked.connect(lambda: self.errors_asked.emit(self._candidate))
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.sheets)
        foot = QHBoxLayout()
        foot.addWidget(self.says, 1)
        foot.addWidget(self.errors)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(10)
        column.addLayout(head)
        text = _("每一行成为一个草稿案例。请核对各列的含义，下面是预演的结果。")
        column.addWidget(label(look, text, tone="second", wrap=True))
        column.addWidget(self.columns, 2)
        column.addLayout(foot)
        column.addWidget(self.rows, 3)

    def show_candidate(self, candidate: Candidate) -> None:
        """Show a table."""
        if candidate.read is None or candidate.mapping is None:
            return
        self._candidate = candidate
        self._filling = True
        self.title.setText(candidate.name)
        self.sheets.clear()
        self.sheets.addItems([sheet.name for sheet in candidate.read.sheets])
        self.sheets.setCurrentIndex(candidate.sheet)
        self.sheets.setVisible(self.sheets.count() > 1)
        self._fill_columns(candidate)
        self._filling = False
        self.show_rows()

    def _fill_columns(self, candidate: Candidate) -> None:
        if candidate.read is None or candidate.mapping is None:
            return
        sheet = candidate.read.sheets[candidate.sheet]
        data = sheet.rows[candidate.mapping.head_row + 1 :]
        self.columns.setRowCount(len(candidate.mapping.columns))
        for number, column in enumerate(candidate.mapping.columns):
            examples = [row[number] for row in data if row[number]][:_EXAMPLES]
            _put(self.columns, number, 0, column.head or _("第 {n} 列").format(n=number + 1))
            _put(self.columns, number, 1, clauses(text[:30] for text in examples))
            self.columns.setCellWidget(number, 2, self._choice(number, column))
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Give the columns the height they fill, as long as the rows below keep some."""
        height = self.columns.horizontalHeader().sizeHint().height()
        height += self.columns.verticalHeader().length() + 2 * self.columns.frameWidth()
        self.columns.setMinimumHeight(min(height, _COLUMNS_HEIGHT))
        self.columns.setMaximumHeight(height)

    def _choice(self, number: int, column: Column) -> QuietCombo:
        choice = QuietCombo()
        choice.setAccessibleName(_("“{head}”作为").format(head=column.head))
        for text, key in meanings():
            choice.addItem(text, key)
        choice.setCurrentIndex(max(0, choice.findData(column.field)))
        choice.activated.connect(lambda _at: self._take_choice(number, choice.currentData()))
        return choice

    def _take_choice(self, number: int, field: str) -> None:
        candidate = self._candidate
        if self._filling or candidate is None or candidate.mapping is None:
            return
        columns = list(candidate.mapping.columns)
        for place, column in enumerate(columns):
            if field in FIELDS and column.field == field and place != number:
                columns[place] = replace(column, field="")
        old = columns[number]
        columns[number] = replace(old, field=field, name=old.name or old.head)
        candidate.mapping = replace(candidate.mapping, columns=tuple(columns))
        self._filling = True
        self._fill_columns(candidate)
        self._filling = False
        self.mapped.emit(candidate)

    def _choose_sheet(self, number: int) -> None:
        if not self._filling and self._candidate is not None:
            self.sheet_chosen.emit(self._candidate, number)

    def show_rows(self) -> None:
        """Show the dry run."""
        candidate = self._candidate
        if candidate is None:
            return
        wrong = [row for row in candidate.rows if row.problems]
        good = candidate.good_rows
        self.errors.setVisible(bool(wrong))
        if not candidate.uses_rows:
            text = _("还没有哪一列是“标题”或“村”，所以整张表会作为一个案例里的表格。")
        else:
            text = _("{good} 行可以导入，{wrong} 行有错。").format(good=len(good), wrong=len(wrong))
        self.says.setText(text)
        shown = [*wrong, *good][:_MOST_SHOWN] if candidate.uses_rows else []
        self.rows.setVisible(bool(shown))
        self.rows.setRowCount(len(shown))
        for number, row in enumerate(shown):
            place = "".join(row.fields.get(name, "") for name in ("province", "county", "village"))
            figures = run_on(
                f"{it.indicator} {it.value}{'–' + it.upper if it.upper else ''}{it.unit}"
                for it in row.outcomes
            )
            texts = (str(row.number), row.title, row.fields.get("place") or place, figures)
            for place_, text in enumerate((*texts, clauses(row.problems))):
                _put(self.rows, number, place_, text)
            if row.problems:
                item = self.rows.item(number, 4)
                if item is not None:
                    item.setForeground(self._look.colour("danger"))


def meanings() -> list[tuple[str, str]]:
    """Return what a column may mean, each in words and as the mapping names it."""
    return [
        (_("不导入"), ""),
        (_("标题"), "title"),
        (_("编号"), "code"),
        (_("地点（原文）"), "place"),
        (_("省"), "province"),
        (_("市"), "city"),
        (_("县"), "county"),
        (_("乡镇"), "township"),
        (_("村"), "village"),
        (_("主题"), "themes"),
        (_("标签"), "tags"),
        (_("产业"), "industry"),
        (_("摘要"), "abstract"),
        (_("起止时间"), "period"),
        (_("正文的一节"), "section"),
        (_("成效指标"), "outcome"),
        (_("出处题名"), "source_title"),
        (_("发布者"), "publisher"),
        (_("发布日期"), "published"),
        (_("作者"), "author"),
        (_("网址"), "url"),
    ]


def _table(heads: tuple[str, ...], widths: tuple[int, ...], name: str) -> QTableWidget:
    table = QTableWidget(0, len(heads))
    table.setAccessibleName(name)
    table.setHorizontalHeaderLabels(list(heads))
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(42)
    table.setShowGrid(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setStretchLastSection(True)
    for column, width in enumerate(widths):
        header.resizeSection(column, width)
    return table


def _put(table: QTableWidget, row: int, column: int, text: str) -> None:
    item = QTableWidgetItem(text)
    item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
    table.setItem(row, column, item)
