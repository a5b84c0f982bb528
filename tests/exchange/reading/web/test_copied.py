"""What was copied in Word or a browser: its shape comes, everything else stays behind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casearchive.domain.prose.reading import Heading, ListItem, Paragraph, Quote, Run, Table
from casearchive.domain.prose.writing import write_prose
from casearchive.exchange.reading.web.copied import read_copied

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset=utf-8>
<style><!-- p.MsoNormal {font-family:宋体; color:red} --></style>
<!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument></xml><![endif]--></head>
<body lang=ZH-CN style='tab-interval:21.0pt'><!--StartFragment-->
<h1><span style='font-family:宋体'>五事共治<span lang=EN-US><o:p></o:p></span></span></h1>
<p class=MsoNormal style='text-indent:21.0pt'><span style='font-size:16pt;color:#FF0000'>村里把<b
style='mso-bidi-font-weight:normal'>大事</b>都摆到
桌面上</span><span lang=EN-US>[1] </span><span>&nbsp;2023</span>年。<o:p>&nbsp;</o:p></p>
<p class=MsoListParagraph style='text-indent:-21.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]>
<span lang=EN-US style='font-family:Wingdings'><span style='mso-list:Ignore'>l<span>&nbsp;</span>
</span></span><![endif]><span>议事</span></p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>2)<span>&nbsp;</span></span><![endif]><span>先<b>开会</b></span></p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span
style='mso-list:Ignore'>一、</span><![endif]><span>总则</span></p>
<table class=MsoTableGrid border=1>
<tr><td><p class=MsoNormal><b>年份</b></p></td><td colspan=2><p>收入<o:p></o:p></p></td></tr>
<tr><td rowspan=2><p>2022</p></td><td><p>170万元|<b>约</b></p><p>第二段</p></td><td>丙</td></tr>
<tr><td>丁</td><td>戊*己</td></tr></table>
<img src="file:///etc/passwd"><script>alert(1)</script>
<p class=MsoNormal># 不是标题 见<a href="javascript:alert(1)">附件</a></p>
<!--EndFragment--></body></html>"""

PAGE = """<meta charset='utf-8'><div style="color: rgb(51, 51, 51)"><h3>一、背景</h3>
<p><span style="font-weight: 700;">疏勒县</span>干部<em>参训</em></p>
<ul><li>甲<ul><li>乙</li><li><p>丙</p><p>丙续</p></li></ul></li><li>丁</li></ul>
<ol start="3"><li>三</li><li>四<br>换行</li></ol><blockquote><p>引文</p></blockquote>
第一行<br>第二行<br><br>另一段<table><tr><td><div>布局</div></td></tr></table>
<span style="display:none">藏着</span><iframe>框</iframe></div>"""


def plain(text: str) -> tuple[Run, ...]:
    return (Run(text),)


def test_word_comes_as_headings_lists_bold_and_tables() -> None:
    items = read_copied(WORD)
    assert items == (
        Heading(2, plain("五事共治")),
        Paragraph((Run("村里把"), Run("大事", bold=True), Run("都摆到桌面上[1] 2023年。"))),
        ListItem(plain("议事")),
        ListItem((Run("先"), Run("开会", bold=True)), "2)", 1),
        Paragraph(plain("一、总则")),
        Table(
            (
                (plain("年份"), plain("收入"), ()),
                (
                    plain("2022"),
                    (Run("170万元|"), Run("约", bold=True), Run(" 第二段")),
                    plain("丙"),
                ),
                ((), plain("丁"), plain("戊*己")),
            )
        ),
        Paragraph(plain("# 不是标题 见附件")),
    )
    text = write_prose(items)
    assert "\\# 不是标题" in text
    for never in ("alert", "passwd", "color", "Mso", "javascript", "supportLists"):
        assert never not in text


def test_a_page_comes_without_its_frame() -> None:
    assert read_copied(PAGE) == (
        Heading(3, plain("一、背景")),
        Paragraph((Run("疏勒县", bold=True), Run("干部参训"))),
        ListItem(plain("甲")),
        ListItem(plain("乙"), "", 1),
        ListItem(plain("丙"), "", 1),
        ListItem(plain("丙续"), "", 1, continued=True),
        ListItem(plain("丁")),
        ListItem(plain("三"), "3."),
        ListItem(plain("四\n换行"), "4."),
        Quote(plain("引文")),
        Paragraph(plain("第一行\n第二行")),
        Paragraph(plain("另一段")),
        Paragraph(plain("布局")),
    )


@pytest.mark.parametrize(
    "html",
    ["", "<p></p>", "<" * 5000, "<table><tr>", "\x00", "<b>" * 5000, "<ul>" * 3000 + "<li>x"],
)
def test_html_that_says_nothing_is_nothing(html: str) -> None:
    assert isinstance(read_copied(html), tuple)


def test_a_table_that_lies_about_its_size_stays_small() -> None:
    (table,) = read_copied(
        "<table><tr><td colspan=999999 rowspan=999999>甲</td><td>乙</td></tr>"
        "<tr><td>丙</td><td>丁</td></tr></table>"
    )
    assert isinstance(table, Table)
    assert len(table.rows[0]) <= 42


@given(st.text(st.sampled_from("<>/=\"' bpulitrdo&;#1甲\n!-"), max_size=80))
def test_no_html_raises(html: str) -> None:
    read_copied(html)
