"""The window as its user meets it: find, read, put away, take back."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QSplitter, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from casearchive.i18n import use_language
from casearchive.services.archive import Archive
from casearchive.services.briefing.packs import list_packs, read_pack
from casearchive.services.cases.editing import trash_case
from casearchive.services.cases.reading import read_case
from casearchive.services.library.browsing import library_counts
from casearchive.services.opening import open_archive
from casearchive.settings import Settings
from casearchive.ui.cases.model import LISTED
from casearchive.ui.frame.window import MainWindow
from casearchive.ui.look import Look, Scheme
from casearchive.ui.widgets import ElidedLabel

OpenWindow = Callable[[Archive], MainWindow]


def titles(window: MainWindow) -> list[str]:
    model = window.catalogue.model
    return [model.index(row).data() for row in range(model.rowCount())]


def shown(window: MainWindow) -> str:
    case = window.reader.view.case
    return case.title if case else ""


def empty_page(window: MainWindow) -> QWidget:
    page = window.cases.empty.currentWidget()
    assert page is not None
    return page


def type_search(qtbot: QtBot, window: MainWindow, text: str) -> None:
    window.cases.search.field.clear()
    for letter in text:  # as an input method commits them
        window.cases.search.field.insert(letter)
    qtbot.waitUntil(lambda: window.catalogue.text == text, timeout=10_000)


def test_the_window_opens_on_the_first_case(open_window: OpenWindow, sample: Archive) -> None:
    window = open_window(sample)
    assert len(titles(window)) == library_counts(sample)["all"][0][1] > 3
    case = window.reader.view.case
    assert case is not None
    assert case.title == titles(window)[0]
    assert case.title in window.reader.view.toPlainText()


def test_typing_lists_what_matches_with_the_words_marked(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    window = open_window(sample)
    everything = len(titles(window))
    type_search(qtbot, window, "五彩椒")
    qtbot.waitUntil(lambda: 0 < len(titles(window)) < everything, timeout=20_000)
    assert any("五彩椒" in title for title in titles(window))
    first = window.catalogue.model.index(0)
    qtbot.waitUntil(lambda: first.data(LISTED).hit is not None, timeout=10_000)
    hit = first.data(LISTED).hit
    start, end = (hit.title_marks or hit.marks)[0]
    assert "五彩椒" in (hit.title if hit.title_marks else hit.snippet)[start:end] + "五彩椒"
    qtbot.waitUntil(lambda: bool(window.reader.view.extraSelections()), timeout=10_000)
    marked = {mark.cursor.selectedText() for mark in window.reader.view.extraSelections()}
    assert "五彩椒" in marked
    window.cases.search.field.clear()
    qtbot.waitUntil(lambda: len(titles(window)) == everything)


def test_a_search_without_hits_says_so_and_offers_a_way_out(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    window = open_window(sample)
    type_search(qtbot, window, "不存在的词")
    qtbot.waitUntil(window.cases.empty.isVisible, timeout=20_000)
    page = empty_page(window)
    assert any("不存在的词" in label.text() for label in page.findChildren(QLabel))
    page.findChildren(QPushButton)[0].click()
    qtbot.waitUntil(lambda: bool(titles(window)))
    assert window.cases.search.text() == ""


def test_an_empty_archive_offers_to_begin(open_window: OpenWindow, empty: Archive) -> None:
    window = open_window(empty)
    assert window.cases.empty.isVisible()
    offered = [button.text() for button in empty_page(window).findChildren(QPushButton)]
    assert offered == ["新建案例", "导入…"]


def test_a_case_goes_to_the_trash_and_comes_back(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    window = open_window(sample)
    title, number = titles(window)[0], len(titles(window))
    window.commands["trash"].trigger()
    qtbot.waitUntil(lambda: len(titles(window)) == number - 1)
    assert title not in titles(window)
    qtbot.waitUntil(lambda: shown(window) == titles(window)[0])  # what stands in its place
    assert library_counts(sample)["trash"] == [("", 1)]
    assert window.toast.isVisible()
    window.toast.button.click()
    qtbot.waitUntil(lambda: len(titles(window)) == number)
    assert library_counts(sample)["trash"] == [("", 0)]


def test_several_cases_go_into_a_pack(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    window = open_window(sample)
    window.cases.view.selectAll()
    pack = list_packs(sample)[0]
    before = len(read_pack(sample, pack.id).items)
    window.case_actions.add_to(pack.id, pack.name)
    qtbot.waitUntil(window.toast.isVisible)
    assert pack.name in window.toast.text.text()
    assert len(read_pack(sample, pack.id).items) >= before


def test_the_trainee_view_hides_what_is_for_trainers(
    open_window: OpenWindow, sample: Archive
) -> None:
    window = open_window(sample)
    case = window.reader.view.case
    assert case is not None
    assert case.questions
    answer = case.questions[0].answer
    assert answer in window.reader.view.toPlainText()
    window.commands["trainee"].trigger()
    shown = window.reader.view.toPlainText()
    assert answer not in shown
    assert "使用说明" not in shown
    assert case.questions[0].stem in shown
    assert case.evidence_grade + " 级" not in shown


def test_shelves_list_their_own_cases(open_window: OpenWindow, sample: Archive) -> None:
    window = open_window(sample)
    word, number = library_counts(sample)["theme"][0]
    row = next(
        row
        for row in range(window.library.model.rowCount())
        if window.library.model.entry(row).theme == word
    )
    window.library.view.setCurrentIndex(window.library.model.index(row))
    assert window.cases.head.heading.text() == word
    assert len(titles(window)) == number
    assert window.cases.selected
    ids = window.catalogue.model.ids
    assert all(word in read_case(sample, case_id).themes for case_id in ids)


def test_a_read_only_archive_says_why_and_offers_no_editing(
    open_window: OpenWindow, sample: Archive, settings: Settings
) -> None:
    other = open_archive(sample.path, settings, read_only=True)
    window = open_window(other)
    assert window.notice.isVisible()
    assert window.notice.text.text() == other.read_only_reason
    editing = ("new", "edit", "trash", "add", "print", "new_pack", "import")
    assert not any(window.commands[key].isEnabled() for key in editing)
    assert window.commands["export"].isEnabled()
    other.close()


def test_a_change_made_elsewhere_is_seen_on_coming_back(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive, settings: Settings
) -> None:
    window = open_window(sample)
    number = len(titles(window))
    other = open_archive(sample.path, settings)
    trash_case(other, window.catalogue.model.ids[-1])
    other.close()
    window.upkeep.look()  # what an activated window does; offscreen none is activated
    qtbot.waitUntil(lambda: len(titles(window)) == number - 1)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_command_has_its_words_icon_and_place(
    open_window: OpenWindow, sample: Archive, language: str
) -> None:
    use_language(language)
    window = open_window(sample)
    for key, action in window.commands.all.items():
        assert action.text(), key
        assert action.toolTip(), key
        assert not action.icon().isNull(), key
    in_menus = {
        action
        for menu in window.library.menu.menu().findChildren(type(window.packs))
        for action in menu.actions()
    } | set(window.library.menu.menu().actions())
    assert set(window.commands.all.values()) <= in_menus
    keys = [
        shortcut.toString()
        for action in window.commands.all.values()
        for shortcut in action.shortcuts()
    ]
    assert len(keys) == len(set(keys))


def test_every_button_has_a_name_for_those_who_cannot_see_it(
    open_window: OpenWindow, sample: Archive
) -> None:
    window = open_window(sample)
    nameless = [
        button
        for button in window.findChildren(QToolButton)
        if not (button.accessibleName() or button.text() or button.toolTip())
    ]
    assert nameless == []
    for view in (
        window.library.view,
        window.cases.view,
        window.reader.view,
        window.cases.search.field,
    ):
        assert view.accessibleName()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_is_cut_off(open_window: OpenWindow, sample: Archive, language: str) -> None:
    use_language(language)
    window = open_window(sample)
    assert window.size().width() == 1280
    assert cut_off(window) == []


def cut_off(window: QWidget) -> list[str]:
    """Return the texts of visible labels and buttons that have less room than they need."""
    short: list[str] = []
    for label in window.findChildren(QLabel):
        if not label.isVisible() or not label.text() or isinstance(label, ElidedLabel):
            continue
        if label.wordWrap():
            fits = label.height() >= label.heightForWidth(label.width())
        else:
            fits = label.width() >= label.sizeHint().width()
        short += [] if fits else [label.text()]
    for button in window.findChildren(QPushButton):
        if button.isVisible() and button.width() < button.sizeHint().width():
            short.append(button.text())
    return short


def test_panes_do_not_overlap_and_are_remembered(
    open_window: OpenWindow, sample: Archive, qtbot: QtBot
) -> None:
    window = open_window(sample)
    parts = [window.library, window.cases, window.reader]
    places = [part.mapToGlobal(part.rect().topLeft()).x() for part in parts]
    assert all(
        left + part.width() <= right + 1
        for part, (left, right) in zip(parts, pairwise(places), strict=False)
    )
    splitter = window.cases.parentWidget()
    assert isinstance(splitter, QSplitter)
    splitter.setSizes([350, 700])
    width = window.cases.width()
    window.close()
    again = open_window(sample)
    qtbot.waitUntil(lambda: abs(again.cases.width() - width) <= 2)


def test_the_theme_is_switched_by_its_key(
    open_window: OpenWindow, sample: Archive, look: Look, qtbot: QtBot
) -> None:
    window = open_window(sample)
    window.commands["switch_scheme"].trigger()
    assert look.dark
    assert window.commands["scheme_dark"].isChecked()
    window.commands["switch_scheme"].trigger()
    assert look.scheme is Scheme.LIGHT


def test_keys_lead_from_the_search_field_into_the_list(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    window = open_window(sample)
    window.commands["find"].trigger()
    QTest.keyClick(window.cases.search.field, Qt.Key.Key_Down)
    assert window.cases.view.currentIndex().isValid()
    window.cases.search.field.insert("村")
    QTest.keyClick(window.cases.search.field, Qt.Key.Key_Escape)
    assert window.cases.search.text() == ""


def test_the_form_takes_the_place_of_the_list_and_gives_it_back(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    window = open_window(sample)
    window.commands["edit"].trigger()
    qtbot.waitUntil(lambda: window.pages.form is not None and not window.pages.browsing)
    form = window.pages.form
    assert form is not None
    assert form.draft.title == titles(window)[0]
    assert not window.commands["trash"].isEnabled()
    form.closed.emit()
    assert window.pages.browsing
    assert window.commands["trash"].isEnabled()
    assert window.focusWidget() is window.cases.view  # the arrow keys go on where they were


def test_what_a_start_has_to_tell_stands_above_with_a_way_on(
    open_window: OpenWindow, empty: Archive
) -> None:
    window = open_window(empty)
    asked: list[str] = []
    window.commands["open"].triggered.disconnect()
    window.commands["open"].triggered.connect(lambda: asked.append("open"))
    window.tell_at_start("上次的档案找不到。")
    assert window.notice.isVisible()
    assert "找不到" in window.notice.text.text()
    window.notice.button.click()
    assert asked == ["open"]


def test_a_press_beside_the_lines_of_the_library_leaves_the_choice(
    open_window: OpenWindow, empty: Archive
) -> None:
    window = open_window(empty)
    view = window.library.view
    last = view.visualRect(window.library.model.index(window.library.model.rowCount() - 1))
    below = last.bottomLeft() + QPoint(30, 40)
    assert not view.indexAt(below).isValid()
    chosen = view.currentIndex().row()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=below)
    assert view.selectionModel().isRowSelected(chosen, QModelIndex())


def test_a_pack_is_opened_from_the_library(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    window = open_window(sample)
    pack = list_packs(sample)[0]
    row = window.library.model.row_of(pack=pack.id)
    window.library.view.setCurrentIndex(window.library.model.index(row))
    assert window.pages.currentWidget() is window.pages.desk
    window.commands["find"].trigger()  # in the pages of the pack
    assert not window.pages.browsing
    window.going.to_search()
    assert window.pages.browsing
    entry = window.library.model.entry(window.library.view.currentIndex().row())
    assert entry.shelf == window.catalogue.shelf
    qtbot.waitUntil(lambda: not window.tasks.busy, timeout=30_000)


def test_a_case_of_a_pack_is_opened_for_reading(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    window = open_window(sample)
    window.library.pack_chosen.emit(list_packs(sample)[0].id)
    qtbot.waitUntil(lambda: window.pages.desk is not None and bool(window.pages.desk.pack.items))
    desk = window.pages.desk
    assert desk
    item = desk.pack.items[2]
    desk.contents.open(2)
    qtbot.waitUntil(lambda: window.reader.view.case is not None)
    qtbot.waitUntil(lambda: window.reader.view.case.id == item.case_id)  # type: ignore[union-attr]
    assert window.pages.browsing
