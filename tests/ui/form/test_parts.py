"""The parts of the form: lists in order, figures and their sources, words, the class plan."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCompleter

from casearchive.ui.form.board import Board
from casearchive.ui.form.case_form import CaseForm
from casearchive.ui.form.chips import ChipInput
from casearchive.ui.form.evidence import OutcomeFields
from casearchive.ui.form.fields import FieldSet
from casearchive.ui.form.inputs import CheckInput, ChoiceInput, LineInput
from casearchive.ui.form.parts import NOTE, OUTCOMES, SECTIONS
from casearchive.ui.form.prose_input import ProseInput
from casearchive.ui.form.teaching import NoteFields
from casearchive.ui.form.words import WordInput

# The offscreen screen can neither raise a popup nor pass on the least size of a window.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def editor(board: Board, row: int) -> FieldSet:
    return board._editor(row)


def body(board: Board, row: int) -> ProseInput:
    entry = editor(board, row).fields["body"].entry
    assert isinstance(entry, ProseInput)
    return entry


# --- lists ---------------------------------------------------------------------------------------


def test_things_move_by_keys_buttons_and_dragging(form: CaseForm) -> None:
    form.parts.outline.setCurrentRow(SECTIONS)
    board, sections = form.parts.boards["sections"], form.draft.sections
    first, second = sections
    board.list.setFocus()
    QTest.keyClick(board.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert sections == [second, first]
    assert board.list.row == 1
    QTest.mouseClick(board.up, Qt.MouseButton.LeftButton)
    assert sections == [first, second]
    model = board.list.entries
    model.dropMimeData(
        model.mimeData([model.index(1)]), Qt.DropAction.MoveAction, 0, 0, QModelIndex()
    )
    assert sections == [second, first]
    assert form.is_changed


def test_what_is_dragged_from_another_list_stays_there(form: CaseForm) -> None:
    boards = form.parts.boards
    before = list(form.draft.sections)
    foreign = boards["sources"].list.entries
    boards["sections"].list.entries.dropMimeData(
        foreign.mimeData([foreign.index(1)]), Qt.DropAction.MoveAction, 0, 0, QModelIndex()
    )
    assert form.draft.sections == before


def test_a_title_that_looks_like_markup_is_shown_as_it_is(form: CaseForm) -> None:
    form.draft.sections[0].title = "<img src=x>甲"
    board = form.parts.boards["sections"]
    board.refresh_titles()
    shown = board.list.entries.index(0).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;img" in shown
    assert "<img" not in shown


def test_a_removed_thing_comes_back_with_what_was_typed(form: CaseForm) -> None:
    form.parts.outline.setCurrentRow(SECTIONS)
    board = form.parts.boards["sections"]
    board.list.choose(0)
    body(board, 0).text.insertPlainText("刚写的。")
    board.list.setFocus()
    QTest.keyClick(board.list, Qt.Key.Key_Delete)
    assert [section.type for section in form.draft.sections] == ["主要做法"]
    QTest.mouseClick(form._toast.button, Qt.MouseButton.LeftButton)
    assert form.draft.sections[0].body == "刚写的。村在山脚。"
    assert body(board, 0).value() == "刚写的。村在山脚。"


def test_undo_of_a_text_outlives_a_look_at_another_section(form: CaseForm) -> None:
    board = form.parts.boards["sections"]
    board.list.choose(0)
    body(board, 0).text.insertPlainText("多余")
    board.list.choose(1)
    board.move_thing(0, 1)
    board.list.choose(1)
    body(board, 1).text.undo()
    assert form.draft.sections[1].body == "村在山脚。"


def test_the_last_thing_removed_leaves_a_word_and_a_button(form: CaseForm) -> None:
    board = form.parts.boards["questions"]
    board.remove(0)
    assert form.draft.questions == []
    board._empty.chosen.emit("add")
    assert len(form.draft.questions) == 1


def test_a_section_for_trainers_only_is_ticked(form: CaseForm) -> None:
    entry = editor(form.parts.boards["sections"], 0).fields["trainer_only"].entry
    assert isinstance(entry, CheckInput)
    entry.click()
    assert form.draft.sections[0].trainer_only


# --- figures and sources -------------------------------------------------------------------------


def outcome(form: CaseForm) -> OutcomeFields:
    found = editor(form.parts.boards["outcomes"], 0)
    assert isinstance(found, OutcomeFields)
    return found


def cited(form: CaseForm) -> str:
    return form.draft.sources[form.draft.outcomes[0].source].title


def test_a_figure_keeps_its_source_when_sources_move(form: CaseForm) -> None:
    picker = outcome(form).fields["source"].entry
    assert isinstance(picker, ChoiceInput)
    assert (cited(form), picker.currentText()) == ("第二篇报道", "[2] 第二篇报道")
    sources = form.parts.boards["sources"]
    sources.move_thing(1, 0)
    assert (cited(form), picker.currentText()) == ("第二篇报道", "[1] 第二篇报道")
    sources.remove(1)
    assert (cited(form), picker.currentText()) == ("第二篇报道", "[1] 第二篇报道")
    sources.put_back()
    sources.add()
    assert cited(form) == "第二篇报道"


def test_a_source_that_is_cited_is_not_removed(form: CaseForm) -> None:
    form.parts.boards["sources"].remove(1)
    assert len(form.draft.sources) == 2
    assert "1 个成效指标" in form._toast.text.text()


def test_a_figure_put_back_still_knows_its_source(form: CaseForm) -> None:
    boards = form.parts.boards
    boards["outcomes"].remove(0)
    boards["sources"].move_thing(1, 0)
    boards["outcomes"].put_back()
    assert cited(form) == "第二篇报道"


def test_the_upper_value_is_asked_for_ranges_only(form: CaseForm) -> None:
    form.parts.outline.setCurrentRow(OUTCOMES)
    fields = outcome(form).fields
    qualifier = fields["qualifier"].entry
    assert isinstance(qualifier, ChoiceInput)
    assert not fields["upper_value"].isVisible()
    qualifier.setCurrentIndex(qualifier.findData("区间"))
    assert fields["upper_value"].isVisible()
    assert form.draft.outcomes[0].qualifier == "区间"


def test_an_indicator_brings_its_unit_but_never_overwrites_one(form: CaseForm) -> None:
    fields = outcome(form).fields
    indicator, unit = fields["indicator"].entry, fields["unit"].entry
    assert isinstance(indicator, WordInput)
    assert isinstance(unit, WordInput)
    unit.setEditText("")
    indicator.setEditText("种植面积")
    assert form.draft.outcomes[0].unit == "亩"
    indicator.setEditText("产量")
    assert form.draft.outcomes[0].unit == "吨"
    unit.setEditText("公斤")
    indicator.setEditText("种植面积")
    assert form.draft.outcomes[0].unit == "公斤"


# --- words ---------------------------------------------------------------------------------------


def test_a_picker_takes_known_words_synonyms_and_new_words(form: CaseForm) -> None:
    entry = form.parts.about.fields["industry"].entry
    assert isinstance(entry, WordInput)
    assert isinstance(entry.completer(), QCompleter)
    assert entry.findText("设施农业") >= 0
    entry.setEditText("大棚")
    assert form.draft.industry == "设施农业"
    entry.setEditText("养蜂")
    assert form.draft.industry == "养蜂"


def test_chips_are_added_by_return_and_commas_and_taken_back(form: CaseForm) -> None:
    entry = form.parts.about.fields["tags"].entry
    assert isinstance(entry, ChipInput)
    entry.line.setText("甲，乙、甲")
    assert form.draft.tags == ["公开课", "甲", "乙"]  # what is seen is what is saved
    QTest.keyClick(entry.line, Qt.Key.Key_Return)
    assert entry.line.text() == ""
    assert form.draft.tags == ["公开课", "甲", "乙"]
    QTest.keyClick(entry.line, Qt.Key.Key_Backspace)
    assert form.draft.tags == ["公开课", "甲"]
    entry.remove("公开课")
    assert form.draft.tags == ["甲"]


# --- the teaching note ---------------------------------------------------------------------------


def test_the_fields_of_a_note_are_made_when_they_are_looked_at(form: CaseForm) -> None:
    """They are half of the form's, and few who open it come for them."""
    assert form.parts.findChildren(NoteFields) == []
    form.parts.outline.setCurrentRow(SECTIONS)
    assert form.parts.findChildren(NoteFields) == []
    form.parts.outline.setCurrentRow(NOTE)
    (note,) = form.parts.findChildren(NoteFields)
    assert note is form.parts.note
    assert note.isVisible()
    assert form.parts.outline.currentRow() == NOTE
    assert not form.is_changed


