"""Trusting a centre: its key pasted or out of a file, and the name it goes by here."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from casearchive.errors import CaseArchiveError
from casearchive.i18n import _
from casearchive.services.packages.keys import CentreKey, read_card, read_card_file, trust
from casearchive.settings import Settings
from casearchive.ui.form.fields import Field
from casearchive.ui.form.inputs import LineInput, TextInput
from casearchive.ui.form.sheet import form_sheet
from casearchive.ui.look import Look
from casearchive.ui.widgets import decision, label, push_button


class CentreDialog(QDialog):
    """Asks for key and name; `trusted` is the centre that was added, None where none was.

    With `given` the key is known already, from a package that was signed with it.
    """

    def __init__(
        self, look: Look, settings: Settings, parent: QWidget, given: CentreKey | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("信任一个单位"))
        self.setStyleSheet(form_sheet(look.tokens))
        self.setMinimumWidth(520)
        self._settings = settings
        self.trusted: CentreKey | None = None
        self.key = TextInput(2, _("粘贴对方的公钥，一行 44 个字符"))
        self.pick = push_button(look, _("从文件读取…"), "folder-open")
        self.name = LineInput(_("例如 邻县县委党校"))
        self.digits = label(look, "", 15, bold=True)
        self.advice = label(look, "", 12, tone="second", wrap=True)
        self.yes = push_button(look, _("信任"), "verify", kind="primary")
        self.key_field = Field(look, _("对方的公钥"), self.key)
        self.name_field = Field(look, _("单位名称"), self.name)
        self._arrange(look)
        self.pick.clicked.connect(self._ask_file)
        self.key.edited.connect(self._take_key)
        self.name.edited.connect(self._allow)
        if given is not None:
            self.key.set_value(given.public_key)
            self.key.setReadOnly(True)
            self.pick.hide()
            self.name.set_value(given.name)
        self._allow()

    def _arrange(self, look: Look) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(12)
        column.addWidget(label(look, _("信任一个单位"), 16, bold=True))
        told = _("之后打开这个单位签名的交换包，会写明由它制作、没有被改动。")
        column.addWidget(label(look, told, tone="second", wrap=True))
        column.addWidget(self.key_field)
        row = QHBoxLayout()
        row.addWidget(self.pick)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.name_field)
        column.addWidget(self.digits)
        column.addWidget(self.advice)
        column.addWidget(decision(look, self, self.yes))

    @property
    def _card(self) -> CentreKey | None:
        try:
            return read_card(self.key.value())
        except CaseArchiveError:
            return None

    def _ask_file(self) -> None:
        kinds = _("公钥文件 (*.txt);;所有文件 (*)")
        name, _kind = QFileDialog.getOpenFileName(self, _("读取公钥"), "", kinds)
        if name:
            self.read_file(Path(name))

    def read_file(self, path: Path) -> None:
        """Take key and name out of a file."""
        try:
            card = read_card_file(path)
        except CaseArchiveError as error:
            self.key_field.show_problem(error.message)
            return
        self.key.set_value(card.public_key)
        self._propose(card.name)

    def _take_key(self) -> None:
        card = self._card
        self._propose(card.name if card else "")

    def _propose(self, name: str) -> None:
        """Propose the name the other centre gives itself, where none was typed."""
        if name and not self.name.value().strip():
            self.name.set_value(name)
        self._allow()

    def _allow(self) -> None:
        card = self._card
        wrong = self.key.value().strip() and card is None
        told = _("这不是公钥：应是对方给出的那一行（44 个字符）。")
        self.key_field.show_problem(told if wrong else "")
        self.name_field.show_problem("")
        self.digits.setVisible(card is not None)
        self.digits.setText(card.short if card else "")
        self.advice.setText(
            _("先在电话里与对方核对上面四组数字，一致再信任。")
            if card
            else _("公钥可以公开传送；收到以后要在电话里核对数字，防止被人调换。")
        )
        self.yes.setEnabled(card is not None and bool(self.name.value().strip()))

    def accept(self) -> None:
        """Trust the centre; where that cannot be, say why and stay."""
        card = self._card
        if card is None:
            return
        try:
            self.trusted = trust(self._settings, self.name.value(), card.public_key)
        except CaseArchiveError as error:
            self.name_field.show_problem(error.message)
            return
        super().accept()
