"""How a pack is to leave the window: which kind of file, or which printer and how folded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from casearchive.i18n import _
from casearchive.services.briefing.paper import PaperJob
from casearchive.ui.form.fields import Field
from casearchive.ui.form.inputs import CheckInput, ChoiceInput, LineInput
from casearchive.ui.look import Look
from casearchive.ui.packs.dialogs import TitledDialog
from casearchive.ui.packs.out.kinds import KINDS, PDF, TAKE_NOTES, kind_title, kind_use
from casearchive.ui.widgets import hairline, label

MOST_COPIES = 999
BOTH_SIDES, ONE_SIDE, BOOKLET = "both", "one", "booklet"
_PAGES_A_SHEET = {BOTH_SIDES: 2, ONE_SIDE: 1, BOOKLET: 4}
_INDENT = 23  # pixels: a sentence stands below the words of its button


@dataclass(frozen=True, slots=True)
class FileWish:
    """Which kind of file is wanted; password and booklet are for a PDF alone.

    `own_notes` takes this user's marks, notes and answers along; `edition` is empty where the
    pack says which.
    """

    kind: str
    password: str = ""
    booklet: bool = False
    own_notes: bool = False
    edition: str = ""

    @property
    def plain(self) -> bool:
        """Whether the pages of the preview are what is wanted."""
        return self.kind == PDF and not (self.password or self.booklet or self.own_notes)


class ExportDialog(TitledDialog):
    """Which kind of file; with an `edition` to begin with, also which edition."""

    def __init__(self, look: Look, parent: QWidget, title: str = "", edition: str = "") -> None:
        super().__init__(look, title or _("导出材料包"), _("选择位置…"), parent)
        self.setMinimumWidth(500)
        self.edition: ChoiceInput | None = None
        if edition:
            both = [("trainee", _("学员版：不含答案和教师内容")), ("trainer", _("教师版"))]
            self.edition = ChoiceInput(both)
            self.edition.set_value(edition)
            field = Field(look, _("版次"), self.edition)
            field.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
            self.column.addWidget(field)
        self.kinds = QButtonGroup(self)
        self.buttons: dict[str, QRadioButton] = {}
        for kind in KINDS:
            button = QRadioButton(kind_title(kind))
            button.setFont(look.font(14))
            button.setAccessibleDescription(kind_use(kind))
            self.buttons[kind] = button
            self.kinds.addButton(button)
            use = label(look, kind_use(kind), 12, tone="muted", wrap=True)
            use.setContentsMargins(_INDENT, 0, 0, 0)
            pair = QVBoxLayout()
            pair.setSpacing(1)
            pair.addWidget(button)
            pair.addWidget(use)
            self.column.addLayout(pair)
        self.buttons[PDF].setChecked(True)
        self._make_options()
        self.column.addStretch(1)
        self.kinds.buttonClicked.connect(lambda _button: self._allow())
        self.locked.edited.connect(self._allow)
        self.password.edited.connect(self._allow)
        self._allow()

    def _make_options(self) -> None:
        look = self.look
        self.own_notes = CheckInput(_("连同我的笔记：标注、批注和回答"))
        told = _("标注按四种颜色印出，黑白打印也分得清；批注印在各节后面，回答印在题目下面。")
        self.own_notes.setToolTip(told)
        self.own_notes.setAccessibleDescription(told)
        self.column.addWidget(hairline())
        self.column.addWidget(self.own_notes)
        self.booklet = CheckInput(_("排成小册子：A3 双面打印，对折后成册"))
        self.locked = CheckInput(_("打开时要密码"))
        self.password = LineInput(_("密码"))
        self.password.setAccessibleName(_("密码"))
        self.password.setEchoMode(QLineEdit.EchoMode.PasswordEchoOnEdit)
        self.password.hide()
        self._for_pdf = QWidget()
        options = QVBoxLayout(self._for_pdf)
        options.setContentsMargins(0, 0, 0, 0)
        options.setSpacing(self.column.spacing())
        for part in (self.booklet, self.locked, self.password):
            options.addWidget(part)
        told = _("密码丢了就打不开，请另外记好。")
        self._warning = label(look, told, 12, tone="warning", wrap=True)
        self._warning.hide()
        options.addWidget(self._warning)
        self.column.addWidget(self._for_pdf)

    @property
    def kind(self) -> str:
        """The kind that is chosen."""
        return next(kind for kind, button in self.buttons.items() if button.isChecked())

    def wish(self) -> FileWish:
        """Return what was chosen."""
        own_notes = self.own_notes.isEnabled() and self.own_notes.value()
        edition = str(self.edition.value()) if self.edition else ""
        if self.kind != PDF:
            return FileWish(self.kind, own_notes=own_notes, edition=edition)
        password = self.password.value() if self.locked.value() else ""
        return FileWish(PDF, password, self.booklet.value(), own_notes, edition)

    def _allow(self) -> None:
        self._for_pdf.setEnabled(self.kind == PDF)
        self.own_notes.setEnabled(self.kind in TAKE_NOTES)
        locked = self.locked.value()
        self.password.setVisible(locked)
        self._warning.setVisible(locked)
        self.yes.setEnabled(self.kind != PDF or not locked or bool(self.password.value()))


class PrintDialog(TitledDialog):
    """Which printer, how many copies, and how the sheets are used."""

    def __init__(self, look: Look, printers: Sequence[str], pages: int, parent: QWidget) -> None:
        super().__init__(look, _("打印材料包"), _("打印"), parent)
        self.setMinimumWidth(460)
        self._pages = pages
        self.printer = ChoiceInput([(name, name) for name in printers])
        self.printer.set_value(printers[0])
        self.copies = LineInput()
        self.copies.set_value("1")
        self.sheets = ChoiceInput(
            [
                (BOTH_SIDES, _("A4 双面，沿长边翻页")),
                (ONE_SIDE, _("A4 单面")),
                (BOOKLET, _("A3 小册子：双面，对折装订")),
            ]
        )
        self.sheets.set_value(BOTH_SIDES)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(Field(look, _("打印机"), self.printer), 3)
        row.addWidget(Field(look, _("份数"), self.copies), 1)
        self.column.addLayout(row)
        self.column.addWidget(Field(look, _("纸张"), self.sheets))
        self.own_notes = CheckInput(_("连同我的笔记：标注、批注和回答"))
        self.column.addWidget(self.own_notes)
        self._told = label(look, "", 12, tone="muted", wrap=True)
        self.column.addWidget(self._told)
        self.copies.edited.connect(self._tell)
        self.sheets.edited.connect(self._tell)
        self.own_notes.edited.connect(self._tell)
        self._tell()

    def _tell(self) -> None:
        self.yes.setEnabled(self._count() > 0)
        sheets = -(-self._pages // _PAGES_A_SHEET[str(self.sheets.value())])
        told = _("每份 {pages} 页，用纸 {sheets} 张。")
        if self.own_notes.value():
            told = _("不算笔记每份 {pages} 页，用纸 {sheets} 张；加上笔记会多一些。")
        self._told.setText(told.format(pages=self._pages, sheets=sheets))

    def _count(self) -> int:
        text = self.copies.value().strip()
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
        return number if 0 < number <= MOST_COPIES else 0

    def job(self, title: str) -> PaperJob:
        """Return what was chosen."""
        used = self.sheets.value()
        return PaperJob(
            str(self.printer.value()),
            self._count(),
            used != ONE_SIDE,
            title,
            booklet=used == BOOKLET,
        )