def test_a_problem_in_a_note_nobody_has_looked_at_is_shown(form: CaseForm) -> None:
    note = form.draft.teaching_note
    assert note
    note.audience = ""
    form.save()
    assert form.parts.outline.currentRow() == NOTE
    assert form.parts.note
    assert form.parts.note.fields["audience"].problem.text()


# --- the class plan ------------------------------------------------------------------------------


def test_the_tools_of_a_step_stand_beside_its_inputs(form: CaseForm) -> None:
    """A hidden label must leave no line free above the inputs, with the tools up in it."""
    note = form.parts.note
    assert note
    form.parts.outline.setCurrentRow(NOTE)
    QTest.qWait(0)  # laid out
    for row in note.plan._rows:
        entry, tool = row.fields["step"].entry, row._tools[0]
        middles = [one.mapTo(row, one.rect().center()).y() for one in (entry, tool)]
        assert abs(middles[0] - middles[1]) <= 3


def test_the_minutes_add_up_while_they_are_typed(form: CaseForm) -> None:
    note = form.parts.note
    assert note
    assert "35" in note.plan.sum.text()
    note.plan.add()
    minutes = note.plan._rows[2].fields["minutes"].entry
    assert isinstance(minutes, LineInput)
    minutes.setText("15")
    assert "50" in note.plan.sum.text()
    minutes.setText("一刻钟")
    assert "35" in note.plan.sum.text()
    note.plan.move_step(2, 0)
    assert note.plan._steps is form.draft.teaching_note.plan  # type: ignore[union-attr]
    assert note.plan._steps[0].minutes == "一刻钟"
    form.save()
    assert "整数" in note.plan._rows[0].fields["minutes"].problem.text()
    note.plan.remove(0)
    assert len(note.plan._steps) == 2


def test_the_note_is_dropped_and_put_back(form: CaseForm) -> None:
    form.parts.outline.setCurrentRow(NOTE)
    assert form.parts.note
    form.parts.note.dropped.emit()
    assert form.draft.teaching_note is None
    QTest.mouseClick(form._toast.button, Qt.MouseButton.LeftButton)
    assert form.draft.teaching_note
    assert not form.is_changed


# --- every field ---------------------------------------------------------------------------------


def test_every_field_has_a_label_that_leads_to_it(form: CaseForm) -> None:
    assert form.parts.note
    sets: list[FieldSet] = [form.parts.about, form.parts.note]
    sets += [editor(board, 0) for board in form.parts.boards.values()]
    for fields in sets:
        for name, field in fields.fields.items():
            assert field.label.text(), name
            assert field.label.buddy() is field.entry, name
            assert field.entry.accessibleName(), name


def test_tab_leaves_a_text(form: CaseForm) -> None:
    abstract = form.parts.about.fields["abstract"].entry
    abstract.setFocus()
    QTest.keyClick(abstract, Qt.Key.Key_Tab)
    assert form.focusWidget() is not abstract
    assert form.draft.abstract == "一个村怎样把账算清。"
