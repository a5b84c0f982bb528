"""The manual beside the work: chapters, links, commands, search, pictures, both colours."""

import re
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from casearchive.i18n import use_language
from casearchive.resources import manual_path
from casearchive.services.archive import Archive
from casearchive.services.manual import read_manual
from casearchive.ui.commands.commands import Commands, menu_groups
from casearchive.ui.commands.keys import others
from casearchive.ui.form.case_form import CaseForm
from casearchive.ui.frame.window import MainWindow
from casearchive.ui.imports.desk import ImportDesk
from casearchive.ui.look import Look, Scheme
from casearchive.ui.manual import ManualWindow, make_manual
from casearchive.ui.manual.setting import COMMAND
from casearchive.ui.manual.window import command_names
from casearchive.ui.packages.merge_page import MergePage
from casearchive.ui.packs.pack_desk import PackDesk
from casearchive.ui.texts.desk import TextDesk
from casearchive.ui.texts.merging import DuplicatesPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

OpenWindow = Callable[[Archive], MainWindow]
CODES = ("zh", "en")
ELSEWHERE = ("Ctrl+A", "Ctrl+Return", "Ctrl+滚轮", "Esc", "+", "-", "A", "R", "E", "S", "N")


@pytest.fixture
def manual(qtbot: QtBot, look: Look) -> ManualWindow:
    parent = QWidget()
    qtbot.addWidget(parent)
    made = make_manual(look, Commands(look, parent), parent)
    made.show()
    return made


@pytest.mark.parametrize(("language", "word"), [("zh", "开始使用"), ("en", "Getting started")])
def test_it_opens_at_its_beginning_in_the_reader_s_language(
    qtbot: QtBot, look: Look, language: str, word: str
) -> None:
    use_language(language)
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = make_manual(look, Commands(look, parent), parent)
    assert dialog.paper.toPlainText().startswith(word)
    assert dialog.paper.verticalScrollBar().value() == 0
    dialog.close()


def test_every_chapter_is_set_without_a_trace_of_markup(manual: ManualWindow) -> None:
    for chapter in manual.manual.chapters:
        manual.show_place(chapter.name, "")
        text = manual.paper.toPlainText()
        assert text.startswith(chapter.title)
        assert not re.search(r"\*\*|\]\(|!\[|^#|〔图", text, re.M)


def test_links_lead_to_chapters_and_back(manual: ManualWindow) -> None:
    manual.follow("#packs/九种版式")
    assert manual.chapter == "packs"
    assert manual.paper.textCursor().block().text() == "九种版式"
    assert manual.paper.verticalScrollBar().value() > 0
    manual.follow("#settings")
    assert manual.paper.verticalScrollBar().value() == 0
    manual.back.click()
    assert manual.chapter == "packs"
    manual.back.click()
    assert manual.chapter == "start"
    assert not manual.back.isEnabled()
    links = _links(manual.paper.document())
    assert {"#writing", "#importing", f"{COMMAND}new", f"{COMMAND}create"} <= links


def _links(document: QTextDocument) -> set[str]:
    found, block = set(), document.begin()
    while block.isValid():
        iterator = block.begin()
        while not iterator.atEnd():
            found.add(iterator.fragment().charFormat().anchorHref())
            iterator += 1
        block = block.next()
    return found - {""}


def test_pictures_are_shown_as_wide_as_the_page_at_most(manual: ManualWindow, look: Look) -> None:
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        look.use(scheme)
        manual.show_place("start", "")
        shown = manual.grab().toImage()
        assert not shown.isNull()
    document = manual.paper.document()
    assert "￼" in manual.paper.toPlainText()
    assert document.idealWidth() <= manual.paper.viewport().width()


def test_what_is_typed_is_found_marked_and_opened(manual: ManualWindow) -> None:
    manual.contents.field.setText("回收站")
    first = manual.contents.tree.topLevelItem(0)
    assert first is not None
    assert "回收站" in first.text(0)
    QTest.keyClick(manual.contents.field, Qt.Key.Key_Return)
    assert manual.chapter == "order"
    assert manual.paper.extraSelections()
    manual.contents.field.setText("没有这样的词")
    assert manual.contents.none.isVisible()
    manual.contents.field.clear()
    assert not manual.contents.none.isVisible()
    assert manual.contents.tree.topLevelItemCount() == len(manual.manual.chapters)
    assert manual.paper.extraSelections() == []


def test_commands_run_from_the_text(qtbot: QtBot, open_window: OpenWindow, sample: Archive) -> None:
    window = open_window(sample)
    window.commands["manual"].trigger()
    manual = window.findChild(ManualWindow)
    assert manual is not None
    manual.follow(f"{COMMAND}facets")
    assert window.commands["facets"].isChecked()
    window.commands["edit"].setEnabled(False)
    manual.follow(f"{COMMAND}edit")
    assert "现在不能用" in manual.message.text.text()
    window.commands["manual"].trigger()
    assert len(window.findChildren(ManualWindow)) == 1, "F1 twice brings the same window"
    manual.close()


def test_f1_opens_the_chapter_on_the_page_that_is_shown(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    window = open_window(sample)
    window.commands["import"].trigger()
    window.commands["manual"].trigger()
    manual = window.findChild(ManualWindow)
    assert manual is not None
    assert manual.chapter == "importing"
    manual.close()


def test_the_chapters_that_pages_name_exist(qtbot: QtBot) -> None:
    pages = (CaseForm, ImportDesk, MergePage, PackDesk, TextDesk, DuplicatesPage)
    names = {chapter.name for chapter in read_manual().chapters}
    assert {page.MANUAL for page in pages} <= names


@pytest.mark.parametrize("code", CODES)
def test_paths_lead_through_the_real_menus(qtbot: QtBot, look: Look, code: str) -> None:
    use_language(code)
    window = QWidget()
    qtbot.addWidget(window)
    commands = Commands(look, window)
    real = {f"{menu} → {commands[key].text()}" for menu, keys in menu_groups() for key in keys}
    told = {
        path
        for file in manual_path(code).glob("*.md")
        for path in re.findall(r"\*\*([^*]+ → [^*]+)\*\*", file.read_text("utf-8"))
    }
    assert told
    assert told - real == set()
    assert not {"trash", "quit", "empty_trash"} & set(command_names(commands).values())


@pytest.mark.parametrize("code", CODES)
def test_every_key_of_the_window_is_told_and_every_key_told_is_one(
    qtbot: QtBot, look: Look, code: str
) -> None:
    use_language(code)
    window = QWidget()
    qtbot.addWidget(window)
    keys = {k.toString() for a in Commands(look, window).all.values() for k in a.shortcuts()}
    keys -= {"Ctrl+="}  # what Ctrl++ is on most keyboards
    pages = {part for _where, lines in others() for line, _says in lines for part in line.split()}
    sheet = manual_path(code, "keys.md").read_text("utf-8")
    told = {_plain(key) for key in re.findall(_KEY, sheet)}
    assert keys - told == set()
    for file in manual_path(code).glob("*.md"):
        named = {_plain(key) for key in re.findall(_KEY, file.read_text("utf-8"))}
        assert named - keys - pages - set(ELSEWHERE) == set(), file.name


_HELD = r"(?:Ctrl|Shift|Alt)\+"
_KEY = rf"(?<![\w-])(?:(?:{_HELD})+(?:F\d+|[A-Za-z]+|[^\s、|,）]|,)|F\d+|Delete)"


def _plain(key: str) -> str:
    native = {"Delete": "Del"}
    return QKeySequence(native.get(key, key)).toString() if key != "Delete" else "Del"
