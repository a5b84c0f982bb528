"""The two list models: sound to Qt, one page of rows at a time, groups that fold."""

from collections.abc import Mapping, Sequence

import pytest
from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRect
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from casearchive.services.archive import Archive
from casearchive.services.briefing.packs import list_packs
from casearchive.services.library.browsing import (
    CaseRow,
    Shelf,
    case_ids,
    case_rows,
    library_counts,
    list_collections,
)
from casearchive.services.library.collections import create_collection
from casearchive.ui.cases.delegate import short_date
from casearchive.ui.cases.model import PAGE, CasesModel
from casearchive.ui.cases.view import CasesView
from casearchive.ui.library.model import LibraryModel
from casearchive.ui.look import Look


def watched(model: QAbstractItemModel) -> QAbstractItemModelTester:
    return QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Fatal, model
    )


def row(case_id: str) -> CaseRow:
    return CaseRow(case_id, case_id, f"案例{case_id}", "", "草稿", "典型", "", (), "")


class Shelves:
    """Rows for any id, and a note of how many were read at a time."""

    def __init__(self) -> None:
        self.read: list[int] = []

    def __call__(self, ids: Sequence[str]) -> Mapping[str, CaseRow]:
        self.read.append(len(ids))
        return {case_id: row(case_id) for case_id in ids}


@pytest.fixture
def many() -> list[str]:
    return [f"{number:05}" for number in range(1_000)]


def test_the_list_of_cases_is_sound_to_qt(sample: Archive, qtbot: QtBot) -> None:
    model = CasesModel(lambda ids: case_rows(sample, ids))
    watched(model)
    ids = case_ids(sample, Shelf())
    model.show(ids[:2])
    model.show(ids)
    assert model.rowCount() == len(ids)
    assert model.index(0).data() == case_rows(sample, ids)[ids[0]].title
    model.show(ids[1:], searching=True)
    model.forget_rows()
    model.show([])
    assert model.rowCount() == 0


def test_rows_are_read_a_page_at_a_time_and_kept(many: list[str], qtbot: QtBot) -> None:
    shelves = Shelves()
    model = CasesModel(shelves)
    model.show(many)
    assert [model.index(number).data() for number in (0, 1, PAGE - 1)] == [
        "案例00000",
        "案例00001",
        f"案例{PAGE - 1:05}",
    ]
    assert model.index(999).data() == "案例00999"
    assert shelves.read == [PAGE, PAGE]


def test_the_rest_of_a_list_is_added_to_its_first_page(many: list[str], qtbot: QtBot) -> None:
    model = CasesModel(Shelves())
    watched(model)
    model.show(many[:PAGE])
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.rowsInserted):
        model.show(many)
    assert model.index(950).data() == "案例00950"
    with qtbot.waitSignal(model.modelReset):
        model.show(many[::-1])


def test_hits_are_asked_for_once_and_only_for_what_is_seen(many: list[str], qtbot: QtBot) -> None:
    model = CasesModel(Shelves())
    model.show(many, searching=True)
    with qtbot.waitSignal(model.hits_wanted) as asked:
        for number in (0, 1, 0):
            model.listed(number)
    assert asked.args == [["00000", "00001"]]
    model.show(many)
    assert model.listed(0).hit is None


def test_a_case_that_has_just_gone_leaves_an_empty_line(qtbot: QtBot) -> None:
    model = CasesModel(lambda _ids: {})
    model.show(["gone"])
    assert model.index(0).data() == ""
    assert model.listed(0).row is None


def test_the_library_is_sound_to_qt_and_leaves_empty_groups_out(
    sample: Archive, empty: Archive, qtbot: QtBot
) -> None:
    model = LibraryModel()
    watched(model)
    model.show(counts=library_counts(empty))
    head = ["资料库", "全部案例", "最近阅读", "收藏", "未读", "草稿", "回收站"]
    assert [model.entry(number).text for number in range(model.rowCount())] == head
    model.show_folders(())  # until they are known, nothing is said of folders
    texts = [model.entry(number).text for number in range(model.rowCount())]
    assert texts == [*head, "文件夹", "新建文件夹…"]
    model.show(counts=library_counts(sample), packs=list_packs(sample))
    texts = [model.entry(number).text for number in range(model.rowCount())]
    assert "主题" in texts
    assert texts[-1] == list_packs(sample)[-1].name
    assert model.index(1).data() == "全部案例"


def test_folders_are_a_tree_that_folds(sample: Archive, qtbot: QtBot) -> None:
    inner = create_collection(sample, "里层", create_collection(sample, "外层"))
    model = LibraryModel()
    watched(model)
    model.show(counts=library_counts(sample))
    model.show_folders(list_collections(sample))
    row = model.row_of(Shelf("collection", inner))
    assert (model.entry(row).depth, model.entry(row - 1).holds) == (1, True)
    model.fold(model.entry(row - 1).folder)
    assert model.row_of(Shelf("collection", inner)) == -1
    assert model.entry(row - 1).folded
    model.writable = False
    model.show_folders([])
    assert "文件夹" not in [model.entry(number).text for number in range(model.rowCount())]


def test_a_group_folds_and_unfolds(sample: Archive, qtbot: QtBot) -> None:
    model = LibraryModel()
    watched(model)
    model.show(counts=library_counts(sample))
    before = model.rowCount()
    values = len(library_counts(sample)["theme"])
    model.fold("theme")
    assert model.rowCount() == before - values
    model.fold("theme")
    assert model.rowCount() == before


@pytest.mark.parametrize(
    ("moment", "shown"),
    [("2019-03-05T12:00:00Z", "2019/03"), ("", ""), ("yesterday", "yesterday")],
)
def test_dates_are_short_and_never_fail(moment: str, shown: str) -> None:
    assert short_date(moment) == shown


def test_scrolling_paints_the_list_anew(many: list[str], look: Look, qtbot: QtBot) -> None:
    """Qt's own list moves nothing that it has not laid out itself."""
    model = CasesModel(Shelves())
    model.show(many)
    window = QWidget()
    qtbot.addWidget(window)
    view = CasesView(look, model, window)
    window.resize(300, 500)
    view.resize(300, 500)
    window.show()
    qtbot.waitExposed(window)
    seen: list[QRect] = []

    class Painted(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt
            if isinstance(event, QPaintEvent):
                seen.append(event.rect())
            return super().eventFilter(watched, event)

    painted = Painted(view)
    view.viewport().installEventFilter(painted)
    qtbot.wait(50)
    seen.clear()
    view.verticalScrollBar().setValue(5_000)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0].height() == view.viewport().height()


def test_the_next_page_is_read_before_it_is_scrolled_to(many: list[str], qtbot: QtBot) -> None:
    read = Shelves()
    model = CasesModel(read)
    model.show(many)
    model.listed(0)
    assert len(read.read) == 1
    for number in range(PAGE - 5):
        model.listed(number)
    assert len(read.read) == 1, "not while the page itself is painted"
    qtbot.waitUntil(lambda: len(read.read) == 2)
    model.listed(PAGE)
    assert len(read.read) == 2
