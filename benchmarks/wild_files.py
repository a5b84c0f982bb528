"""200 files of every kind that is imported, half of them wild: ``python -m benchmarks.wild_files``.

All texts are our own. Each file comes with what must become of it: ``taken`` whole (its words are
found in the drafts), ``refused`` in one line, or ``either`` without harm.
"""

from __future__ import annotations

import io
import random
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from docx import Document
from openpyxl import Workbook
from PIL import Image
from pptx import Presentation
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

NUMBER = 200
TAKEN, REFUSED, EITHER = "taken", "refused", "either"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_VILLAGES = ("甲村", "乙村", "丙村", "丁村", "戊村", "己村", "庚村", "辛村", "壬村", "癸村")
_CROPS = ("五彩椒", "苹果", "茶叶", "草莓", "蘑菇", "红枣", "葡萄", "水稻", "花椒", "核桃")
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@dataclass(frozen=True, slots=True)
class Wild:
    """A made file: what must become of it, and words its drafts must hold where it is taken."""

    name: str
    data: bytes
    fate: str
    words: tuple[str, ...] = ()


def make(folder: Path, address: str = "http://127.0.0.1:9") -> list[Wild]:
    """Write the files into `folder`; `address` is where the wild ones point to."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [*good_files(), *wild_files(address)]
    filling = iter(range(NUMBER))
    while len(files) + 1 < NUMBER:  # the last one is a link, made below
        files.append(_filler(next(filling)))
    names = [file.name for file in files]
    if len(files) + 1 != NUMBER or len(set(names)) < len(names):
        raise ValueError(f"{len(files) + 1} files")
    for file in files:
        (folder / file.name).write_bytes(file.data)
    link = folder / "指向别处的链接.txt"
    link.unlink(missing_ok=True)
    link.symlink_to("/etc/hostname")
    return files


def text_of(number: int) -> str:
    """Return a case of our own: title, three parts, some hundred characters."""
    village, crop = _VILLAGES[number % 10], _CROPS[number * 7 % 10]
    return (
        f"{village}的{crop}\n\n"
        f"一、背景\n{village}有{100 + number}户人家，过去只种粮食，年轻人大多出门打工，"
        f"村里的集体收入一年不到3万元，路也没有修通。\n\n"
        f"二、做法\n村里办了合作社，统一育苗、统一收购，把{crop}卖到了县城。"
        f"老人看苗圃，妇女管分拣，收入按股分红。\n\n"
        f"三、成效\n三年以后，集体收入达到{20 + number}万元，回村的年轻人有{5 + number % 9}个。\n"
    )


def words_of(number: int) -> tuple[str, ...]:
    """Return what the drafts of :func:`text_of` must hold."""
    return (_VILLAGES[number % 10], _CROPS[number * 7 % 10], f"{20 + number}万元")


# --- good files ----------------------------------------------------------------------------------


def good_files() -> Iterator[Wild]:
    """Yield files that must come in whole."""
    encodings = ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be")
    for number, encoding in enumerate(encodings * 2):
        data = text_of(number).encode(encoding)
        if encoding == "utf-16-be":
            data = b"\xfe\xff" + data
        yield Wild(f"文本-{number}-{encoding}.txt", data, TAKEN, words_of(number))
    traditional = "甲村的五彩椒\n\n一、背景\n甲村過去只種糧食，年輕人大多出門打工，路也沒有修通。\n"
    yield Wild("文本-big5.txt", traditional.encode("big5"), TAKEN, ("甲村過去只種糧食",))
    for number in range(10):
        yield Wild(f"文档-{number}.docx", docx(number), TAKEN, words_of(number))
    yield Wild("选编.docx", collection(), TAKEN, ("乙村", "丙村", "图1 大棚"))
    for number in range(4):
        page = html(number)
        yield Wild(f"网页-{number}.html", page.encode(), TAKEN, words_of(number))
    declared = html(5).replace("utf-8", "gb2312").encode("gb18030")
    yield Wild("网页-gb.htm", declared, TAKEN, words_of(5))
    for number in range(3):
        yield Wild(f"存档-{number}.mht", mht(number), TAKEN, words_of(number))
    for number in range(5):
        yield Wild(f"文件-{number}.pdf", pdf(number), TAKEN, words_of(number))
    for number in range(6):
        yield Wild(f"名单-{number}.xlsx", xlsx(number), TAKEN, ("甲村", "庚村"))
    for number, encoding in enumerate(("utf-8-sig", "gb18030")):
        rows = "案例名称,村,集体收入（万元）,主要做法\n" + "".join(
            f"{village}的路,{village},{3 + place},大家修路\n"
            for place, village in enumerate(_VILLAGES[:7])
        )
        yield Wild(f"名单-{number}.csv", rows.encode(encoding), TAKEN, ("甲村", "庚村"))
    for number in range(4):
        yield Wild(f"幻灯片-{number}.pptx", pptx(number), TAKEN, (_VILLAGES[number], "合作社"))
    for number, kind in enumerate(("JPEG", "PNG") * 3):
        ending = {"JPEG": "jpg", "PNG": "png"}[kind]
        yield Wild(f"照片-{number}.{ending}", photo(kind, number), TAKEN, (f"照片-{number}",))
    yield Wild("笔记.md", ("# 甲村的路\n\n## 做法\n\n大家**修路**。\n").encode(), TAKEN, ("修路",))


def _filler(number: int) -> Wild:
    return Wild(f"补充-{number:02}.docx", docx(number + 20), TAKEN, words_of(number + 20))


def docx(number: int) -> bytes:
    """Return a Word document with styled headings, or without."""
    document = Document()
    title, *rest = [line for line in text_of(number).split("\n") if line]
    if number % 2:
        document.add_paragraph(title)
    else:
        document.add_heading(title, 0)
    for line in rest:
        if line[1] == "、" and not number % 2:
            document.add_heading(line, 1)
        else:
            document.add_paragraph(line)
    return saved(document)


def collection() -> bytes:
    """Return a Word document of two cases, with a picture, its caption, a merged table, lists."""
    document = Document()
    document.add_heading("案例选编", 0)
    for village in _VILLAGES[1:3]:
        document.add_heading(f"{village}修路记", 1)
        document.add_heading("做法", 2)
        document.add_paragraph("先开会", style="List Number")
        document.add_paragraph("后动工", style="List Number")
        document.add_picture(io.BytesIO(photo("PNG", 1)))
        document.add_paragraph("图1 大棚", style="Caption")
        table = document.add_table(3, 3)
        table.cell(0, 0).merge(table.cell(0, 1)).text = "年份和收入"
        table.cell(1, 0).text = "2023|24"
    return saved(document)


def saved(document: object) -> bytes:
    """Return the bytes of what has ``save``."""
    made = io.BytesIO()
    document.save(made)  # type: ignore[attr-defined]
    return made.getvalue()


def html(number: int, address: str = "") -> str:
    """Return a page with chrome around its article; `address` is fetched by who fetches."""
    title, *rest = [line for line in text_of(number).split("\n") if line]
    body = "".join(
        f"<h2>{line}</h2>" if line[1] == "、" and len(line) < 8 else f"<p>{line}</p>"
        for line in rest
    )
    calls = f'<img src="{address}/p.png"><script src="{address}/s.js"></script>' if address else ""
    return (
        '<!doctype html><html><head><meta charset="utf-8">'
        f"<title>{title}</title></head><body><div><a href='/'>首页</a>|<a href='/n'>新闻</a></div>"
        f"<article><h1>{title}</h1><p>来源：我们的日报 2023年04月14日</p>{body}{calls}</article>"
        "<div>版权所有</div></body></html>"
    )


def mht(number: int) -> bytes:
    """Return a page saved as one file, quoted-printable, with a picture in it."""
    from email.message import EmailMessage  # noqa: PLC0415 - here alone

    page = EmailMessage()
    page["Subject"] = "saved"
    page["Snapshot-Content-Location"] = "https://example.org/a.html"
    text = html(number).replace("</article>", '<p><img src="cid:one" alt="村口"></p></article>')
    page.set_content(text, subtype="html", cte="quoted-printable")
    page.add_related(photo("JPEG", number), "image", "jpeg", cid="<one>")
    return page.as_bytes()


def pdf(number: int) -> bytes:
    """Return a PDF file of Chinese text."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    made = io.BytesIO()
    canvas = Canvas(made)
    canvas.setFont("STSong-Light", 12)
    height = 800
    for line in text_of(number).split("\n"):
        for start in range(0, len(line), 36):
            canvas.drawString(60, height, line[start : start + 36])
            height -= 20
    canvas.save()
    return made.getvalue()


