"""Files in the form: dropped or chosen, described, taken out, never lost, opened from a copy."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from casearchive.services.archive import Archive
from casearchive.services.attachments.attaching import attach_file, list_attachments
from casearchive.ui.form.attachments import AttachmentBoard, AttachmentFields, dropped_files
from casearchive.ui.form.case_form import CaseForm
from casearchive.ui.form.fields import FieldSet
from casearchive.ui.form.inputs import ChoiceInput, LineInput
from casearchive.ui.form.parts import ATTACHMENTS, SECTIONS
from tests.exchange.made_files import make_docx, make_scan

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def board(form: CaseForm) -> AttachmentBoard:
    form.parts.outline.setCurrentRow(ATTACHMENTS)
    return form.parts.attachments


def names(form: CaseForm) -> list[str]:
    return [file.name for file in form.draft.attachments]


def line(form: FieldSet, name: str) -> LineInput:
    entry = form.fields[name].entry
    assert isinstance(entry, LineInput)
    return entry


def fields(board: AttachmentBoard, row: int) -> AttachmentFields:
    editor = board._editor(row)
    assert isinstance(editor, AttachmentFields)
    return editor


def carrying(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drop(board: AttachmentBoard, data: QMimeData) -> bool:
    """Drag data over the list and let go, as Qt does; say whether it was taken."""
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter = QDragEnterEvent(QPoint(9, 9), copy, data, left, none)
    enter.ignore()
    QApplication.sendEvent(board.list.viewport(), enter)
    if enter.isAccepted():
        QApplication.sendEvent(board, QDropEvent(QPointF(9, 9), copy, data, left, none))
    return enter.isAccepted()


def test_a_dropped_file_is_attached_described_and_saved(
    form: CaseForm, board: AttachmentBoard, archive: Archive, tmp_path: Path, qtbot: QtBot,
    save: Callable[[], str],
) -> None:  # fmt: skip
    assert drop(board, carrying(make_docx(tmp_path / "访谈.docx", "统一收购")))
    qtbot.waitUntil(lambda: names(form) == ["账本.jpg", "访谈.docx"])
    assert form.is_changed
    caption = line(fields(board, 1), "caption")
    assert caption.value() == "访谈"
    caption.setText("村支书访谈")
    case_id = save()
    views = {view.name: view for view in list_attachments(archive, case_id)}
    assert views["访谈.docx"].caption == "村支书访谈"
    assert views["访谈.docx"].has_text
    assert views["账本.jpg"].caption == "账本第一页"
    assert [file.id for file in form.draft.attachments] == [
        views[name].id for name in ("账本.jpg", "访谈.docx")
    ]
    assert not form.is_changed


def test_files_are_chosen_with_the_button(
    form: CaseForm, board: AttachmentBoard, tmp_path: Path, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    paths = [tmp_path / "一.txt", tmp_path / "二.txt"]
    for path in paths:
        path.write_text(path.stem, encoding="utf-8")
    chosen = lambda *_given: ([str(path) for path in paths], "")  # noqa: E731
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", chosen)
    QTest.mouseClick(board.add_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: sorted(names(form)) == ["一.txt", "二.txt", "账本.jpg"])


def test_only_files_of_this_computer_are_taken(board: AttachmentBoard) -> None:
    text = QMimeData()
    text.setText("/etc/passwd")
    assert not drop(board, text)
    web = QMimeData()
    web.setUrls([QUrl("https://example.org/a.pdf")])
    assert dropped_files(web) == []
    assert not drop(board, web)


def test_what_cannot_be_found_or_is_there_already_is_told(
    form: CaseForm, board: AttachmentBoard, tmp_path: Path, qtbot: QtBot
) -> None:
    path = make_scan(tmp_path / "扫描.pdf")
    board.files_offered.emit([path])
    qtbot.waitUntil(lambda: "扫描件" in form._toast.text.text())
    board.files_offered.emit([path])
    qtbot.waitUntil(lambda: "没有重复添加" in form._toast.text.text())
    assert names(form) == ["账本.jpg", "扫描.pdf"]


def test_a_file_that_fails_is_told_and_the_others_come(
    form: CaseForm, board: AttachmentBoard, tmp_path: Path, qtbot: QtBot
) -> None:
    good = tmp_path / "好.txt"
    good.write_text("好", encoding="utf-8")
    with qtbot.waitSignal(form._tasks.failed) as failed:
        board.files_offered.emit([tmp_path / "没有.txt", good])
    assert "没有.txt" in failed.args[1].message
    qtbot.waitUntil(lambda: names(form) == ["账本.jpg", "好.txt"])


def test_a_file_that_comes_does_not_disturb_who_is_writing(
    form: CaseForm, board: AttachmentBoard, tmp_path: Path, qtbot: QtBot
) -> None:
    caption = line(fields(board, 0), "caption")
    caption.setFocus()
    path = tmp_path / "后到.txt"
    path.write_text("后", encoding="utf-8")
    board.files_offered.emit([path])
    qtbot.waitUntil(lambda: len(names(form)) == 2)
    assert board.list.row == 0
    assert caption.hasFocus()


def test_a_file_meant_for_another_case_does_not_land_in_this_one(
    form: CaseForm, board: AttachmentBoard, archive: Archive, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "晚.txt"
    path.write_text("晚", encoding="utf-8")
    board.files_offered.emit([path])
    form.edit(type(form.draft)(code="另一个"))
    qtbot.waitUntil(lambda: not form._tasks.busy)
    assert names(form) == []


def test_a_removed_file_comes_back_with_one_click(form: CaseForm, board: AttachmentBoard) -> None:
    board.list.choose(0)
    QTest.mouseClick(board.drop, Qt.MouseButton.LeftButton)
    assert names(form) == []
    QTest.mouseClick(form._toast.button, Qt.MouseButton.LeftButton)
    assert names(form) == ["账本.jpg"]
    assert not form.is_changed


def test_the_rights_say_at_once_whether_a_file_may_be_printed(
    form: CaseForm, board: AttachmentBoard
) -> None:
    editor = fields(board, 0)
    assert "不能印发" in editor._rights.text()
    for name, word in (("licence", "自有"), ("portrait_consent", "不涉及人像")):
        entry = editor.fields[name].entry
        assert isinstance(entry, ChoiceInput)
        entry.setCurrentIndex(entry.findData(word))
    assert editor._rights.text() == "可以印发。"
    assert form.draft.attachments[0].licence == "自有"


def test_a_missing_caption_leads_to_its_field(form: CaseForm, board: AttachmentBoard) -> None:
    line(fields(board, 0), "caption").setText(" ")
    form.parts.outline.setCurrentRow(SECTIONS)
    form.save()
    assert form.parts.outline.currentRow() == ATTACHMENTS
    assert fields(board, 0).fields["caption"].problem.text()


def test_files_have_no_order_of_their_own(form: CaseForm, board: AttachmentBoard) -> None:
    assert not board.up.isVisible()
    before = names(form)
    board.list.move_asked.emit(0, 0)
    assert names(form) == before


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What the system was asked to show."""
    files: list[Path] = []

    def show(url: QUrl) -> bool:
        files.append(Path(url.toLocalFile()))
        return files[-1].suffix != ".wps"

    monkeypatch.setattr(QDesktopServices, "openUrl", show)
    return files


