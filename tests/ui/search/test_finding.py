"""Finding in the window: orders, groups, hits one after the other, similar cases."""

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from casearchive.services.archive import Archive
from casearchive.services.library.browsing import Shelf, case_rows
from casearchive.services.searching.finding import Likeness, Reason
from casearchive.services.searching.saved_searches import save_search
from casearchive.ui.frame.window import MainWindow
from casearchive.ui.look import Look
from casearchive.ui.reader.similar import SimilarPage, reasons

OpenWindow = Callable[[Archive], MainWindow]


def search(qtbot: QtBot, window: MainWindow, text: str) -> None:
    """Type a search and wait for its list and for the case that is opened."""
    window.cases.search.set_text(text)
    model = window.catalogue.model
    qtbot.waitUntil(
        lambda: bool(model.ids) and model.hit_of(model.ids[0]) is not None, timeout=20_000
    )
    qtbot.waitUntil(lambda: bool(window.reader.view.hits.places), timeout=10_000)


def texts(window: MainWindow) -> list[str]:
    model = window.catalogue.model
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def choose(window: MainWindow, key: str, number: int = 0) -> None:
    """Choose an order in the menu, or, with -1 where both have the key, a group."""
    menus = (window.cases.head.menu, window.cases.head.outcomes)
    actions = [one for menu in menus for one in menu.actions() if one.data() == key]
    assert actions[number].isEnabled()
    actions[number].trigger()


