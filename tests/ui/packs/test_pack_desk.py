"""The desk: order, editions, saving by itself, pages, getting them out."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from casearchive.services.archive import Archive
from casearchive.services.briefing.packs import add_to_pack, create_pack, read_pack
from casearchive.services.briefing.publishing import PrintedPack
from casearchive.services.cases.editing import restore_case, trash_case
from casearchive.services.opening import open_archive
from casearchive.ui.form.inputs import LineInput
from casearchive.ui.look import Look
from casearchive.ui.packs.contents.kinds import new_item
from casearchive.ui.packs.out.dialogs import FileWish
from casearchive.ui.packs.out.kinds import PDF
from casearchive.ui.packs.out.output import missing_told
from casearchive.ui.packs.pack_desk import PackDesk
from casearchive.ui.tasks import Change, Tasks

# The offscreen screen can neither raise a popup nor pass on the least size of a window.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Ready = Callable[[], None]
FIRST, SECOND, THIRD = "甲村的账本", "乙村的水渠", "丙村的果园"


def titles(desk: PackDesk) -> list[str]:
    return [item.title for item in desk.pack.items]


def stored(archive: Archive, desk: PackDesk) -> list[str]:
    return [item.title for item in read_pack(archive, desk.pack.id).items]


def text(desk: PackDesk) -> str:
    document = desk.preview.sheets.document
    assert document
    return "".join(document.getAllText(page).text() for page in range(document.pageCount()))


def saved(qtbot: QtBot, desk: PackDesk) -> None:
    with qtbot.waitSignal(desk.pack_changed, timeout=30_000):
        desk.press.flush()


def test_the_preview_shows_the_pages_in_the_order_of_the_list(desk: PackDesk, ready: Ready) -> None:
    ready()
    shown = text(desk)
    printed = desk.press.printed
    assert printed
    assert desk.preview.pages == printed.pages > 3
    assert shown.index(FIRST) < shown.index(SECOND) < shown.index(THIRD)

    desk.contents.list.choose(2)
    desk.contents.list.nudge(-1)
    ready()

    shown = text(desk)
    assert shown.index(FIRST) < shown.index(THIRD) < shown.index(SECOND)


def test_alt_and_arrow_move_the_current_item_and_the_choice_goes_with_it(
    desk: PackDesk, archive: Archive, qtbot: QtBot
) -> None:
    desk.contents.list.setFocus()
    desk.contents.list.choose(0)
    QTest.keyClick(desk.contents.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert titles(desk) == [SECOND, FIRST, THIRD]
    assert desk.contents.list.row == 1
    saved(qtbot, desk)
    assert stored(archive, desk) == [SECOND, FIRST, THIRD]


@pytest.mark.parametrize(
    ("row", "gap", "after"),
    [
        (0, 3, [SECOND, THIRD, FIRST]),
        (2, 0, [THIRD, FIRST, SECOND]),
        (1, 2, [FIRST, SECOND, THIRD]),
    ],
)
def test_a_drop_between_two_items_moves_the_dragged_one_there(
    desk: PackDesk, row: int, gap: int, after: list[str]
) -> None:
    model = desk.contents.list.entries
    data = model.mimeData([model.index(row)])
    assert not model.dropMimeData(data, Qt.DropAction.MoveAction, gap, 0, QModelIndex())
    assert titles(desk) == after


def test_nothing_from_elsewhere_can_be_dropped(desk: PackDesk) -> None:
    data = QMimeData()
    data.setText("别处的文字")
    model = desk.contents.list.entries
    model.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, QModelIndex())
    assert titles(desk) == [FIRST, SECOND, THIRD]


def test_what_is_removed_comes_back_by_undo(desk: PackDesk, archive: Archive, qtbot: QtBot) -> None:
    desk.contents.list.setFocus()
    desk.contents.list.choose(1)
    QTest.keyClick(desk.contents.list, Qt.Key.Key_Delete)
    assert titles(desk) == [FIRST, THIRD]
    assert SECOND in desk.toast.text.text()
    saved(qtbot, desk)
    assert stored(archive, desk) == [FIRST, THIRD]

    QTest.mouseClick(desk.toast.button, Qt.MouseButton.LeftButton)
    assert titles(desk) == [FIRST, SECOND, THIRD]
    QTest.mouseClick(desk.pane.redo, Qt.MouseButton.LeftButton)
    assert titles(desk) == [FIRST, THIRD]
    QTest.keyClick(desk.contents.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert titles(desk) == [FIRST, SECOND, THIRD]
    saved(qtbot, desk)
    assert stored(archive, desk) == [FIRST, SECOND, THIRD]


def test_keystrokes_in_one_field_are_one_step(desk: PackDesk) -> None:
    line = desk.dress.inputs["centre"]
    QTest.keyClicks(line, "School")
    assert desk.pack.options == {"centre": "School"}
    assert desk._composition.steps.count() == 1
    desk._composition.steps.undo()
    assert desk.pack.options == {}
    assert line.value() == ""


def test_answers_are_in_the_trainer_edition_only(desk: PackDesk, ready: Ready) -> None:
    ready()
    assert desk.pack.edition == "trainee"
    assert "答案只给教师" not in text(desk)
    desk.dress.edition.setCurrentIndex(desk.dress.edition.findData("trainer"))
    ready()
    assert "答案只给教师" in text(desk)


def test_a_text_of_the_packs_own_is_printed_and_kept(
    desk: PackDesk, archive: Archive, ready: Ready, qtbot: QtBot
) -> None:
    page = replace(new_item("text"), title="<b>提示</b> & {name}", text="先读**问题**。")
    desk._composition.add((page,))
    saved(qtbot, desk)
    ready()
    assert "先读问题。" in text(desk)
    assert "<b>提示</b> & {name}" in text(desk)
    assert read_pack(archive, desk.pack.id).items[-1].text == "先读**问题**。"


def test_a_name_that_is_taken_is_told_and_what_was_typed_stays(
    desk: PackDesk, archive: Archive, qtbot: QtBot
) -> None:
    create_pack(archive, "已有的名称")
    before = read_pack(archive, desk.pack.id).name
    desk.pane.name.setText("已有的名称")
    qtbot.waitUntil(lambda: "同名" in desk.message.text.text(), timeout=30_000)
    assert desk.pane.name.text() == "已有的名称"
    assert read_pack(archive, desk.pack.id).name == before


def test_an_empty_pack_says_what_to_do(desk: PackDesk, archive: Archive, qtbot: QtBot) -> None:
    empty = create_pack(archive, "空的材料包")
    desk.show_pack(empty)
    qtbot.waitUntil(lambda: desk.pack.id == empty)
    assert desk.preview.pages == 0
    assert desk.contents.list_or_empty.currentWidget() is desk.contents.empty
    desk.pane.export.click()
    assert "空" in desk.toast.text.text()


def test_a_case_in_the_trash_is_flagged(
    desk: PackDesk, archive: Archive, case_ids: list[str], qtbot: QtBot
) -> None:
    trash_case(archive, case_ids[0])
    desk._tasks.changed.emit(Change("cases", (case_ids[0],)))
    qtbot.waitUntil(lambda: case_ids[0] in desk.contents.cards.lost)
    restore_case(archive, case_ids[0])


def test_what_another_window_added_appears(
    desk: PackDesk, archive: Archive, case_ids: list[str], ready: Ready, qtbot: QtBot
) -> None:
    desk._remove(0)
    saved(qtbot, desk)
    ready()
    add_to_pack(archive, desk.pack.id, case_ids[:1])
    desk._tasks.changed.emit(Change("packs", (desk.pack.id,)))
    qtbot.waitUntil(lambda: titles(desk) == [SECOND, THIRD, FIRST])


def test_leaving_at_once_saves_what_was_just_typed(
    desk: PackDesk, archive: Archive, qtbot: QtBot
) -> None:
    subtitle = desk.dress.inputs["subtitle"]
    assert isinstance(subtitle, LineInput)
    subtitle.setText("春季班")
    with qtbot.waitSignal(desk.pack_changed, timeout=30_000), qtbot.waitSignal(desk.closed):
        desk.leave()
    assert read_pack(archive, desk.pack.id).options == {"subtitle": "春季班"}


def test_closing_the_window_saves_what_was_just_typed(desk: PackDesk, archive: Archive) -> None:
    subtitle = desk.dress.inputs["subtitle"]
    assert isinstance(subtitle, LineInput)
    subtitle.setText("秋季班")
    desk.close()
    assert read_pack(archive, desk.pack.id).options == {"subtitle": "秋季班"}


def test_stopping_leaves_the_old_pages_in_sight(desk: PackDesk, ready: Ready, qtbot: QtBot) -> None:
    ready()
    pages = desk.preview.pages
    desk._composition.move(0, 1)
    with qtbot.waitSignal(desk.press.began, timeout=30_000):
        desk.press.flush()
    with qtbot.waitSignal(desk.press.stopped, timeout=30_000):
        desk.pane.stop.click()
    assert desk.preview.pages == pages
    assert desk.press.printed is None


# --- out of the window ---------------------------------------------------------------------------


def test_export_writes_the_very_pages_that_are_shown(
    desk: PackDesk, ready: Ready, qtbot: QtBot, tmp_path: Path
) -> None:
    ready()
    printed = desk.press.printed
    assert printed
    desk.output.export_to(tmp_path / "材料", desk.gate.out(printed), FileWish(PDF))
    qtbot.waitUntil(lambda: not desk._tasks.busy)
    assert (tmp_path / "材料.pdf").read_bytes() == printed.data
    assert "材料.pdf" in desk.toast.text.text()


def test_export_to_a_place_that_cannot_be_written_is_told(
    desk: PackDesk, ready: Ready, qtbot: QtBot, tmp_path: Path
) -> None:
    ready()
    printed = desk.press.printed
    assert printed
    (tmp_path / "文件").touch()
    desk.output.export_to(tmp_path / "文件" / "材料.pdf", desk.gate.out(printed), FileWish(PDF))
    qtbot.waitUntil(desk.message.isVisible)
    assert desk.message.text.text()


def test_without_a_printer_the_user_is_told_what_to_do(
    desk: PackDesk, ready: Ready, qtbot: QtBot
) -> None:
    ready()
    seen: list[str] = []

    def read() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            seen.append(box.informativeText())
            box.buttons()[0].click()

    watch = QTimer()  # the pages are checked first
    watch.timeout.connect(read)
    watch.start(20)
    desk.pane.print.click()
    qtbot.waitUntil(lambda: bool(seen), timeout=60_000)
    watch.stop()
    assert "导出 PDF" in seen[0]


def test_missing_glyphs_are_named() -> None:
    printed = PrintedPack(b"", 1, ("𠮷", "☃"), "trainee")
    assert "𠮷　☃" in missing_told(printed.missing)


def test_a_read_only_archive_can_be_looked_at_and_printed_but_not_changed(
    archive: Archive, pack_id: str, tasks: Tasks, look: Look, qtbot: QtBot
) -> None:
    other = open_archive(archive.path, archive.settings, read_only=True)
    desk = PackDesk(other, tasks, look)
    qtbot.addWidget(desk)
    desk.show_pack(pack_id)
    qtbot.waitUntil(lambda: desk.press.printed is not None, timeout=30_000)
    assert desk.preview.pages > 3
    assert desk.pane.name.isReadOnly()
    assert not desk.contents.drop.isEnabled()
    desk.contents.list.choose(0)
    desk.contents.list.nudge(1)
    assert titles(desk) == [FIRST, SECOND, THIRD]
    other.close()
