"""The form as a whole: typing, saving, what is wrong, leaving, two writers."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from casearchive.domain.prose.reading import plain_text, read_prose
from casearchive.services.archive import Archive
from casearchive.services.cases.checking import check_draft
from casearchive.services.cases.comparing import case_history
from casearchive.services.cases.drafts import CaseDraft
from casearchive.services.cases.editing import load_draft, new_draft, save_draft
from casearchive.services.library.browsing import case_ids
from casearchive.services.views import Shelf
from casearchive.ui.form.about import ABSTRACT_ROOM
from casearchive.ui.form.board import Board
from casearchive.ui.form.case_form import CaseForm
from casearchive.ui.form.chips import SwitchesInput
from casearchive.ui.form.fields import Field, FieldSet
from casearchive.ui.form.inputs import LineInput, TextInput
from casearchive.ui.form.outline import FAULTY
from casearchive.ui.form.parts import ABOUT, NOTE, OUTCOMES, SECTIONS
from casearchive.ui.form.prose_input import ProseInput
from casearchive.ui.form.words import WordInput

# The offscreen screen can neither raise a popup nor pass on the least size of a window.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Save = Callable[[], str]
HOSTILE = "<b>”'; DROP TABLE --</b>&nbsp;{title} %s **未闭合 𠮷👩‍🌾"


def editor(board: Board, row: int) -> FieldSet:
    return board._editor(row)


def line(field: Field) -> LineInput:
    assert isinstance(field.entry, LineInput)
    return field.entry


def prose(field: Field) -> ProseInput:
    assert isinstance(field.entry, ProseInput)
    return field.entry


def answer(words: str) -> QTimer:
    """Press the button with these words in the question that will come."""
    timer = QTimer(QApplication.instance())
    timer.setInterval(20)

    def press() -> None:
        if asked := QApplication.activeModalWidget():
            timer.stop()
            next(b for b in asked.findChildren(QPushButton) if b.text() == words).click()

    timer.timeout.connect(press)
    timer.start()
    return timer


def test_what_is_typed_is_in_the_archive_after_saving(
    form: CaseForm, archive: Archive, save: Save, qtbot: QtBot
) -> None:
    title = form.parts.about.fields["title"].entry
    title.set_value("")
    QTest.keyClicks(title, "New title")
    body = prose(editor(form.parts.boards["sections"], 1).fields["body"]).text
    body.selectAll()
    QTest.keyClicks(body, "Told anew")
    assert form.is_changed

    saved = load_draft(archive, save())

    assert (saved.title, saved.sections[1].body) == ("New title", "Told anew")
    assert saved.version == 2
    assert not form.is_changed


def test_opening_and_saving_changes_nothing_and_keeps_no_history(
    form: CaseForm, archive: Archive, save: Save, case_id: str
) -> None:
    before = load_draft(archive, case_id)
    for row in range(6):
        form.parts.outline.setCurrentRow(row)
    assert not form.is_changed
    kept = [revision.number for revision in case_history(archive, case_id)]
    assert load_draft(archive, save()) == before
    assert [revision.number for revision in case_history(archive, case_id)] == kept


def test_a_new_case_is_made_once_and_then_edited(
    form: CaseForm, archive: Archive, save: Save, qtbot: QtBot
) -> None:
    there = len(case_ids(archive, Shelf()))
    form.edit(new_draft(archive))
    QTest.keyClicks(form.parts.about.fields["title"].entry, "First")
    themes = form.parts.about.fields["themes"].entry
    assert isinstance(themes, SwitchesInput)
    qtbot.waitUntil(lambda: len(themes.switches) == 5)
    QTest.mouseClick(themes.switches["人才振兴"], Qt.MouseButton.LeftButton)
    board = form.parts.boards["sections"]
    board.add()
    section_type = editor(board, 0).fields["type"].entry
    assert isinstance(section_type, WordInput)
    section_type.setEditText("背景")
    prose(editor(board, 0).fields["body"]).text.insertPlainText("正文一")

    first = save()
    prose(editor(board, 0).fields["body"]).text.insertPlainText("，正文二")
    second = save()

    assert first == second
    saved = load_draft(archive, first)
    assert saved.themes == ["人才振兴"]
    assert [section.body for section in saved.sections] == ["正文一，正文二"]
    assert len(case_ids(archive, Shelf())) == there + 1


def test_what_is_wrong_is_shown_beside_its_field_and_nothing_is_lost(
    form: CaseForm, archive: Archive, case_id: str, qtbot: QtBot
) -> None:
    about = form.parts.about
    about.fields["title"].entry.set_value("x")
    line(about.fields["title"]).setText("")
    value = editor(form.parts.boards["outcomes"], 0).fields["value"]
    line(value).setText("许多")
    form.parts.outline.setCurrentRow(NOTE)

    form.save()

    assert about.fields["title"].problem.text() == "请填写标题。"
    assert form.parts.outline.currentRow() == ABOUT
    assert form.focusWidget() is about.fields["title"].entry
    assert "数字" in value.problem.text()
    assert value.entry.property("fault") is True
    assert form.message.isVisible()
    assert line(value).text() == "许多"
    assert load_draft(archive, case_id).title == "山脚村的账本"

    QTest.keyClicks(about.fields["title"].entry, "T")
    assert about.fields["title"].problem.text() == ""
    form.save()
    assert form.parts.outline.currentRow() == OUTCOMES
    assert form.focusWidget() is value.entry
    line(value).setText("12")
    qtbot.waitUntil(lambda: not form.message.isVisible(), timeout=10_000)
    assert not form.parts.outline.item(OUTCOMES).data(FAULTY)  # nothing is left to be mended


def test_a_date_is_taken_as_people_write_it(form: CaseForm, archive: Archive, save: Save) -> None:
    fields = editor(form.parts.boards["sources"], 0).fields
    published, accessed = line(fields["published"]), line(fields["accessed"])
    published.setText("2023年4月")
    accessed.setText("昨天")
    published.editingFinished.emit()
    assert (published.text(), accessed.text()) == ("2023-04", "昨天")
    form.save()
    assert "2023-04-14" in fields["accessed"].problem.text()
    accessed.setText("2024.5.6")
    assert load_draft(archive, save()).sources[0].accessed == "2024-05-06"
    assert not form.is_changed


def test_the_room_for_the_abstract_is_the_rule_that_is_checked(form: CaseForm) -> None:
    form.draft.abstract = "字" * ABSTRACT_ROOM
    assert not [p for p in check_draft(form.draft) if p.field == "abstract"]
    form.draft.abstract += "字"
    assert [p for p in check_draft(form.draft) if p.field == "abstract"]


def test_the_count_of_the_abstract_follows_the_typing(form: CaseForm) -> None:
    field = form.parts.about.fields["abstract"]
    assert isinstance(field.entry, TextInput)
    field.entry.setPlainText("字" * (ABSTRACT_ROOM + 1))
    assert field.hint.text().startswith("301 / 300")
    assert field.hint.property("tone") == "danger"


def test_hostile_text_comes_back_as_it_was_typed(
    form: CaseForm, archive: Archive, save: Save
) -> None:
    hostile = HOSTILE
    line(form.parts.about.fields["title"]).setText(hostile)
    section = editor(form.parts.boards["sections"], 0)
    field = prose(section.fields["body"])
    field.rich.setPlainText(f"{hostile}\n# {hostile}")
    saved = load_draft(archive, save())
    assert saved.title == hostile
    assert plain_text(read_prose(saved.sections[0].body)) == f"{hostile}\n# {hostile}"
    field.turn()
    field.source.setPlainText(f"{hostile}\n\n# {hostile}")
    saved = load_draft(archive, save())
    assert saved.sections[0].body == f"{hostile}\n\n# {hostile}"
    field.turn()
    assert "<b>" in field.rich.toPlainText()
    assert not form.is_changed


def test_rich_text_is_pasted_as_marks_and_plain_text_without_its_oddities(form: CaseForm) -> None:
    rich, plain = QMimeData(), QMimeData()
    rich.setHtml("<h1>Title</h1><b>bold</b>")
    rich.setText("Title\r\nbold")
    plain.setText("Title\r\nbold\u00a0text")
    body = prose(editor(form.parts.boards["sections"], 0).fields["body"]).text
    for data, pasted in ((rich, "## Title\n\n**bold**"), (plain, "Title\n\nbold text")):
        body.selectAll()
        body.insertFromMimeData(data)
        assert form.draft.sections[0].body == pasted


# --- leaving -------------------------------------------------------------------------------------


def test_leaving_asks_nothing_where_nothing_was_changed(form: CaseForm, qtbot: QtBot) -> None:
    with qtbot.waitSignal(form.closed):
        QTest.keyClick(form.parts.about.fields["title"].entry, Qt.Key.Key_Escape)


@pytest.mark.parametrize(
    ("words", "closes", "title"),
    [("保存", True, "改过"), ("不保存", True, "山脚村的账本"), ("取消", False, "山脚村的账本")],
)
def test_leaving_with_changes_asks_what_to_do(
    form: CaseForm,
    archive: Archive,
    case_id: str,
    qtbot: QtBot,
    words: str,
    closes: bool,
    title: str,
) -> None:
    closed: list[bool] = []
    form.closed.connect(lambda: closed.append(True))
    line(form.parts.about.fields["title"]).setText("改过")
    answer(words)
    form.leave()
    qtbot.waitUntil(lambda: bool(closed) is closes and not form._saving)
    assert load_draft(archive, case_id).title == title
    assert form.draft.title == "改过"


def test_leaving_while_it_is_being_saved_waits_for_the_end(
    form: CaseForm, archive: Archive, case_id: str, qtbot: QtBot
) -> None:
    line(form.parts.about.fields["title"]).setText("改过")
    with qtbot.waitSignal(form.closed):
        form.save()
        form.leave()
    assert load_draft(archive, case_id).title == "改过"


def test_what_printing_still_lacks_is_said_without_hindering(
    form: CaseForm, save: Save, qtbot: QtBot
) -> None:
    assert form.parts._advice.text() == ""
    prose(editor(form.parts.boards["sections"], 0).fields["body"]).text.setPlainText("13800138000")
    qtbot.waitUntil(lambda: "个人号码" in form.parts._advice.text())
    save()


def test_ctrl_s_saves(form: CaseForm, qtbot: QtBot) -> None:
    with qtbot.waitSignal(form.saved):
        QTest.keyClick(
            form.parts.about.fields["title"].entry,
            Qt.Key.Key_S,
            Qt.KeyboardModifier.ControlModifier,
        )


# --- two writers ---------------------------------------------------------------------------------


def change_elsewhere(archive: Archive, case_id: str) -> None:
    other = load_draft(archive, case_id)
    other.title = "别处改的"
    save_draft(archive, other)


def test_a_stale_draft_is_saved_as_a_new_case_if_so_wished(
    form: CaseForm, archive: Archive, case_id: str, qtbot: QtBot
) -> None:
    change_elsewhere(archive, case_id)
    line(form.parts.about.fields["title"]).setText("我改的")
    with qtbot.waitSignal(form.saved, timeout=10_000) as caught:
        answer("另存为新案例")
        form.save()
    assert caught.args is not None
    new = load_draft(archive, caught.args[0])
    old = load_draft(archive, case_id)
    assert (old.title, new.title) == ("别处改的", "我改的")
    assert new.code != old.code
    assert not {s.id for s in new.sources} & {s.id for s in old.sources}
    assert form.draft.id == new.id


def test_a_stale_draft_can_give_way_to_what_was_saved(
    form: CaseForm, archive: Archive, case_id: str, qtbot: QtBot
) -> None:
    there = len(case_ids(archive, Shelf()))
    change_elsewhere(archive, case_id)
    line(form.parts.about.fields["title"]).setText("我改的")
    answer("放弃我的改动，重新载入")
    form.save()
    qtbot.waitUntil(lambda: form.draft.title == "别处改的")
    assert not form.is_changed
    assert len(case_ids(archive, Shelf())) == there


def test_a_stale_draft_overwrites_nothing_when_the_question_is_put_off(
    form: CaseForm, archive: Archive, case_id: str, qtbot: QtBot
) -> None:
    change_elsewhere(archive, case_id)
    line(form.parts.about.fields["title"]).setText("我改的")
    asked = answer("取消")
    form.save()
    qtbot.waitUntil(lambda: not asked.isActive())
    assert form.draft.title == "我改的"
    assert load_draft(archive, case_id).title == "别处改的"


def test_a_draft_of_nothing_shows(form: CaseForm) -> None:
    form.edit(CaseDraft())
    form.parts.outline.setCurrentRow(SECTIONS)
    assert not form.is_changed
