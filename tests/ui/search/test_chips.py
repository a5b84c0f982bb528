"""Chips: what they say, and that mouse and keys do the same with them."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from casearchive.i18n import use_language
from casearchive.search.results import Chip
from casearchive.services.searching import queries
from casearchive.ui.look import Look, Scheme
from casearchive.ui.look.tokens import CHIP_ALPHA, DARK, LIGHT, Tokens, contrast, over
from casearchive.ui.search.bar import SearchBar
from casearchive.ui.search.chips import MOST, ChipButton, said

QUERY = "集体经济 “五事共治” -旅游 主题=产业振兴|组织振兴"
CONTROL = Qt.KeyboardModifier.ControlModifier


def shown(bar: SearchBar) -> list[str]:
    return [said(chip) for chip in bar.chips.chips]


def button(bar: SearchBar, place: int) -> ChipButton:
    return bar.chips.buttons[place]


def cross(one: ChipButton) -> QPoint:
    return QPoint(one.width() - 12, one.height() // 2)


@pytest.mark.parametrize("plain", ["", "  ", "辣椒", "辣"])
def test_a_plain_word_shows_no_chips(bar: SearchBar, plain: str) -> None:
    bar.set_text("辣椒 合作社")
    assert bar.chips.isVisible()
    bar.set_text(plain)
    assert not bar.chips.isVisible()


def test_chips_say_what_is_asked_for() -> None:
    chips = (
        (Chip(0, 1, "word", "", "集体"), "集体"),
        (Chip(0, 1, "exact", "", "五事共治"), "“五事共治”"),
        (Chip(0, 1, "word", "", "旅游", True), "不含 旅游"),
        (Chip(0, 1, "filter", "主题", "产业振兴", True), "不含 主题 产业振兴"),
        (Chip(0, 1, "range", "集体经济收入", "100万–200万元"), "集体经济收入 100万–200万元"),
        (Chip(0, 1, "field", "标题", "强村\n第二行"), "标题 强村 第二行"),
    )
    assert [said(chip) for chip, _text in chips] == [text for _chip, text in chips]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("主题=产业振兴|组织振兴", "Themes Industry, Organisation"),
        ("状态=草稿", "Status Draft"),
        ("状态:草稿", "Status Draft"),
        ("有=使用说明", "Has Teaching note"),
        ("产业:现代", "Sector 现代"),
        ("标签=五彩椒", "Tags 五彩椒"),
        ("地区=山东省/潍坊市", "Region 山东省/潍坊市"),
        ("年份=2022", "Year 2022"),
        ("旅游收入:100-200", "Tourism income 100-200"),
    ],
)
def test_words_of_ours_read_in_english_in_an_english_window(typed: str, says: str) -> None:
    in_chinese = said(queries.chips(typed)[0])
    use_language("en")
    (chip,) = queries.chips(typed)
    assert said(chip) == says
    assert typed[chip.start : chip.end] == typed, "what was typed stays"
    use_language("zh")
    assert said(chip) == in_chinese
    assert in_chinese.split(" ", 1)[1].replace("、", "|") in typed


def test_a_click_selects_the_part_in_the_field(bar: SearchBar) -> None:
    bar.set_text(QUERY)
    assert len(shown(bar)) == 4
    bar.field.clearFocus()
    QTest.mouseClick(button(bar, 2), Qt.MouseButton.LeftButton, pos=QPoint(12, 12))
    assert bar.field.hasFocus()
    assert bar.field.selectedText() == "-旅游"


def test_the_cross_removes_the_part_and_undo_brings_it_back(bar: SearchBar) -> None:
    bar.set_text(QUERY)
    whole = shown(bar)
    QTest.mouseClick(button(bar, 2), Qt.MouseButton.LeftButton, pos=cross(button(bar, 2)))
    assert "旅游" not in bar.text()
    assert shown(bar) == [*whole[:2], whole[3]]
    QTest.keyClick(bar.field, Qt.Key.Key_Z, CONTROL)
    assert bar.text() == QUERY
    assert shown(bar) == whole


def test_keys_reach_edit_and_remove_chips(bar: SearchBar) -> None:
    bar.set_text(QUERY)
    QTest.keyClick(bar.field, Qt.Key.Key_Tab)
    assert button(bar, 0).hasFocus()
    QTest.keyClick(button(bar, 0), Qt.Key.Key_Right)
    assert button(bar, 1).hasFocus()
    QTest.keyClick(button(bar, 1), Qt.Key.Key_Delete)
    assert "五事共治" not in bar.text()
    assert button(bar, 1).hasFocus(), "the next chip takes the place and the focus"
    QTest.keyClick(button(bar, 1), Qt.Key.Key_Z, CONTROL)
    assert bar.text() == QUERY
    QTest.keyClick(button(bar, 1), Qt.Key.Key_Return)
    assert bar.field.hasFocus()
    assert bar.field.selectedText() == "“五事共治”"


def test_the_focus_is_never_lost_with_the_last_chip(bar: SearchBar) -> None:
    bar.set_text("甲 -乙")
    button(bar, 1).setFocus()
    QTest.keyClick(button(bar, 1), Qt.Key.Key_Backspace)
    assert not bar.chips.isVisible()
    assert bar.field.hasFocus()
    bar.set_text("甲 乙 -丙")
    button(bar, 2).setFocus()
    QTest.keyClick(button(bar, 2), Qt.Key.Key_Delete)
    assert button(bar, 1).hasFocus()


def test_delete_on_a_chip_never_reaches_the_window(bar: SearchBar) -> None:
    bar.set_text(QUERY)
    event = QKeyEvent(
        QEvent.Type.ShortcutOverride, Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier
    )
    event.ignore()
    QApplication.sendEvent(button(bar, 0), event)
    assert event.isAccepted()


def test_down_goes_on_to_the_list_and_up_back_to_the_field(bar: SearchBar) -> None:
    moved: list[int] = []
    bar.moved_down.connect(lambda: moved.append(1))
    bar.set_text(QUERY)
    button(bar, 0).setFocus()
    QTest.keyClick(button(bar, 0), Qt.Key.Key_Down)
    assert moved == [1]
    QTest.keyClick(button(bar, 0), Qt.Key.Key_Up)
    assert bar.field.hasFocus()


def test_a_screen_reader_hears_the_part_and_the_keys(bar: SearchBar) -> None:
    bar.set_text(QUERY)
    assert "旅游" in button(bar, 2).accessibleName()
    assert "不含" in button(bar, 2).accessibleName()
    assert "Delete" in button(bar, 2).accessibleDescription()


def test_many_and_long_parts_are_cut_and_told(bar: SearchBar, look: Look) -> None:
    bar.set_text(" ".join(["<b>粗</b>\u202e" + "很长" * 40, *(f"词{n}" for n in range(300))]))
    assert len(bar.chips.chips) == MOST
    assert all(one.width() <= 240 for one in bar.chips.buttons)
    assert bar.chips.height() < 250
    assert "<b>" not in button(bar, 0).toolTip()
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        look.use(scheme)
        bar.window().grab()


def test_the_question_mark_explains(bar: SearchBar) -> None:
    bar.set_text(QUERY)
    bar.chips.help.click()
    assert bar.is_open
    assert bar.popup.model.lines[1].kind == "example"


@pytest.mark.parametrize(("tokens", "dark"), [(LIGHT, 0), (DARK, 1)])
def test_excluded_parts_can_be_read(tokens: Tokens, dark: int) -> None:
    ground = over(tokens.panel, tokens.danger, CHIP_ALPHA[dark])
    assert contrast(ground, tokens.danger) >= 4.5
