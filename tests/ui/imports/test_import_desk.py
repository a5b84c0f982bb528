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
from casearchive.services.browsing import case_ids
from casearchive.services.views import Shelf
from casearchive.ui.imports.desk import ImportDesk
from casearchive.ui.window import MainWindow

OpenWindow = Callable[[Archive], MainWindow]


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
    assert [desk.tree.topLevelItem(n).text(1) for n in range(3)] == [  # type: ignore[union-attr]
        "7 个案例",
        "不能导入",
        "2 个案例",
    ]
    assert "9 个草稿案例，1 个不能导入" in desk.says.text()
    item = desk.tree.topLevelItem(2)
    assert item is not None
    desk.tree.setCurrentItem(item)
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
