"""What a reader gets out of the files we write, and publications to write."""

import html
import io
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from zipfile import ZipFile

from PIL import Image

from casearchive.printing.blocks import (
    Align,
    Bar,
    BarChart,
    Block,
    Column,
    Cover,
    DataTable,
    Fact,
    Figure,
    Heading,
    Index,
    IndexEntry,
    ListEntry,
    Note,
    PageBreak,
    Paragraph,
    Parallel,
    Part,
    Picture,
    Publication,
    RouteSketch,
    Run,
    SketchStop,
    WriteLines,
    plain,
    texts_of,
)
from tests.printing import samples

UYGHUR = "ئۇيغۇرچە تېكىست 123 بار"
HOSTILE = (
    "<b>粗</b> & </w:t> <script>alert(1)</script> &amp; {0} %s ]]>",
    "甲\x00乙\x1b丙\x07\ud800丁\ufffe",
    "![图](file:///etc/passwd) [链](javascript:alert(1)) `码` |格| # 题",
    '=HYPERLINK("http://127.0.0.1")',
    "👩‍🌾椒\u3000\u00a0\u200b行\n\t下一行\n\n",
    "_x000D_ _x0041_",
    UYGHUR,
    "长" * 3_000,
    "",
    " ",
)


def picture(folder: Path, size: tuple[int, int] = (1200, 800)) -> Picture:
    """Return a photo with a secret in what it says of itself."""
    path = folder / "p.jpg"
    exif = Image.Exif()
    exif[0x010E] = "SECRETPLACE"
    Image.new("RGB", size, "#3a7").save(path, exif=exif)
    return Picture(str(path), "", "育苗棚一角", "某县融媒体中心")


def every_block(folder: Path, text: str = "育苗棚") -> Publication:
    """Return a publication that has each kind of block, with `text` in all of them."""
    runs = (Run(text), Run(text, bold=True), Run(text, emphasis=True, link="https://e.cn/a?b=c&d"))
    blocks: tuple[Block, ...] = (
        *samples.case_part(1, paragraphs=1, rows=2).blocks,
        Heading(3, text),
        Paragraph(runs, lead=True),
        Paragraph(plain(UYGHUR)),
        Note(runs),
        ListEntry(runs),
        ListEntry(runs, depth=1),
        ListEntry(runs, depth=1, continued=True),
        ListEntry(runs, "3)"),
        ListEntry(runs, "甲、"),
        DataTable((Column(text), Column("", 1, Align.RIGHT)), ((runs, ()),), text, runs, 2),
        Figure(text),
        picture(folder),
        Picture(str(folder / "gone.jpg"), "", text),
        BarChart(text, "万元", (Bar("2021", 3.5, "约3.5万元"), Bar("未载", 0, text)), text, runs),
        RouteSketch((SketchStop(text, 30, None, text), SketchStop("乙村", None, 40)), text),
        WriteLines(text, 2),
        Parallel((((Run("中文"),), (Run(UYGHUR),)), (runs, ())), ("中文", "ئۇيغۇرچە")),
        Index((IndexEntry("一"), IndexEntry(text, ("case-1", "nowhere"))), text),
        PageBreak(),
        Paragraph(runs),
    )
    part = Part(text or "题", blocks)
    base = samples.publication(1)
    joined = Part("接着", (Heading(2, "接着", "j"),), starts_page=False)
    return Publication(
        title=text, parts=(part, joined), subtitle=text, edition="教师版", author=text,
        watermark=text[:6], front=base.front,
        cover=Cover("内部", (Fact("编制单位", plain(text)),), picture(folder)),
    )  # fmt: skip


def parts_of(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield every part of an office file, those of packages inside it too."""
    with ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        for name in package.namelist():
            content = package.read(name)
            yield name, content
            if name.endswith(".xlsx"):
                yield from ((f"{name}/{inner}", c) for inner, c in parts_of(content))


def whole_text(data: bytes) -> str:
    """Return all that stands in an office file, attributes too, marks left out."""
    pieces = "\n".join(
        content.decode("utf-8", "replace")
        for name, content in parts_of(data)
        if name.endswith((".xml", ".rels"))
    )
    return html.unescape(re.sub(r"<[^>]*?>", "", pieces) + pieces)


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._skipped = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._skipped = tag if tag in ("script", "style") else self._skipped

    def handle_endtag(self, tag: str) -> None:
        self._skipped = "" if tag == self._skipped else self._skipped

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self.texts.append(data)


def read_html(data: bytes) -> _Text:
    """Return an HTML page's texts and tags as a browser's parser would see them."""
    parser = _Text()
    parser.feed(data.decode())
    parser.close()
    return parser


def squeezed(text: str) -> str:
    """Return a text without white space."""
    return "".join(text.split())


def texts_in(publication: Publication) -> list[str]:
    """Return the texts of a publication that stand in the body of any format."""
    skipped = {publication.subject, publication.author, publication.language}
    return [text for text in texts_of(publication) if text.strip() and text not in skipped]
