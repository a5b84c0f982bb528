"""The two small dialogs of the desk: how to print, and a text of the pack's own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QVBoxLayout, QWidget

from casearchive.i18n import _
from casearchive.services.paper import PaperJob
from casearchive.ui.form.fields import Field
from casearchive.ui.form.inputs import CheckInput, ChoiceInput, LineInput
from casearchive.ui.form.prose_input import ProseInput
from casearchive.ui.form.sheet import form_sheet
from casearchive.ui.look import Look
from casearchive.ui.widgets import ask, label, push_button

MOST_COPIES = 999


class _Dialog(QDialog):
    """A titled dialog with one thing to do and a way out."""

    def __init__(self, look: Look, title: str, accept: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.look = look
        self.setStyleSheet(form_sheet(look.tokens))
        self.yes = push_button(look, accept, kind="primary")
        self.yes.setDefault(True)
        buttons = QDialogButtonBox()
        buttons.addButton(self.yes, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(push_button(look, _("取消")), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.column = QVBoxLayout()
        self.column.setSpacing(14)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(22, 20, 22, 18)
        outer.setSpacing(16)
        outer.addWidget(label(look, title, 16, bold=True))
        outer.addLayout(self.column)
        outer.addWidget(buttons)

    def ask(self) -> bool:
        """Show the dialog and say whether it was accepted."""
        return self.exec() == QDialog.DialogCode.Accepted


class PrintDialog(_Dialog):
    """Which printer, how many copies, on both sides or one."""

    def __init__(self, look: Look, printers: Sequence[str], pages: int, parent: QWidget) -> None:
        super().__init__(look, _("打印材料包"), _("打印"), parent)
        self.setMinimumWidth(420)
        self.printer = ChoiceInput([(name, name) for name in printers])
        self.printer.set_value(printers[0])
        self.copies = LineInput()
        self.copies.set_value("1")
        self.both_sides = CheckInput(_("双面打印，沿长边翻页"))
        self.both_sides.set_value(True)
        self.booklet = CheckInput(_("小册子：A3 纸，双面，沿短边翻页，对折装订"))
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(Field(look, _("打印机"), self.printer), 3)
        row.addWidget(Field(look, _("份数"), self.copies), 1)
        self.column.addLayout(row)
        self.column.addWidget(self.both_sides)
        self.column.addWidget(self.booklet)
        told = _("每份 {pages} 页。").format(pages=pages)
        self.column.addWidget(label(look, told, 12, tone="muted"))
        self.copies.edited.connect(lambda: self.yes.setEnabled(self._count() > 0))

    def _count(self) -> int:
        text = self.copies.value().strip()
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
        return number if 0 < number <= MOST_COPIES else 0

    def job(self, title: str) -> PaperJob:
        """Return what was chosen."""
        printer, both_sides = str(self.printer.value()), self.both_sides.value()
        return PaperJob(printer, self._count(), both_sides, title, self.booklet.value())


class TextDialog(_Dialog):
    """A heading and a text that stand between the cases."""

    def __init__(self, look: Look, title: str, text: str, parent: QWidget) -> None:
        heading = _("改文字页") if title or text else _("添加文字页")
        super().__init__(look, heading, _("完成"), parent)
        self.setMinimumSize(720, 560)
        self.title = LineInput(_("例如 使用提示"))
        self.title.set_value(title)
        self.body = ProseInput(look)
        self.body.set_value(text)
        self.column.addWidget(Field(look, _("标题"), self.title, required=True))
        self.column.addWidget(Field(look, _("正文"), self.body))
        self.title.edited.connect(self._allow)
        self._before = self._typed()
        self._allow()

    def reject(self) -> None:
        """Ask before what was typed is thrown away."""
        told = _("写下的内容不会保留。")
        if self._typed() == self._before or ask(
            self, _("放弃这一页文字吗？"), told, accept=_("放弃"), reject=_("继续写"), danger=True
        ):
            super().reject()

    def _typed(self) -> tuple[str, str]:
        return self.title.value(), self.body.value()

    def _allow(self) -> None:
        self.yes.setEnabled(bool(self.title.value().strip()))
