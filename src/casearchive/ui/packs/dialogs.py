"""The form of the desk's dialogs, and the one for a text of the pack's own."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from casearchive.i18n import _
from casearchive.ui.form.fields import Field
from casearchive.ui.form.inputs import LineInput
from casearchive.ui.form.prose_input import ProseInput
from casearchive.ui.form.sheet import form_sheet
from casearchive.ui.look import Look
from casearchive.ui.widgets import ask, decision, label, push_button


class TitledDialog(QDialog):
    """A titled dialog with one thing to do and a way out."""

    def __init__(self, look: Look, title: str, accept: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.look = look
        self.setStyleSheet(form_sheet(look.tokens))
        self.yes = push_button(look, accept, kind="primary")
        self.column = QVBoxLayout()
        self.column.setSpacing(14)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(22, 20, 22, 18)
        outer.setSpacing(16)
        outer.addWidget(label(look, title, 16, bold=True))
        outer.addLayout(self.column, 1)  # what is left over is for the middle
        outer.addWidget(decision(look, self, self.yes))

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height that the words need at this width, no more."""
        super().showEvent(event)
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            needed = layout.totalHeightForWidth(self.width())
            self.resize(self.width(), max(self.minimumHeight(), needed))

    def ask(self) -> bool:
        """Show the dialog and say whether it was accepted."""
        return self.exec() == QDialog.DialogCode.Accepted


class TextDialog(TitledDialog):
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
        self.title.setFocus()

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
