"""Questions with more than two answers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from casearchive.i18n import _

Role = QMessageBox.ButtonRole


def ask_which(
    parent: QWidget, title: str, text: str, answers: Sequence[tuple[str, str, str]]
) -> str:
    """Ask, and return the key of the answer; empty for 取消 and Escape.

    `answers` are (key, words, kind): the first is the default, `kind` as for push buttons.
    """
    box = QMessageBox(parent)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(title)
    box.setInformativeText(text)
    box.setIcon(QMessageBox.Icon.Question)
    buttons = {}
    for number, (key, words, kind) in enumerate(answers):
        button = box.addButton(words, Role.AcceptRole if number == 0 else Role.DestructiveRole)
        button.setProperty("kind", kind)
        buttons[button] = key
        if number == 0:
            box.setDefaultButton(button)
    box.setEscapeButton(box.addButton(_("取消"), Role.RejectRole))
    box.exec()
    clicked = box.clickedButton()
    answer = next((key for button, key in buttons.items() if button is clicked), "")
    box.deleteLater()
    return answer