def xlsx(number: int) -> bytes:
    """Return a list of seven villages, with heads as people write them."""
    book = Workbook()
    sheet = book.active
    if sheet is None:
        raise ValueError("no sheet")
    if number % 2:
        sheet.append(["全县乡村振兴案例汇总表"])
    sheet.append(["序号", "案例名称", "村", "2023年集体收入（万元）", "种植面积（亩）", "主要做法"])
    for place, village in enumerate(_VILLAGES[:7]):
        amount = (f"约{3 + place}", 3.5 + place, f"{place + 1}万-{place + 2}万"[:3])[number % 3]
        sheet.append([place + 1, f"{village}的路", village, amount, "1.2万", "大家修路，轮流管护"])
    return saved(book)


def pptx(number: int) -> bytes:
    """Return three slides with notes."""
    show = Presentation()
    slide = show.slides.add_slide(show.slide_layouts[0])
    slide.shapes.title.text = f"{_VILLAGES[number]}的经验"
    slide = show.slides.add_slide(show.slide_layouts[1])
    slide.shapes.title.text = "做法"
    slide.placeholders[1].text = "办合作社\n统一育苗"
    slide.notes_slide.notes_text_frame.text = "这里多讲两句"
    return saved(show)


def photo(kind: str, number: int, size: tuple[int, int] = (160, 120)) -> bytes:
    """Return a picture with EXIF that tells a place."""
    picture = Image.new("RGB", size, (number * 40 % 255, 120, 90))
    exif = Image.Exif()
    exif[0x010F] = "SECRETMAKER"
    exif.get_ifd(0x8825)[2] = (34.5, 12.0, 1.0)
    made = io.BytesIO()
    picture.save(made, kind, exif=exif)
    return made.getvalue()


