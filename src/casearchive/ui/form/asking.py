"""Questions with more than two answers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from casearchive.i18n import _
from casearchive.ui.look import Look
from casearchive.ui.widgets import label, push_button

WIDTH = 440


def ask_which(
    look: Look, parent: QWidget, title: str, text: str, answers: Sequence[tuple[str, str, str]]
) -> str:
    """Ask, and return the key of the answer; empty for 取消 and Escape.

    `answers` are (key, words, kind), `kind` as for push buttons; the first is the default.
    """
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    dialog.setMinimumWidth(WIDTH)
    chosen: list[str] = []

    def choose(key: str) -> None:
        chosen.append(key)
        dialog.accept()

    row = QHBoxLayout()
    row.setSpacing(8)
    buttons = [push_button(look, words, kind=kind) for _key, words, kind in answers]
    for (key, _words, _kind), button in zip(answers, buttons, strict=True):
        button.setAutoDefault(False)
        button.clicked.connect(partial(choose, key))
    cancel = push_button(look, _("取消"))
    cancel.setAutoDefault(False)
    cancel.clicked.connect(dialog.reject)
    buttons[0].setDefault(True)
    for button in buttons[1:]:
        row.addWidget(button)
    row.addStretch(1)
    row.addWidget(cancel)
    row.addWidget(buttons[0])
    column = QVBoxLayout(dialog)
    column.setContentsMargins(22, 20, 22, 18)
    column.setSpacing(12)
    column.addWidget(label(look, title, 16, bold=True))
    column.addWidget(label(look, text, tone="second", wrap=True))
    column.addSpacing(8)
    column.addLayout(row)
    dialog.exec()
    dialog.deleteLater()
    return chosen[0] if chosen else ""
