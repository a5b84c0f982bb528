"""The panel of facets: checked by mouse and keys, spoken, steady while counts change."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from casearchive.services.searching.finding import FacetCount, Facets
from casearchive.ui.facets.model import FacetsModel
from casearchive.ui.facets.panel import FacetsPanel
from casearchive.ui.look import Look

THEMES = (FacetCount("产业振兴", 4), FacetCount("组织振兴", 3))
STATES = (FacetCount("已核", 6), FacetCount("草稿", 1))
COUNTED = Facets({"theme": THEMES, "status": STATES}, exact=True)


@pytest.fixture
def panel(look: Look, qtbot: QtBot) -> Iterator[FacetsPanel]:
    window = QWidget()
    qtbot.addWidget(window)
    made = FacetsPanel(look)
    made.setParent(window)
    made.resize(240, 600)
    window.resize(240, 600)
    window.show()
    made.show_facets(COUNTED, {})
    yield made
    window.close()


def texts(model: FacetsModel) -> list[str]:
    return [model.line(row).text for row in range(model.rowCount())]


def spoken(model: FacetsModel, row: int) -> object:
    return model.index(row).data(Qt.ItemDataRole.AccessibleTextRole)


def test_the_model_is_sound_to_qt(qtbot: QtBot) -> None:
    model = FacetsModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.show(COUNTED, {})
    model.show(COUNTED, {"theme": ("产业振兴",)})
    model.fold("theme")
    model.show(Facets({}, exact=True), {})
    assert model.rowCount() == 0


def test_space_checks_a_value_and_unchecks_it(panel: FacetsPanel, qtbot: QtBot) -> None:
    panel.focus()
    QTest.keyClick(panel.view, Qt.Key.Key_Down)
    with qtbot.waitSignal(panel.chosen) as told:
        QTest.keyClick(panel.view, Qt.Key.Key_Space)
    assert told.args == ["theme", ("组织振兴",)]
    assert panel.model.line(panel.view.currentIndex().row()).value == "组织振兴"  # now the first
    with qtbot.waitSignal(panel.chosen) as told:
        QTest.keyClick(panel.view, Qt.Key.Key_Return)
    assert told.args == ["theme", ()]


def test_a_click_adds_to_what_is_chosen(panel: FacetsPanel, qtbot: QtBot) -> None:
    panel.show_facets(COUNTED, {"theme": ("组织振兴",)})
    row = panel.model.row_of("theme", "产业振兴")
    at = panel.view.visualRect(panel.model.index(row)).center()
    with qtbot.waitSignal(panel.chosen) as told:
        QTest.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert told.args == ["theme", ("组织振兴", "产业振兴")]


def test_a_line_is_spoken_with_its_count_and_state(panel: FacetsPanel, qtbot: QtBot) -> None:
    assert spoken(panel.model, 1) == "产业振兴，4 个"
    panel.choose({"theme": ("产业振兴",)})
    assert spoken(panel.model, 1) == "产业振兴，4 个，已选"
    assert panel.model.index(1).data(Qt.ItemDataRole.CheckStateRole) == 2


def test_an_estimate_is_called_one_only_where_it_stays(panel: FacetsPanel, qtbot: QtBot) -> None:
    panel.show_facets(Facets(COUNTED.values, exact=False), {})
    assert spoken(panel.model, 1) == "产业振兴，4 个"
    qtbot.waitUntil(lambda: spoken(panel.model, 1) == "产业振兴，约 4 个")
    panel.show_facets(COUNTED, {})
    assert spoken(panel.model, 1) == "产业振兴，4 个"


def test_values_without_a_case_stay_in_their_place(panel: FacetsPanel) -> None:
    before = texts(panel.model)
    panel.show_facets(Facets({"theme": THEMES[1:], "status": STATES[1:]}, exact=True), {})
    assert texts(panel.model) == before
    assert panel.model.line(1).count == 0
    panel.model.forget()
    panel.show_facets(Facets({"theme": THEMES[1:]}, exact=True), {})
    assert texts(panel.model) == ["主题", "组织振兴"]


def test_arrows_fold_a_facet_from_its_heading(panel: FacetsPanel) -> None:
    panel.view.setFocus()
    panel.view.setCurrentIndex(panel.model.index(0))
    QTest.keyClick(panel.view, Qt.Key.Key_Left)
    assert texts(panel.model) == ["主题", "状态", "已核", "草稿"]
    QTest.keyClick(panel.view, Qt.Key.Key_Left)
    assert panel.model.line(0).folded
    QTest.keyClick(panel.view, Qt.Key.Key_Right)
    assert len(texts(panel.model)) == 6


def test_more_values_are_shown_on_demand(panel: FacetsPanel) -> None:
    tags = tuple(FacetCount(f"标签{number}", 3) for number in range(12))
    panel.show_facets(Facets({"tag": tags}, exact=True), {})
    panel.view.setFocus()
    panel.view.setCurrentIndex(panel.model.index(panel.model.rowCount() - 1))
    QTest.keyClick(panel.view, Qt.Key.Key_Space)
    assert texts(panel.model)[-2:] == ["标签11", "收起"]


def test_everything_can_be_cleared_once_something_is_chosen(
    panel: FacetsPanel, qtbot: QtBot
) -> None:
    assert panel.clear.isHidden()
    panel.show_facets(COUNTED, {"theme": ("产业振兴",)})
    assert panel.clear.isVisible()
    with qtbot.waitSignal(panel.cleared):
        panel.clear.click()
    with qtbot.waitSignal(panel.left):
        QTest.keyClick(panel.view, Qt.Key.Key_Escape)


def test_it_is_painted_in_both_themes(panel: FacetsPanel, look: Look) -> None:
    light = panel.grab().toImage()
    panel.choose({"theme": ("产业振兴",)})
    assert panel.grab().toImage() != light