def test_a_file_is_shown_from_a_copy(
    form: CaseForm, board: AttachmentBoard, shown: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    path = make_docx(tmp_path / "访谈.docx", "一")
    board.files_offered.emit([path])
    qtbot.waitUntil(lambda: len(names(form)) == 2)
    QTest.mouseClick(fields(board, 1).open_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(shown))
    (copy,) = shown
    assert copy.name == "访谈.docx"
    assert copy != path
    assert copy.read_bytes() == path.read_bytes()


def test_a_file_that_no_program_takes_is_told(
    form: CaseForm, board: AttachmentBoard, shown: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "旧.wps"
    path.write_bytes(b"old")
    board.files_offered.emit([path])
    qtbot.waitUntil(lambda: len(names(form)) == 2)
    QTest.mouseClick(fields(board, 1).open_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "没有程序" in form._toast.text.text())


def test_a_file_that_could_run_is_saved_where_the_user_says(
    form: CaseForm, board: AttachmentBoard, shown: list[Path], tmp_path: Path, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    path = tmp_path / "安装.exe"
    path.write_bytes(b"MZ")
    board.files_offered.emit([path])
    qtbot.waitUntil(lambda: len(names(form)) == 2)
    target = tmp_path / "另存.exe"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(target), ""))
    button = fields(board, 1).open_button
    assert button.text() == "另存为…"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(target.exists)
    assert shown == []


def test_a_file_attached_elsewhere_meanwhile_is_not_lost(
    form: CaseForm, archive: Archive, case_id: str, tmp_path: Path, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    asked: list[bool] = []
    monkeypatch.setattr(form, "_ask_about_other", lambda: asked.append(True))
    path = tmp_path / "命令行.txt"
    path.write_text("从命令行", encoding="utf-8")
    attach_file(archive, case_id, path)
    line(form.parts.about, "title").setText("新题")
    form.save()
    qtbot.waitUntil(lambda: bool(asked))
    assert len(list_attachments(archive, case_id)) == 2
