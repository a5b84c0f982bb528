"""Publications to print, and what a reader gets out of the printed file."""

import io
from collections.abc import Iterator
from contextlib import contextmanager

import pikepdf
import pypdfium2

from casearchive.printing.blocks import (
    Align,
    Block,
    Column,
    Cover,
    DataTable,
    Fact,
    FactsTable,
    Heading,
    ListEntry,
    NoteBox,
    Paragraph,
    Part,
    Publication,
    Question,
    Questions,
    Quote,
    Run,
    SourceEntry,
    SourceList,
    plain,
)
from casearchive.printing.faces.fonts import FontSet, resolve_fonts

STORY = (
    "2021年春，村里把闲置的晒场改成育苗棚，“先算账、再动工”；第二年，每棚收入约3.5万元——"
    "比原来多出一倍有余。有人问：“亏了怎么办？”组长答：“亏了算集体的……赚了先还账，再分红。”"
    "账目每月张贴（含支出、欠款），谁都可以查；到年底，入社农户增至86户，占全村的72%左右。"
)
NOT_AT_LINE_START = frozenset("，。、；：？！”’）》〉】」』〕％%…～·,.;:?!)]}")
NOT_AT_LINE_END = frozenset("“‘（《〈【「『〔([{")


def fonts() -> FontSet:
    """Return the packages' faces alone, so that every machine prints the same."""
    return resolve_fonts(use_system=False)


def case_part(number: int, paragraphs: int = 6, rows: int = 8) -> Part:
    """Return a part with every kind of block."""
    anchor = f"case-{number}"
    cite = Run("[1]", link=f"#{anchor}-source", raised=True)
    title = f"青禾村：育苗棚与集体账本之{number}"
    body: list[Block] = [
        Paragraph((Run(STORY[: 40 + 13 * (n % 9)]), Run("先还账", bold=True), cite, Run(STORY)))
        for n in range(paragraphs)
    ]
    columns = (Column("指标", 3.0), Column("数值", 2.0, Align.RIGHT), Column("年份", 1.0))
    table = tuple((plain(f"入社农户之{n}"), plain(f"{n}户"), plain("未载")) for n in range(rows))
    blocks: tuple[Block, ...] = (
        Heading(1, title, anchor, in_contents=True, kicker=f"T-{number:03}"),
        FactsTable((Fact("地点", plain("某县青禾村")), Fact("时间", plain("未载")))),
        Paragraph(plain("一个村怎样用公开账本换来信任。"), lead=True),
        Heading(2, "主要做法", f"{anchor}-ways", in_contents=True),
        *body,
        ListEntry(plain("先公开旧账；"), "1."),
        ListEntry(plain("再商量新账。"), "2."),
        Quote((Run("账本摊开，话就好说。", emphasis=True),)),
        DataTable(columns, table, caption="成效指标", note=plain("数值照录出处。")),
        Heading(2, "思考题", f"{anchor}-questions", in_contents=True),
        Questions((Question(plain("账本为什么要每月张贴？"), "分析题", plain("为了人人能查。")),)),
        NoteBox("使用说明", (plain("先读背景，再分组。"),)),
        Heading(2, "出处", f"{anchor}-sources"),
        SourceList((SourceEntry(1, plain("某县日报, 2022-01-03(2)."), f"{anchor}-source"),)),
    )
    return Part(title, blocks)


def publication(cases: int = 2, *, rows: int = 8) -> Publication:
    """Return a pack with cover, front part, contents and `cases` cases."""
    return Publication(
        title="公开账本案例汇编",
        subtitle="集体经济专题",
        edition="教师版",
        author="某县培训中心",
        cover=Cover("内部培训资料，非公文", (Fact("编制单位", plain("某县培训中心")),)),
        front=(Part("编者说明", (Heading(2, "编者说明"), Paragraph(plain(STORY)))),),
        parts=tuple(case_part(number, rows=rows) for number in range(1, cases + 1)),
    )


def paragraphs(*texts: str) -> Publication:
    """Return a bare publication of body paragraphs."""
    blocks = tuple(Paragraph(plain(text)) for text in texts)
    return Publication(title="文字", parts=(Part("文字", blocks),), contents=False)


def pages_of(data: bytes) -> list[str]:
    """Return the text of every page, as a reader's search sees it."""
    document = pypdfium2.PdfDocument(data)
    try:
        texts = []
        for number in range(len(document)):
            page = document[number]
            text_page = page.get_textpage()
            texts.append(text_page.get_text_bounded().replace("\r\n", "\n"))
            text_page.close()
            page.close()
        return texts
    finally:
        document.close()


def text_of(data: bytes) -> str:
    """Return the text of the whole file without white space."""
    return "".join("".join(pages_of(data)).split())


@contextmanager
def opened(data: bytes) -> Iterator[pikepdf.Pdf]:
    """Open the file to look at its objects."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        yield pdf


def fonts_in(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    """Return every font dictionary of the file."""
    return [
        item
        for item in pdf.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"
    ]
