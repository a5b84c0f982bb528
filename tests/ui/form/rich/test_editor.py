"""Writing with keys, mouse and input method: what stands there is what is stored."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from casearchive.services.cases.drafts import TeachingNoteDraft
from casearchive.ui.form.fields import Field
from casearchive.ui.form.prose_input import ProseInput
from casearchive.ui.form.rich.size_picker import SizePicker
from casearchive.ui.form.teaching import NoteFields
from casearchive.ui.look import Look, Scheme
from tests.ui.form.rich.conftest import ALT, CTRL, SHIFT, Press

# The offscreen screen can neither raise a popup nor hold the keyboard for it.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
Write = Callable[[str], None]
Key = Qt.Key


def click(field: ProseInput, key: str) -> None:
    QTest.mouseClick(field.tools.buttons[key], Qt.MouseButton.LeftButton)


def choose(field: ProseInput, words: str) -> None:
    """Choose the first stretch of text that reads so."""
    cursor = field.rich.document().find(words)
    assert not cursor.isNull()
    field.rich.setTextCursor(cursor)


def test_a_page_is_written_with_keys(field: ProseInput, press: Press, write: Write) -> None:
    write("五事共治")
    press(Key.Key_H, CTRL)
    press(Key.Key_Return)
    write("村里")
    press(Key.Key_B, CTRL)
    write("“大事”")
    press(Key.Key_B, CTRL)
    write("一起议[1]。")
    press(Key.Key_Return)
    press(Key.Key_L, CTRL)
    write("议事")
    press(Key.Key_Return)
    press(Key.Key_Tab)
    write("开会")
    press(Key.Key_Return)
    press(Key.Key_Tab, SHIFT)
    write("办事")
    press(Key.Key_Return, times=2)
    press(Key.Key_L, CTRL, ALT)
    write("甲")
    press(Key.Key_Return)
    write("乙")
    press(Key.Key_Return, times=2)
    press(Key.Key_Q, CTRL, ALT)
    write("引文")
    press(Key.Key_Return, times=2)
    write("上")
    press(Key.Key_Return, SHIFT)
    write("下")
    assert field.value() == (
        "## 五事共治\n\n村里**“大事”**一起议[1]。\n\n- 议事\n  - 开会\n- 办事\n\n"
        "1. 甲\n2. 乙\n\n> 引文\n\n上\\\n下"
    )


def test_what_is_being_composed_is_not_yet_text(field: ProseInput, write: Write) -> None:
    write("前")
    QCoreApplication.sendEvent(field.rich, QInputMethodEvent("wushi", []))
    assert field.value() == "前"


def test_signs_are_text(field: ProseInput, press: Press) -> None:
    for number, line in enumerate(("# a", "- b", "1. c", "| d |", "*e* [1] <b>f</b> &lt;", "> g")):
        if number:
            press(Key.Key_Return)
        QTest.keyClicks(field.rich, line)
    shown = field.rich.toPlainText()
    field.set_value(field.value())
    assert not field.shows_source
    assert field.rich.toPlainText() == shown
    assert field.value().startswith("\\# a\n\n\\- b\n\n1\\. c\n\n\\| d |")


def test_bold_is_put_on_and_taken_off(field: ProseInput, press: Press) -> None:
    field.set_value("甲乙丙\n\n- 丁")
    choose(field, "乙")
    press(Key.Key_B, CTRL)
    assert field.value() == "甲**乙**丙\n\n- 丁"
    assert field.tools.buttons["bold"].isChecked()
    field.rich.selectAll()
    click(field, "bold")
    assert field.value() == "**甲乙丙**\n\n- **丁**"
    click(field, "bold")
    assert field.value() == "甲乙丙\n\n- 丁"
    press(Key.Key_Z, CTRL, times=3)
    assert field.value() == "甲乙丙\n\n- 丁"
    assert not field.rich.document().isUndoAvailable()


def test_the_tools_show_what_is_so(field: ProseInput, press: Press) -> None:
    field.set_value("### 题\n\n- 甲\n\n1. **乙**\n\n> 丙")

    def on() -> list[str]:
        return [key for key, one in field.tools.buttons.items() if one.isChecked()]

    assert field.tools.levels.text() == "标题 3"
    assert not field.tools.buttons["bold"].isEnabled()
    press(Key.Key_Down)
    assert (field.tools.levels.text(), on()) == ("正文", ["bullets"])
    press(Key.Key_Down)
    press(Key.Key_End)
    assert on() == ["bold", "numbers"]
    press(Key.Key_Down)
    assert on() == ["quote"]


def test_headings_have_six_levels_and_end_with_enter(
    field: ProseInput, press: Press, write: Write
) -> None:
    for level in range(1, 7):
        press(Qt.Key(Key.Key_0.value + level), CTRL, ALT)
        write(f"第{level}级")
        press(Key.Key_Return)
    write("文")
    assert field.value() == "\n\n".join(f"{'#' * n} 第{n}级" for n in range(1, 7)) + "\n\n文"
    press(Key.Key_Up)
    press(Key.Key_0, CTRL, ALT)
    assert field.value().endswith("\n\n第6级\n\n文")


def test_backspace_makes_an_item_text_again(field: ProseInput, press: Press) -> None:
    field.set_value("## 题\n\n- 甲\n  - 乙")
    choose(field, "乙")
    press(Key.Key_Home)
    press(Key.Key_Backspace)
    assert field.value() == "## 题\n\n- 甲\n- 乙"
    press(Key.Key_Backspace)
    assert field.value() == "## 题\n\n- 甲\n\n乙"
    press(Key.Key_Home, CTRL)
    press(Key.Key_Backspace)
    assert field.value() == "题\n\n- 甲\n\n乙"


def test_clearing_takes_every_format_away(field: ProseInput, press: Press) -> None:
    field.set_value("## 题\n\n1. 甲**乙**[丙](https://a.b)\n\n> 丁")
    field.rich.selectAll()
    press(Key.Key_Backslash, CTRL)
    assert field.value() == "题\n\n甲乙丙\n\n丁"
    click(field, "undo")
    assert field.value() == "## 题\n\n1. 甲**乙**[丙](https://a.b)\n\n> 丁"


def test_what_follows_a_link_is_no_link(field: ProseInput, press: Press, write: Write) -> None:
    field.set_value("见[报道](https://a.b)")
    press(Key.Key_End, CTRL)
    write("。")
    assert field.value() == "见[报道](https://a.b)。"


# --- tables --------------------------------------------------------------------------------------


def make_table(field: ProseInput, rows: int, columns: int) -> None:
    click(field, "table")
    picker = field.findChild(SizePicker)
    assert picker is not None
    step = 26
    at = QPoint((columns - 1) * step + 5, (rows - 1) * step + 5)
    QTest.mouseClick(picker.grid, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)


def test_a_table_is_made_filled_and_grows(field: ProseInput, press: Press, write: Write) -> None:
    write("前")
    make_table(field, 2, 2)
    for text in ("年份", "收入", "2022"):
        write(text)
        press(Key.Key_Tab)
    write("170|约")
    press(Key.Key_Tab)
    write("2023")
    press(Key.Key_Tab, SHIFT)
    press(Key.Key_Tab)
    press(Key.Key_Return)
    write("后")
    assert field.value() == (
        "前\n\n| 年份 | 收入 |\n| --- | --- |\n| 2022 | 170\\|约 |\n| 2023 |  |\n\n后"
    )


def test_the_size_of_a_table_is_chosen_with_keys(field: ProseInput, qtbot: QtBot) -> None:
    click(field, "table")
    picker = field.findChild(SizePicker)
    assert picker is not None
    QTest.keyClick(picker.grid, Key.Key_Right)
    QTest.keyClick(picker.grid, Key.Key_Up)
    assert picker.grid.accessibleDescription() == "2 行 × 4 列"
    with qtbot.waitSignal(picker.chosen) as caught:
        QTest.keyClick(picker.grid, Key.Key_Return)
    assert caught.args == [2, 4]
    assert field.rich.state().in_table


@pytest.mark.parametrize(
    ("words", "table"),
    [
        ("在上方插入行", "| a | b |\n| --- | --- |\n|  |  |\n|1|2|"),
        ("在下方插入行", "|a|b|\n|-|-|\n|1|2|\n|  |  |"),
        ("在前面插入列", "|  | a | b |\n| --- | --- | --- |\n|  | 1 | 2 |"),
        ("在后面插入列", "| a |  | b |\n| --- | --- | --- |\n| 1 |  | 2 |"),
        ("删除这一行", "|a|b|\n|-|-|"),
        ("删除这一列", "| b |\n| --- |\n| 2 |"),
        ("删除表格", ""),
    ],
)
def test_rows_and_columns_come_and_go(field: ProseInput, words: str, table: str) -> None:
    field.set_value("|a|b|\n|-|-|\n|1|2|")
    choose(field, "1")
    click(field, "table")
    assert field.menu is not None
    act = next(act for act in field.menu.actions() if act.text() == words)
    act.trigger()
    field.menu.close()
    written = field.value().replace(" ", "").replace("---", "-")
    assert written == table.replace(" ", "").replace("---", "-")
    field.rich.undo()
    assert field.value() == "|a|b|\n|-|-|\n|1|2|"


def test_tab_comes_to_the_text_past_its_tools(look: Look, qtbot: QtBot) -> None:
    fields = NoteFields(look, TeachingNoteDraft(key_points="1. 甲"))
    qtbot.addWidget(fields)
    with qtbot.waitActive(fields):
        fields.show()
        fields.activateWindow()
    fields.focus("audience")
    for name in ("objectives", "key_points", "analysis", "theory"):
        writer = QApplication.focusWidget()
        assert writer is not None
        QTest.keyClick(writer, Key.Key_Tab)
        entry = fields.fields[name].entry
        assert isinstance(entry, ProseInput)
        assert entry.rich.hasFocus(), name
        assert entry.tools.isVisible()
    first = fields.fields["objectives"].entry
    assert isinstance(first, ProseInput)
    assert not first.tools.isVisible()


def test_tab_leaves_the_text_where_it_has_nothing_to_do(field: ProseInput, press: Press) -> None:
    layout = field.window().layout()
    assert layout is not None
    layout.addWidget(QLineEdit())
    QCoreApplication.processEvents()  # it is shown then
    field.set_value("文字")
    press(Key.Key_Tab)
    assert not field.rich.hasFocus()
    assert field.value() == "文字"


# --- source, read-only, look ---------------------------------------------------------------------


def test_the_source_is_there_for_those_who_want_it(
    field: ProseInput, press: Press, write: Write
) -> None:
    field.set_value("* 甲\n* 乙")
    press(Key.Key_U, CTRL, ALT)
    assert field.shows_source
    assert field.source.hasFocus()
    assert field.source.value() == "* 甲\n* 乙"
    field.source.moveCursor(QTextCursor.MoveOperation.End)
    write("\n* **丙**")
    assert field.value() == "* 甲\n* 乙\n* **丙**"
    click(field, "source")
    assert not field.shows_source
    assert "丙" in field.rich.toPlainText()
    assert field.value() == "* 甲\n* 乙\n* **丙**"


def test_a_text_that_cannot_be_shown_is_edited_as_its_source(field: ProseInput) -> None:
    odd = "前\ufdd0后"  # Qt takes this sign for its own
    field.set_value(odd)
    assert field.shows_source
    assert field.value() == odd
    field.turn()
    assert field.shows_source
    assert field._note.isVisible()
    field.set_value("好")
    assert not field.shows_source


def test_read_only_text_can_be_read_and_not_changed(
    field: ProseInput, press: Press, write: Write
) -> None:
    field.set_value("甲\n\n|a|b|\n|-|-|\n|1|2|")
    field.set_read_only(True)
    press(Key.Key_H, CTRL)
    press(Key.Key_B, CTRL)
    press(Key.Key_Return)
    press(Key.Key_Backspace)
    write("乙")
    field.rich.insertPlainText("丙")
    assert field.value() == "甲\n\n|a|b|\n|-|-|\n|1|2|"
    assert not field.tools.isEnabled()


def test_another_theme_changes_no_text(field: ProseInput, look: Look) -> None:
    text = "## 题\n\n甲**乙**[丙](https://a.b)\n\n> 丁\n\n![图](attachment:1)"
    field.set_value(text)
    edits: list[bool] = []
    field.edited.connect(lambda: edits.append(True))
    look.use(Scheme.DARK)
    assert field.value() == text
    assert not field.rich.document().isUndoAvailable()


def test_everything_has_a_name(field: ProseInput) -> None:
    field.rich.setAccessibleName("正文")
    for part in (*field.tools.findChildren(QAbstractButton), field.rich):
        if part.isVisible():
            told = QAccessible.queryAccessibleInterface(part)
            assert told.text(QAccessible.Text.Name), part
            assert told.role() is not QAccessible.Role.NoRole


def test_what_is_wrong_is_told_where_it_is_written(field: ProseInput) -> None:
    holder = field.parentWidget()
    assert isinstance(holder, Field)
    holder.show_problem("请填写正文。")
    assert field.rich.property("fault") is True
    assert field.rich.accessibleDescription() == "请填写正文。"
    holder.show_problem("")
    assert field.rich.property("fault") is False


def test_the_tools_are_mirrored(qtbot: QtBot, look: Look) -> None:
    field = ProseInput(look)
    window = Field(look, "正文", field)
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qtbot.addWidget(window)
    window.resize(700, 500)
    window.show()
    assert field.tools.levels.x() > field.tools.buttons["source"].x()


@pytest.mark.parametrize("width", [240, 320, 451, 700])
@pytest.mark.parametrize("way", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_the_tools_keep_to_one_line_and_all_can_be_reached(
    qtbot: QtBot, look: Look, width: int, way: Qt.LayoutDirection
) -> None:
    field = ProseInput(look)
    window = Field(look, "正文", field)
    window.setLayoutDirection(way)
    qtbot.addWidget(window)
    window.resize(width, 500)
    window.show()
    tools = field.tools
    line = tools.height()
    assert line == tools.line_height() and tools.width() <= window.width()
    shown = [tools.levels, *(one for one in tools.buttons.values() if one.isVisible())]
    shown += [tools.more] if tools.more.isVisible() else []
    for one in shown:
        assert tools.rect().contains(one.geometry()), one.accessibleName()
        assert abs(one.geometry().center().y() - line // 2) <= 1
    tools.overflow.aboutToShow.emit()
    hidden = [one for one in tools.buttons.values() if not one.isVisible()]
    listed = [act.text().partition("\t")[0] for act in tools.overflow.actions()]
    assert listed == [one.accessibleName() for one in hidden]
    assert tools.more.isVisible() == bool(hidden) == (width < 500)


def test_a_tool_of_the_menu_does_what_its_button_does(
    qtbot: QtBot, look: Look, press: Press
) -> None:
    field = ProseInput(look)
    window = Field(look, "正文", field)
    qtbot.addWidget(window)
    window.resize(240, 500)
    window.show()
    field.rich.setFocus()
    field.tools.overflow.aboutToShow.emit()
    acts = {act.text().partition("\t")[0]: act for act in field.tools.overflow.actions()}
    acts["引文"].trigger()
    QTest.keyClicks(field.rich, "abc")
    assert field.value() == "> abc"
    field.tools.overflow.aboutToShow.emit()
    acts = {act.text().partition("\t")[0]: act for act in field.tools.overflow.actions()}
    assert acts["引文"].isChecked() and acts["撤销"].isEnabled()
    acts["撤销"].trigger()
    assert field.value() != "> abc"
    acts["源文本"].trigger()
    assert field.shows_source
