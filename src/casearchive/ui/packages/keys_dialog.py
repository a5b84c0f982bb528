"""This centre's key and the centres it trusts: shown, handed on, added, renamed, removed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from casearchive.errors import CaseArchiveError
from casearchive.i18n import _
from casearchive.services.packages.keys import (
    CentreKey,
    card_of,
    distrust,
    make_own_key,
    own_key,
    rename_centre,
    trust,
    trusted,
    write_card,
)
from casearchive.settings import Settings
from casearchive.ui.look import Look
from casearchive.ui.packages.centre_dialog import CentreDialog
from casearchive.ui.widgets import InlineMessage, ask_for_line, hairline, label, push_button
from casearchive.ui.widgets.room import resize_to_fit

_CENTRE = int(Qt.ItemDataRole.UserRole)


class KeysDialog(QDialog):
    """Everything about keys; what is done here is done at once, a removal can be undone."""

    def __init__(self, look: Look, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("密钥与受信单位"))
        resize_to_fit(self, QSize(640, 600))
        self._look, self._settings = look, settings
        self._removed: CentreKey | None = None
        self.message = InlineMessage(look, icon="info")
        self.message.button.clicked.connect(self._undo)
        self.own_name = label(look, "", 14, bold=True, wrap=True)
        self.digits = label(look, "", 13, tone="second", wrap=True)
        self.key = QLineEdit()
        self.key.setReadOnly(True)
        self.key.setAccessibleName(_("本单位的公钥"))
        self.make = push_button(look, _("生成密钥…"), "verify", kind="primary")
        self.copy = push_button(look, _("复制公钥"), "copy")
        self.save = push_button(look, _("存成文件…"), "save")
        self.rename_own = push_button(look, _("改名…"), "edit", kind="quiet")
        self.list = QListWidget()
        self.list.setAccessibleName(_("受信单位"))
        self.list.setFont(look.font(13))
        self.list.setSpacing(2)
        self.none = label(look, "", tone="muted", wrap=True)
        self.add = push_button(look, _("添加…"), "plus")
        self.rename = push_button(look, _("改名…"), "edit")
        self.remove = push_button(look, _("移除"), "trash")
        self.shut = push_button(look, _("关闭"))
        self._arrange()
        self._connect()
        self.refresh()

    def _arrange(self) -> None:
        look = self._look
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.message)
        column = QVBoxLayout()
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(10)
        whole.addLayout(column, 1)
        column.addWidget(label(look, _("密钥与受信单位"), 16, bold=True))
        told = _(
            "签名让对方确认交换包由谁制作、路上有没有被改动。公钥交给对方，私钥只留在这台电脑。"
        )
        column.addWidget(label(look, told, tone="second", wrap=True))
        column.addSpacing(4)
        column.addWidget(label(look, _("本单位的公钥"), 12, tone="muted"))
        column.addWidget(self.own_name)
        column.addWidget(self.digits)
        column.addWidget(self.key)
        column.addLayout(_row(self.make, self.copy, self.save, self.rename_own))
        column.addSpacing(6)
        column.addWidget(hairline())
        column.addSpacing(6)
        column.addWidget(label(look, _("受信单位"), 12, tone="muted"))
        column.addWidget(self.none)
        column.addWidget(self.list, 1)
        row = _row(self.add, self.rename, self.remove)
        row.addWidget(self.shut)
        column.addLayout(row)

    def _connect(self) -> None:
        does: tuple[tuple[object, Callable[[], object]], ...] = (
            (self.make, self.ask_name),
            (self.rename_own, self.ask_name),
            (self.copy, self.copy_key),
            (self.save, self.ask_file),
            (self.add, self.ask_centre),
            (self.rename, self.ask_new_name),
            (self.remove, self.remove_centre),
            (self.shut, self.reject),
        )
        for button, do in does:
            button.clicked.connect(lambda _on=False, do=do: do())  # type: ignore[attr-defined]
            button.setAutoDefault(False)  # type: ignore[attr-defined]
        self.list.currentItemChanged.connect(self._allow)
        self.list.itemDoubleClicked.connect(self.ask_new_name)
        for keys, do in (("Delete", self.remove_centre), ("F2", self.ask_new_name)):
            shortcut = QShortcut(QKeySequence(keys), self.list)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(do)
        self.rename.setToolTip("F2")
        self.remove.setToolTip("Delete")

    # --- showing ---------------------------------------------------------------------------------

    def refresh(self, at: str = "") -> None:
        """Show what is kept now, with the centre of this name chosen."""
        try:
            own, centres = own_key(self._settings), trusted(self._settings)
        except CaseArchiveError as error:
            self._tell(error.message)
            self.make.setEnabled(False)
            self.add.setEnabled(False)
            own, centres = None, ()
        self._show_own(own)
        self.list.clear()
        for centre in centres:
            item = QListWidgetItem(f"{centre.name}　{centre.short}")
            item.setData(_CENTRE, centre)
            item.setToolTip(centre.public_key)
            self.list.addItem(item)
            if centre.name == at or self.list.count() == 1:
                self.list.setCurrentItem(item)
        self.none.setText(_("还没有。请对方把公钥发来，再在这里添加。"))
        self.none.setVisible(not centres)
        self._allow()

    def _show_own(self, own: CentreKey | None) -> None:
        for part in (self.digits, self.key, self.copy, self.save, self.rename_own):
            part.setVisible(own is not None)
        self.make.setVisible(own is None)
        self.own_name.setText(own.name if own else _("还没有密钥。第一次签名时也会生成。"))
        self.key.setText(own.public_key if own else "")
        self.key.setCursorPosition(0)
        text = _("核对用的数字：{short}")
        self.digits.setText(text.format(short=own.short) if own else "")

    def _allow(self) -> None:
        chosen = self.chosen is not None
        self.rename.setEnabled(chosen)
        self.remove.setEnabled(chosen)

    @property
    def chosen(self) -> CentreKey | None:
        """The centre that is chosen in the list."""
        item = self.list.currentItem()
        return item.data(_CENTRE) if item else None

    def _tell(self, text: str, *, button: str = "") -> None:
        self.message.show_text(text, button=button)

    def _try(self, do: Callable[[], CentreKey | None]) -> bool:
        """Do something and show what is there then; where it cannot be, say why and return no."""
        self.message.hide()
        try:
            centre = do()
        except CaseArchiveError as error:
            self._tell(error.message)
            return False
        self.refresh(centre.name if centre else "")
        return True

    # --- this centre -----------------------------------------------------------------------------

    def ask_name(self) -> None:
        """Ask what this centre is called; make its key if there is none."""
        old = self.own_name.text() if self.key.text() else ""
        title = _("签名里的单位名称")
        told = _("对方打开交换包时看到的名称，例如 甲县委党校。")
        accept = _("改名") if old else _("生成")
        if name := ask_for_line(self._look, self, title, told, accept=accept, value=old):
            self._try(lambda: make_own_key(self._settings, name))

    def copy_key(self) -> None:
        """Put name, digits and key on the clipboard."""
        own = own_key(self._settings)
        if own is not None:
            QGuiApplication.clipboard().setText(card_of(own))
            self._tell(_("已复制。发给对方，并在电话里核对四组数字。"))

    def ask_file(self) -> None:
        """Ask for a file and write the key to it."""
        own = own_key(self._settings)
        if own is None:
            return
        start = str(self._settings.documents / _("{name}-公钥.txt").format(name=own.name))
        name, _kind = QFileDialog.getSaveFileName(self, _("存成文件"), start, "TXT (*.txt)")
        if name:
            path = Path(name) if Path(name).suffix else Path(name).with_suffix(".txt")
            if self._try(lambda: write_card(own, path)):
                self._tell(_("公钥已存到 {name}。可以公开传送。").format(name=path.name))

    # --- other centres ---------------------------------------------------------------------------

    def ask_centre(self) -> None:
        """Ask for a centre and trust it."""
        dialog = CentreDialog(self._look, self._settings, self)
        dialog.exec()
        if dialog.trusted is not None:
            self.message.hide()
            self.refresh(dialog.trusted.name)
        dialog.deleteLater()

    def ask_new_name(self) -> None:
        """Ask for another name of the chosen centre."""
        centre = self.chosen
        if centre is None:
            return
        title, told = _("受信单位改名"), _("这个单位在本机的名称。")
        name = ask_for_line(self._look, self, title, told, accept=_("改名"), value=centre.name)
        if name:
            self._try(lambda: rename_centre(self._settings, centre.name, name))

    def remove_centre(self) -> None:
        """Trust the chosen centre no longer; the message offers to undo that."""
        centre = self.chosen
        if centre is None:
            return
        self._removed = None
        if self._try(lambda: distrust(self._settings, centre.name)):
            self._removed = centre
            text = _("不再信任“{name}”。").format(name=centre.name)
            self._tell(text, button=_("撤销"))

    def _undo(self) -> None:
        centre, self._removed = self._removed, None
        if centre is not None:
            self._try(lambda: trust(self._settings, centre.name, centre.public_key))


def _row(*buttons: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row
