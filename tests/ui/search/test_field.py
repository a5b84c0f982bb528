"""The field: words still being composed, edits that can be undone, places in characters."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton

from casearchive.ui.search.bar import SearchBar
from casearchive.ui.search.field import SearchField


def compose(field: SearchField, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(field, event)


def test_nothing_is_searched_for_while_a_word_is_composed(bar: SearchBar) -> None:
    heard: list[str] = []
    bar.changed.connect(heard.append)
    compose(bar.field, "la")
    compose(bar.field, "la'jiao")
    assert bar.field.composing
    assert heard == []
    compose(bar.field, "", "辣椒")
    assert not bar.field.composing
    assert heard == ["辣椒"]


def test_a_commit_that_begins_the_next_word_waits_for_it(bar: SearchBar) -> None:
    heard: list[str] = []
    bar.changed.connect(heard.append)
    compose(bar.field, "he", "辣椒")
    assert heard == []
    compose(bar.field, "")
    assert heard == ["辣椒"]


def test_a_selection_replaced_by_composing_is_told_when_it_ends(bar: SearchBar) -> None:
    bar.set_text("辣焦")
    heard: list[str] = []
    bar.changed.connect(heard.append)
    bar.field.selectAll()
    compose(bar.field, "l")
    assert heard == []
    compose(bar.field, "")
    assert heard == [""]


def test_leaving_the_field_ends_a_word(bar: SearchBar) -> None:
    compose(bar.field, "la")
    bar.field.clearFocus()
    assert not bar.field.composing


def test_keys_in_the_middle_of_a_word_belong_to_the_input_method(bar: SearchBar) -> None:
    entered: list[int] = []
    bar.entered.connect(lambda: entered.append(1))
    compose(bar.field, "la")
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert entered == []
    compose(bar.field, "", "辣")
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert entered == [1]


def test_another_text_is_put_in_one_step_that_can_be_undone(bar: SearchBar) -> None:
    field = bar.field
    QTest.keyClicks(field, "lajiao hezuo")
    bar.set_text("lajiao 主题=产业振兴 hezuo")
    assert bar.text() == "lajiao 主题=产业振兴 hezuo"
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert bar.text() == "lajiao hezuo"


def test_texts_are_put_whatever_they_share_with_the_old_one(bar: SearchBar) -> None:
    texts = (
        "aaa",
        "aa",
        "aaaa",
        "",
        "甲乙",
        "乙",
        "甲乙甲",
        "𠮷𠮷",
        "𠮷",
        "a𠮷b",
        "ab",
        "a\U00020bb8b",
    )
    for text in texts:
        bar.set_text(text)
        assert bar.text() == text


def test_places_count_characters_beyond_the_bmp_once(bar: SearchBar) -> None:
    bar.set_text("𠮷村 辣椒")
    bar.field.select(3, 5)
    assert bar.field.selectedText() == "辣椒"
    assert bar.field.cursor_place == 5
    bar.field.replace(0, 1, "吉")
    assert bar.text() == "吉村 辣椒"


def test_unseen_letters_that_turn_the_text_around_stay_out(bar: SearchBar) -> None:
    heard: list[str] = []
    bar.changed.connect(heard.append)
    bar.field.insert("\u202eabc\u2067辣椒")
    assert bar.field.text() == "abc辣椒"
    assert heard == ["abc辣椒"]


def test_the_window_keeps_its_keys(bar: SearchBar) -> None:
    for key in (Qt.Key.Key_E, Qt.Key.Key_K, Qt.Key.Key_D):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.ControlModifier)
        QApplication.sendEvent(bar.field, event)
        assert not event.isAccepted()


def test_the_buttons_in_the_field_have_names(bar: SearchBar) -> None:
    names = [button.accessibleName() for button in bar.field.findChildren(QToolButton)]
    assert all(names)
    assert len(set(names)) == len(names) == 4


def test_an_empty_field_helps_and_a_full_one_saves(bar: SearchBar) -> None:
    field = bar.field
    assert (field.keep.isVisible(), field.help.isVisible()) == (False, True)
    bar.set_text("辣椒")
    assert (field.keep.isVisible(), field.help.isVisible()) == (True, False)
    asked: list[int] = []
    bar.save_wanted.connect(lambda: asked.append(1))
    field.keep.trigger()
    assert asked == [1]
