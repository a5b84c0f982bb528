"""A text from the clipboard to a saved case, and two cases made one, as somebody does it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casearchive.services.archive import Archive
from casearchive.services.cases.editing import load_draft, new_draft, save_draft
from casearchive.services.cases.reading import read_case
from casearchive.ui.form.places import PlaceInput
from casearchive.ui.frame.window import MainWindow
from casearchive.ui.look import Look
from casearchive.ui.texts.desk import TextDesk
from casearchive.ui.texts.entries import Entry, EntryList
from casearchive.ui.texts.paper import Mark, Sheet
from tests.ui.conftest import OpenWindow

PAGE = """青竹村：辣椒產(chǎn)業(yè)
2023-05-20 10:00  來源:鄉(xiāng)村報  作者:通訊員 李某
二、主要做法
浙江省安吉縣孝豐鎮(zhèn)青竹村黨(dǎng)支部書記陳建國說:“先算賬?！?月8日,村集體經(jīng)濟收入170萬元。
"""


@pytest.fixture
def window(open_window: OpenWindow, sample: Archive) -> MainWindow:
    QApplication.clipboard().clear()
    return open_window(sample)


def _desk(window: MainWindow, qtbot: QtBot, text: str = "") -> TextDesk:
    window.texts.mend(text)
    desk = window.texts.desk
    assert desk is not None
    qtbot.waitUntil(lambda: not window.tasks.busy, timeout=20_000)
    return desk


def _wait(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.tasks.busy, timeout=30_000)


def test_a_mangled_text_becomes_a_case(window: MainWindow, sample: Archive, qtbot: QtBot) -> None:
    desk = _desk(window, qtbot, PAGE)
    assert desk.step is desk.repair
    repair = desk.repair
    keys = [repair.list.entries.index(row).data(Qt.ItemDataRole.DisplayRole) for row in range(2)]
    assert any("〔〕" in key for key in keys)
    gap = next(n for n, c in enumerate(repair._repaired.changes) if c.confidence == "lost")
    repair._decide(gap, "3")
    assert "先算账。”3月8日" in repair.after.toPlainText()
    repair.all.click()
    desk.go_on()
    _wait(window, qtbot)

    desk.propose.accept_all()
    assert {"title", "place/0", "outcome/0", "name/0"} <= desk.propose.accepted
    desk.go_on()
    _wait(window, qtbot)

    form = window.pages.form
    assert form is not None and window.pages.currentWidget() is form
    assert form.draft.title == "青竹村：辣椒产业"
    form.save()
    _wait(window, qtbot)
    saved = load_draft(sample, form.draft.id)
    assert "补“3”" in saved.sources[0].repair_log
    assert saved.attachments[0].caption == "原文（未经整理）"
    assert "陈建国" not in saved.sections[0].body


def test_changes_are_decided_by_keys(window: MainWindow, qtbot: QtBot) -> None:
    desk = _desk(window, qtbot, PAGE)
    repair = desk.repair
    repair.which.set_value("mended")
    repair.which.edited.emit()
    pinyin = next(n for n, c in enumerate(repair._repaired.changes) if c.rule == "pinyin")
    repair.list.choose(str(pinyin))
    QTest.keyClick(repair.list, Qt.Key.Key_R)
    assert repair.decisions[pinyin] == "(chǎn)"
    assert repair.text.startswith("青竹村：辣椒产(chǎn)业")
    repair.list.choose(str(pinyin))
    QTest.keyClick(repair.list, Qt.Key.Key_A)
    assert pinyin not in repair.decisions
    QTest.keyClick(desk, Qt.Key.Key_Escape)
    assert desk.step is desk.paste


def test_a_clean_text_goes_straight_to_the_proposals(window: MainWindow, qtbot: QtBot) -> None:
    desk = _desk(window, qtbot, "题目\n一、做法\n村里种了300亩辣椒。联系电话13800001111。")
    assert desk.step is desk.propose
    first = desk.propose.list.entries.index(1).data(Qt.ItemDataRole.UserRole)
    assert isinstance(first, Entry) and "13800001111" in first.text
    desk.propose.list.choose("outcome/0")
    QTest.keyClick(desk.propose.list, Qt.Key.Key_Space)
    assert desk.propose.accepted == {"outcome/0"}


def test_a_draft_of_nothing_taken_says_so_and_holds_the_whole_text(
    window: MainWindow, qtbot: QtBot
) -> None:
    desk = _desk(window, qtbot, "甲村的账本\n一、做法\n村里种了300亩辣椒。")
    assert desk.go.text() == "只带正文打开草稿"
    assert "只有正文和原件" in desk.propose.count.text()
    desk.propose.accept_all()
    assert desk.go.text() == "打开草稿"
    assert "已采用" in desk.propose.count.text()
    desk.propose.accept_nothing()
    desk.go_on()
    _wait(window, qtbot)
    form = window.pages.form
    assert form is not None
    assert [section.body for section in form.draft.sections] == ["村里种了300亩辣椒。"]
    form.leave()


def test_a_title_alone_makes_no_empty_draft(window: MainWindow, qtbot: QtBot) -> None:
    desk = _desk(window, qtbot, "只有一个题目")
    assert desk.step is desk.propose
    assert not desk.go.isEnabled()
    assert "没有正文" in desk.propose.count.text()
    assert "没有正文" in desk.go.toolTip()
    desk.propose.accept_all()
    assert desk.go.isEnabled()
    assert desk.go.toolTip() == ""


def test_only_one_place_is_taken(window: MainWindow, qtbot: QtBot) -> None:
    desk = _desk(window, qtbot, "安吉县双一村的做法\n学员来自疏勒县。他们又去了寿光市东斟灌村。")
    desk.propose.list.toggled.emit("place/0")
    desk.propose.list.toggled.emit("place/1")
    assert desk.propose.accepted == {"place/1"}


def test_nothing_pasted_goes_nowhere_and_a_file_may_be_read(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = _desk(window, qtbot)
    assert not desk.go.isEnabled()
    desk.read_file(tmp_path / "没有.txt")
    _wait(window, qtbot)
    assert desk.message.isVisible() and "没有.txt" in desk.message.text.text()
    page = tmp_path / "页.txt"
    page.write_text(PAGE, encoding="gb18030")
    desk.read_file(page)
    _wait(window, qtbot)
    assert desk.step is desk.repair


def test_a_long_clipboard_is_taken_along(window: MainWindow, qtbot: QtBot) -> None:
    QApplication.clipboard().setText(PAGE)
    window.commands["mend"].trigger()
    _wait(window, qtbot)
    assert window.texts.desk is not None
    assert window.texts.desk.step is window.texts.desk.repair


def test_a_mangled_text_in_the_form_is_offered_to_be_mended(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.case_actions.new()
    _wait(window, qtbot)
    form = window.pages.form
    assert form is not None
    form.draft.abstract = PAGE
    form._stored = form.draft  # as if it were saved: nobody is asked before it is left
    form.parts.edited.emit()
    qtbot.waitUntil(form.message.isVisible, timeout=5_000)
    form.message.button.click()
    _wait(window, qtbot)
    desk = window.texts.desk
    assert desk is not None and desk.step is desk.repair


# --- near-identical cases ------------------------------------------------------------------------


def test_a_pair_is_merged_and_taken_apart_again(
    window: MainWindow, sample: Archive, qtbot: QtBot
) -> None:
    draft = load_draft(sample, "AL-2023-001")
    draft.id, draft.version, draft.code = "", 0, new_draft(sample).code
    for owned in (draft.sections, draft.outcomes, draft.questions, draft.attachments):
        for thing in owned:
            thing.id = ""
    draft.teaching_note = None
    draft.title += "（转载）"
    save_draft(sample, draft)

    window.commands["duplicates"].trigger()
    _wait(window, qtbot)
    page = window.texts.duplicates
    assert page is not None
    qtbot.waitUntil(page.merge.isEnabled, timeout=20_000)
    assert page.choices["title"] == "left"
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    sheet = page._sheet.widget()
    assert sheet is not None and not sheet.isRightToLeft()  # the buttons say left and right
    title = page._groups["title"]
    next(b for b in title.buttons() if b.property("side") == "right").click()
    page.merge.click()
    _wait(window, qtbot)
    assert read_case(sample, "AL-2023-001").title.endswith("（转载）")
    assert read_case(sample, draft.code).trashed
    window.toast.button.click()
    _wait(window, qtbot)
    assert not read_case(sample, draft.code).trashed
    assert not read_case(sample, "AL-2023-001").title.endswith("（转载）")


def test_without_pairs_the_page_says_so(window: MainWindow, qtbot: QtBot) -> None:
    window.commands["duplicates"].trigger()
    _wait(window, qtbot)
    page = window.texts.duplicates
    assert page is not None
    assert page.empty.title.text() == "没有发现相近的案例"
    assert not page.merge.isEnabled()


# --- parts ---------------------------------------------------------------------------------------


@pytest.mark.qt_log_ignore("This plugin does not support")  # a list that drops down, offscreen
def test_a_place_is_completed_and_its_levels_told(look: Look, qtbot: QtBot) -> None:
    field = PlaceInput()
    qtbot.addWidget(field)
    field.show()
    field.setText("安吉昌硕")
    field.textEdited.emit("安吉昌硕")
    with qtbot.waitSignal(field.picked) as picked:
        field._take("浙江省湖州市安吉县昌硕街道")
    assert picked.args is not None
    assert picked.args[0].code == "330523002"
    assert field.value() == "浙江省湖州市安吉县昌硕街道"


def test_marks_stand_where_they_should_behind_characters_qt_counts_twice(
    look: Look, qtbot: QtBot
) -> None:
    sheet = Sheet(look, "文")
    qtbot.addWidget(sheet)
    sheet.show_text("😀😀辣椒", [Mark(2, 4, "strong", "a")])
    (selection,) = sheet.extraSelections()
    assert selection.cursor.selectedText() == "辣椒"


def test_headings_of_a_list_are_passed_over(look: Look, qtbot: QtBot) -> None:
    view = EntryList(look, "表")
    qtbot.addWidget(view)
    view.show_entries([Entry("题"), Entry("甲", key="a"), Entry("题"), Entry("乙", key="b")])
    view.step()
    assert view.current_key == "a"
    view.step()
    assert view.current_key == "b"
    view.step()
    assert view.current_key == "b"


def test_an_import_that_repeats_a_case_offers_to_compare(
    window: MainWindow, sample: Archive, qtbot: QtBot, tmp_path: Path
) -> None:
    case = load_draft(sample, "AL-2023-001")
    path = tmp_path / "转载.txt"
    path.write_text("\n".join([case.title, *(s.body for s in case.sections)]), encoding="utf-8")
    desk = window.pages.show_import()
    desk.add_paths([path])
    _wait(window, qtbot)
    desk.run()
    _wait(window, qtbot)
    qtbot.waitUntil(desk.message.isVisible, timeout=20_000)
    desk.message.button.click()
    _wait(window, qtbot)
    page = window.texts.duplicates
    assert page is not None and window.pages.currentWidget() is page
    assert len(page._pairs) == 1
