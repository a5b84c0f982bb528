"""The manual beside the work, true to the window's commands."""

import re

import pytest
from PySide6.QtWidgets import QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from casearchive.i18n import use_language
from casearchive.resources import resource_path
from casearchive.ui.commands import Commands
from casearchive.ui.look import Look
from casearchive.ui.manual import make_manual


@pytest.mark.parametrize(("language", "word"), [("zh", "使用手册"), ("en", "User manual")])
def test_it_opens_at_its_beginning_in_the_reader_s_language(
    qtbot: QtBot, look: Look, language: str, word: str
) -> None:
    use_language(language)
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = make_manual(look, parent)
    paper = dialog.findChild(QTextEdit)
    assert isinstance(paper, QTextEdit)
    assert paper.toPlainText().startswith(word)
    assert paper.verticalScrollBar().value() == 0
    assert "**" not in paper.toPlainText()
    dialog.close()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_key_it_names_is_one_of_the_window_s(qtbot: QtBot, look: Look, language: str) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    actions = Commands(look, window).all.values()
    real = {key.toString() for action in actions for key in action.shortcuts()}
    pages = {"Ctrl+S", "Ctrl+B", "Ctrl+H", "Ctrl+L", "Alt+↑", "Alt+↓"}  # of the form and the desk
    text = resource_path("manual", f"{language}.md").read_text(encoding="utf-8")
    named = {
        key
        for row in re.findall(r"^\| ([^|]+) \|", text.split("\n## ")[-1], re.M)
        for key in re.split("、|, | ", row)
        if "+" in key or key in ("F1", "Delete")
    }
    assert len(named) > 15
    assert {key.replace("Delete", "Del") for key in named} <= real | pages
