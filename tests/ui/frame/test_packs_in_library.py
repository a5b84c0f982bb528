"""Packs where the library lists them: made, renamed, deleted, taken back."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from casearchive.services.archive import Archive
from casearchive.services.briefing.packs import list_packs, read_pack
from casearchive.ui.actions import packs as pack_actions
from casearchive.ui.frame.window import MainWindow

OpenWindow = Callable[[Archive], MainWindow]


def rest(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.tasks.busy, timeout=20_000)


def names(archive: Archive) -> list[str]:
    return sorted(pack.name for pack in list_packs(archive))


def test_a_pack_is_made_of_what_is_selected_in_the_order_of_the_list(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(sample)
    view, model = window.cases.view, window.catalogue.model
    view.setCurrentIndex(model.index(0))
    for row in (2, 1):  # the one the keys stand on is neither first nor last
        view.selectionModel().setCurrentIndex(
            model.index(row), QItemSelectionModel.SelectionFlag.Select
        )
    assert window.cases.current == model.ids[1]
    monkeypatch.setattr("casearchive.ui.actions.cases.ask_for_line", lambda *_a, **_k: "新的")
    window.case_actions.new_pack()
    qtbot.waitUntil(lambda: window.pages.desk is not None, timeout=20_000)
    desk = window.pages.desk
    assert desk is not None
    qtbot.waitUntil(lambda: bool(desk.preview.pages), timeout=60_000)
    rest(qtbot, window)
    assert [item.case_id for item in desk.pack.items] == list(model.ids[:3])
    assert not desk.message.isVisible()
    assert not window.toast.isVisible()  # nothing went wrong, nothing is told


def test_a_pack_that_is_chosen_again_keeps_its_steps(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    window = open_window(sample)
    pack = list_packs(sample)[0].id
    window.library.open_pack(pack)
    desk = window.pages.desk
    assert desk is not None
    qtbot.waitUntil(lambda: desk.pack.id == pack, timeout=20_000)
    desk.pane.renamed.emit("另一个名字")
    window.library.pack_chosen.emit(pack)
    rest(qtbot, window)
    assert desk.pane.undo.isEnabled()
    desk.press.flush()
    rest(qtbot, window)


def test_a_pack_is_renamed_and_deleted_by_key_and_comes_back(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(sample)
    library, old = window.library, list_packs(sample)[0]
    library.open_pack(old.id)
    desk = window.pages.desk
    assert desk is not None
    qtbot.waitUntil(lambda: desk.pack.id == old.id, timeout=20_000)
    monkeypatch.setattr(pack_actions, "ask_for_line", lambda *_a, **_k: "改过的名字")
    QTest.keyClick(library.view, Qt.Key.Key_F2)
    rest(qtbot, window)
    assert read_pack(sample, old.id).name == "改过的名字"
    qtbot.waitUntil(lambda: desk.pack.name == "改过的名字", timeout=20_000)
    rest(qtbot, window)
    QTest.keyClick(library.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: "改过的名字" not in names(sample), timeout=20_000)
    rest(qtbot, window)
    assert window.pages.browsing
    assert library.name_of_pack(old.id) == ""
    assert "改过的名字" in window.toast.text.text()
    window.toast.button.click()
    qtbot.waitUntil(lambda: library.name_of_pack(old.id) == "改过的名字", timeout=20_000)
    rest(qtbot, window)


def test_the_status_is_not_offered_where_no_single_case_is_read(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    window = open_window(sample)
    menu = window.reader.standing.menu
    menu.aboutToShow.emit()
    qtbot.waitUntil(lambda: len(menu.actions()) > 1, timeout=20_000)
    window.cases.view.selectAll()
    menu.aboutToShow.emit()
    rest(qtbot, window)
    assert [action.isEnabled() for action in menu.actions()] == [False]
