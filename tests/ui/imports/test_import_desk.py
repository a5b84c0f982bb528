"""The import page as a user goes through it: drop, look, map, import, undo."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog
from pytestqt.qtbot import QtBot

from benchmarks import wild_files
from casearchive.services.archive import Archive
from casearchive.services.library.browsing import case_ids
from casearchive.services.packages.exporting import export_package
from casearchive.services.views import Shelf
from casearchive.ui.frame.window import MainWindow
from casearchive.ui.imports.desk import ImportDesk
from casearchive.ui.imports.file_model import STATE

OpenWindow = Callable[[Archive], MainWindow]

MANGLED = """青竹村：辣椒產(chǎn)業(yè)
2023-05-20 10:00  來源:鄉(xiāng)村報  作者:通訊員 李某
二、主要做法
浙江省安吉縣孝豐鎮(zhèn)青竹村黨(dǎng)支部書記陳建國說:“先算賬?！?月8日,村集體經(jīng)濟收入170萬元。
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "材料"
    folder.mkdir()
    (folder / "选编.docx").write_bytes(wild_files.collection())
    (folder / "名单.xlsx").write_bytes(wild_files.xlsx(2))
    (folder / "旧.doc").write_bytes(wild_files.OLE + b"\0" * 600)
    return folder


def drop(window: MainWindow, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton)
    keys = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(200, 200), *how, keys)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(200, 200), *how, keys))


def desk_of(window: MainWindow, qtbot: QtBot) -> ImportDesk:
    qtbot.waitUntil(lambda: not window.tasks.busy, timeout=60_000)
    assert window.pages.imports is not None
    return window.pages.imports


