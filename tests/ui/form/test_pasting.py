"""Pasting from Word and the web: the text and its shape come, everything else stays behind."""

import pytest
from PySide6.QtCore import QMimeData
from pytestqt.qtbot import QtBot

from casearchive.domain.prose import Heading, ListItem, Paragraph, Table, read_prose
from casearchive.ui.form.pasting import cleaned
from casearchive.ui.form.prose_input import ProseInput
from casearchive.ui.look import Look

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>
p.MsoNormal {font-family:宋体; color:red}</style></head><body>
<!--StartFragment--><h1>五事共治</h1>
<p class=MsoNormal><span style='font-size:16pt;color:#FF0000'>村里<b>大事</b>一起议。
<o:p></o:p></span></p>
<ul><li>议事</li><li><b>办事</b></li></ul><ol><li>先开会</li><li>再公示</li></ol>
<table border=1><tr><td>年份</td><td>收入</td></tr><tr><td>2022</td><td>170万元|约</td></tr></table>
<img src="file:///etc/passwd"><script>alert(1)</script>
<p>见<a href="javascript:alert(1)">附件</a>。</p>
<!--EndFragment--></body></html>"""


def copied(html: str, text: str = "") -> QMimeData:
    data = QMimeData()
    data.setHtml(html)
    data.setText(text or "纯文本")
    return data


@pytest.mark.usefixtures("qtbot")
def test_headings_lists_bold_and_tables_come_along() -> None:
    text = cleaned(copied(WORD))
    blocks = read_prose(text)
    assert isinstance(blocks[0], Heading)
    assert "村里**大事**一起议。" in text
    items = [block for block in blocks if isinstance(block, ListItem)]
    assert [(item.marker, item.runs[0].text) for item in items] == [
        ("", "议事"),
        ("", "办事"),
        ("1.", "先开会"),
        ("2.", "再公示"),
    ]
    tables = [block for block in blocks if isinstance(block, Table)]
    assert [[cell[0].text for cell in row] for row in tables[0].rows] == [
        ["年份", "收入"],
        ["2022", "170万元|约"],
    ]
    assert isinstance(blocks[-1], Paragraph)
    for never in ("alert", "passwd", "color", "MsoNormal", "javascript", "\ufffc"):
        assert never not in text


@pytest.mark.parametrize("html", ["", "<p></p>", "<" * 5000, "<table><tr>", "\x00<b>"])
@pytest.mark.usefixtures("qtbot")
def test_html_that_says_nothing_leaves_the_plain_text(html: str) -> None:
    assert isinstance(cleaned(copied(html, "原文\r\n第二行")), str)


def test_pasting_is_one_step_in_the_field(qtbot: QtBot, look: Look) -> None:
    field = ProseInput(look)
    qtbot.addWidget(field)
    field.text.insertPlainText("前文\n\n")
    field.text.insertFromMimeData(copied("<p>一<b>二</b></p><p>三</p>"))
    assert field.value() == "前文\n\n一**二**\n\n三"
    field.text.undo()
    assert "三" not in field.value()