# --- wild files ----------------------------------------------------------------------------------


def wild_files(address: str) -> Iterator[Wild]:
    """Yield files of which none may do harm."""
    yield from _cut_off()
    yield from _empty_or_wrong()
    yield from _locked_and_old()
    yield from _bombs()
    yield from _reaching_out(address)
    yield from _names()


def _cut_off() -> Iterator[Wild]:
    """Yield one file of each binary kind, cut off at every tenth of its length."""
    kinds: dict[str, Callable[[int], bytes]] = {
        "docx": docx,
        "xlsx": xlsx,
        "pptx": pptx,
        "pdf": pdf,
        "mht": mht,
    }
    whole = {ending: make_it(3) for ending, make_it in kinds.items()}
    whole["jpg"] = photo("JPEG", 3, (800, 600))
    whole["png"] = photo("PNG", 3, (800, 600))
    for ending, data in whole.items():
        for tenth in range(1, 10):
            name = f"截断-{tenth}0%.{ending}"
            yield Wild(name, data[: len(data) * tenth // 10], EITHER)


def _empty_or_wrong() -> Iterator[Wild]:
    for ending in ("docx", "txt", "html", "pdf", "xlsx", "csv", "pptx", "jpg"):
        yield Wild(f"空-{ending}.{ending}", b"", REFUSED)
    yield Wild("其实是文本.docx", text_of(1).encode(), TAKEN, words_of(1))
    yield Wild("其实是Word.txt", docx(2), TAKEN, words_of(2))
    yield Wild("其实是表格.docx", xlsx(1), TAKEN, ("甲村",))
    yield Wild("其实是照片.pdf", photo("JPEG", 1), TAKEN)
    noise = random.Random(6).randbytes(5000)
    yield Wild("乱码.txt", noise, REFUSED)
    yield Wild("乱码.docx", b"PK\x03\x04" + noise, REFUSED)
    yield Wild("一半坏字.txt", text_of(1).encode("gb18030") + noise[:6], EITHER)
    yield Wild("很长的一行.txt", ("村" * 3_000_000).encode(), TAKEN, ("村村村",))
    yield Wild("很大.txt", ("甲村修路。\n" * 2_500_000).encode("gb18030"), TAKEN, ("甲村修路",))
    yield Wild("嵌套很深.html", b"<html><body>" + b"<div>" * 200_000 + b"x", EITHER)
    yield Wild("没有正文.html", b"<html><head><title>x</title></head><body></body></html>", EITHER)


def _locked_and_old() -> Iterator[Wild]:
    def stream(name: str) -> bytes:
        return OLE + b"\0" * 504 + name.encode("utf-16-le") + b"\0" * 512

    yield Wild("有密码.docx", stream("EncryptedPackage"), REFUSED)
    for name, inner in (
        ("旧.doc", "WordDocument"),
        ("旧.wps", "WordDocument"),
        ("旧.xls", "Workbook"),
        ("旧.et", "Workbook"),
        ("旧.ppt", "PowerPoint Document"),
    ):
        yield Wild(name, stream(inner), REFUSED)
    yield Wild("版式.ofd", zipped({"OFD.xml": b"<ofd/>"}), REFUSED)
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(1))) as document:
        document.save(locked, encryption=pikepdf.Encryption(user="a", owner="b"))
    yield Wild("有密码.pdf", locked.getvalue(), REFUSED)
    blank = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(blank)
    yield Wild("扫描.pdf", blank.getvalue(), TAKEN)
    yield Wild("压缩包.zip", zipped({"a.txt": b"x"}), REFUSED)


