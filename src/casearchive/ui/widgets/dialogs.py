"""Small dialogs. What users typed is shown as plain text, never as markup."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from casearchive.i18n import _
from casearchive.ui.look import Look
from casearchive.ui.look.fonts import bolder
from casearchive.ui.look.icons import pixmap
from casearchive.ui.widgets.buttons import push_button
from casearchive.ui.widgets.labels import label

_PICTURE, _MEASURE = 34, 340  # pixels


def ask(
    parent: QWidget, title: str, text: str, *, accept: str, reject: str = "", danger: bool = False
) -> bool:
    """Ask a question whose answer `accept` names what will be done; Escape is no."""
    box = QMessageBox(parent)
    box.setWindowTitle(title)
    box.setText(title)
    box.setInformativeText(text)
    _dress_box(box, "warning" if danger else "question")
    yes = box.addButton(accept, QMessageBox.ButtonRole.AcceptRole)
    no = box.addButton(reject or _("取消"), QMessageBox.ButtonRole.RejectRole)
    _dress(yes, "danger" if danger else "primary")
    box.setDefaultButton(no if danger else yes)
    box.setEscapeButton(no)
    box.exec()
    answer = box.clickedButton() is yes
    box.deleteLater()
    return answer


def tell(parent: QWidget | None, title: str, text: str, details: str = "") -> None:
    """Tell something that has to be read before going on."""
    box = QMessageBox(parent)
    box.setWindowTitle(title)
    box.setText(title)
    box.setInformativeText(text)
    _dress_box(box, "info")
    if details:
        box.setDetailedText(details)
    button = box.addButton(_("知道了"), QMessageBox.ButtonRole.AcceptRole)
    _dress(button, "primary")
    box.exec()
    box.deleteLater()


def decision(look: Look, dialog: QDialog, yes: QPushButton) -> QDialogButtonBox:
    """Return the foot of a dialog: the one thing to do, which Enter does, and the way out."""
    yes.setDefault(True)
    buttons = QDialogButtonBox()
    buttons.addButton(yes, QDialogButtonBox.ButtonRole.AcceptRole)
    buttons.addButton(push_button(look, _("取消")), QDialogButtonBox.ButtonRole.RejectRole)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    return buttons


def ask_for_line(
    look: Look, parent: QWidget, title: str, text: str, *, accept: str, value: str = ""
) -> str:
    """Ask for a name; empty when it was given up."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    dialog.setMinimumWidth(400)
    field = QLineEdit(value)
    field.setAccessibleName(text)
    field.setMaxLength(200)
    field.selectAll()
    yes = push_button(look, accept, kind="primary")
    column = QVBoxLayout(dialog)
    column.setContentsMargins(22, 20, 22, 18)
    column.setSpacing(12)
    column.addWidget(label(look, title, 16, bold=True))
    column.addWidget(label(look, text, tone="second", wrap=True))
    column.addWidget(field)
    column.addWidget(decision(look, dialog, yes))

    def allow() -> None:
        yes.setEnabled(bool(field.text().strip()))

    field.textChanged.connect(allow)
    allow()
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return field.text().strip() if accepted else ""


def _dress_box(box: QMessageBox, icon: str) -> None:
    """Give a box our icon and a title, and take markup in it for the text it is.

    setTextFormat alone would leave the informative text guessing.
    """
    colour = box.palette().color(QPalette.ColorRole.Accent).name()
    box.setIconPixmap(pixmap(icon, colour, _PICTURE, box.devicePixelRatioF()))
    for part in box.findChildren(QLabel):
        part.setTextFormat(Qt.TextFormat.PlainText)
        if part.text() == box.text():
            part.ensurePolished()  # a polish to come would take the font back
            part.setFont(bolder(part.font(), 16))
        elif part.text() == box.informativeText():
            part.setMinimumWidth(_MEASURE)


def _dress(button: QPushButton, kind: str) -> None:
    button.setProperty("kind", kind)
    button.style().unpolish(button)  # it was dressed as a plain one when it was made
    button.style().polish(button)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
