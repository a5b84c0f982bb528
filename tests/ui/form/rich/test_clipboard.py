"""Copy and paste: from elsewhere cleaned, within the program whole."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from casearchive.ui.form.prose_input import ProseInput
from casearchive.ui.form.rich.clipboard import OURS, cleaned
from tests.exchange.reading.web.test_copied import WORD
from tests.ui.form.rich.conftest import CTRL, Press
from tests.ui.form.rich.test_editor import choose

# The offscreen screen can neither raise a window nor pass on its least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture(autouse=True)
def _nothing_left() -> Iterator[None]:
    """Leave nothing of Python's in the clipboard: it outlives the interpreter."""
    yield
    QGuiApplication.clipboard().clear()


def copied(html: str = "", text: str = "") -> QMimeData:
    data = QMimeData()
    if html:
        data.setHtml(html)
    if text:
        data.setText(text)
    return data


def paste(field: ProseInput, data: QMimeData) -> None:
    QGuiApplication.clipboard().setMimeData(data)
    QTest.keyClick(field.text, Qt.Key.Key_V, CTRL)


def test_word_is_pasted_as_one_step(field: ProseInput, press: Press) -> None:
    field.set_value("前文")
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_Return)
    paste(field, copied(WORD, "纯文本"))
    text = field.value()
    assert text.startswith(
        "前文\n\n## 五事共治\n\n村里把**大事**都摆到桌面上[1] 2023年。\n\n- 议事\n"
    )
    assert "| 2022 | 170万元\\|**约** 第二段 | 丙 |" in text
    assert "\\# 不是标题" in text
    for never in ("alert", "passwd", "color", "Mso", "javascript", "\ufffc"):
        assert never not in text
    press(Qt.Key.Key_Z, CTRL)
    assert field.value() == "前文"


def test_the_source_takes_marks(field: ProseInput) -> None:
    field.turn()
    paste(field, copied("<h1>题</h1><p>一<b>二</b> *三*</p>", "题"))
    assert field.value() == "## 题\n\n一**二** \\*三\\*"
    assert cleaned(copied(text="*原样*\r\n第二行")) == "*原样*\n第二行"


@pytest.mark.parametrize(
    ("html", "text", "value"),
    [
        ("", "# 一\r\n\r\n- 二\u00a0三", "\\# 一\n\n\\- 二 三"),
        ("<p></p>", "原文", "原文"),
        ("<b>字</b>", "", "**字**"),
        ("x" * 2_000_001, "太长", "太长"),
    ],
)
def test_plain_text_stays_text(field: ProseInput, html: str, text: str, value: str) -> None:
    paste(field, copied(html, text))
    assert field.value() == value


def test_what_is_pasted_joins_the_line(field: ProseInput) -> None:
    field.set_value("甲乙丙")
    choose(field, "乙")
    paste(field, copied("<p>一</p><h2>二</h2><p>三</p>"))
    assert field.value() == "甲一\n\n## 二\n\n三丙"
    field.set_value("甲乙丙")
    choose(field, "乙")
    paste(field, copied("<b>粗</b>"))
    assert field.value() == "甲**粗**丙"


def test_a_cell_takes_the_words_alone(field: ProseInput) -> None:
    field.set_value("| a | b |\n| - | - |\n| 1 | 2 |")
    choose(field, "1")
    paste(field, copied("<h1>题</h1><ul><li>甲<li><b>乙</b></ul>"))
    assert field.value() == "| a | b |\n| - | - |\n| 题 甲 **乙** | 2 |"


TEXT = (
    "## 题\n\n甲**乙** *丙* [丁](https://a.b)\n\n- 一\n  1. 二\n\n     续\n\n> 引\n\n"
    "| a | b |\n| --- | --- |\n| 1 | **2** |\n\n![图](attachment:1)\n\n---\n\n末"
)


def test_what_is_copied_here_comes_back_whole(field: ProseInput, press: Press) -> None:
    field.set_value(TEXT)
    press(Qt.Key.Key_A, CTRL)
    press(Qt.Key.Key_C, CTRL)
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasFormat(OURS)
    assert "<b>乙</b>" in data.html()
    assert "<ol" in data.html()
    assert "\ufffc" not in data.text()
    press(Qt.Key.Key_X, CTRL)
    assert field.value() == ""
    press(Qt.Key.Key_V, CTRL)
    assert field.value() == TEXT


def test_html_of_ours_keeps_signs_as_text(field: ProseInput, press: Press) -> None:
    field.set_value("\\<script>a\\</script> & *b*")
    press(Qt.Key.Key_A, CTRL)
    press(Qt.Key.Key_C, CTRL)
    assert "&lt;script&gt;a&lt;/script&gt; &amp; b" in QGuiApplication.clipboard().mimeData().html()


def test_what_no_archive_can_hold_does_not_come_in() -> None:
    data = QMimeData()
    data.setText("五彩椒\x1b增收\r\n第二行\x00")
    assert cleaned(data) == "五彩椒\ufffd增收\n第二行\ufffd"