def _bombs() -> Iterator[Wild]:
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    dtd = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY e0 "村">{entities}]>'
    body = (
        f'<w:document xmlns:w="{_W}"><w:body><w:p><w:r><w:t>&e9;</w:t></w:r></w:p></w:body>'
        "</w:document>"
    )
    yield Wild(
        "实体炸弹.docx", with_part(docx(1), "word/document.xml", (dtd + body).encode()), REFUSED
    )
    row = "<row><c t='inlineStr'><is><t>&e9;</t></is></c></row>"
    sheet = f"{dtd}<worksheet><sheetData>{row}</sheetData></worksheet>"
    yield Wild(
        "实体炸弹.xlsx", with_part(xlsx(1), "xl/worksheets/sheet1.xml", sheet.encode()), REFUSED
    )
    yield Wild("实体炸弹.html", f"{dtd}<html><body><p>&e9;</p></body></html>".encode(), EITHER)
    outside = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>{body}'
    yield Wild("外部实体.docx", with_part(docx(1), "word/document.xml", outside.encode()), REFUSED)
    yield Wild(
        "压缩炸弹.docx", with_part(docx(1), "word/document.xml", b"<a>" * 40_000_000), REFUSED
    )
    yield Wild(
        "压缩炸弹.xlsx", with_part(xlsx(1), "xl/media/image1.bin", b"\0" * 400_000_000), REFUSED
    )
    yield Wild("八千万像素.png", large_png(10_000, 8_000), REFUSED)
    yield Wild(
        "谎报大小.png",
        photo("PNG", 1).replace(struct.pack(">II", 160, 120), struct.pack(">II", 60_000, 60_000)),
        REFUSED,
    )


def _reaching_out(address: str) -> Iterator[Wild]:
    yield Wild("路径穿越.docx", with_part(docx(1), "../../穿越.txt", b"x"), REFUSED)
    relations = (
        '<?xml version="1.0"?><Relationships xmlns='
        '"http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/attachedTemplate" Target="{address}/t.dotm" TargetMode="External"/>'
        '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/image" Target="{address}/p.png" TargetMode="External"/></Relationships>'
    )
    linked = with_part(docx(2), "word/_rels/document.xml.rels", relations.encode())
    yield Wild("外部链接.docx", linked, TAKEN, words_of(2)[:1])
    yield Wild("外部图片.html", html(1, address).encode(), TAKEN, words_of(1))
    text = "村里修了路，大家都来帮忙。" * 10
    image = f'<svg><image href="{address}/x.svg"/></svg>'
    svg = f"<html><body><p>{text}</p>{image}</body></html>"
    yield Wild("外部矢量图.html", svg.encode(), EITHER)
    yield Wild("带宏.docm", with_part(docx(4), "word/vbaProject.bin", b"macro"), TAKEN, words_of(4))
    book = Workbook()
    sheet = book.active
    if sheet is None:
        raise ValueError("no sheet")
    sheet.append(["案例名称", "村", "收入（万元）"])
    sheet.append(["甲村的路", "甲村", f'=WEBSERVICE("{address}/w")'])
    sheet.append(["=cmd|' /C calc'!A0", "乙村", 3])
    yield Wild("公式.xlsx", saved(book), TAKEN, ("甲村",))


def _names() -> Iterator[Wild]:
    yield Wild("CON.txt", text_of(6).encode(), TAKEN, words_of(6))
    yield Wild("nul .txt", text_of(7).encode(), TAKEN, words_of(7))
    yield Wild("翻转\u202efdp.txt", text_of(8).encode(), TAKEN, words_of(8))
    yield Wild("换行\n的名字.txt", text_of(9).encode(), TAKEN, words_of(9))
    yield Wild("很" * 80 + ".txt", text_of(3).encode(), TAKEN, words_of(3))
    yield Wild("<b>标签&amp;.txt", text_of(4).encode(), TAKEN, words_of(4))


def zipped(parts: dict[str, bytes]) -> bytes:
    """Return a zip file of these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return made.getvalue()


def with_part(package: bytes, name: str, data: bytes) -> bytes:
    """Return a package with one part added or replaced."""
    with zipfile.ZipFile(io.BytesIO(package)) as file:
        parts = {part: file.read(part) for part in file.namelist()}
    return zipped(parts | {name: data})


def large_png(width: int, height: int) -> bytes:
    """Return a black-and-white picture of many pixels in few bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" * (1 + width // 8)) * height, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


if __name__ == "__main__":
    made = make(Path(sys.argv[1] if len(sys.argv) > 1 else "wild"))
    print(f"{len(made) + 1} files")
