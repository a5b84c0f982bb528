"""Palette, history, settings, standing, tour, drafts that survive, the backup at closing."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QTextEdit
from pytestqt.qtbot import QtBot

from casearchive.services.archive import Archive
from casearchive.services.briefing.packs import create_pack, read_pack
from casearchive.services.cases import draft_keeping
from casearchive.services.cases.editing import load_draft, save_draft, trash_cases
from casearchive.services.cases.reading import read_case
from casearchive.services.importing.session import ImportSession
from casearchive.services.library import browsing
from casearchive.services.library.browsing import Shelf
from casearchive.services.safekeeping.backups import beside
from casearchive.services.safekeeping.places import add_place, keep_places
from casearchive.services.searching.saved_searches import list_searches, save_search
from casearchive.settings import Settings
from casearchive.ui.actions.meanwhile import SWITCH
from casearchive.ui.frame.preferences import Preferences
from casearchive.ui.frame.tour import Tour
from casearchive.ui.frame.window import MainWindow
from casearchive.ui.look import Look, Scheme
from casearchive.ui.palette.frame import Palette
from casearchive.ui.reader.history import HistoryWindow
from casearchive.ui.settings import SettingsWindow
from casearchive.ui.settings.backups import BackupSection
from casearchive.ui.tasks import Change
from casearchive.ui.widgets import IconButton

# The offscreen screen cannot do everything a real one does.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "keyToAscii")

OpenWindow = Callable[[Archive], MainWindow]


def rest(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.tasks.busy, timeout=20_000)
    qtbot.wait(30)
    qtbot.waitUntil(lambda: not window.tasks.busy, timeout=20_000)


def test_the_palette_runs_commands_and_opens_cases(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    window = open_window(sample)
    window.commands["palette"].trigger()
    palette = window.extras.palette
    assert palette is not None
    palette.field.setText("学员")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.commands["trainee"].isChecked()
    assert not palette.isVisible()
    last = browsing.case_ids(sample, Shelf())[-1]
    title = read_case(sample, last).title
    window.library.choose_shelf(Shelf("draft"))
    window.commands["palette"].trigger()
    palette.field.setText(title[:6])
    qtbot.waitUntil(lambda: palette.lines[0].kind == "title", timeout=10_000)
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: window.reader.view.case is not None and window.reader.view.case.id == last,
        timeout=10_000,
    )
    window.commands["palette"].trigger()
    palette.field.setText("五彩椒不是命令")
    QTest.keyClick(palette.field, Qt.Key.Key_Up)
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.cases.search.text() == "五彩椒不是命令"


def test_one_part_is_taken_back_from_history(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    window = open_window(sample)
    case = window.reader.view.case
    assert case is not None
    draft = load_draft(sample, case.id)
    draft.title, draft.abstract = "改过的题目", "改过的摘要"
    save_draft(sample, draft)
    window.commands["history"].trigger()
    history = window.findChild(HistoryWindow)
    assert history is not None
    name = "恢复这一项：标题"

    def button() -> QPushButton | None:
        found = history.findChildren(QPushButton)
        return next((one for one in found if one.accessibleName() == name), None)

    qtbot.waitUntil(lambda: button() is not None, timeout=10_000)
    back = button()
    assert back is not None
    for text in history.findChildren(QTextEdit):  # neither cut nor with an empty line below
        spare = text.viewport().height() - text.document().size().height()
        assert 0 <= spare < text.fontMetrics().height(), text.toPlainText()
    back.click()
    rest(qtbot, window)
    now = read_case(sample, case.id)
    assert (now.title, now.abstract) == (case.title, "改过的摘要")
    qtbot.waitUntil(lambda: history.list.count() == 3, timeout=10_000)
    window.commands["undo"].trigger()
    rest(qtbot, window)
    assert read_case(sample, case.id).title == "改过的题目"
    history.close()


def test_settings_take_effect_at_once(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive, look: Look, tmp_path: Path
) -> None:
    window = open_window(sample)
    window.commands["settings"].trigger()
    shown = window.findChild(SettingsWindow)
    assert shown is not None
    shown.scheme.setCurrentIndex(shown.scheme.findData(Scheme.DARK.value))
    assert look.dark
    shown.text_size.setCurrentIndex(shown.text_size.findData("4"))
    first = window.reader.view.document().begin().next()
    assert first.charFormat().font().pixelSize() == 17  # four more than usual
    shown.cover.name.setText("某县委党校")
    logo = tmp_path / "标志.png"
    QImage(300, 100, QImage.Format.Format_RGB32).save(str(logo))
    shown.cover.use_logo(tmp_path / "没有.png")
    qtbot.waitUntil(lambda: "不能用作封面标志" in shown.cover.problem.text(), timeout=10_000)
    shown.cover.use_logo(logo)
    qtbot.waitUntil(shown.cover.drop.isVisible, timeout=10_000)
    assert not shown.cover.problem.isVisible()
    with qtbot.waitSignal(window.window_wanted):
        shown.language.setCurrentIndex(shown.language.findData("en"))
    options = read_pack(sample, create_pack(sample, "封面", [])).options
    assert options["centre"] == "某县委党校"
    assert len(options["logo"]) == 64


def test_places_for_backups_are_added_looked_at_and_taken_off(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive, tmp_path: Path
) -> None:
    window = open_window(sample)
    window.commands["settings"].trigger()
    shown = window.findChild(SettingsWindow)
    assert shown is not None
    backups = shown.backups

    def told() -> str:
        labels = [one.text() for one in backups.findChildren(QLabel) if one.isVisible()]
        return "\n".join(labels)

    qtbot.waitUntil(lambda: "档案旁边" in told(), timeout=10_000)
    stick = tmp_path / "U盘"
    backups.take_folder(stick)
    qtbot.waitUntil(lambda: "还没有备份到这里" in told(), timeout=10_000)
    backups.now.click()
    qtbot.waitUntil(lambda: "最近一次备份" in told(), timeout=20_000)
    assert len(list(stick.glob("*.casearchive"))) == 1
    stick.rename(tmp_path / "拔下")
    backups.refresh()
    qtbot.waitUntil(lambda: "现在不在" in told(), timeout=10_000)
    backups.take_folder(tmp_path / "没有" / "没有")
    qtbot.waitUntil(lambda: "不能用来存放备份" in told(), timeout=10_000)
    drop = next(one for one in backups.findChildren(IconButton) if "U盘" in one.accessibleName())
    drop.click()
    qtbot.waitUntil(lambda: "档案旁边" in told(), timeout=10_000)
    rest(qtbot, window)
    shown.close()


def test_a_place_missed_for_long_is_told_of(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive, tmp_path: Path
) -> None:
    place = add_place(sample.settings, tmp_path / "U盘")
    (tmp_path / "U盘").rename(tmp_path / "拔下")
    keep_places(sample.settings, [replace(place, seen="2026-01-01T00:00:00+00:00")])
    window = open_window(sample)
    window.extras.look_for_places()
    qtbot.waitUntil(lambda: "没有见到" in window.toast.text.text(), timeout=10_000)
    assert str(tmp_path / "U盘") in window.toast.text.text()


def test_a_standing_that_lacks_something_says_what(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    window = open_window(sample)
    case = window.reader.view.case
    assert case is not None
    draft = load_draft(sample, case.id)
    draft.teaching_note, draft.status = None, "草稿"
    save_draft(sample, draft)
    menu = window.reader.standing.menu
    menu.aboutToShow.emit()
    qtbot.waitUntil(lambda: len(menu.actions()) == 5, timeout=10_000)
    final = menu.actions()[3]
    assert "还差 1 项" in final.text()
    assert "使用说明" in final.toolTip()
    final.trigger()
    assert "使用说明" in window.toast.text.text()
    menu.actions()[2].trigger()
    rest(qtbot, window)
    assert read_case(sample, case.id).status == "已核"


def test_a_draft_survives_a_kill(qtbot: QtBot, open_window: OpenWindow, sample: Archive) -> None:
    window = open_window(sample)
    window.case_actions.edit()
    qtbot.waitUntil(lambda: window.pages.form is not None, timeout=10_000)
    form = window.pages.form
    assert form is not None
    form.draft.title = "写到一半停了电"
    form.parts.edited.emit()
    qtbot.waitUntil(lambda: bool(draft_keeping.kept_drafts(sample)), timeout=10_000)
    rest(qtbot, window)
    form._keep.stop()
    form._stored = form.draft
    again = open_window(sample)
    qtbot.waitUntil(lambda: "写到一半停了电" in again.toast.text.text(), timeout=10_000)
    again.toast.button.click()
    qtbot.waitUntil(lambda: again.pages.form is not None, timeout=10_000)
    found = again.pages.form
    assert found is not None
    assert found.draft.title == "写到一半停了电"
    assert found.is_changed
    found.save()
    rest(qtbot, again)
    assert draft_keeping.kept_drafts(sample) == ()
    assert read_case(sample, found.draft.id).title == "写到一半停了电"


def test_a_backup_is_made_at_closing_once_it_is_due(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive, settings: Settings, tmp_path: Path
) -> None:
    preferences = Preferences(settings)
    preferences.keep_switch("backup_on_close", on=True)
    preferences.save()
    add_place(settings, tmp_path / "备份")
    window = open_window(sample)
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=20_000)
    assert len(list((tmp_path / "备份").glob("*.casearchive"))) == 1
    again = open_window(sample)
    again.close()
    assert not again.isVisible(), "nothing was changed: no second backup"
    third = open_window(sample)
    trash_cases(sample, browsing.case_ids(sample, Shelf())[:1])
    third.close()
    qtbot.waitUntil(lambda: not third.isVisible(), timeout=20_000)
    assert len(list((tmp_path / "备份").glob("*.casearchive"))) == 2


def test_a_window_that_stays_open_backs_up_what_was_changed(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive, settings: Settings, tmp_path: Path
) -> None:
    folder = tmp_path / "备份"
    add_place(settings, folder)
    window = open_window(sample)
    meanwhile = window.closing.meanwhile
    assert meanwhile.timer.isActive() and meanwhile.timer.interval() == 30 * 60 * 1000

    def copies_after_a_look() -> int:
        qtbot.waitUntil(lambda: not window.tasks.busy, timeout=20_000)
        meanwhile.timer.timeout.emit()
        qtbot.waitUntil(lambda: not window.tasks.busy, timeout=20_000)
        assert meanwhile.timer.isActive()
        return len(list(folder.glob("*.casearchive")))

    assert copies_after_a_look() == 0, "nobody wanted any"
    window.commands["settings"].trigger()
    section = window.findChild(BackupSection)
    assert isinstance(section, BackupSection)
    section.meanwhile.click()
    assert copies_after_a_look() == 1
    assert copies_after_a_look() == 1, "nothing was changed"
    trash_cases(sample, browsing.case_ids(sample, Shelf())[:1])
    assert copies_after_a_look() == 2


def test_a_backup_meanwhile_that_fails_is_told_once(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive, settings: Settings
) -> None:
    beside(sample).write_text("a file where the folder should be")
    preferences = Preferences(settings)
    preferences.keep_switch(SWITCH, on=True)
    preferences.save()
    window = open_window(sample)
    told: list[str] = []
    window.closing.told.connect(lambda notice: told.append(notice.text))
    for _time in range(2):
        qtbot.waitUntil(lambda: not window.tasks.busy, timeout=20_000)
        window.closing.meanwhile.look()
        qtbot.waitUntil(lambda: not window.tasks.busy, timeout=20_000)
    assert len(told) == 1 and told[0].startswith("没有备份成功：")


def test_a_backup_that_fails_keeps_nobody_in(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive, settings: Settings, tmp_path: Path
) -> None:
    beside(sample).write_text("a file where the folder should be")
    preferences = Preferences(settings)
    preferences.keep_switch("backup_on_close", on=True)
    preferences.save()
    window = open_window(sample)
    window.close()
    qtbot.waitUntil(lambda: "没有备份成功" in window.toast.text.text(), timeout=20_000)
    assert window.isVisible()
    window.toast.button.click()
    assert not window.isVisible()


def test_the_tour_goes_through_and_can_be_left(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    window = open_window(sample)
    window.commands["tour"].trigger()
    tour = window.findChild(Tour)
    assert tour is not None
    assert tour.geometry() == window.rect()
    for _stop in range(5):
        QTest.keyClick(tour, Qt.Key.Key_Return)
        assert tour.rect().contains(tour.card.geometry())
    with qtbot.waitSignal(tour.left):
        QTest.keyClick(tour, Qt.Key.Key_Return)
    window.commands["keys"].trigger()
    sheet = window.findChildren(QDialog)[-1]
    assert sheet.windowTitle() == "全部快捷键"
    sheet.close()


def test_panes_come_back_as_they_were_left(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive, settings: Settings
) -> None:
    window = open_window(sample)
    window.commands["library"].setChecked(False)
    window.commands["notes"].setChecked(True)
    window.commands["alone"].setChecked(True)
    assert not window.cases.isVisible()
    window.commands["alone"].setChecked(False)
    assert window.cases.isVisible()
    window.close()
    again = open_window(sample)
    assert not again.library.isVisible()
    assert again.reader.desk.panel is not None
    again.commands["classroom"].trigger()
    classroom = again.panes.classroom
    assert classroom is not None
    case = again.reader.view.case
    assert case is not None
    assert case.questions[0].stem in classroom.view.toPlainText()
    assert case.questions[0].answer not in classroom.view.toPlainText()
    QTest.keyClick(classroom, Qt.Key.Key_Space)
    assert classroom.view.verticalScrollBar().value() >= 0
    classroom.close()


def test_the_palette_knows_pinyin_both_languages_and_what_was_used_lately(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    window = open_window(sample)
    rest(qtbot, window)

    def typed(text: str) -> Palette:
        window.commands["palette"].trigger()
        palette = window.extras.palette
        assert palette is not None
        palette.field.setText(text)
        rest(qtbot, window)
        return palette

    palette = typed("xueyuanst")
    assert palette.current
    assert palette.current.value == "command:trainee"
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.commands["trainee"].isChecked()
    for text in ("trainee", "xyst", "学员"):
        assert typed(text).lines[0].value == "command:trainee"
    palette = typed("wsgz")
    qtbot.waitUntil(lambda: palette.lines[0].kind == "title", timeout=10_000)
    line = palette.current
    assert line
    assert "".join(line.text[a:b] for a, b in line.marks) == "五事共治"
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    rest(qtbot, window)
    palette = typed("")
    qtbot.waitUntil(lambda: len([one for one in palette.lines if one.kind == "title"]) == 1)
    assert [one.kind for one in palette.lines[:3]] == ["heading", "title", "command"]
    palette = typed("hf")  # restoring works in the trash alone
    off = [one for one in palette.lines if one.off]
    assert off
    assert not any(one.can_be_chosen for one in off)
    palette = typed("嗡嗡嗡")
    assert "没有叫“嗡嗡嗡”的命令或案例" in palette.lines[0].text
    assert palette.current
    assert palette.current.value == "search:嗡嗡嗡"
    QTest.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_an_import_and_a_smart_list_are_steps_of_the_same_undo(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive, tmp_path: Path
) -> None:
    window = open_window(sample)
    rest(qtbot, window)
    known = browsing.case_ids(sample, Shelf(), "code")
    (tmp_path / "石榴村.txt").write_text("石榴村\n\n合作社统一收购石榴。" * 5, encoding="utf-8")
    with ImportSession(sample) as session:
        session.add_paths([tmp_path / "石榴村.txt"])
        session.run()
    save_search(sample, "治理", "治理")
    window.tasks.changed.emit(Change("archive"))
    rest(qtbot, window)
    undo = window.commands["undo"]
    assert undo.text() == "撤销　保存智能列表“治理”"
    undo.trigger()
    rest(qtbot, window)
    assert "石榴村.txt" in undo.text()
    undo.trigger()
    rest(qtbot, window)
    assert browsing.case_ids(sample, Shelf(), "code") == known
    assert browsing.case_ids(sample, Shelf("trash"), "code") == []
    assert "石榴村.txt" in window.toast.text.text()
    window.commands["redo"].trigger()
    rest(qtbot, window)
    assert len(browsing.case_ids(sample, Shelf(), "code")) == len(known) + 1
    window.commands["redo"].trigger()
    rest(qtbot, window)
    assert [row.name for row in list_searches(sample)] == ["治理"]
    window.searching.saved.delete(list_searches(sample)[0].id)
    rest(qtbot, window)
    window.toast.button.click()  # the notice offers to undo it
    rest(qtbot, window)
    assert [row.name for row in list_searches(sample)] == ["治理"]
    assert window.commands["redo"].text() == "重做　删除智能列表“治理”"
