"""A package on the page and in the window: looked at, settled, merged, undone, handed out."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QScrollArea
from pytestqt.qtbot import QtBot

from casearchive.i18n import _, use_language
from casearchive.services.cases.reading import read_case
from casearchive.services.packages.previewing import preview_package
from casearchive.ui.look import Look
from casearchive.ui.packages import actions
from casearchive.ui.packages.export_dialog import ExportDialog, Offers
from casearchive.ui.packages.merge_page import MergePage
from tests.services.packages.conftest import CODE, Pair, Sent, edit
from tests.ui.conftest import OpenWindow


@pytest.fixture
def page(look: Look, qtbot: QtBot, pair: Pair, sent: Sent) -> Iterator[MergePage]:
    """The page with a package that has a conflict, a change and something new."""
    ours, theirs = pair
    edit(ours, title="我们的")
    edit(theirs, title="他们的", abstract="他们的摘要。")
    edit(theirs, "AL-2", title="只有他们改")
    page = MergePage(look)
    frame = QScrollArea()  # a window that knows no size hints
    frame.setWidget(page)
    qtbot.addWidget(frame)
    page.resize(1000, 700)
    page.show_preview(preview_package(ours, sent(theirs)))
    frame.show()
    yield page


def test_the_first_conflict_is_shown_side_by_side(page: MergePage) -> None:
    assert "AL-1" in str([i.code for i in (page.items.item(1),) if i])
    first = page.cards.cards[0]
    assert (first.view.mine, first.view.theirs) == ("我们的", "他们的")
    assert first.buttons["mine"].isChecked()
    assert first.texts["mine"].extraSelections()
    assert page.cards.cards[1].buttons["theirs"].isChecked()


def test_keys_settle_a_whole_item_and_clicks_a_field(page: MergePage) -> None:
    (item,) = [page.items.item(1)]
    assert item is not None
    assert page.items.state_of(item) == "待选"
    QTest.keyClick(page.list, Qt.Key.Key_2)
    assert page.choices().fields == {item.id: "theirs"}
    assert page.items.state_of(item) == "对方的"
    page.cards.cards[0].buttons["mine"].click()
    assert page.choices().fields[f"{item.id}/title"] == "mine"
    assert page.items.state_of(item) == "合并"
    QTest.keyClick(page.list, Qt.Key.Key_1)
    assert page.choices().fields == {item.id: "mine"}


def test_the_texts_fit_every_width(page: MergePage) -> None:
    for width in (600, 1400):
        page.resize(width, 600)
        QApplication.processEvents()
        for card in page.cards.cards:
            right = max(text.geometry().right() for text in card.texts.values())
            assert right <= card.width()


@pytest.mark.parametrize("language", ["zh", "en", "pseudo"])
def test_no_side_is_cut_off_however_narrow_the_page(
    look: Look, qtbot: QtBot, pair: Pair, sent: Sent, language: str
) -> None:
    use_language(language)
    ours, theirs = pair
    edit(ours, title="我们的")
    edit(theirs, title="他们的", abstract="他们的摘要。")
    page = MergePage(look)
    frame = QScrollArea()  # a window that knows no size hints
    frame.setWidget(page)
    qtbot.addWidget(frame)
    preview = preview_package(ours, sent(theirs))
    long = [
        replace(field, label=_("附件“{name}”").format(name="村口的公开栏" * 6), changed=changed)
        for item in preview.items
        for field in item.fields
        for changed in ("both", "joined", "theirs")
    ]
    item = next(item for item in preview.items if item.fields)
    page.show_preview(replace(preview, items=(replace(item, fields=tuple(long)),)))
    frame.show()
    page.resize(1040 - 236, 700)  # a window of 1,040 pixels with its library
    page.split.setSizes([900, 0])
    for width in (1040 - 236, 960 - 236, page.minimumSizeHint().width()):
        page.resize(width, 600)
        QApplication.processEvents()
        room = page.area.viewport().width()
        assert page.cards.cards and page.cards.minimumSizeHint().width() <= room
        for card in page.cards.cards:
            assert all(text.geometry().right() <= card.width() for text in card.texts.values())
            assert page.cards.width() <= room and card.geometry().right() <= room


def test_a_package_that_says_nothing_new_leaves_nothing_to_merge(
    look: Look, qtbot: QtBot, pair: Pair, sent: Sent
) -> None:
    ours, theirs = pair
    page = MergePage(look)
    qtbot.addWidget(page)
    page.show_preview(preview_package(ours, sent(theirs)))
    assert not page.merge.isEnabled()
    assert not page.nothing.isHidden()


def test_a_dropped_package_is_merged_and_undone(
    open_window: OpenWindow, qtbot: QtBot, pair: Pair, sent: Sent
) -> None:
    ours, theirs = pair
    edit(theirs, title="他们的")
    window = open_window(ours)

    def rest(done: Callable[[], bool]) -> None:
        qtbot.waitUntil(lambda: done() and not window.tasks.busy, timeout=30_000)

    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(sent(theirs)))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPointF(9, 9).toPoint(), copy, data, left, none)
    QApplication.sendEvent(window, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(9, 9), copy, data, left, none))
    rest(lambda: window.pages.package is not None)
    page = window.pages.package
    assert page is not None
    page.merge.click()
    rest(lambda: window.pages.browsing)
    assert read_case(ours, CODE).title == "他们的"
    window.toast.button.click()
    qtbot.waitUntil(lambda: not window.tasks.busy, timeout=30_000)
    assert read_case(ours, CODE).title == "椒香村的五彩椒"


def test_the_dialog_hands_out_what_was_chosen(
    open_window: OpenWindow,
    qtbot: QtBot,
    pair: Pair,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ours, _theirs = pair
    window = open_window(ours)
    target = tmp_path / "给他们.casepack"
    monkeypatch.setattr(ExportDialog, "ask", lambda _dialog: True)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(target), ""))
    said: list[str] = []
    monkeypatch.setattr(actions, "tell", lambda *words: said.append(str(words[2])))
    window.package_door.hand_out([])
    qtbot.waitUntil(lambda: target.exists() and not window.tasks.busy, timeout=30_000)
    assert "不能印发的附件" in said[0]


def test_history_goes_only_with_everything(look: Look, qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QWidget  # noqa: PLC0415 - a parent for the dialog alone

    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = ExportDialog(look, Offers(("a",), (("1", "课"),), (("2", "表"),)), parent)
    assert dialog.chosen_scope().cases == ("a",)
    dialog.scope.set_value("pack:1")
    assert dialog.chosen_scope().packs == ("1",)
    dialog.scope.set_value("all")
    for box in dialog.parts.values():
        box.setChecked(False)
    dialog.history.setChecked(True)
    assert dialog.with_history()
    dialog.parts["notes"].setChecked(True)
    assert not dialog.with_history()
    dialog.sign.setChecked(True)
    assert not dialog.yes.isEnabled()
    dialog.centre.setText("甲县")
    assert dialog.signed_as() == "甲县"
    assert dialog.yes.isEnabled()
