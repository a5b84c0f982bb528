"""The bar: what each key means with the list below the field open and shut."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from casearchive.search.results import Suggestion
from casearchive.services.searching.saved_searches import SavedSearch
from casearchive.ui.look import Look, Scheme
from casearchive.ui.search.bar import SearchBar
from casearchive.ui.search.lines import HEIGHT

HOSTILE = "<b>粗</b><img src=file:///etc/passwd>\u202e كىتاب\n第二行" + "很长" * 1000


def suggestion(text: str, start: int, end: int, kind: str = "word") -> Suggestion:
    return Suggestion(kind, text, text, start, end, 12, ((0, 1),))


def offer(bar: SearchBar, typed: str = "x wsgz") -> None:
    QTest.keyClicks(bar.field, typed)
    end = len(typed)
    found = (suggestion("五事共治", end - 4, end), suggestion("五十个字", end - 4, end, "title"))
    bar.show_suggestions(found, typed)


def press(bar: SearchBar, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(bar.field, key)


def test_each_edit_asks_for_suggestions_where_the_cursor_is(bar: SearchBar) -> None:
    asked: list[tuple[str, int]] = []
    bar.suggestions_wanted.connect(lambda text, place: asked.append((text, place)))
    QTest.keyClicks(bar.field, "ab")
    press(bar, Qt.Key.Key_Left)
    bar.field.insert("𠮷")
    assert asked == [("a", 1), ("ab", 2), ("a𠮷b", 2)]


def test_arrows_choose_and_enter_takes_without_losing_the_focus(bar: SearchBar) -> None:
    offer(bar)
    assert bar.is_open
    assert bar.popup.current is None
    press(bar, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up)
    assert bar.popup.current is not None
    press(bar, Qt.Key.Key_Return)
    assert bar.text() == "x 五事共治"
    assert bar.field.hasFocus()
    assert not bar.is_open
    QTest.keyClick(bar.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert bar.text() == "x wsgz"


def test_past_the_ends_of_the_list_lies_the_field(bar: SearchBar) -> None:
    offer(bar)
    press(bar, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert bar.popup.current is None
    press(bar, Qt.Key.Key_Up)
    assert bar.popup.current is not None
    assert bar.popup.current.text == "五十个字"


def test_tab_takes_what_is_chosen_and_else_goes_on(bar: SearchBar) -> None:
    offer(bar)
    press(bar, Qt.Key.Key_Down, Qt.Key.Key_Tab)
    assert bar.text() == "x 五事共治"
    assert bar.field.hasFocus()
    bar.set_text("")
    offer(bar)
    press(bar, Qt.Key.Key_Tab)
    assert not bar.field.hasFocus()
    assert not bar.is_open


def test_enter_with_nothing_chosen_searches(bar: SearchBar) -> None:
    entered: list[int] = []
    bar.entered.connect(lambda: entered.append(1))
    offer(bar)
    press(bar, Qt.Key.Key_Return)
    assert entered == [1]
    assert not bar.is_open
    bar.show_suggestions((suggestion("五事共治", 2, 6),), bar.text())
    assert not bar.is_open, "an answer that comes after Enter opens the list again"


def test_escape_shuts_the_list_and_then_empties_the_field(bar: SearchBar) -> None:
    offer(bar)
    press(bar, Qt.Key.Key_Escape)
    assert not bar.is_open
    assert bar.text() == "x wsgz"
    bar.show_suggestions((suggestion("五事共治", 2, 6),), bar.text())
    assert not bar.is_open
    press(bar, Qt.Key.Key_Escape)
    assert bar.text() == ""


def test_down_with_the_list_shut_goes_on_and_with_alt_opens_it(bar: SearchBar) -> None:
    moved: list[int] = []
    asked: list[str] = []
    bar.moved_down.connect(lambda: moved.append(1))
    press(bar, Qt.Key.Key_Down)
    assert moved == [1]
    QTest.keyClicks(bar.field, "a")
    bar.suggestions_wanted.connect(lambda text, _place: asked.append(text))
    QTest.keyClick(bar.field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert (moved, asked) == ([1], ["a"])


def test_the_mouse_takes_a_line(bar: SearchBar) -> None:
    offer(bar)
    view = bar.popup.view
    at = view.visualRect(bar.popup.model.index(1)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert bar.text() == "x 五十个字"
    assert bar.field.hasFocus()


def test_an_answer_for_another_text_is_dropped(bar: SearchBar) -> None:
    QTest.keyClicks(bar.field, "ab")
    bar.show_suggestions((suggestion("阿爸", 0, 1),), "a")
    assert not bar.is_open
    bar.show_suggestions((suggestion("阿爸", 0, 9),), "ab")
    assert not bar.is_open, "a place outside the text"
    bar.show_suggestions((suggestion("ab", 0, 2),), "ab")
    assert not bar.is_open, "what is typed already"


def test_a_line_for_an_older_text_changes_nothing(bar: SearchBar) -> None:
    offer(bar)
    press(bar, Qt.Key.Key_Down)
    QTest.keyClicks(bar.field, "y")
    assert bar.popup.current is None
    press(bar, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert bar.text() == "x wsgzy"


def test_a_text_that_is_set_is_told_once_or_not_at_all(bar: SearchBar) -> None:
    bar.set_text("甲 乙")
    heard: list[str] = []
    bar.changed.connect(heard.append)
    bar.set_text("甲 丙 乙")
    bar.set_text("丁", quiet=True)
    bar.set_text("丁")
    assert heard == ["甲 丙 乙"]
    assert not bar.is_open


def test_the_list_makes_way_for_an_input_method(bar: SearchBar) -> None:
    offer(bar)
    QApplication.sendEvent(bar.field, QInputMethodEvent("la", []))
    assert not bar.is_open
    bar.show_suggestions((suggestion("五事共治", 2, 6),), bar.text())
    assert not bar.is_open


def test_the_list_goes_with_the_focus(bar: SearchBar) -> None:
    offer(bar)
    bar.field.clearFocus()
    assert not bar.is_open


def test_the_empty_field_shows_what_was_searched_for(bar: SearchBar, qtbot: QtBot) -> None:
    row = SavedSearch("7", "辣椒村", "辣椒")
    bar.know_saved([row])
    asked: list[int] = []
    bar.recent_wanted.connect(lambda: asked.append(1))
    bar.field.clearFocus()
    bar.focus()
    assert asked == [1]
    bar.show_recent(("五彩椒 合作社", "“五事共治”"))
    kinds = [line.kind for line in bar.popup.model.lines]
    assert kinds == ["heading", "recent", "recent", "clear", "heading", "saved"]
    press(bar, Qt.Key.Key_Down)
    assert bar.popup.current is not None
    assert bar.popup.current.text == "五彩椒 合作社"
    with qtbot.waitSignal(bar.changed) as heard:
        press(bar, Qt.Key.Key_Return)
    assert heard.args == ["五彩椒 合作社"]


def test_recent_searches_are_cleared_and_saved_ones_opened(bar: SearchBar, qtbot: QtBot) -> None:
    bar.know_saved([SavedSearch("7", "辣椒村", "辣椒")])
    bar.show_recent(("甲",))
    with qtbot.waitSignal(bar.saved_chosen) as chosen:
        press(bar, Qt.Key.Key_Up, Qt.Key.Key_Return)
    assert chosen.args == ["7"]
    bar.show_recent(("甲",))
    with qtbot.waitSignal(bar.recent_cleared):
        press(bar, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert not bar.is_open


def test_nothing_remembered_opens_nothing(bar: SearchBar) -> None:
    bar.show_recent(())
    assert not bar.is_open


def test_a_window_that_comes_back_opens_nothing(bar: SearchBar) -> None:
    asked: list[int] = []
    bar.recent_wanted.connect(lambda: asked.append(1))
    bar.field.clearFocus()
    bar.field.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
    assert asked == []


def test_the_bookmark_knows_a_saved_search(bar: SearchBar) -> None:
    bar.set_text("辣椒")
    plain = bar.field.keep.icon().cacheKey()
    bar.know_saved([SavedSearch("7", "辣椒村", "辣椒")])
    assert bar.field.keep.icon().cacheKey() != plain
    bar.set_text("辣椒 合作社")
    assert bar.field.keep.icon().cacheKey() == plain


def test_examples_are_added_to_what_is_typed(bar: SearchBar) -> None:
    bar.set_text("村 ")
    bar.show_help()
    assert len(bar.popup.model.lines) == 7
    press(bar, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert bar.text() == "村 五彩椒 合作社"
    assert bar.field.selectedText() == "五彩椒 合作社"


def test_hostile_texts_stay_text_and_one_line_high(bar: SearchBar, look: Look) -> None:
    QTest.keyClicks(bar.field, "a")
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        look.use(scheme)
        bar.show_suggestions([suggestion(HOSTILE, 0, 1, kind) for kind in ("title", "theme", "?")])
        assert bar.is_open
        bar.window().grab()
    view = bar.popup.view
    assert view.sizeHintForRow(0) == HEIGHT
    assert view.width() <= bar.window().width()
    press(bar, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert "\n" not in bar.text()


def test_the_list_stays_inside_a_small_window(bar: SearchBar) -> None:
    bar.window().resize(360, 200)
    for whole in bar.window().findChildren(QWidget, "whole"):
        whole.resize(360, 200)
    QTest.keyClicks(bar.field, "a")
    bar.show_suggestions([suggestion(f"第{n}个", 0, 1) for n in range(20)])
    assert bar.window().rect().contains(bar.popup.geometry())
