"""The trainee's layer in the window: marked by keys, written beside the text, kept and undone."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from casearchive.services.archive import Archive
from casearchive.services.cases.editing import load_draft, save_draft
from casearchive.services.opening import open_archive
from casearchive.services.study import studying
from casearchive.ui.frame.window import MainWindow
from casearchive.ui.study.cards import QuestionCard
from casearchive.ui.study.panel import StudyPanel
from casearchive.ui.tasks import Change

OpenWindow = Callable[[Archive], MainWindow]


def quote_of(window: MainWindow) -> str:
    """Return some words of the first section that stand there once."""
    case = window.reader.view.case
    assert case is not None
    text = studying.part_texts(case)[case.sections[0].id]
    return text.splitlines()[1][:14]


def select(window: MainWindow, words: str) -> None:
    cursor = window.reader.view.document().find(words)
    assert cursor.hasSelection(), words
    window.reader.view.setTextCursor(cursor)


def rest(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.tasks.busy, timeout=20_000)
    qtbot.wait(20)
    qtbot.waitUntil(lambda: not window.tasks.busy, timeout=20_000)


def press(view: QWidget, key: str) -> None:
    QTest.keyClick(view, Qt.Key(ord(key.upper())))


def ground(window: MainWindow, words: str) -> str:
    cursor = window.reader.view.document().find(words)
    cursor.setPosition(cursor.selectionStart() + 1)
    return cursor.charFormat().background().color().name().upper()


def panel_of(window: MainWindow) -> StudyPanel:
    panel = window.reader.desk.panel
    assert panel is not None
    return panel


def test_four_keys_mark_in_four_colours_and_nought_takes_away(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    window = open_window(sample)
    words, view = quote_of(window), window.reader.view
    plain = ground(window, words)
    tokens = window.reader.view._look.tokens
    for key, colour in zip("1234", studying.COLOURS, strict=True):
        select(window, words)
        if key != "1":  # the mark under the cursor changes its colour
            cursor = view.textCursor()
            cursor.setPosition(cursor.selectionStart() + 2)
            view.setTextCursor(cursor)
        press(view, key)
        rest(qtbot, window)
        assert ground(window, words) == getattr(tokens, f"own_{colour}")
    assert len(view.marks.shown) == 1
    press(view, "0")
    rest(qtbot, window)
    assert ground(window, words) == plain
    assert window.commands["undo"].isEnabled()
    window.commands["undo"].trigger()
    rest(qtbot, window)
    assert ground(window, words) == tokens.own_pink


def test_a_note_is_written_beside_the_text_and_kept(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    window = open_window(sample)
    words, view = quote_of(window), window.reader.view
    select(window, words)
    press(view, "n")
    rest(qtbot, window)
    card = next(iter(panel_of(window)._cards.values()))
    qtbot.waitUntil(lambda: window.focusWidget() is card.note)
    card.note.insertPlainText("回村以后怎么办？")
    card.note.keep()
    rest(qtbot, window)
    assert view.case is not None
    study = studying.study_of(sample, view.case.id)
    assert study.marks[0].note == "回村以后怎么办？"
    assert window.focusWidget() is card.note, "keeping a note must not take the cursor away"
    select(window, words)
    card.chosen.emit(card.mark.id)
    assert not view.textCursor().hasSelection()


def test_answers_are_kept_and_shown_again(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    window = open_window(sample)
    window.commands["notes"].setChecked(True)
    case = window.reader.view.case
    assert case is not None
    card = panel_of(window).findChildren(QuestionCard)[0]
    card.text.insertPlainText("先开会，再算账。")
    window.cases.view.setCurrentIndex(window.catalogue.model.index(1))
    rest(qtbot, window)
    qtbot.wait(200)
    rest(qtbot, window)
    study = studying.study_of(sample, case.id)
    assert study.answer(case.questions[0].id) == "先开会，再算账。"
    window.cases.choose(case.id)
    rest(qtbot, window)
    qtbot.waitUntil(lambda: "先开会" in panel_of(window).findChildren(QuestionCard)[0].text.value())


def test_marks_stay_after_an_update_and_lost_ones_are_listed(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    window = open_window(sample)
    window.commands["notes"].setChecked(True)
    words = quote_of(window)
    select(window, words)
    press(window.reader.view, "3")
    rest(qtbot, window)
    case = window.reader.view.case
    assert case is not None
    draft = load_draft(sample, case.id)
    draft.sections[0].body = "前面多了一段。\n\n" + draft.sections[0].body
    save_draft(sample, draft)
    window.tasks.changed.emit(Change("cases", (case.id,)))
    rest(qtbot, window)
    assert "前面多了一段" in window.reader.view.toPlainText()
    assert len(window.reader.view.marks.shown) == 1
    draft = load_draft(sample, case.id)
    del draft.sections[0]
    save_draft(sample, draft)
    window.tasks.changed.emit(Change("cases", (case.id,)))
    rest(qtbot, window)
    assert not window.reader.view.marks.shown
    studied = window.reader.desk.studied
    assert studied is not None
    assert [mark.quote for mark in studied.orphans] == [words]
    assert len(panel_of(window)._cards) == 1


def test_a_read_only_archive_is_read_with_notes(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    reader = open_archive(sample.path, sample.settings, read_only=True)
    window = open_window(reader)
    select(window, quote_of(window))
    press(window.reader.view, "2")
    rest(qtbot, window)
    window.commands["star"].trigger()
    rest(qtbot, window)
    assert len(window.reader.view.marks.shown) == 1
    assert len(window.catalogue.model.starred) == 1
    assert not window.commands["new_folder"].isEnabled()
    reader.close()


def test_reading_to_the_end_is_noticed(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    window = open_window(sample)
    bar = window.reader.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    case = window.reader.view.case
    assert case is not None
    qtbot.waitUntil(lambda: studying.study_of(sample, case.id).finished, timeout=10_000)
    rest(qtbot, window)
    window.commands["read"].trigger()
    rest(qtbot, window)
    assert not studying.study_of(sample, case.id).finished


def test_text_is_selected_by_keyboard(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    window = open_window(sample)
    view = window.reader.view
    window.commands["caret"].setChecked(True)
    view.moveCursor(QTextCursor.MoveOperation.Start)
    for _time in range(3):
        QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert len(view.textCursor().selectedText()) == 3
    press(view, "2")
    rest(qtbot, window)
    assert len(view.marks.shown) == 1
