"""The bar in the real window: with the list, the library and the shortcuts of everybody else."""

from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casearchive.services.archive import Archive
from casearchive.services.cases.editing import trash_cases
from casearchive.services.library.browsing import Shelf, case_ids
from casearchive.services.searching.finding import Finder, Found, Request
from casearchive.services.searching.saved_searches import list_searches, save_search
from casearchive.ui.cases import catalogue as catalogue_module
from casearchive.ui.cases.searcher import FirstPage
from casearchive.ui.frame.window import MainWindow
from tests.ui.conftest import OpenWindow


def rest(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.tasks.busy, timeout=20_000)


def test_removing_a_chip_by_key_lists_anew_and_trashes_nothing(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    window = open_window(sample)
    bar, model = window.cases.search, window.catalogue.model
    whole = len(case_ids(sample, Shelf()))
    bar.set_text("五彩椒 -没有这个词")
    qtbot.waitUntil(lambda: 0 < model.rowCount() < whole, timeout=20_000)
    qtbot.waitUntil(window.commands["trash"].isEnabled)
    window.activateWindow()
    bar.chips.buttons[1].setFocus()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Delete)
    rest(qtbot, window)
    assert bar.text() == "五彩椒"
    assert len(case_ids(sample, Shelf())) == whole


def test_delete_on_a_smart_list_deletes_the_list_and_no_case(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    search = save_search(sample, "椒", "五彩椒")
    window = open_window(sample)
    whole = case_ids(sample, Shelf())
    qtbot.waitUntil(lambda: window.library.model.row_of(Shelf("search", search)) > 0)
    window.library.choose_shelf(Shelf("search", search))
    qtbot.waitUntil(lambda: 0 < window.catalogue.model.rowCount() < len(whole), timeout=20_000)
    qtbot.waitUntil(window.commands["trash"].isEnabled)
    window.activateWindow()
    window.library.view.setFocus()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: list_searches(sample) == (), timeout=20_000)
    rest(qtbot, window)
    assert case_ids(sample, Shelf()) == whole
    assert window.toast.isVisible()
    window.toast.button.click()
    rest(qtbot, window)
    assert [row.id for row in list_searches(sample)] == [search]


def test_the_list_below_the_field_lies_over_the_panes_and_keeps_the_focus(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    save_search(sample, "椒", "五彩椒")
    window = open_window(sample)
    window.resize(960, 600)
    window.activateWindow()
    window.commands["find"].trigger()
    bar = window.cases.search
    qtbot.waitUntil(lambda: bar.is_open, timeout=20_000)
    assert QApplication.focusWidget() is bar.field
    assert window.rect().contains(bar.popup.geometry())
    lying_on_top = window.childAt(bar.popup.geometry().center())
    assert lying_on_top is not None
    assert bar.popup.isAncestorOf(lying_on_top)
    window.commands["edit"].trigger()
    qtbot.waitUntil(lambda: not bar.is_open, timeout=20_000)


def test_a_smart_list_shows_its_number_before_it_is_opened_and_when_cases_change(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    search = save_search(sample, "椒", "五彩椒")
    window = open_window(sample)
    window.begin()
    model = window.library.model

    def number() -> int | None:
        row = model.row_of(Shelf("search", search))
        return model.entry(row).count if row >= 0 else None

    qtbot.waitUntil(lambda: bool(number()), timeout=20_000)
    found, shelf = number(), window.library.shelf
    assert found is not None
    with closing(Finder(sample)) as finder:
        assert found == len(finder.everything(Request("五彩椒")).keys)
    assert shelf == Shelf()
    window.cases.search.set_text("五彩椒")
    qtbot.waitUntil(lambda: window.catalogue.model.rowCount() == found, timeout=20_000)
    qtbot.waitUntil(window.commands["trash"].isEnabled, timeout=20_000)
    window.commands["trash"].trigger()
    qtbot.waitUntil(lambda: number() == found - 1, timeout=20_000)
    rest(qtbot, window)


def test_a_list_that_comes_without_a_first_page_shows_the_hits_of_its_own_words(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(sample)
    window.begin()
    catalogue = window.catalogue
    model, searcher = catalogue.model, catalogue.searcher

    def marked(typed: str) -> bool:
        hit = model.hit_of(model.ids[0]) if model.ids else None
        return hit is not None and typed in [hit.snippet[at:end] for at, end in hit.marks]

    window.cases.search.set_text("五彩")
    qtbot.waitUntil(lambda: marked("五彩"), timeout=20_000)
    rest(qtbot, window)
    monkeypatch.setattr(searcher, "ask", lambda *_question, **_how: None)
    catalogue.search("五彩椒")
    searcher.page_found.emit(FirstPage(Found((), complete=False), {}))
    searcher.found.emit(Found(tuple(model.ids), complete=True))
    qtbot.waitUntil(lambda: marked("五彩椒"), timeout=20_000)


def test_the_shelf_is_back_at_once_when_a_search_is_cleared_unless_it_has_changed(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogue_module, "PAGE", 3)  # as if the sample were a large archive
    window = open_window(sample)
    window.begin()
    bar, model = window.cases.search, window.catalogue.model
    whole = case_ids(sample, Shelf())
    qtbot.waitUntil(lambda: list(model.ids) == whole, timeout=20_000)

    def search() -> None:
        bar.set_text("五彩椒")
        qtbot.waitUntil(lambda: 0 < len(model.ids) < len(whole), timeout=20_000)

    search()
    rest(qtbot, window)
    bar.set_text("")
    assert list(model.ids) == whole
    search()
    gone = whole[-1]
    trash_cases(sample, [gone])
    bar.set_text("")
    qtbot.waitUntil(lambda: list(model.ids) == whole[:-1], timeout=20_000)
    rest(qtbot, window)