def test_a_list_is_sorted_and_the_order_remembered(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    window = open_window(sample)
    choose(window, "title")
    assert texts(window) == sorted(texts(window))
    window.close()
    again = open_window(sample)
    assert again.catalogue.question.order == "title"
    assert texts(again) == texts(window)


def test_relevance_is_offered_only_to_a_search(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    window = open_window(sample)
    relevance = window.cases.head.menu.actions()[0]
    assert not relevance.isEnabled()
    search(qtbot, window, "集体")
    assert relevance.isEnabled()
    assert relevance.isChecked()
    choose(window, "title")
    qtbot.waitUntil(lambda: texts(window) == sorted(texts(window)))
    window.cases.search.set_text("")
    assert window.catalogue.question.order == "updated"  # the shelf's own


def test_cases_are_sorted_by_an_outcome(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    window = open_window(sample)
    menu = window.cases.head.outcomes
    qtbot.waitUntil(lambda: bool(menu.actions()), timeout=20_000)
    before = texts(window)
    choose(window, str(menu.actions()[0].data()))
    qtbot.waitUntil(lambda: window.catalogue.question.order.startswith("outcome:"))
    qtbot.waitUntil(lambda: sorted(texts(window)) == sorted(before))


@pytest.mark.parametrize("group", ["theme", "place"])
def test_a_grouped_list_has_a_heading_for_each_group(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive, group: str
) -> None:
    window = open_window(sample)
    model = window.catalogue.model
    number = len(model.ids)
    choose(window, group, -1)
    qtbot.waitUntil(lambda: bool(model.heading_rows), timeout=20_000)
    assert model.heading_rows[0] == 0
    counted = [heading.count for row in model.heading_rows if (heading := model.heading(row))]
    assert sum(filter(None, counted)) == len(model.ids) == number
    rows = case_rows(sample, model.ids)
    if group == "theme":
        for row in range(model.rowCount()):
            if heading := model.heading(row):
                name = heading.name
            else:
                assert (rows[model.id_at(row)].themes or ("没有主题",))[0] == name
    assert window.cases.selected  # a case, not a heading
    choose(window, "")
    qtbot.waitUntil(lambda: not model.heading_rows)


def test_what_is_selected_stays_so_in_another_order(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    window = open_window(sample)
    last = window.catalogue.model.ids[-1]
    window.cases.choose(last)
    choose(window, "theme")
    qtbot.waitUntil(lambda: bool(window.catalogue.model.heading_rows), timeout=20_000)
    assert window.cases.selected == [last]


def test_other_words_choose_their_best_case(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    window = open_window(sample)
    window.cases.choose(window.catalogue.model.ids[-1])
    search(qtbot, window, "集体")
    assert window.cases.selected == [window.catalogue.model.ids[0]]
    case = window.reader.view.case
    assert case is not None
    assert case.id == window.catalogue.model.ids[0]


def test_hits_are_counted_and_gone_through(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    window = open_window(sample)
    assert not window.reader.hits_bar.isVisible()
    assert not window.commands["next_hit"].isEnabled()
    search(qtbot, window, "集体")
    hits, view = window.reader.view.hits, window.reader.view
    qtbot.waitUntil(window.reader.hits_bar.isVisible)
    total, start = len(hits.places), hits.at
    assert total == view.toPlainText().count("集体") > 2
    assert window.reader.hits_bar.text.text() == f"第 {start + 1} / {total} 处"
    window.commands["next_hit"].trigger()
    assert hits.at == (start + 1) % total
    for _time in range(total):
        window.commands["last_hit"].trigger()
    assert hits.at == (start + 1) % total  # once round
    strong = [m for m in view.extraSelections() if m.format.background() != _first(view)]
    assert len(strong) == 1
    assert view.cursorRect(strong[0].cursor).top() < view.viewport().height()
    window.cases.search.set_text("")
    qtbot.waitUntil(lambda: not window.reader.hits_bar.isVisible())


def _is_read(window: MainWindow, case_id: str) -> bool:
    case = window.reader.view.case
    return case is not None and case.id == case_id


def _first(view: object) -> object:
    """Return the ground that most marks have."""
    grounds = [mark.format.background() for mark in view.extraSelections()]  # type: ignore[attr-defined]
    return max(grounds, key=grounds.count)


def test_a_found_case_opens_where_its_snippet_says(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    window = open_window(sample)
    search(qtbot, window, "集体")
    model, view = window.catalogue.model, window.reader.view
    for case_id in model.ids:
        window.cases.choose(case_id)
        qtbot.waitUntil(partial(_is_read, window, case_id))
        hit = model.hit_of(case_id)
        assert hit is not None
        text = view.toPlainText()
        if hit.section and f"\n{hit.section}\n" in text:
            start = text.index(f"\n{hit.section}\n")
            assert view.hits.places[view.hits.at][0] > start


def test_a_smart_list_lists_its_cases_with_its_words_marked(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    kept = save_search(sample, "集体经济", "集体", "title", "theme")
    window = open_window(sample)
    whole = len(window.catalogue.model.ids)
    shelf = Shelf("search", kept)
    qtbot.waitUntil(lambda: window.library.model.row_of(shelf) >= 0, timeout=10_000)
    window.library.choose_shelf(shelf)
    model = window.catalogue.model
    qtbot.waitUntil(lambda: bool(model.heading_rows), timeout=20_000)
    assert 0 < len(model.ids) < whole
    assert window.catalogue.question.order == "title"
    qtbot.waitUntil(lambda: bool(window.reader.view.hits.places), timeout=10_000)
    window.library.choose_shelf(Shelf())
    qtbot.waitUntil(lambda: len(model.ids) == whole)
    assert window.catalogue.question.group == ""  # the user's own choice again


def test_similar_cases_are_shown_in_the_readers_place(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    window = open_window(sample)
    window.commands["similar"].trigger()
    page = window.reader.similar
    assert page is not None
    assert page.isVisible()
    case = window.reader.view.case
    assert case is not None
    assert case.title in page.title.text()
    qtbot.waitUntil(lambda: page.view.isVisible() or page.empty.isVisible(), timeout=20_000)
    if page.model.rowCount():
        key = page.model.likeness(0).key
        QTest.keyClick(page.view, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: window.cases.selected == [key])
        qtbot.waitUntil(window.reader.view.isVisible)


def test_several_cases_offer_what_is_like_them(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    window = open_window(sample)
    window.cases.view.selectAll()
    window.commands["similar"].trigger()
    page = window.reader.similar
    assert page is not None
    qtbot.waitUntil(lambda: page.view.isVisible() or page.empty.isVisible(), timeout=20_000)
    assert page.empty.isVisible()  # all cases are selected: none is left to be like them
    window.reader.leave_similar()
    assert not page.isVisible()


def test_reasons_are_words() -> None:
    why = (
        Reason("theme", ("产业振兴",)),
        Reason("place", ("山东省/潍坊市/寿光市",)),
        Reason("word", ("五彩椒", "大棚")),
    )
    assert reasons(why) == "同主题：产业振兴　同地：寿光市　都写到：五彩椒、大棚"


def test_a_similar_case_is_opened_by_a_click(look: Look, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    page = SimilarPage(look)
    page.setParent(window)
    page.resize(700, 500)
    window.resize(700, 500)
    window.show()
    page.wait_for("和“甲村”相似")
    page.show_likenesses((Likeness("b" * 32, "<b>乙村</b>", (Reason("word", ("大棚",)),)),))
    spoken = page.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "<b>乙村</b>、都写到：大棚"
    at = page.view.visualRect(page.model.index(0)).center()
    with qtbot.waitSignal(page.opened) as told:
        QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert told.args == ["b" * 32]
    with qtbot.waitSignal(page.left):
        QTest.keyClick(page.view, Qt.Key.Key_Escape)


def test_one_case_is_chosen_though_ctrl_is_held(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    window = open_window(sample)
    last = window.catalogue.model.ids[-1]
    QTest.keyPress(window.windowHandle(), Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.keyboardModifiers() == Qt.KeyboardModifier.ControlModifier
    window.cases.choose(last)
    QTest.keyRelease(window.windowHandle(), Qt.Key.Key_Control)
    assert window.cases.selected == [last]
