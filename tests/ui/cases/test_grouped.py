"""The grouped list: headings between cases, told by arithmetic, stepped over by the keys."""

from collections.abc import Iterator, Mapping, Sequence

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from casearchive.services.library.browsing import CaseRow
from casearchive.services.searching.finding import Group
from casearchive.ui.cases.delegate import HEADING, HEIGHT
from casearchive.ui.cases.groups import headings
from casearchive.ui.cases.model import LISTED, CasesModel, Heading
from casearchive.ui.cases.view import CasesView
from casearchive.ui.look import Look

IDS = [f"{number:03}" for number in range(10)]
THREE = (Heading("甲", 1, 0), Heading("乙", 4, 1), Heading("丙", 5, 5))


def rows(ids: Sequence[str]) -> Mapping[str, CaseRow]:
    return {i: CaseRow(i, i, f"案例{i}", "摘要", "已核", "典型", "", (), "某省") for i in ids}


@pytest.fixture
def model(qtbot: QtBot) -> CasesModel:
    made = CasesModel(rows)
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    QAbstractItemModelTester(made, mode, made)
    made.show(IDS, THREE)
    return made


@pytest.fixture
def view(model: CasesModel, look: Look, qtbot: QtBot) -> Iterator[CasesView]:
    parent = QWidget()
    qtbot.addWidget(parent)
    made = CasesView(look, model, parent)
    made.resize(400, 300)
    parent.resize(400, 300)
    parent.show()
    yield made
    parent.close()


def test_headings_stand_before_their_cases(model: CasesModel) -> None:
    assert model.rowCount() == 13
    texts = [model.index(row).data() for row in range(4)]
    assert texts == ["甲", "案例000", "乙", "案例001"]
    assert [model.id_at(row) for row in (0, 1, 3, 12)] == ["", "000", "001", "009"]
    assert [model.row_of(case) for case in ("000", "001", "005", "没有")] == [1, 3, 8, -1]


def test_a_heading_cannot_be_chosen(model: CasesModel) -> None:
    flags = [bool(model.index(row).flags() & Qt.ItemFlag.ItemIsSelectable) for row in range(4)]
    assert flags == [False, True, False, True]
    spoken = model.index(2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "乙，4 个"


def test_the_rest_of_a_grouped_list_is_added_below(model: CasesModel, qtbot: QtBot) -> None:
    model.show(IDS[:3], (Heading("甲", 1, 0), Heading("乙", None, 1)))
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.rowsInserted):
        model.show(IDS, THREE, going_on=True)
    assert model.index(2).data(LISTED) == THREE[1]  # its count is known now
    assert model.index(7).data() == "丙"
    assert model.index(12).data() == "案例009"


def test_other_groups_are_another_list(model: CasesModel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(model.modelReset):
        model.show(IDS, THREE[:2], going_on=True)
    with qtbot.waitSignal(model.modelReset):
        model.show(IDS, going_on=True)


def test_every_place_has_its_row_and_every_row_its_place(view: CasesView) -> None:
    y = -view.verticalOffset()
    for row in range(13):
        height = HEADING if row in (0, 2, 7) else HEIGHT
        rect = view.visualRect(view.model().index(row, 0))
        assert (rect.top(), rect.height()) == (y, height)
        for at in (y, y + height - 1):
            assert view.indexAt(QPoint(5, at)).row() == row
        y += height
    assert not view.indexAt(QPoint(5, y)).isValid()
    assert not view.indexAt(QPoint(5, -1)).isValid()
    assert view.verticalScrollBar().maximum() == y - view.viewport().height()


def test_keys_step_over_headings(view: CasesView, model: CasesModel) -> None:
    view.setFocus()
    view.setCurrentIndex(model.index(1))
    for key, row in (
        (Qt.Key.Key_Down, 3),
        (Qt.Key.Key_Up, 1),
        (Qt.Key.Key_Up, 1),
        (Qt.Key.Key_End, 12),
        (Qt.Key.Key_Home, 1),
        (Qt.Key.Key_PageDown, 4),
        (Qt.Key.Key_PageUp, 1),
    ):
        QTest.keyClick(view, key)
        assert view.currentIndex().row() == row, key


def test_going_to_the_first_of_a_group_shows_its_heading(
    view: CasesView, model: CasesModel
) -> None:
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    view.setCurrentIndex(model.index(8))
    view.setCurrentIndex(model.index(3))
    assert view.visualRect(model.index(2)).top() >= 0


def test_pressing_a_heading_leaves_the_choice(view: CasesView, model: CasesModel) -> None:
    view.setCurrentIndex(model.index(3))
    at = view.visualRect(model.index(2)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert [index.row() for index in view.selectionModel().selectedIndexes()] == [3]


def test_a_range_of_cases_is_chosen_across_headings(view: CasesView, model: CasesModel) -> None:
    view.setCurrentIndex(model.index(1))
    view.setFocus()
    for _time in range(3):
        QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    chosen = sorted(index.row() for index in view.selectionModel().selectedIndexes())
    assert chosen == [1, 3, 4, 5]


def test_a_grouped_list_is_painted(view: CasesView, model: CasesModel) -> None:
    model.show([])
    blank = view.grab().toImage()
    model.show(IDS, THREE)
    assert view.grab().toImage() != blank


def test_a_count_is_told_only_where_it_is_known() -> None:
    groups = (Group("产业振兴", 0, 2), Group("", 2, 3))
    assert headings("theme", groups, 5, True) == (
        Heading("产业振兴", 2, 0),
        Heading("没有主题", 3, 2),
    )
    assert headings("place", groups, 4, False)[1] == Heading("地点不详", None, 2)
    assert headings("place", groups, 2, False) == (Heading("产业振兴", None, 0),)


def test_a_case_is_seen_whole_in_a_list_that_has_just_grown(
    view: CasesView, model: CasesModel
) -> None:
    model.show(IDS[:3], ())
    view.updateGeometries()
    model.show(IDS, THREE)  # the bar hears of it only once the window is idle
    last = model.index(model.rowCount() - 1)
    view.setCurrentIndex(last)
    assert view.viewport().rect().contains(view.visualRect(last))
