"""Facets in the window: a choice is text in the search field, and the list follows it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from casearchive.services.archive import Archive
from casearchive.services.cases.reading import read_case
from casearchive.services.library.browsing import library_counts
from casearchive.ui.facets.panel import FacetsPanel
from casearchive.ui.frame.window import MainWindow

OpenWindow = Callable[[Archive], MainWindow]


def opened(qtbot: QtBot, window: MainWindow) -> FacetsPanel:
    """Open the panel and wait for its counts."""
    window.commands["facets"].trigger()
    panel = window.narrowing.panel
    assert panel is not None
    qtbot.waitUntil(lambda: panel.model.rowCount() > 0, timeout=20_000)
    return panel


def press(panel: FacetsPanel, facet: str, value: str) -> None:
    """Check or uncheck a value with the keyboard."""
    panel.view.setCurrentIndex(panel.model.index(panel.model.row_of(facet, value)))
    QTest.keyClick(panel.view, Qt.Key.Key_Space)


def count(panel: FacetsPanel, facet: str, value: str) -> int:
    return panel.model.line(panel.model.row_of(facet, value)).count


def test_a_choice_is_written_into_the_search_and_narrows_the_list(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    window = open_window(sample)
    panel = opened(qtbot, window)
    word, number = library_counts(sample)["theme"][0]
    assert count(panel, "theme", word) == number
    press(panel, "theme", word)
    assert window.cases.search.text() == f"主题={word}"
    qtbot.waitUntil(lambda: len(window.catalogue.model.ids) == number, timeout=10_000)
    assert all(word in read_case(sample, i).themes for i in window.catalogue.model.ids)
    press(panel, "theme", word)
    assert window.cases.search.text() == ""
    whole = library_counts(sample)["all"][0][1]
    qtbot.waitUntil(lambda: len(window.catalogue.model.ids) == whole, timeout=10_000)


def test_choices_of_a_facet_are_joined_and_those_of_two_are_crossed(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    window = open_window(sample)
    panel = opened(qtbot, window)
    (one, _n), (other, _m) = library_counts(sample)["theme"][:2]
    press(panel, "theme", one)
    press(panel, "theme", other)
    assert window.cases.search.text() == f"主题={one}|{other}"
    press(panel, "status", "已核")
    assert window.cases.search.text() == f"主题={one}|{other} 状态=已核"
    qtbot.waitUntil(lambda: window.catalogue.text == window.cases.search.text())
    ids = window.catalogue.model.ids
    qtbot.waitUntil(
        lambda: all(read_case(sample, i).status == "已核" for i in window.catalogue.model.ids)
    )
    assert ids


def test_a_count_is_what_the_choice_lists(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    window = open_window(sample)
    window.cases.search.set_text("集体")
    qtbot.waitUntil(lambda: window.catalogue.text == "集体" and window.catalogue.searching)
    panel = opened(qtbot, window)
    word = library_counts(sample)["theme"][0][0]
    told = count(panel, "theme", word)
    press(panel, "theme", word)
    assert window.cases.search.text() == f"集体 主题={word}"
    qtbot.waitUntil(lambda: len(window.catalogue.model.ids) == told, timeout=10_000)


def test_what_is_typed_is_what_is_checked(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    window = open_window(sample)
    panel = opened(qtbot, window)
    window.cases.search.set_text("状态=已核 村")
    assert panel.model.line(panel.model.row_of("status", "已核")).chosen
    panel.clear.click()
    assert window.cases.search.text() == "村"
    assert panel.clear.isHidden()


def test_escape_gives_the_shelves_back(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    window = open_window(sample)
    panel = opened(qtbot, window)
    assert panel.isVisible()
    assert not window.library.view.isVisible()
    QTest.keyClick(panel.view, Qt.Key.Key_Escape)
    assert window.library.view.isVisible()
    assert not window.commands["facets"].isChecked()
    assert not window.cases.head.facets.isChecked()