def test_files_are_dropped_imported_and_taken_back(
    empty: Archive, open_window: OpenWindow, qtbot: QtBot, folder: Path
) -> None:
    window = open_window(empty)
    drop(window, folder)
    desk = desk_of(window, qtbot)
    assert window.pages.currentWidget() is desk
    assert [desk.tree.files.index(n, STATE).data() for n in range(3)] == [
        "7 个案例",
        "不能导入",
        "2 个案例",
    ]
    assert "9 个草稿案例，1 个不能导入" in desk.says.text()
    desk.tree.choose(2)
    desk.split.click()
    assert "8 个草稿案例" in desk.says.text()
    QTest.keyClick(desk.tree, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk_of(window, qtbot)
    assert desk.report.title.text() == "已导入 8 个案例"
    assert "旧.doc" in desk.report.list.item(0).text()
    assert len(case_ids(empty, Shelf())) == 8
    desk.report.undo.click()
    desk_of(window, qtbot)
    assert desk.report.title.text() == "已撤销这次导入"
    assert case_ids(empty, Shelf()) == []


def test_what_was_imported_is_what_is_read_next(
    sample: Archive, open_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(sample)
    before = window.cases.current
    path = tmp_path / "新.txt"
    path.write_text("新来的案例\n\n某村2019年种果树500亩。\n", "utf-8")
    drop(window, path)
    desk = desk_of(window, qtbot)
    desk.go.click()
    desk_of(window, qtbot)
    (made,) = desk.made
    desk.report.done.click()
    qtbot.waitUntil(lambda: window.cases.current == made, timeout=20_000)
    assert window.pages.browsing
    assert made != before
    qtbot.waitUntil(lambda: not window.tasks.busy, timeout=20_000)


def test_every_column_of_a_small_table_is_seen_whole(
    empty: Archive, open_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(empty)
    window.resize(1280, 800)
    path = tmp_path / "表.csv"
    path.write_text("编号,标题,村,状态\n甲-1,甲,乙,草稿\n", "utf-8")
    drop(window, path)
    columns = desk_of(window, qtbot).mapping.columns
    assert columns.rowCount() == 4
    qtbot.waitUntil(lambda: columns.verticalScrollBar().maximum() == 0)
    assert columns.viewport().height() == columns.verticalHeader().length()


def test_a_column_is_given_another_meaning_and_errors_are_saved(
    empty: Archive,
    open_window: OpenWindow,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = open_window(empty)
    path = tmp_path / "表.csv"
    path.write_text("叫什么,收入（万元）\n甲,3\n乙,很多\n", "utf-8")
    drop(window, path)
    desk = desk_of(window, qtbot)
    assert desk.says.text().startswith("1 个文件，将新增 1 个草稿案例")
    choice = desk.mapping.columns.cellWidget(0, 2)
    assert isinstance(choice, QComboBox)
    choice.setCurrentIndex(choice.findData("title"))
    choice.activated.emit(choice.currentIndex())
    assert desk.mapping.says.text() == "1 行可以导入，1 行有错。"
    saved = tmp_path / "错.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(saved), ""))
    desk.mapping.errors.click()
    assert saved.is_file()
    assert "1 行存到了 错.xlsx" in desk.message.text.text()


def test_a_text_is_pasted_and_a_word_is_not(
    empty: Archive, open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window(empty)
    QGuiApplication.clipboard().setText(wild_files.text_of(1))
    window.commands["paste"].trigger()
    desk = desk_of(window, qtbot)
    assert [candidate.kind for candidate in desk.candidates] == ["pasted"]
    desk.begin_anew()
    QGuiApplication.clipboard().setText("一个词")
    window.commands["paste"].trigger()
    assert "剪贴板" in desk_of(window, qtbot).message.text.text()


def test_a_mangled_page_is_gone_through_before_it_is_imported(
    empty: Archive, open_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "材料"
    folder.mkdir()
    (folder / "网页.txt").write_text(MANGLED, encoding="utf-8")
    (folder / "别的.txt").write_text("别的一份材料\n" + "村里先算账再种。" * 9, encoding="utf-8")
    window = open_window(empty)
    drop(window, folder)
    desk = desk_of(window, qtbot)
    desk.tree.choose(1)
    assert "改动" in desk._cut.text()
    QTest.keyClick(desk, Qt.Key.Key_F4)
    texts = window.texts.desk
    assert texts is not None
    qtbot.waitUntil(lambda: not window.tasks.busy, timeout=30_000)
    assert window.pages.currentWidget() is texts
    assert texts.step is texts.repair
    texts.back()
    assert window.pages.currentWidget() is desk  # nothing is taken off the list by looking
    assert "2 个草稿案例" in desk.says.text()
    desk.check.click()
    qtbot.waitUntil(lambda: not window.tasks.busy, timeout=30_000)
    for _step in range(2):
        texts.go_on()
        qtbot.waitUntil(lambda: not window.tasks.busy, timeout=30_000)
    form = window.pages.form
    assert form is not None
    assert window.pages.currentWidget() is form
    assert form.draft.sources[0].publisher == "乡村报"
    assert form.draft.attachments[0].name == "网页.txt"
    assert "1 个案例" in window.toast.text.text()
    assert [candidate.wanted for candidate in desk.candidates] == [True, False]


def test_a_draft_of_a_collection_is_gone_through_alone(
    empty: Archive, open_window: OpenWindow, qtbot: QtBot, folder: Path
) -> None:
    window = open_window(empty)
    drop(window, folder / "选编.docx")
    desk = desk_of(window, qtbot)
    other_title, title = desk.tree.files.titles(0)
    desk.tree.choose(0, 1)
    desk.check.click()
    qtbot.waitUntil(lambda: not window.tasks.busy, timeout=30_000)
    texts = window.texts.desk
    assert texts is not None
    assert texts.step is texts.propose
    assert texts.pasted.startswith(title)
    texts.go_on()
    qtbot.waitUntil(lambda: not window.tasks.busy, timeout=30_000)
    assert [draft.title for draft in desk.candidates[0].drafts] == [other_title]
    assert desk.candidates[0].wanted


def test_an_exchange_package_among_files_leads_to_its_page(
    sample: Archive, empty: Archive, open_window: OpenWindow, qtbot: QtBot, folder: Path
) -> None:
    package = export_package(sample, folder / "给你.casepack", signed_as=None).path
    window = open_window(empty)
    drop(window, folder)
    desk = desk_of(window, qtbot)
    states = [desk.tree.files.index(n, STATE).data() for n in range(4)]
    assert states.count("交换包") == 1
    assert "1 个不能导入，1 个交换包" in desk.says.text()
    desk.tree.choose(states.index("交换包"))
    assert desk._preview.currentWidget() is desk.package
    desk.package.chosen.emit("look")
    qtbot.waitUntil(lambda: window.pages.package is not None, timeout=30_000)
    window.pages.show_import().add_paths([package])
    qtbot.waitUntil(lambda: not window.tasks.busy, timeout=30_000)
    assert window.pages.currentWidget() is window.pages.package
    assert len(desk.candidates) == 4
