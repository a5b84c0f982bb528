"""Composing on the desk: what goes in, which parts print, dress, checks, frozen editions."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from casearchive.services.archive import Archive
from casearchive.services.briefing.packs import read_pack
from casearchive.services.briefing.publishing import PrintedPack
from casearchive.services.cases.editing import load_draft, save_draft
from casearchive.services.printing.editions.freezing import list_editions
from casearchive.ui.form.inputs import CheckInput, LineInput
from casearchive.ui.packs.checks import checker
from casearchive.ui.packs.contents.adding import picked_items
from casearchive.ui.packs.contents.kinds import item_detail, new_item
from casearchive.ui.packs.out.dialogs import ExportDialog, FileWish, PrintDialog
from casearchive.ui.packs.pack_desk import PackDesk
from tests.ui.packs.conftest import short_case

# The offscreen screen can neither raise a popup nor pass on the least size of a window.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Ready = Callable[[], None]


def text(desk: PackDesk) -> str:
    document = desk.preview.sheets.document
    assert document
    return "".join(document.getAllText(page).text() for page in range(document.pageCount()))


def box(desk: PackDesk, title: str, qtbot: QtBot) -> CheckInput:
    def found() -> list[CheckInput]:
        return [one for one in desk.contents.parts.boxes.values() if one.text().startswith(title)]

    qtbot.waitUntil(lambda: bool(found()))
    return found()[0]


def test_a_part_that_is_not_ticked_is_not_printed_and_comes_back_by_undo(
    desk: PackDesk, archive: Archive, ready: Ready, qtbot: QtBot
) -> None:
    ready()
    assert "甲村的账本是这样做的" in text(desk)
    desk.contents.list.choose(0)
    box(desk, "主要做法", qtbot).click()
    assert "不印 1 处" in item_detail(desk.pack.items[0])
    ready()
    assert "甲村的账本是这样做的" not in text(desk)
    assert "乙村的水渠是这样做的" in text(desk)
    assert len(read_pack(archive, desk.pack.id).items[0].left_out) == 1
    desk.pane.undo.click()
    ready()
    assert "甲村的账本是这样做的" in text(desk)
    assert box(desk, "主要做法", qtbot).value()


def test_a_comparison_prints_the_ticked_cases(
    desk: PackDesk, archive: Archive, case_ids: list[str], ready: Ready, qtbot: QtBot
) -> None:
    desk.contents.list.choose(2)
    desk._add((new_item("comparison"),))
    assert [item.kind for item in desk.pack.items] == ["case", "case", "case", "comparison"]
    assert desk.contents.list.row == 3
    box(desk, "丙村的果园", qtbot).click()
    assert desk.pack.items[3].cases == tuple(case_ids[:2])
    ready()
    assert read_pack(archive, desk.pack.id).items[3].cases == tuple(case_ids[:2])
    box(desk, "丙村的果园", qtbot).click()
    assert desk.pack.items[3].cases == ()


def test_cases_of_one_title_are_told_apart_by_code_and_place(
    desk: PackDesk, archive: Archive, qtbot: QtBot
) -> None:
    twins = [short_case("同名的村"), short_case("同名的村")]
    for draft, village in zip(twins, ("东村", "西村"), strict=True):
        draft.place.name = village
        save_draft(archive, draft)
    picker = desk.adding.picker("case")
    picker.line.setText("同名的村")
    qtbot.waitUntil(lambda: {c.title for c in picker.choices.rows} == {"同名的村"})
    told = sorted(choice.detail for choice in picker.choices.rows)
    assert told == sorted(f"{d.code} · {d.place.name}" for d in twins)
    picker.view.selectAll()
    desk._add((*picked_items("case", picker), new_item("comparison")))
    picker.deleteLater()
    codes = {draft.code for draft in twins}
    model = desk.contents.list.entries
    titles = [str(model.index(row).data()) for row in range(model.rowCount())]
    assert {f"同名的村 {code}" for code in codes} <= set(titles)
    assert "甲村的账本" in titles  # which no other case is called
    kinds = [item.kind for item in desk.pack.items]
    desk.contents.list.choose(kinds.index("comparison"))
    told_in = {tick.text().partition("　")[0::2] for tick in boxes(desk)}
    assert {("同名的村", code) for code in codes} | {("甲村的账本", "")} <= told_in


def boxes(desk: PackDesk) -> list[CheckInput]:
    return list(desk.contents.parts.boxes.values())


def test_the_picker_finds_by_typing_and_skips_what_is_there(
    desk: PackDesk, archive: Archive, qtbot: QtBot
) -> None:
    desk._remove(1)
    picker = desk.adding.picker("case")
    QAbstractItemModelTester(picker.choices, QAbstractItemModelTester.FailureReportingMode.Fatal)
    picker.show()
    qtbot.waitUntil(lambda: picker.choices.rowCount() >= 3)
    picker.line.setText("水渠")
    qtbot.waitUntil(lambda: [c.title for c in picker.choices.rows] == ["乙村的水渠"])
    assert picker.yes.isEnabled()
    desk._add(picked_items("case", picker))
    picker.line.setText("没有的字样")
    qtbot.waitUntil(lambda: picker.choices.rowCount() == 0)
    assert not picker.yes.isEnabled()
    picker.close()
    picker.deleteLater()
    assert sorted(item.title for item in desk.pack.items) == sorted(
        ["甲村的账本", "乙村的水渠", "丙村的果园"]
    )
    desk._add((new_item("case", "乙村的水渠", desk.pack.items[1].case_id),))
    assert len(desk.pack.items) == 3
    assert "已经在材料包里" in desk.toast.text.text()


def test_each_template_offers_its_own_wishes_and_prints(
    desk: PackDesk, archive: Archive, ready: Ready, qtbot: QtBot
) -> None:
    ready()
    QAbstractItemModelTester(
        desk.dress.template.templates, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    desk.pane.turn_to(desk.dress)
    names = [view.name for view in desk.dress.template.templates.rows]
    row = names.index("card")
    desk.dress.template.setCurrentIndex(desk.dress.template.templates.index(row))
    ready()
    assert desk.pack.template == read_pack(archive, desk.pack.id).template == "card"
    assert desk.preview.pages == 3
    assert "subtitle" not in desk.dress.inputs
    desk.pane.undo.click()
    assert desk.dress.template.name == "casebook"
    subtitle = desk.dress.inputs["subtitle"]
    assert isinstance(subtitle, LineInput)
    QTest.keyClicks(subtitle, "Spring")
    ready()
    assert "Spring" in text(desk)


def test_the_check_names_what_is_amiss_and_leads_there(
    desk: PackDesk, ready: Ready, qtbot: QtBot
) -> None:
    ready()
    qtbot.waitUntil(lambda: desk.checker.found is not None, timeout=30_000)
    QAbstractItemModelTester(
        desk.checks.findings, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    found = desk.checks.findings.rows
    drafts = [row for row, one in enumerate(found) if one.kind == "draft"]
    assert len(drafts) == 3
    assert desk.pane.tabs.tabText(2) == f"检查 {len(found)}"
    desk.pane.turn_to(desk.checks)
    index = desk.checks.findings.index(drafts[2])
    desk.checks.view.setCurrentIndex(index)
    QTest.keyClick(desk.checks.view, Qt.Key.Key_Return)
    row = desk.contents.list.row
    assert desk.pack.items[row].id == found[drafts[2]].where.item_id
    assert desk.preview.view.page in desk.preview.view._chosen


def test_a_frozen_edition_is_listed_and_tells_what_changed_since(
    desk: PackDesk,
    archive: Archive,
    case_ids: list[str],
    ready: Ready,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ready()
    desk.keeper.freeze_as(desk.pack, "第一期", allow_missing=False)
    page = desk.editions
    qtbot.waitUntil(lambda: page.editions.rowCount() == 1, timeout=30_000)
    QAbstractItemModelTester(page.editions, QAbstractItemModelTester.FailureReportingMode.Fatal)
    qtbot.waitUntil(lambda: "都没有改动" in page.changes.toPlainText())
    shown = page.editions.data(page.editions.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert "第一期" in str(shown)
    draft = load_draft(archive, case_ids[0])
    draft.abstract = f"{draft.abstract}改过一句。"
    save_draft(archive, draft)
    page.changes_asked.emit(page.number)
    qtbot.waitUntil(lambda: "《甲村的账本》改过" in page.changes.toPlainText())
    exported: list[PrintedPack] = []
    monkeypatch.setattr(desk.output, "export_as", lambda out, _wish: exported.append(out.printed))
    page.reprint.click()
    qtbot.waitUntil(lambda: bool(exported), timeout=30_000)
    (row,) = list_editions(archive, desk.pack.id)
    assert hashlib.sha256(exported[0].data).hexdigest() == row.sha256


def test_a_click_on_a_page_chooses_its_item_and_a_double_click_opens_the_case(
    desk: PackDesk, case_ids: list[str], ready: Ready, qtbot: QtBot
) -> None:
    ready()
    desk.contents.list.choose(1)
    page = desk.preview.view.page
    assert page in desk.preview.view._chosen
    desk.contents.list.choose(0)
    desk.preview.view.clicked.emit(page)
    assert desk.contents.list.row == 1
    with qtbot.waitSignal(desk.case_asked) as told:
        desk.preview.view.opened.emit(page)
    assert told.args == [case_ids[1]]


@pytest.mark.parametrize("kind", ["docx", "html", "pptx", "xlsx", "pdf"])
def test_a_pack_leaves_as_a_file_of_every_kind(
    desk: PackDesk, ready: Ready, qtbot: QtBot, tmp_path: Path, kind: str
) -> None:
    ready()
    printed = desk.press.printed
    assert printed
    wish = FileWish(kind, booklet=kind == "pdf")
    desk.output.export_to(tmp_path / "材料", desk.gate.out(printed), wish)
    path = tmp_path / f"材料.{kind}"
    qtbot.waitUntil(path.is_file, timeout=60_000)
    qtbot.waitUntil(lambda: path.name in desk.toast.text.text())
    begins = {"pdf": b"%PDF", "html": b"<!DO"}.get(kind, b"PK")
    assert path.read_bytes().lstrip()[:4].upper().startswith(begins.upper())


def test_the_export_dialog_asks_for_a_password_only_where_it_serves(
    desk: PackDesk, qtbot: QtBot
) -> None:
    dialog = ExportDialog(desk.output._look, desk)
    dialog.show()
    dialog.locked.click()
    assert dialog.password.isVisible()
    assert not dialog.yes.isEnabled()
    dialog.password.setText("暗号")
    assert dialog.yes.isEnabled()
    assert dialog.wish() == FileWish("pdf", "暗号")
    dialog.buttons["html"].click()
    assert dialog.wish() == FileWish("html")
    dialog.own_notes.click()
    assert dialog.wish() == FileWish("html", own_notes=True)
    dialog.buttons["pptx"].click()
    assert dialog.wish() == FileWish("pptx")  # slides have no room for them
    dialog.close()
    dialog.deleteLater()


def test_the_print_dialog_counts_the_paper(desk: PackDesk) -> None:
    dialog = PrintDialog(desk.output._look, ["办公室"], 9, desk)
    assert "用纸 5 张" in dialog._told.text()
    dialog.sheets.setCurrentIndex(2)
    assert "用纸 3 张" in dialog._told.text()
    assert dialog.job("材料").booklet
    dialog.own_notes.click()
    assert "加上笔记会多一些" in dialog._told.text()
    dialog.copies.setText("一")
    assert not dialog.yes.isEnabled()
    dialog.deleteLater()


def test_what_is_wrong_is_asked_about_before_anything_leaves(
    desk: PackDesk, archive: Archive, ready: Ready, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def refuse(_parent: object, _title: str, told: str, **_words: str) -> bool:
        asked.append(told)
        return False

    monkeypatch.setattr(checker, "ask", refuse)
    exported: list[object] = []
    monkeypatch.setattr(desk.output, "export", exported.append)
    desk._remove(2)
    desk._remove(1)
    desk.contents.list.choose(0)
    desk._add((new_item("comparison"),))  # of one case: nothing to compare
    desk.pane.export.click()
    qtbot.waitUntil(lambda: bool(asked), timeout=60_000)
    assert "对比表" in asked[0]
    assert not exported
    assert desk.pane.tabs.currentIndex() == 2
    desk._remove(1)
    desk.pane.export.click()
    qtbot.waitUntil(lambda: bool(exported), timeout=60_000)
    assert len(asked) == 1
